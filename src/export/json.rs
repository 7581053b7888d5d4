//! What is owed as JSON: `data/obligations.json`, in the words of `check --format json`.

use std::io::{self, Write};

use serde::Serialize;

use crate::model::{Citation, Id};
use crate::report::Counts;
use crate::report::tables::ObligationRow;
use crate::rules::{Duty, Standing};

#[derive(Serialize)]
struct Head<'a> {
    version: u32,
    as_of: &'a str,
    commit: Option<&'a str>,
    summary: Counts,
}

#[derive(Serialize)]
pub struct Row<'a> {
    duty: Duty,
    rule: &'static str,
    citation: Citation,
    place: &'a Id,
    subject: Option<&'a Id>,
    from: String,
    until: String,
    due: Option<String>,
    standing: Standing,
    evidence: &'a [String],
}

impl<'a> Row<'a> {
    pub fn of(row: &'a ObligationRow) -> Row<'a> {
        Row {
            duty: row.duty,
            rule: row.rule,
            citation: row.citation,
            place: &row.place,
            subject: row.subject.as_ref(),
            from: row.period.first.to_string(),
            until: row.period.last.to_string(),
            due: row.due.map(|due| due.to_string()),
            standing: row.standing,
            evidence: &row.evidence,
        }
    }
}

/// Writes the whole document, an obligation a line: there are tens of thousands in ten years.
///
/// # Errors
/// The output cannot be written.
pub fn obligations(out: &mut impl Write, as_of: &str, commit: Option<&str>, rows: &[ObligationRow]) -> io::Result<()> {
    let summary = Counts::of(rows.iter().map(|row| row.standing));
    let head = serde_json::to_string(&Head { version: 1, as_of, commit, summary })?;
    // Its closing brace comes at the end.
    write!(out, "{},\n\"obligations\": [", head.strip_suffix('}').unwrap_or(&head))?;
    for (at, row) in rows.iter().enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &Row::of(row))?;
    }
    out.write_all(b"\n]}\n")
}
