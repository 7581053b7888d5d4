//! How each duty of the month stands, in numbers; and, one by one, what is owed once a week, a month or a year.

use serde::Serialize;

use crate::model::Text;
use crate::report::brief::{Brief, Link};
use crate::report::mark::Mark;
use crate::report::slices::Slice;
use crate::report::{address, findings, labels};
use crate::rules::{Duty, Obligation, Standing, words};

use super::runs::{self, RunRow};

/// How many obligations stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub owed: usize,
    pub met: usize,
    pub late: usize,
    pub failed: usize,
    pub missing: usize,
    pub waived: usize,
    pub pending: usize,
}

impl Counts {
    pub fn of(standings: impl Iterator<Item = Standing>) -> Counts {
        let mut counts = Counts::default();
        for standing in standings {
            match standing {
                Standing::Met => counts.met += 1,
                Standing::Late => counts.late += 1,
                Standing::Failed => counts.failed += 1,
                Standing::Missing => counts.missing += 1,
                Standing::Waived => counts.waived += 1,
                Standing::Pending => counts.pending += 1,
                Standing::NotOwed => continue,
            }
            counts.owed += 1;
        }
        counts
    }

    pub fn plus(self, other: Counts) -> Counts {
        Counts {
            owed: self.owed + other.owed,
            met: self.met + other.met,
            late: self.late + other.late,
            failed: self.failed + other.failed,
            missing: self.missing + other.missing,
            waived: self.waived + other.waived,
            pending: self.pending + other.pending,
        }
    }
}

/// The standings in the order of the table's columns.
const COLUMNS: [Standing; 6] =
    [Standing::Met, Standing::Late, Standing::Failed, Standing::Missing, Standing::Waived, Standing::Pending];

#[derive(Clone, Debug, Serialize)]
pub struct DutyRow {
    pub name: String,
    pub citation: Link,
    /// Of the explanation, on the same page.
    pub rule_anchor: String,
    pub cadence: String,
    pub owed: usize,
    pub counts: Vec<Count>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Count {
    pub number: usize,
    pub mark: Mark,
    /// Where on the page the first of them is.
    pub anchor: Option<String>,
}

/// One thing that is owed over more than a day.
#[derive(Clone, Debug, Serialize)]
pub struct OwedRow {
    pub anchor: String,
    pub duty: String,
    pub rule_anchor: String,
    pub subject: Option<String>,
    pub period: String,
    pub mark: Mark,
    pub evidence: Vec<Link>,
    #[serde(skip)]
    pub what: (Duty, Standing),
}

/// A row a duty, in the regulation's order.
pub fn rows(brief: &Brief<'_>, slice: &Slice<'_>, exceptions: &[RunRow], scheduled: &[OwedRow]) -> Vec<DutyRow> {
    let of = |duty: Duty| slice.obligations.iter().filter(move |owed| owed.duty == duty);
    let owed = Duty::ALL.into_iter().filter(|duty| of(*duty).any(|owed| owed.standing != Standing::NotOwed));
    owed.map(|duty| {
        let shown = |standing| {
            let exception = exceptions.iter().find(|row| row.what == (duty, standing)).map(|row| row.anchor.clone());
            let row = scheduled.iter().find(|row| row.what == (duty, standing)).map(|row| row.anchor.clone());
            let day = of(duty).find(|owed| owed.standing == standing && runs::is_run_of_a_day(owed));
            // Of what simply went well, the first day; of the rest, the row that tells more.
            let day = day.map(|owed| runs::day_anchor(owed.period.last));
            if standing == Standing::Met { row.or(day) } else { exception.or(row).or(day) }
        };
        let count = |standing| {
            let number = of(duty).filter(|owed| owed.standing == standing).count();
            Count { number, mark: brief.standing(standing), anchor: shown(standing).filter(|_| number > 0) }
        };
        DutyRow {
            name: brief.say(&duty.label()),
            citation: brief.citation(duty.citation()),
            rule_anchor: findings::anchor(duty.missing()),
            cadence: cadence(brief, slice, duty),
            owed: Counts::of(of(duty).map(|owed| owed.standing)).owed,
            counts: COLUMNS.into_iter().map(count).collect(),
        }
    })
    .collect()
}

/// How often, by the house's standards at the month's end.
fn cadence(brief: &Brief<'_>, slice: &Slice<'_>, duty: Duty) -> String {
    let standards = brief.ledger.settings.on(slice.month.period().last);
    match labels::owed(duty) {
        Some(owed) => brief.say(&labels::cadence(standards.cadence(owed))),
        None => brief.word("毎月", "monthly"),
    }
}

/// What is owed over more than a day, in the verdict's order.
pub fn scheduled(brief: &Brief<'_>, slice: &Slice<'_>) -> Vec<OwedRow> {
    let owed = slice.obligations.iter().filter(|owed| owed.standing != Standing::NotOwed);
    let lasting = owed.filter(|owed| !runs::is_run_of_a_day(owed));
    lasting.enumerate().map(|(at, owed)| owed_row(brief, owed, at + 1)).collect()
}

fn owed_row(brief: &Brief<'_>, owed: &Obligation, number: usize) -> OwedRow {
    let records = owed.evidence.iter().filter_map(|id| brief.record(id));
    OwedRow {
        anchor: format!("owed-{number}"),
        duty: brief.say(&owed.duty.label()),
        rule_anchor: findings::anchor(owed.duty.missing()),
        subject: owed.subject.as_ref().map(|subject| brief.name(subject)),
        period: brief.say(&words::period(owed.period)),
        mark: done(brief, owed.standing),
        evidence: records
            .map(|record| Link { text: told(brief, record), href: Some(address::record(record)) })
            .collect(),
        what: (owed.duty, owed.standing),
    }
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

fn told(brief: &Brief<'_>, record: &crate::model::record::Record) -> String {
    format!("{} {}", brief.day(record.done_on()), brief.say(&labels::kind(record.kind())))
}
