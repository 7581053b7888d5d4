//! The acceptance tests of judging: each case is the base ledger of `tests/cases/base`, spoiled in one way, and every finding that it
//! must bring, no more and no fewer. A case is a file `tests/cases/<rule>/<case>.toml`:
//!
//! ```toml
//! as_of = 2026-10-15                       # or several days; else 2026-10-16
//! expect = ["backup-unconfirmed niseko 2026-10-13"]    # see `told`
//! # … and how the ledger differs from the base: see `ledger::Overlay`.
//! ```
//!
//! Each case runs twice, read from a folder and from a commit of a bare repository, and must say the same.

mod ledger;
mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::Deserialize;

use ledger::{Ledger, Overlay};
use told::{check, compare};

#[derive(Deserialize)]
struct Case {
    #[serde(default)]
    as_of: Option<Days>,
    #[serde(default)]
    expect: Vec<String>,
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
    let differences: Vec<String> = files.par_iter().filter_map(|file| run(file, &base).err()).collect();
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

/// Judges one case on each of its days, from a folder and from a commit.
fn run(file: &Path, base: &Ledger) -> Result<(), String> {
    let case = read(file);
    let name = name(file);
    let mut ledger = base.clone();
    ledger.spoil(&Overlay::deserialize(case.overlay).unwrap_or_else(|error| panic!("{name}: {error}")));
    let days: Vec<String> = match case.as_of {
        None => vec!["2026-10-16".to_owned()],
        Some(Days::One(day)) => vec![day.to_string()],
        Some(Days::Many(days)) => days.iter().map(ToString::to_string).collect(),
    };
    for day in days {
        let folder = tempfile::tempdir().expect("a folder");
        let (tree, bare) = (folder.path().join("tree"), folder.path().join("bare.git"));
        if !ledger.needs_git() {
            ledger.write(&tree);
            compare(&case.expect, check(&tree, &day, &[])).map_err(|told| format!("{name} as of {day}\n{told}"))?;
        }
        let morning: jiff::civil::Date = day.parse().expect("a day");
        let morning = morning.at(0, 0, 0, 0).in_tz("UTC").expect("a time").timestamp().as_second();
        ledger.commit(&bare, morning);
        compare(&case.expect, check(&bare, &day, &["--rev", "HEAD"]))
            .map_err(|told| format!("{name} as of {day}, from git\n{told}"))?;
    }
    Ok(())
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
