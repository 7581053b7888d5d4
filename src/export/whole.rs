//! Everything in one document (`export json`): obligations, findings, and each record with its values and its provenance.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Value as Json};

use crate::model::{Period, Word};
use crate::print;
use crate::report::tables::{RecordRow, Recorded};
use crate::report::values::{Value, parts};
use crate::report::{Counts, Extract};

use super::json::Row;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    as_of: String,
    commit: Option<&'a str>,
    trustee: Option<&'a str>,
    /// The days asked for; null: all.
    period: Option<Days>,
    summary: Counts,
    obligations: Vec<Row<'a>>,
    findings: Vec<print::json::Row<'a>>,
    records: Vec<Record<'a>>,
}

#[derive(Serialize)]
struct Days {
    from: String,
    until: String,
}

#[derive(Serialize)]
struct Record<'a> {
    record: &'a str,
    kind: &'static str,
    place: &'a str,
    date: String,
    path: &'a str,
    /// `None` without a history.
    recorded: Option<Commit<'a>>,
    values: Map<String, Json>,
}

#[derive(Serialize)]
struct Commit<'a> {
    commit: &'a str,
    by: &'a str,
    committed_at: Option<String>,
    received_at: Option<String>,
    signature: &'a str,
}

/// Writes the whole document, with a newline at its end.
///
/// # Errors
/// The output cannot be written.
pub fn whole(out: &mut impl Write, extract: &Extract<'_>) -> io::Result<()> {
    let brief = &extract.brief;
    let days = |period: Period| Days { from: period.first.to_string(), until: period.last.to_string() };
    let document = Document {
        version: 1,
        as_of: brief.as_of().to_string(),
        commit: brief.origin.commit(),
        trustee: brief.ledger.trustee().map(|id| &**id),
        period: extract.period.map(days),
        summary: Counts::of(extract.obligations.iter().map(|row| row.standing)),
        obligations: extract.obligations.iter().map(Row::of).collect(),
        findings: extract.findings.iter().map(|own| print::json::Row::of(own, brief.lang())).collect(),
        records: extract.rows.iter().zip(&extract.records).map(|(row, record)| of(row, record)).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn of<'a>(row: &'a RecordRow, record: &crate::model::Record) -> Record<'a> {
    Record {
        record: &row.id,
        kind: row.kind.word(),
        place: &row.place,
        date: row.date.to_string(),
        path: &row.path,
        recorded: row.recorded.as_ref().map(commit),
        values: values(record),
    }
}

fn commit(own: &Recorded) -> Commit<'_> {
    Commit {
        commit: &own.commit,
        by: &own.by,
        committed_at: own.at.map(|at| at.to_string()),
        received_at: own.received.map(|at| at.to_string()),
        signature: &own.signature,
    }
}

/// As in the file: a table of its own, or a list of tables.
fn values(record: &crate::model::Record) -> Map<String, Json> {
    let mut values = Map::new();
    for part in parts(record) {
        let pairs = part.pairs.into_iter().filter_map(|(key, value)| Some((key.to_owned(), json(value?))));
        let table: Map<String, Json> = pairs.collect();
        if part.table.is_empty() {
            values.extend(table);
        } else if !part.is_list {
            values.insert(part.table.to_owned(), table.into());
        } else if let Json::Array(list) = values.entry(part.table).or_insert_with(|| Json::Array(Vec::new())) {
            list.push(table.into());
        }
    }
    values
}

fn json(value: Value) -> Json {
    match value {
        Value::Text(text) => text.into(),
        Value::Number(number) => number.into(),
        Value::Flag(flag) => flag.into(),
        Value::Day(day) => day.to_string().into(),
        Value::Time(time) => time.to_string().into(),
        Value::List(words) => words.into(),
    }
}
