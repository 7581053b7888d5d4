//! The acceptance tests of judging: each case is the base ledger of `tests/cases/base`, spoiled in one way, and every finding that it
//! must bring, no more and no fewer. A case is a file `tests/cases/<rule>/<case>.toml`:
//!
//! ```toml
//! as_of = 2026-10-15                       # or several days; else 2026-10-16
//! expect = ["backup-unconfirmed niseko 2026-10-13"]    # see `told`
//! says = ["ニセコ町は、"]                  # what stands in a message; not in a case that `daicho explain` shows
//! # … and how the ledger differs from the base: see `ledger::Overlay`.
//! ```
//!
//! Each case runs twice, read from a folder and from a commit of a bare repository, and must say the same. With
//! `DAICHO_IN_PROCESS=1` the library judges it once, from memory, and the first case that differs ends the run: quick enough
//! to be asked of every mutant (`docs/quality.md`).

mod ledger;
mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use daicho::model::Lang;
use daicho::model::file::{File, LIMIT, Mode};
use git2::FileMode;
use rayon::prelude::*;
use serde::Deserialize;

use ledger::{Ledger, Overlay};
use told::{Output, check, compare};

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
    for file in case_files().into_iter().chain(files_below(&cases().with_file_name("pasts"))) {
        let folder = file.parent().and_then(Path::file_name).expect("a folder");
        let rule = folder.to_str().expect("UTF-8").to_owned();
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
            compare(&case.expect, &case.says, judge(&ledger, &day))
                .map_err(|told| format!("{name} as of {day}\n{told}"))?;
            continue;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let (tree, bare) = (folder.path().join("tree"), folder.path().join("bare.git"));
        if !ledger.needs_git() {
            ledger.write(&tree);
            compare(&case.expect, &case.says, check(&tree, &day, &[]))
                .map_err(|told| format!("{name} as of {day}\n{told}"))?;
        }
        let morning: jiff::civil::Date = day.parse().expect("a day");
        let morning = morning.at(0, 0, 0, 0).in_tz("UTC").expect("a time").timestamp().as_second();
        ledger.commit(&bare, morning);
        compare(&case.expect, &case.says, check(&bare, &day, &["--rev", "HEAD"]))
            .map_err(|told| format!("{name} as of {day}, from git\n{told}"))?;
    }
    Ok(())
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

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

fn case_files() -> Vec<PathBuf> {
    files_below(&cases())
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let found = walkdir::WalkDir::new(folder).min_depth(2).max_depth(2).sort_by_file_name();
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
