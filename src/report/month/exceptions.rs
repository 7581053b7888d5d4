//! The runs that did not simply go well by themselves, each with every time it was looked at.

use std::cmp::Reverse;

use jiff::civil::Date;
use serde::Serialize;

use crate::report::address;
use crate::report::brief::{Brief, Link};
use crate::report::findings::Waived;
use crate::report::mark::Mark;
use crate::rules::{Duty, Obligation, Standing};

use super::entries::Entry;
use super::runs::{self, Run, Runs};
use super::scheduled;

/// A run that the reader should look at, with each time it was seen.
#[derive(Clone, Debug, Serialize)]
pub struct RunRow {
    pub anchor: String,
    #[serde(skip)]
    pub on: Date,
    pub date: String,
    pub duty: String,
    pub mark: Mark,
    pub due: String,
    pub seen: Vec<SeenRow>,
    pub waiver: Option<Waived>,
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
    rows.sort_by_key(|row| (row.what.0, Reverse(row.mark.tone)));
    rows
}

fn run_row(brief: &Brief<'_>, run: &Run<'_>) -> RunRow {
    let day = run.owed.period.last;
    RunRow {
        anchor: anchor(run.owed),
        on: day,
        date: brief.date(day),
        duty: runs::sort(brief, run.owed.duty),
        mark: run.mark(brief),
        due: run.owed.due.map(|due| brief.date(due)).unwrap_or_default(),
        seen: run.seen.iter().map(|entry| seen_row(brief, entry)).collect(),
        waiver: scheduled::waiver(brief, run.owed),
        what: (run.owed.duty, run.owed.standing),
    }
}

/// `backup-05`
pub fn anchor(owed: &Obligation) -> String {
    let sort = if owed.duty == Duty::Backup { "backup" } else { "transmission" };
    format!("{sort}-{:02}", owed.period.last.day())
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
pub fn confirmed(brief: &Brief<'_>, entry: &Entry<'_>) -> Link {
    Link { text: brief.day_and_clock(entry.at), href: Some(address::record(entry.record)) }
}
