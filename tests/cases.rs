//! The acceptance tests of judging: each case is the base ledger of `tests/cases/base`, spoiled in one way, and every finding that it
//! must bring, no more and no fewer. A case is a file `tests/cases/<rule>/<case>.toml`:
//!
//! ```toml
//! as_of = 2026-10-15                       # or several days; else 2026-10-16
//! expect = [
//!     "backup-unconfirmed niseko 2026-10-13",
//!     "unknown-key mukawa 2026-10-14 mukawa/2026/10/14-check.toml 4:1",    # file and line:column where they matter
//!     "syntax rankoshi - register/people.toml",                            # - for no place or no day
//!     "backup-unconfirmed niseko 2026-10-14 waived",
//!     "remedy-overdue rankoshi 2026-10-15 art-6-1 regulation",             # citation and basis where they depend on the record
//! ]
//! says = ["ニセコ町は、"]                  # what stands in a message; not in a case that `daicho explain` shows
//! # … and how the ledger differs from the base: see `ledger::Overlay`.
//! ```
//!
//! Each case runs twice, read from a folder and from a commit of a bare repository, and must say the same. With
//! `DAICHO_IN_PROCESS=1` the library judges it once, from memory, and the first case that differs ends the run: quick enough
//! to be asked of every mutant (`docs/quality.md`).

mod ledger;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use daicho::model::Lang;
use daicho::model::file::{File, LIMIT, Mode};
use daicho::model::path::{Slot, record_id};
use git2::FileMode;
use rayon::prelude::*;
use serde::Deserialize;

use ledger::{Ledger, Overlay};

#[derive(Deserialize)]
struct Case {
    #[serde(default)]
    as_of: Option<Days>,
    #[serde(default)]
    expect: Vec<String>,
    #[serde(default)]
    says: Vec<String>,
    #[serde(flatten)]
    overlay: toml::Table,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Days {
    One(toml::value::Datetime),
    Many(Vec<toml::value::Datetime>),
}

#[derive(Debug, Deserialize)]
struct Output {
    as_of: String,
    findings: Vec<Finding>,
    summary: BTreeMap<String, usize>,
}

#[derive(Clone, Debug, Deserialize)]
struct Finding {
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
    message: String,
}

#[test]
fn every_case_is_judged_exactly() {
    let base = Ledger::read(&cases().join("base"));
    let mut files = case_files();
    // One case while working on it: CASE=syntax/shift-jis cargo test --test cases
    if let Ok(only) = std::env::var("CASE") {
        files.retain(|file| name(file).starts_with(&only));
    }
    let differs = |file: &PathBuf| run(file, &base).err();
    let differences: Vec<String> = if in_process() {
        files.par_iter().find_map_any(differs).into_iter().collect()
    } else {
        files.par_iter().filter_map(differs).collect()
    };
    let (wrong, all) = (differences.len(), files.len());
    assert!(differences.is_empty(), "{wrong} of {all} cases differ\n\n{}\n", differences.join("\n\n"));
}

#[test]
fn every_rule_has_a_case_that_fires_it_and_one_that_passes() {
    let mut fired = BTreeMap::<String, [bool; 2]>::new();
    for file in case_files() {
        let rule = name(&file).split('/').next().unwrap_or_default().to_owned();
        let fires = read(&file).expect.iter().any(|line| line.split(' ').next() == Some(&rule));
        fired.entry(rule).or_default()[usize::from(fires)] = true;
    }
    let known: BTreeSet<&str> = daicho::rules::catalogue::all().map(|rule| rule.id).collect();
    let covered = known.iter().filter(|rule| fired.get(**rule) == Some(&[true, true])).copied();
    assert_eq!(covered.collect::<BTreeSet<_>>(), known);
    let unknown = fired.keys().filter(|folder| !known.contains(folder.as_str()) && *folder != "faultless");
    assert_eq!(unknown.collect::<Vec<_>>(), Vec::<&String>::new(), "folders of no rule");
}

fn in_process() -> bool {
    std::env::var_os("DAICHO_IN_PROCESS").is_some()
}

/// Judges one case on each of its days, from a folder and from a commit.
fn run(file: &Path, base: &Ledger) -> Result<(), String> {
    let mut case = read(file);
    let name = name(file);
    let mut ledger = base.clone();
    ledger.spoil(
        &Overlay::deserialize(std::mem::take(&mut case.overlay)).unwrap_or_else(|error| panic!("{name}: {error}")),
    );
    let days: Vec<String> = match &case.as_of {
        None => vec!["2026-10-16".to_owned()],
        Some(Days::One(day)) => vec![day.to_string()],
        Some(Days::Many(days)) => days.iter().map(ToString::to_string).collect(),
    };
    for day in days {
        if in_process() {
            compare(&case, judge(&ledger, &day)).map_err(|told| format!("{name} as of {day}\n{told}"))?;
            continue;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let (tree, bare) = (folder.path().join("tree"), folder.path().join("bare.git"));
        if !ledger.needs_git() {
            ledger.write(&tree);
            compare(&case, check(&tree, &day, &[])).map_err(|told| format!("{name} as of {day}\n{told}"))?;
        }
        let morning: jiff::civil::Date = day.parse().expect("a day");
        let morning = morning.at(0, 0, 0, 0).in_tz("UTC").expect("a time").timestamp().as_second();
        ledger.commit(&bare, morning);
        compare(&case, check(&bare, &day, &["--rev", "HEAD"]))
            .map_err(|told| format!("{name} as of {day}, from git\n{told}"))?;
    }
    Ok(())
}

/// Runs the program with nothing of this machine's settings.
fn check(ledger: &Path, day: &str, more: &[&str]) -> Result<(i32, Output), String> {
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

/// What the program would say, without running it.
fn judge(ledger: &Ledger, day: &str) -> Result<(i32, Output), String> {
    let files: Vec<File> = ledger.0.iter().map(|(path, (mode, bytes))| file(path, *mode, bytes)).collect();
    let verdict = daicho::rules::judge(&daicho::load::load(&files), day.parse().expect("a day"));
    let mut told = Vec::new();
    daicho::print::json::verdict(&mut told, &verdict, None, Lang::default()).expect("room in memory");
    let output: Output = serde_json::from_slice(&told).map_err(|error| format!("  {error}"))?;
    Ok((i32::from(verdict.summary.errors + verdict.summary.violations > 0), output))
}

fn file(path: &str, mode: FileMode, bytes: &[u8]) -> File {
    let mode = match mode {
        FileMode::BlobExecutable => Mode::Executable,
        FileMode::Link => Mode::Link,
        FileMode::Commit => Mode::Submodule,
        _ => Mode::Plain,
    };
    let size = if mode.is_regular() { bytes.len() as u64 } else { 0 };
    let kept = if size <= LIMIT && mode.is_regular() { bytes } else { &[] };
    File { path: format!("records/{path}"), lossy: false, mode, size, bytes: kept.to_vec() }
}

fn compare(case: &Case, got: Result<(i32, Output), String>) -> Result<(), String> {
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
    told.extend(case.says.iter().filter(|words| !said(words)).map(|words| format!("  nobody says: {words}")));
    for line in &case.expect {
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
            && words.all(|word| ["waived", self.file(), &self.position(), &self.citation, &self.basis].contains(&word))
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
            toml::from_str(include_str!("cases/catalogue.toml")).expect("the catalogue is TOML");
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
        if self.state != "open" {
            write!(f, " {}", self.state)?;
        }
        write!(f, "   ({message})")
    }
}

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

fn case_files() -> Vec<PathBuf> {
    let found = walkdir::WalkDir::new(cases()).min_depth(2).max_depth(2).sort_by_file_name();
    let files = found.into_iter().map(|entry| entry.expect("a readable folder").into_path());
    files.filter(|file| file.extension().is_some_and(|ending| ending == "toml")).collect()
}

/// `<rule>/<case>`.
fn name(file: &Path) -> String {
    let below = file.strip_prefix(cases()).expect("a case").with_extension("");
    below.to_str().expect("UTF-8").replace('\\', "/")
}

fn read(file: &Path) -> Case {
    let text = std::fs::read_to_string(file).expect("a readable case");
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}
