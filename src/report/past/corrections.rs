//! The corrections (訂正) of a month's records: what stood there, what stands there now, who says so and why.
//!
//! A `[[correction]]` stands beside the changes of the commit that brought it. One that no commit brought later (it came with the
//! record, or there is no history) is told without them.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime};
use serde::Serialize;

use crate::history::chronicle::{Deed, KeyChange, Value, What};
use crate::model::Id;
use crate::model::record::{Correction, Record};
use crate::report::brief::{Brief, Link, dash};
use crate::report::provenance::{self, CommitRow};
use crate::report::{address, labels};

use super::Book;
use super::deed::{self, KeyRow};
use super::said::clean;

#[derive(Clone, Debug, Serialize)]
pub struct CorrectionRow {
    /// `x-05-check`
    pub anchor: String,
    #[serde(skip)]
    pub on: Date,
    /// 10月5日(月) 確認
    pub record: Link,
    pub keys: Vec<KeyRow>,
    pub reasons: Vec<Reason>,
    pub commit: Option<CommitRow>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Reason {
    pub at: String,
    pub by: String,
    pub reason: String,
}

/// The corrections of some records, in their order, the first one first.
pub fn corrections(brief: &Brief<'_>, book: &Book<'_>, records: &[&Record]) -> Vec<CorrectionRow> {
    let corrected = records.iter().filter(|record| !record.corrections.is_empty());
    corrected.flat_map(|record| of_record(brief, book, record)).collect()
}

fn of_record(brief: &Brief<'_>, book: &Book<'_>, record: &Record) -> Vec<CorrectionRow> {
    let day = record.path.day.map_or_else(|| brief.month(record.path.month), |day| brief.day(day));
    let text = format!("{day} {}", brief.say(&labels::kind(record.kind())));
    let shown = Link { text, href: Some(address::record(record)) };
    let mut told: BTreeSet<(Option<DateTime>, String)> = BTreeSet::new();
    let mut rows = Vec::new();
    for deed in book.deeds_of(&record.source.path).iter().rev() {
        let (brought, keys) = beside(deed);
        if brought.is_empty() {
            continue;
        }
        told.extend(brought.iter().map(|entry| (entry.at, entry.reason.clone())));
        rows.push(CorrectionRow {
            anchor: String::new(),
            on: record.done_on(),
            record: shown.clone(),
            keys: keys.into_iter().map(|change| deed::key(brief, change)).collect(),
            reasons: brought.iter().map(|entry| reason(brief, entry)).collect(),
            commit: provenance::commit_row(brief, book, deed.commit),
        });
    }
    let others =
        record.corrections.iter().map(Entry::written).filter(|entry| !told.contains(&(entry.at, entry.reason.clone())));
    let alone = |entry: Entry| CorrectionRow {
        anchor: String::new(),
        on: record.done_on(),
        record: shown.clone(),
        keys: Vec::new(),
        reasons: vec![reason(brief, &entry)],
        commit: None,
    };
    rows.extend(others.map(alone));
    for (at, row) in rows.iter_mut().enumerate() {
        row.anchor = address::repeated(address::correction_anchor(record), at + 1);
    }
    rows
}

/// What an entry says, wherever it was read.
struct Entry {
    at: Option<DateTime>,
    by: Option<String>,
    reason: String,
}

impl Entry {
    fn written(correction: &Correction) -> Entry {
        Entry {
            at: correction.at.as_ref().map(|at| at.value),
            by: correction.by.as_ref().map(|by| by.value.to_string()),
            reason: correction.reason.as_ref().map(|reason| reason.value.clone()).unwrap_or_default(),
        }
    }

    fn told(value: &Value) -> Option<Entry> {
        let Value::Table(table) = value else { return None };
        let text = |key: &str| match table.get(key) {
            Some(Value::Text(text)) => Some(text.clone()),
            Some(_) | None => None,
        };
        let at = match table.get("at") {
            Some(Value::Time(at)) => Some(*at),
            Some(_) | None => None,
        };
        Some(Entry { at, by: text("by"), reason: text("reason").unwrap_or_default() })
    }
}

/// The corrections that a commit brought, and what else it changed in the file.
fn beside(deed: &Deed) -> (Vec<Entry>, Vec<&KeyChange>) {
    let Some(What::Keys(changes)) = deed.sides.first().map(|side| &side.what) else {
        return (Vec::new(), Vec::new());
    };
    let (own, keys): (Vec<&KeyChange>, Vec<&KeyChange>) =
        changes.iter().partition(|change| change.name() == "correction" && change.is_entry());
    let new = own.into_iter().filter(|change| change.before.is_none());
    (new.filter_map(|change| Entry::told(change.after.as_ref()?)).collect(), keys)
}

fn reason(brief: &Brief<'_>, entry: &Entry) -> Reason {
    let by = entry.by.as_deref().map(|by| Id::parse(by).map_or_else(|| clean(by), |id| brief.name(&id)));
    Reason {
        at: entry.at.map_or_else(dash, |at| brief.time(at)),
        by: by.unwrap_or_else(dash),
        reason: if entry.reason.is_empty() { dash() } else { clean(&entry.reason) },
    }
}
