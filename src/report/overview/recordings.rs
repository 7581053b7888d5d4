//! The last recordings: what came in of late, and by whom.

use serde::Serialize;

use crate::model::record::Record;
use crate::report::brief::{Brief, Link, written};
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
pub fn recordings(brief: &Brief<'_>) -> Vec<Recording> {
    let shown = brief.ledger.records.values().filter(|record| brief.is_shown(record));
    let mut records: Vec<(&Record, Option<CommitRow>)> =
        shown.map(|record| (record, provenance::added(brief, record))).collect();
    let own = |record: &Record| (record.done_on(), record.own_times().first().map(|at| at.value));
    records.sort_by(|(a, a_commit), (b, b_commit)| {
        let seconds = |commit: &Option<CommitRow>| commit.as_ref().map(|commit| commit.seconds);
        (seconds(b_commit), own(b), &b.id).cmp(&(seconds(a_commit), own(a), &a.id))
    });
    let recording = |(record, commit): (&Record, Option<CommitRow>)| Recording {
        when: record.own_times().first().map_or_else(|| brief.date(record.done_on()), |at| brief.time(at.value)),
        place: brief.name(&record.path.place),
        what: Link { text: title(brief, record), href: Some(address::record(record)) },
        commit,
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
