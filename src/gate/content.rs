//! The files that commits bring, judged with the registers that stand beside them.
//!
//! Every commit's, not the last one's alone: what was in the middle stays in the history.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::history::{self, GitError, History, Oid, Repo};
use crate::load;
use crate::model::file::File;
use crate::model::finding::Finding;
use crate::model::ledger::Ledger;
use crate::model::path::Slot;
use crate::model::register::Register;
use crate::model::word::Word;
use crate::rules::errors_of_part;

/// Settings, the regulation and every register: what a record is read with.
pub fn registers() -> Vec<String> {
    let own = ["records/ledger.toml", "records/regulation.md"].map(str::to_owned);
    own.into_iter().chain(Register::ALL.iter().map(|register| register.path())).collect()
}

/// Settings and registers of a commit, and no records.
pub fn ledger(repo: &Repo, commit: Oid) -> Result<Ledger, GitError> {
    Ok(load::load(&history::files_at(repo, commit, registers().iter())?).ledger)
}

/// What is wrong with the files that each commit brings.
pub fn errors(repo: &Repo, history: &History, as_of: Date) -> Result<Vec<Finding>, GitError> {
    let mut found = Vec::new();
    // The first commit first, as they were made.
    for (at, commit) in history.commits.iter().enumerate().rev().filter(|(_, commit)| !commit.settled) {
        let Some(id) = repo.id(&commit.id) else { continue };
        let changed = changed(history, at);
        if changed.is_empty() {
            continue;
        }
        let paths: BTreeSet<&str> = changed.iter().copied().collect();
        let asked: BTreeSet<String> = registers().into_iter().chain(changed.into_iter().map(str::to_owned)).collect();
        let files = history::files_at(repo, id, asked.iter())?;
        let exists = |record: &str| history::exists(repo, id, &format!("records/{record}.toml"));
        let own = of_files(&files, &exists, as_of, |path| paths.contains(path));
        found.extend(own.into_iter().map(|finding| Finding { commit: Some(commit.id.clone()), ..finding }));
    }
    Ok(found)
}

/// The errors among some files of a ledger.
pub fn of_files(
    files: &[File],
    exists: &dyn Fn(&str) -> bool,
    as_of: Date,
    wanted: impl Fn(&str) -> bool,
) -> Vec<Finding> {
    let found = errors_of_part(&mut load::load_among(files, exists), as_of);
    found.into_iter().filter(|finding| finding.path().is_some_and(&wanted)).collect()
}

/// The files that a commit leaves otherwise than one of its parents had them.
pub fn changed(history: &History, at: usize) -> Vec<&str> {
    let from = history.changes.partition_point(|change| change.commit < at);
    let own = history.changes[from..].iter().take_while(|change| change.commit == at);
    own.filter(|change| change.after.is_some()).map(|change| change.path.as_str()).collect()
}

/// A register that changes may make records wrong that the push does not touch: then the whole ledger is judged, before and after.
pub fn new_errors(
    repo: &Repo,
    history: &History,
    old: Option<Oid>,
    new: Oid,
    as_of: Date,
) -> Result<Vec<Finding>, GitError> {
    let is_register = |path: &str| matches!(Slot::parse(path), Some(Slot::Ledger | Slot::Register(_)));
    let touched = history.changes.iter().any(|change| is_register(&change.path));
    let (true, Some(old)) = (touched, old) else { return Ok(Vec::new()) };
    let before = whole(repo, old, as_of)?;
    let known = |finding: &Finding| {
        before
            .iter()
            .any(|old| old.rule == finding.rule && old.path() == finding.path() && old.message == finding.message)
    };
    let id = Some(new.to_string());
    let after = whole(repo, new, as_of)?.into_iter().filter(|finding| !known(finding));
    Ok(after.map(|finding| Finding { commit: id.clone(), ..finding }).collect())
}

fn whole(repo: &Repo, commit: Oid, as_of: Date) -> Result<Vec<Finding>, GitError> {
    Ok(errors_of_part(&mut load::load(&history::files(repo, commit)?), as_of))
}
