//! The runs of a month: each day's two in one row, and those that did not simply go well by themselves.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::calendar::Closed;
use crate::model::Text;
use crate::report::address;
use crate::report::brief::{Brief, Link};
use crate::report::mark::{Mark, Tone};
use crate::report::slices::Slice;
use crate::rules::{Duty, Obligation, Standing};

use super::entries::{Entry, entries};

/// A run that is owed, and all that was seen of it, the deciding entry last.
pub struct Run<'a> {
    pub owed: &'a Obligation,
    pub seen: Vec<Entry<'a>>,
}

/// The runs owed on single days, by day.
pub type Runs<'a> = BTreeMap<(Date, Duty), Run<'a>>;

/// The two sorts of run, in the order in which they are shown.
pub const SORTS: [Duty; 2] = [Duty::Backup, Duty::Transmission];

pub fn is_run_of_a_day(owed: &Obligation) -> bool {
    SORTS.contains(&owed.duty) && owed.period.first == owed.period.last
}

pub fn runs<'a>(brief: &Brief<'a>, slice: &Slice<'a>) -> Runs<'a> {
    let of_days = slice.obligations.iter().filter(|owed| is_run_of_a_day(owed));
    of_days
        .map(|owed| {
            let mut records: Vec<_> = owed.evidence.iter().filter_map(|id| brief.ledger.records.get(id)).collect();
            records.dedup_by_key(|record| &record.id);
            let mut seen: Vec<_> =
                records.into_iter().flat_map(|record| entries(record, owed.duty, owed.period)).collect();
            seen.sort_by_key(|entry| entry.at);
            ((owed.period.last, owed.duty), Run { owed, seen })
        })
        .collect()
}

impl Run<'_> {
    /// How it stands, in the word that tells most: what was seen, unless its time or its absence says more.
    pub fn mark(&self, brief: &Brief<'_>) -> Mark {
        let standing = brief.standing(self.owed.standing);
        match (self.owed.standing, self.seen.last()) {
            (Standing::Met, Some(last)) if self.seen.iter().any(|entry| !entry.run.is_good()) => Mark::new(
                last.run.mark(brief).map_or(Tone::Good, |mark| mark.tone),
                brief.word("再実行で正常", "ok again"),
            ),
            (Standing::Met | Standing::Failed, Some(last)) => last.run.mark(brief).unwrap_or(standing),
            (
                Standing::Met
                | Standing::Late
                | Standing::Failed
                | Standing::Missing
                | Standing::Pending
                | Standing::Waived
                | Standing::NotOwed,
                _,
            ) => standing,
        }
    }

    /// Whether the reader should look: anything but one entry, in time, that all was well.
    fn is_exception(&self, brief: &Brief<'_>) -> bool {
        let plain = match self.owed.standing {
            Standing::Met => self.seen.len() == 1 && self.mark(brief).tone == Tone::Good,
            Standing::Pending | Standing::NotOwed => true,
            Standing::Late | Standing::Failed | Standing::Missing | Standing::Waived => false,
        };
        !plain || self.seen.iter().any(|entry| entry.run.note().as_ref().is_some_and(|note| !note.is_empty()))
    }
}

/// A run that the reader should look at, with each time it was seen.
#[derive(Clone, Debug, Serialize)]
pub struct RunRow {
    pub anchor: String,
    pub date: String,
    pub duty: String,
    pub mark: Mark,
    pub due: String,
    pub seen: Vec<SeenRow>,
    #[serde(skip)]
    pub what: (Duty, Standing),
}

#[derive(Clone, Debug, Serialize)]
pub struct SeenRow {
    pub record: Link,
    pub who: String,
    pub mark: Option<Mark>,
    pub facts: String,
    pub note: Option<String>,
    pub incident: Option<Link>,
}

pub fn exceptions(brief: &Brief<'_>, runs: &Runs<'_>) -> Vec<RunRow> {
    let mut rows: Vec<RunRow> =
        runs.values().filter(|run| run.is_exception(brief)).map(|run| run_row(brief, run)).collect();
    rows.sort_by_key(|row| (row.what.0, std::cmp::Reverse(row.mark.tone)));
    rows
}

fn run_row(brief: &Brief<'_>, run: &Run<'_>) -> RunRow {
    let day = run.owed.period.last;
    RunRow {
        anchor: anchor(run.owed),
        date: brief.date(day),
        duty: sort(brief, run.owed.duty),
        mark: run.mark(brief),
        due: run.owed.due.map(|due| brief.date(due)).unwrap_or_default(),
        seen: run.seen.iter().map(|entry| seen_row(brief, entry)).collect(),
        what: (run.owed.duty, run.owed.standing),
    }
}

/// `backup-05`
fn anchor(owed: &Obligation) -> String {
    let sort = if owed.duty == Duty::Backup { "backup" } else { "transmission" };
    format!("{sort}-{:02}", owed.period.last.day())
}

/// バックアップ, 送信: in a table, where the whole name of the duty stands above.
pub fn sort(brief: &Brief<'_>, duty: Duty) -> String {
    if duty == Duty::Backup {
        brief.word("バックアップ", "Backup")
    } else {
        brief.word("副本送信", "Transmission")
    }
}

pub fn seen_row(brief: &Brief<'_>, entry: &Entry<'_>) -> SeenRow {
    let incident = entry.run.incident().as_ref().and_then(|id| brief.record(&id.value));
    SeenRow {
        record: confirmed(brief, entry),
        who: brief.named(entry.operator),
        mark: entry.run.mark(brief),
        facts: entry.run.facts(brief),
        note: entry.run.note().as_ref().map(|note| note.value.clone()).filter(|note| !note.is_empty()),
        incident: incident
            .map(|record| Link {
                text: brief.word("事故等の記録", "incident"), href: Some(address::record(record))
            }),
    }
}

/// When it was confirmed, leading to the record and its commit.
fn confirmed(brief: &Brief<'_>, entry: &Entry<'_>) -> Link {
    Link { text: brief.day_and_clock(entry.at), href: Some(address::record(entry.record)) }
}

/// One day of the month, both runs in one row.
#[derive(Clone, Debug, Serialize)]
pub struct DayRow {
    pub anchor: String,
    pub day: String,
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
    days.map(|day| DayRow {
        anchor: day_anchor(day),
        day: brief.day(day),
        closed: office.why_closed(day).map(|why| closed(brief, why)),
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
        more: run.filter(|run| run.is_exception(brief)).map(|run| anchor(run.owed)),
        facts: last.map(|last| last.run.facts(brief)).unwrap_or_default(),
        confirmed: last.map(|last| confirmed(brief, last)),
        who: last.map(|last| brief.named(last.operator)).unwrap_or_default(),
        same: left.zip(last).is_some_and(|(left, last)| left.record.id == last.record.id),
    }
}

/// `d-05`
pub fn day_anchor(day: Date) -> String {
    format!("d-{:02}", day.day())
}

/// Why an office is closed, in a word.
pub fn closed(brief: &Brief<'_>, why: Closed) -> String {
    match why {
        Closed::Holiday(holiday) => brief.say(&Text::fixed(holiday.ja, holiday.en)),
        Closed::Saturday => brief.word("土曜", "Saturday"),
        Closed::Sunday => brief.word("日曜", "Sunday"),
        Closed::Yearly => brief.word("閉庁", "closed"),
        Closed::Also => brief.word("臨時閉庁", "closed"),
    }
}
