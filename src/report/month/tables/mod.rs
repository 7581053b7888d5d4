//! The other records of the month, a table a kind: requests, maintenance, operations, inspections, instructions, reports, media and
//! password events.

mod cells;
mod columns;

use jiff::civil::Date;
use serde::Serialize;

use crate::model::Kind;
use crate::model::record::{Content, Record};
use crate::report::brief::Brief;
use crate::report::slices::Slice;
use crate::report::{address, labels};

#[derive(Clone, Debug, Serialize)]
pub struct Table {
    pub title: String,
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Row {
    pub anchor: String,
    #[serde(skip)]
    pub on: Date,
    pub cells: Vec<Cell>,
    /// Of the record's row in the provenance.
    pub record: String,
}

/// Plain text or Markdown.
#[derive(Clone, Debug, Serialize)]
pub struct Cell {
    pub text: String,
    pub md: bool,
}

/// `t-21-maintenance`: the first row of the record; the others count on.
pub fn anchor(record: &Record) -> String {
    format!("t-{}", record.id.rsplit('/').next().unwrap_or(&record.id))
}

/// The kinds in the order in which they are shown.
const KINDS: [Kind; 8] = [
    Kind::Request,
    Kind::Maintenance,
    Kind::Inspection,
    Kind::Instruction,
    Kind::Report,
    Kind::Media,
    Kind::Operation,
    Kind::Password,
];

pub fn tables(brief: &Brief<'_>, slice: &Slice<'_>) -> Vec<Table> {
    let of = |kind: Kind| slice.records.iter().copied().filter(move |record| record.kind() == kind);
    let present = KINDS.into_iter().filter(|kind| of(*kind).next().is_some());
    present
        .map(|kind| Table {
            title: brief.say(&labels::kind(kind)),
            columns: columns::columns(kind).iter().map(|column| brief.say(column)).collect(),
            rows: of(kind).flat_map(|record| rows(brief, record)).collect(),
        })
        .collect()
}

fn rows(brief: &Brief<'_>, record: &Record) -> Vec<Row> {
    let entries = match &record.content {
        Content::Request(request) => vec![brief.request(request)],
        Content::Maintenance(maintenance) => vec![brief.maintenance(maintenance)],
        Content::Inspection(inspection) => vec![brief.inspection(inspection)],
        Content::Instruction(instruction) => vec![brief.instruction(instruction)],
        Content::Report(report) => vec![brief.report(report)],
        Content::Media(media) => brief.media(media),
        Content::Operation(operation) => vec![brief.operation(operation)],
        Content::Password(password) => brief.password(password),
        Content::Check(_) | Content::Incident(_) | Content::Close(_) => Vec::new(),
    };
    let row = |(at, cells): (usize, Vec<Cell>)| Row {
        anchor: address::repeated(anchor(record), at + 1),
        on: record.done_on(),
        cells,
        record: address::record_anchor(record),
    };
    entries.into_iter().enumerate().map(row).collect()
}
