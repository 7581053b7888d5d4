//! What is owed once a week, a month or a year, one by one.

use jiff::civil::Date;
use serde::Serialize;

use crate::model::record::Record;
use crate::model::{Month, Period, Text};
use crate::report::brief::{Brief, Link};
use crate::report::findings::{self, Waived};
use crate::report::mark::Mark;
use crate::report::slices::Slice;
use crate::report::{address, labels};
use crate::rules::{Duty, Obligation, Standing, words};

use super::runs;

/// One thing that is owed over more than a day.
#[derive(Clone, Debug, Serialize)]
pub struct OwedRow {
    pub anchor: String,
    /// Its last day, or the as-of date while that is ahead.
    #[serde(skip)]
    pub on: Date,
    pub duty: String,
    /// In the catalogue.
    pub rule: String,
    pub subject: Option<String>,
    pub period: String,
    pub mark: Mark,
    pub evidence: Vec<Link>,
    /// Why it is accepted that it was not done.
    pub waiver: Option<Waived>,
    #[serde(skip)]
    pub what: (Duty, Standing),
}

/// What is owed over more than a day, in the verdict's order.
pub fn scheduled(brief: &Brief<'_>, slice: &Slice<'_>) -> Vec<OwedRow> {
    let owed = slice.obligations.iter().filter(|owed| owed.standing != Standing::NotOwed);
    let lasting = owed.filter(|owed| !runs::is_run_of_a_day(owed));
    lasting.enumerate().map(|(at, owed)| owed_row(brief, owed, at + 1, slice.month)).collect()
}

fn owed_row(brief: &Brief<'_>, owed: &Obligation, number: usize, month: Month) -> OwedRow {
    let records = owed.evidence.iter().filter_map(|id| brief.record(id));
    OwedRow {
        anchor: format!("owed-{number}"),
        on: owed.period.last.min(brief.as_of()),
        duty: brief.say(&owed.duty.label()),
        rule: address::rule(owed.duty.missing()),
        subject: owed.subject.as_ref().map(|subject| brief.name(subject)),
        period: period(brief, owed.period, month),
        mark: done(brief, owed.standing),
        evidence: records
            .map(|record| Link { text: told(brief, record), href: Some(address::record(record)) })
            .collect(),
        waiver: waiver(brief, owed),
        what: (owed.duty, owed.standing),
    }
}

/// Without the year where it is the month's.
fn period(brief: &Brief<'_>, period: Period, month: Month) -> String {
    let (first, last) = (period.first, period.last);
    if first == last || [first, last].iter().any(|day| day.year() != month.year()) {
        return brief.say(&words::period(period));
    }
    let (first, last) = (brief.day(first), brief.day(last));
    brief.say(&Text::new(format!("{first}から{last}まで"), format!("{first} to {last}")))
}

/// What accepts that an obligation was missed.
pub fn waiver(brief: &Brief<'_>, owed: &Obligation) -> Option<Waived> {
    let is_waived = owed.standing == Standing::Waived;
    is_waived.then(|| findings::waiver(brief, owed.duty.missing(), &owed.place, owed.period.last)).flatten()
}

/// What is owed by doing it, not by looking at it: 済 and 未了 where a run would be 正常 and 未確認.
fn done(brief: &Brief<'_>, standing: Standing) -> Mark {
    let mut mark = brief.standing(standing);
    let word = match standing {
        Standing::Met => Some(Text::fixed("済", "done")),
        Standing::Missing => Some(Text::fixed("未了", "not done")),
        Standing::Late | Standing::Failed | Standing::Pending | Standing::Waived | Standing::NotOwed => None,
    };
    if let Some(word) = word {
        mark.word = brief.say(&word);
    }
    mark
}

fn told(brief: &Brief<'_>, record: &Record) -> String {
    format!("{} {}", brief.day(record.done_on()), brief.say(&labels::kind(record.kind())))
}
