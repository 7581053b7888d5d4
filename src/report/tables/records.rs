//! Every record that is shown, by id, with what git tells of it: who committed it, when that is claimed and when it was received.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};

use crate::model::record::Record;
use crate::model::{Id, Kind, Word};
use crate::report::brief::Brief;
use crate::report::past::Book;
use crate::report::{address, labels, provenance};

use super::{Cell, Table};

pub struct RecordRow {
    pub id: String,
    pub place: Id,
    pub place_name: String,
    pub date: Date,
    pub kind: Kind,
    pub kind_name: String,
    /// Its own time, of several the first.
    pub time: Option<DateTime>,
    pub corrections: usize,
    /// Open ones that speak of it.
    pub open_findings: usize,
    /// Where it is told.
    pub page: String,
    pub path: String,
    pub recorded: Option<Recorded>,
}

/// The commit that brought a record in.
pub struct Recorded {
    pub commit: String,
    pub by: String,
    /// As the committer claims.
    pub at: Option<DateTime>,
    /// As the server's receipt says.
    pub received: Option<DateTime>,
    pub signature: String,
}

pub fn rows(brief: &Brief<'_>, book: &Book<'_>) -> Vec<RecordRow> {
    let mut open: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in brief.verdict.findings.iter().filter(|finding| finding.is_open()) {
        if let Some(record) = &finding.record {
            *open.entry(record).or_default() += 1;
        }
    }
    let shown = brief.ledger.records.values().filter(|record| brief.is_shown(record));
    shown.map(|record| row(brief, book, record, open.get(record.id.as_str()).copied().unwrap_or_default())).collect()
}

fn row(brief: &Brief<'_>, book: &Book<'_>, record: &Record, open_findings: usize) -> RecordRow {
    RecordRow {
        id: record.id.clone(),
        place: record.path.place.clone(),
        place_name: brief.name(&record.path.place),
        date: record.done_on(),
        kind: record.kind(),
        kind_name: brief.say(&labels::kind(record.kind())),
        time: record.own_times().first().map(|time| time.value),
        corrections: record.corrections.len(),
        open_findings,
        page: address::record(record),
        path: record.source.path.clone(),
        recorded: recorded(brief, book, record),
    }
}

fn recorded(brief: &Brief<'_>, book: &Book<'_>, record: &Record) -> Option<Recorded> {
    let commit = provenance::added(brief, book, record)?;
    let (committed, received) = commit.seconds;
    Some(Recorded {
        commit: commit.id,
        by: commit.who,
        at: brief.civil(committed),
        received: received.and_then(|received| brief.civil(received)),
        signature: commit.signature.word,
    })
}

const COLUMNS: &[&str] = &[
    "record",
    "place",
    "place_name",
    "date",
    "kind",
    "kind_name",
    "time",
    "corrections",
    "open_findings",
    "commit",
    "committed_by",
    "committed_at",
    "received_at",
    "signature",
    "path",
    "page",
];

pub fn table(rows: &[RecordRow]) -> Table {
    let cells = |row: &RecordRow| {
        let recorded = row.recorded.as_ref();
        vec![
            Cell::text(&row.id),
            Cell::text(row.place.to_string()),
            Cell::text(&row.place_name),
            Cell::Day(row.date),
            Cell::text(row.kind.word()),
            Cell::text(&row.kind_name),
            Cell::maybe(row.time, Cell::Time),
            Cell::Number(row.corrections),
            Cell::Number(row.open_findings),
            Cell::maybe(recorded, |recorded| Cell::text(&recorded.commit)),
            Cell::maybe(recorded, |recorded| Cell::text(&recorded.by)),
            Cell::maybe(recorded.and_then(|recorded| recorded.at), Cell::Time),
            Cell::maybe(recorded.and_then(|recorded| recorded.received), Cell::Time),
            Cell::maybe(recorded, |recorded| Cell::text(&recorded.signature)),
            Cell::text(&row.path),
            Cell::text(&row.page),
        ]
    };
    Table { columns: super::columns(COLUMNS), rows: rows.iter().map(cells).collect() }
}
