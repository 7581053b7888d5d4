//! What `daicho check --format json` tells, held against the lines that a case expects:
//!
//! ```toml
//! expect = [
//!     "backup-unconfirmed niseko 2026-10-13",
//!     "unknown-key mukawa 2026-10-14 mukawa/2026/10/14-check.toml 4:1",    # file and line:column where they matter
//!     "syntax rankoshi - register/people.toml",                            # - for no place or no day
//!     "backup-unconfirmed niseko 2026-10-14 waived",
//!     "remedy-overdue rankoshi 2026-10-15 art-6-1 regulation",             # citation and basis where they depend on the record
//!     "record-deleted mukawa 2026-10-14 @gone",                            # the commit by its name in the case
//! ]
//! ```

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use daicho::model::path::{Slot, record_id};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct Output {
    as_of: String,
    pub findings: Vec<Finding>,
    summary: BTreeMap<String, usize>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Finding {
    rule: String,
    citation: String,
    basis: String,
    severity: String,
    state: String,
    place: Option<String>,
    date: Option<String>,
    record: Option<String>,
    path: Option<String>,
    line: Option<u32>,
    column: Option<u32>,
    pub commit: Option<String>,
    message: String,
}

/// Runs the program with nothing of this machine's settings.
pub fn check(ledger: &Path, day: &str, more: &[&str]) -> Result<(i32, Output), String> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_daicho"));
    program.env_clear().env("HOME", ledger).arg("-C").arg(ledger).args(["check", "--format", "json", "--as-of", day]);
    let out = program.args(more).output().expect("the program runs");
    let (told, complained) = (String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    let status = out.status.code().ok_or("ended by a signal")?;
    match serde_json::from_str::<Output>(&told) {
        Ok(output) if complained.is_empty() && output.as_of == day => Ok((status, output)),
        _ => Err(format!("  exit {status}: {told}{complained}")),
    }
}

/// Holds what was told against the lines that a case expects, and against the words that must stand in some message.
pub fn compare(expected: &[String], says: &[String], got: Result<(i32, Output), String>) -> Result<(), String> {
    let (status, Output { mut findings, summary, .. }) = got?;
    let mut told = Vec::new();
    let open = |severity: &str| findings.iter().filter(|one| one.state == "open" && one.severity == severity).count();
    let waived = findings.iter().filter(|one| one.state == "waived").count();
    let counts = [
        ("errors", open("error")),
        ("violations", open("violation")),
        ("warnings", open("warning")),
        ("waived", waived),
    ];
    told.extend(
        counts
            .iter()
            .filter(|(of, count)| summary.get(*of) != Some(count))
            .map(|(of, _)| format!("  wrong sum of {of}")),
    );
    let order = |one: &Finding| (one.place.clone(), one.date.clone(), one.rule.clone(), one.path.clone(), one.line);
    told.extend((!findings.is_sorted_by_key(order)).then(|| "  not in order".to_owned()));
    told.extend(findings.iter().filter_map(|one| one.contradiction().map(|what| format!("  {what}: {one}"))));
    if status != i32::from(counts[0].1 + counts[1].1 > 0) {
        told.push(format!("  exit status {status}"));
    }
    let said = |words: &&String| findings.iter().any(|one| one.message.contains(*words));
    told.extend(says.iter().filter(|words| !said(words)).map(|words| format!("  nobody says: {words}")));
    for line in expected {
        match findings.iter().position(|finding| finding.is(line)) {
            Some(found) => drop(findings.remove(found)),
            None => told.push(format!("  missing: {line}")),
        }
    }
    told.extend(findings.iter().map(|finding| format!("  too much: {finding}")));
    if told.is_empty() { Ok(()) } else { Err(told.join("\n")) }
}

impl Finding {
    /// `rule place date`, then whatever more the case cares for.
    fn is(&self, line: &str) -> bool {
        let mut words = line.split(' ');
        let state = if line.ends_with(" waived") { "waived" } else { "open" };
        let or_dash = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
        [self.rule.clone(), or_dash(&self.place), or_dash(&self.date)].iter().all(|own| words.next() == Some(own))
            && self.state == state
            && words.all(|word| {
                let commit = self.commit.as_ref().map_or("-".to_owned(), |commit| format!("@{commit}"));
                ["waived", self.file(), &self.position(), &self.citation, &self.basis, &commit].contains(&word)
            })
    }

    fn file(&self) -> &str {
        self.path.as_deref().and_then(|path| path.strip_prefix("records/")).unwrap_or("-")
    }

    fn position(&self) -> String {
        self.line.zip(self.column).map_or("-".to_owned(), |(line, column)| format!("{line}:{column}"))
    }

    /// What the catalogue, or the finding itself, does not agree with.
    fn contradiction(&self) -> Option<&'static str> {
        let catalogue: BTreeMap<String, String> =
            toml::from_str(include_str!("../cases/catalogue.toml")).expect("the catalogue is TOML");
        let says = [&self.severity, &self.basis, &self.citation];
        let agrees = |row: &String| row.split(' ').zip(says).all(|(word, own)| word == "*" || word == own);
        let is_record = |path: &str| matches!(Slot::parse(path), Some(Slot::Record(_)));
        let id = self.path.as_deref().filter(|path| is_record(path)).and_then(record_id);
        if !catalogue.get(&self.rule).is_some_and(agrees) {
            Some("not as the catalogue has it")
        } else if self.citation == "ledger" && self.basis == "regulation" {
            Some("on the regulation's basis, which it does not cite")
        } else if self.record.as_deref() != id {
            Some("the record is not the path's")
        } else if self.line.is_some() && self.path.is_none() || self.line.is_some() != self.column.is_some() {
            Some("half a position")
        } else if self.message.trim().is_empty() {
            Some("no message")
        } else {
            None
        }
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [place, date] = [&self.place, &self.date].map(|value| value.as_deref().unwrap_or("-"));
        let Finding { rule, message, .. } = self;
        write!(f, "{rule} {place} {date} {} {}", self.file(), self.position())?;
        if let Some(commit) = &self.commit {
            write!(f, " @{commit}")?;
        }
        if self.state != "open" {
            write!(f, " {}", self.state)?;
        }
        write!(f, "   ({message})")
    }
}
