//! The verdict as JSON: the contract that other programs read (`check --format json`, `data/findings.json`).

use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;

use crate::model::citation::Citation;
use crate::model::finding::{Finding, State};
use crate::model::id::Id;
use crate::model::rule::{Basis, Severity};
use crate::model::text::Lang;
use crate::rules::{Summary, Verdict};

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    as_of: String,
    commit: Option<String>,
    findings: Vec<Row<'a>>,
    summary: Summary,
}

/// A finding, as other programs read it.
#[derive(Serialize)]
pub struct Row<'a> {
    rule: &'static str,
    citation: Citation,
    basis: Basis,
    severity: Severity,
    state: &'static str,
    place: Option<&'a Id>,
    date: Option<String>,
    record: Option<&'a str>,
    path: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    commit: Option<&'a str>,
    message: &'a str,
}

impl<'a> Row<'a> {
    pub fn of(finding: &'a Finding, lang: Lang) -> Row<'a> {
        let position = finding.position();
        Row {
            rule: finding.rule.id,
            citation: finding.citation,
            basis: finding.basis,
            severity: finding.severity(),
            state: match finding.state {
                State::Open => "open",
                State::Waived => "waived",
            },
            place: finding.place.as_ref(),
            date: finding.date.as_ref().map(Date::to_string),
            record: finding.record.as_deref(),
            path: finding.path(),
            line: position.map(|position| position.line),
            column: position.map(|position| position.column),
            commit: finding.commit.as_deref(),
            message: finding.message.get(lang),
        }
    }
}

/// Writes the whole document, with a newline at its end.
///
/// # Errors
/// The output cannot be written.
pub fn verdict(out: &mut impl Write, verdict: &Verdict, commit: Option<String>, lang: Lang) -> io::Result<()> {
    let document = Document {
        version: 1,
        as_of: verdict.as_of.to_string(),
        commit,
        findings: verdict.findings.iter().map(|finding| Row::of(finding, lang)).collect(),
        summary: verdict.summary,
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}
