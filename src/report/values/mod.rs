//! What a record says, key by key (項目ごとの値), in the order and under the names of its file: what an export holds and an import writes.
//!
//! Made from the model and never from the text, so that of a narrowed ledger nothing comes back. Deliberately absent: what a record
//! leaves unsaid, and how a value is written to a file.

mod duties;
mod incident;
mod label;

use jiff::civil::{Date, DateTime};

use crate::model::record::{Check, Content, Correction, Record};
use crate::model::source::{At, Field};
use crate::model::{Id, Word};

pub use label::label;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Text(String),
    Number(u64),
    Flag(bool),
    Day(Date),
    /// In the ledger's time zone.
    Time(DateTime),
    List(Vec<String>),
}

/// A key of a table, and what it holds; `None` where it is not there.
pub type Pair = (&'static str, Option<Value>);

/// The keys of a file's top, or of one of its tables.
pub struct Part {
    /// `""` at the top of the file.
    pub table: &'static str,
    /// Whether the file may hold several: `[[backup]]`, not `[recovery]`.
    pub is_list: bool,
    /// Every key that the table knows, in its order.
    pub pairs: Vec<Pair>,
}

/// The top first, then each table in the order of the file's kind.
pub fn parts(record: &Record) -> Vec<Part> {
    let mut parts = match &record.content {
        Content::Check(own) => check(own),
        Content::Incident(own) => incident::incident(own),
        Content::Request(own) => duties::request(own),
        Content::Maintenance(own) => duties::maintenance(own),
        Content::Operation(own) => duties::operation(own),
        Content::Inspection(own) => duties::inspection(own),
        Content::Instruction(own) => duties::instruction(own),
        Content::Report(own) => duties::report(own),
        Content::Media(own) => duties::media(own),
        Content::Password(own) => duties::password(own),
        Content::Close(own) => duties::close(own),
    };
    parts.extend(each("correction", &record.corrections, correction));
    parts
}

fn check(own: &Check) -> Vec<Part> {
    let Check { operator, terminal, checked_at, backups, transmissions } = own;
    let mut parts =
        vec![top(vec![("operator", id(operator)), ("terminal", id(terminal)), ("checked_at", time(checked_at))])];
    parts.extend(each("backup", backups, |own| {
        vec![
            ("run", day(&own.run)),
            ("result", word(&own.result)),
            ("finished_at", time(&own.finished_at)),
            ("size_mb", number(&own.size_mb)),
            ("medium", id(&own.medium)),
            ("incident", text(&own.incident)),
            ("note", text(&own.note)),
        ]
    }));
    parts.extend(each("transmission", transmissions, |own| {
        vec![
            ("run", day(&own.run)),
            ("result", word(&own.result)),
            ("sent_at", time(&own.sent_at)),
            ("sort", word(&own.sort)),
            ("items", number(&own.items)),
            ("accepted", number(&own.accepted)),
            ("pending", number(&own.pending)),
            ("incident", text(&own.incident)),
            ("note", text(&own.note)),
        ]
    }));
    parts
}

fn correction(own: &Correction) -> Vec<Pair> {
    vec![("at", time(&own.at)), ("by", id(&own.by)), ("reason", text(&own.reason))]
}

fn top(pairs: Vec<Pair>) -> Part {
    Part { table: "", is_list: false, pairs }
}

fn each<T>(table: &'static str, entries: &[T], pairs: impl Fn(&T) -> Vec<Pair>) -> impl Iterator<Item = Part> {
    entries.iter().map(move |entry| Part { table, is_list: true, pairs: pairs(entry) })
}

fn id(field: &Field<Id>) -> Option<Value> {
    field.as_ref().map(|at| Value::Text(at.value.to_string()))
}

fn text(field: &Field<String>) -> Option<Value> {
    field.as_ref().map(|at| Value::Text(at.value.clone()))
}

fn word<W: Word>(field: &Field<W>) -> Option<Value> {
    field.as_ref().map(|at| Value::Text(at.value.word().to_owned()))
}

fn number(field: &Field<u64>) -> Option<Value> {
    field.as_ref().map(|at| Value::Number(at.value))
}

fn day(field: &Field<Date>) -> Option<Value> {
    field.as_ref().map(|at| Value::Day(at.value))
}

fn time(field: &Field<DateTime>) -> Option<Value> {
    field.as_ref().map(|at| Value::Time(at.value))
}

/// Blank where it is empty: no key of a record needs an empty list.
fn list<T>(values: &[At<T>], written: impl Fn(&T) -> String) -> Option<Value> {
    (!values.is_empty()).then(|| Value::List(values.iter().map(|at| written(&at.value)).collect()))
}

fn ids(values: &[At<Id>]) -> Option<Value> {
    list(values, Id::to_string)
}
