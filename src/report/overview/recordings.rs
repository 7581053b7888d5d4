//! The last recordings: what came in of late, and by whom.

use serde::Serialize;

use crate::model::record::Record;
use crate::report::brief::{Brief, Link, written};
use crate::report::past::Book;
use crate::report::provenance::{self, CommitRow};
use crate::report::{address, labels};

#[derive(Clone, Debug, Serialize)]
pub struct Recording {
    pub when: String,
    pub place: String,
    pub what: Link,
    pub commit: Option<CommitRow>,
}

/// How many are shown.
const LAST: usize = 12;

/// The records made last: by their commits where history tells, else by their own times.
pub fn recordings(brief: &Brief<'_>, book: &Book<'_>) -> Vec<Recording> {
    let shown = brief.ledger.records.values().filter(|record| brief.is_shown(record));
    let mut records: Vec<(&Record, Option<i64>)> =
        shown.map(|record| (record, provenance::seconds(brief, record))).collect();
    let own = |record: &Record| (record.done_on(), record.own_times().first().map(|at| at.value));
    records.sort_by(|(a, a_seconds), (b, b_seconds)| (b_seconds, own(b), &b.id).cmp(&(a_seconds, own(a), &a.id)));
    let recording = |(record, _): (&Record, Option<i64>)| Recording {
        when: record.own_times().first().map_or_else(|| brief.date(record.done_on()), |at| brief.time(at.value)),
        place: brief.name(&record.path.place),
        what: Link { text: title(brief, record), href: Some(address::record(record)) },
        commit: provenance::added(brief, book, record),
    };
    records.into_iter().take(LAST).map(recording).collect()
}

/// The kind; of an incident its title as well.
fn title(brief: &Brief<'_>, record: &Record) -> String {
    let kind = brief.say(&labels::kind(record.kind()));
    match record.incident() {
        Some(incident) => format!("{kind}: {}", written(&incident.title)),
        None => kind,
    }
}
