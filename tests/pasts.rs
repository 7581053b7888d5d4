//! The acceptance tests of judging the past: each case is a history on top of the base ledger, and every finding that it must bring,
//! no more and no fewer. A case is a file `tests/pasts/<rule>/<case>.toml`; `commits` tells what it may hold.

mod commits;
#[expect(dead_code, reason = "these histories are made by `commits`")]
mod ledger;
mod told;

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use commits::{Case, base, make};
use ledger::Ledger;
use told::{check, compare};

#[test]
fn every_past_is_judged_exactly() {
    let base = base(&tests());
    let mut files = case_files();
    // One case while working on it: CASE=record-deleted/moved cargo test --test pasts
    if let Ok(only) = std::env::var("CASE") {
        files.retain(|file| name(file).starts_with(&only));
    }
    let differences: Vec<String> = files.par_iter().filter_map(|file| run(file, &base).err()).collect();
    let (wrong, all) = (differences.len(), files.len());
    assert!(differences.is_empty(), "{wrong} of {all} cases differ\n\n{}\n", differences.join("\n\n"));
}

fn run(file: &Path, base: &Ledger) -> Result<(), String> {
    let text = std::fs::read_to_string(file).expect("a readable case");
    let case: Case = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let folder = tempfile::tempdir().expect("a folder");
    let bare = folder.path().join("bare.git");
    let made = make(&case, base, &bare);
    let day = case.as_of.map_or("2026-10-16".to_owned(), |day| day.to_string());
    let mut more = vec!["--rev", "HEAD"];
    more.extend(made.anchors.iter().flat_map(|anchor| ["--anchor", anchor]));
    let got = check(&bare, &day, &more).map(|(status, mut output)| {
        for commit in output.findings.iter_mut().filter_map(|finding| finding.commit.as_mut()) {
            *commit = made.names.get(commit).unwrap_or(commit).clone();
        }
        (status, output)
    });
    compare(&case.expect, &[], got).map_err(|told| format!("{}\n{told}", name(file)))
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn case_files() -> Vec<PathBuf> {
    let found = walkdir::WalkDir::new(tests().join("pasts")).min_depth(2).max_depth(2).sort_by_file_name();
    found.into_iter().map(|entry| entry.expect("a readable folder").into_path()).collect()
}

/// `<rule>/<case>`.
fn name(file: &Path) -> String {
    let below = file.strip_prefix(tests().join("pasts")).expect("a case").with_extension("");
    below.to_str().expect("UTF-8").replace('\\', "/")
}
