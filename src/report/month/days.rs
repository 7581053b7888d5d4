//! All runs of the month, a row a day.

use jiff::civil::Date;
use serde::Serialize;

use crate::calendar::Closed;
use crate::model::Text;
use crate::report::brief::{Brief, Link};
use crate::report::mark::Mark;
use crate::report::slices::Slice;
use crate::rules::Standing;

use super::entries::Entry;
use super::exceptions;
use super::runs::{Run, Runs, SORTS};

/// One day of the month, both runs in one row.
#[derive(Clone, Debug, Serialize)]
pub struct DayRow {
    pub anchor: String,
    #[serde(skip)]
    pub on: Date,
    pub day: String,
    pub is_closed: bool,
    /// Why, where the day of the week does not say it.
    pub closed: Option<String>,
    pub runs: Vec<DayRun>,
}

#[derive(Clone, Debug, Serialize)]
pub struct DayRun {
    pub mark: Mark,
    /// Of its row among the exceptions.
    pub more: Option<String>,
    pub facts: String,
    pub confirmed: Option<Link>,
    pub who: String,
    /// Confirmed by the same record as the run to the left.
    pub same: bool,
}

pub fn days(brief: &Brief<'_>, slice: &Slice<'_>, runs: &Runs<'_>) -> Vec<DayRow> {
    let office = brief.office(slice.place);
    let has_runs = |day: &Date| SORTS.iter().any(|duty| runs.contains_key(&(*day, *duty)));
    let days = slice.month.period().days().filter(has_runs);
    days.map(|day| (day, office.why_closed(day)))
        .map(|(day, why)| DayRow {
            anchor: anchor(day),
            on: day,
            day: brief.day(day),
            is_closed: why.is_some(),
            closed: why.and_then(|why| closed(brief, why)),
            runs: day_runs(brief, SORTS.map(|duty| runs.get(&(day, duty)))),
        })
        .collect()
}

fn day_runs(brief: &Brief<'_>, [backup, transmission]: [Option<&Run<'_>>; 2]) -> Vec<DayRun> {
    let left = backup.and_then(|run| run.seen.last());
    vec![day_run(brief, backup, None), day_run(brief, transmission, left)]
}

fn day_run(brief: &Brief<'_>, run: Option<&Run<'_>>, left: Option<&Entry<'_>>) -> DayRun {
    let last = run.and_then(|run| run.seen.last());
    DayRun {
        mark: run.map_or_else(|| brief.standing(Standing::NotOwed), |run| run.mark(brief)),
        more: run.filter(|run| run.is_exception(brief)).map(|run| exceptions::anchor(run.owed)),
        facts: last.map(|last| last.run.facts(brief)).unwrap_or_default(),
        confirmed: last.map(|last| exceptions::confirmed(brief, last)),
        who: last.map(|last| brief.named(last.operator)).unwrap_or_default(),
        same: left.zip(last).is_some_and(|(left, last)| left.record.id == last.record.id),
    }
}

/// `d-05`
pub fn anchor(day: Date) -> String {
    format!("d-{:02}", day.day())
}

/// Why an office is closed, in a word; a weekend needs none beside the day of the week.
pub fn closed(brief: &Brief<'_>, why: Closed) -> Option<String> {
    match why {
        Closed::Saturday | Closed::Sunday => None,
        Closed::Holiday(holiday) => Some(brief.say(&Text::fixed(holiday.ja, holiday.en))),
        Closed::Yearly => Some(brief.word("閉庁", "closed")),
        Closed::Also => Some(brief.word("臨時閉庁", "closed")),
    }
}
