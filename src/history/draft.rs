//! States of the records beside each other that no commit joins: what is staged and what it would follow, one version and another.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use git2::Oid;
use jiff::tz::TimeZone;

use super::chronicle::{self, Deed};
use super::commit::{Commit, Who};
use super::graph::Graph;
use super::objects::Objects;
use super::provenance::{Change, History, Version};
use super::{GitError, Repo, index, tree};
use crate::model::file::File;

/// What stands for the id that the commit does not have yet.
pub const NAME: &str = "(staged)";

/// What is staged, and the history that it would make.
pub struct Draft {
    pub history: History,
    pub staged: BTreeMap<String, Version>,
}

/// Reads what is staged as the next commit of somebody.
pub fn draft(repo: &Repo, email: &str, seconds: i64) -> Result<Draft, GitError> {
    let objects = Objects::of(repo)?;
    let index::Staged { files: staged, folders } = index::staged(repo)?;
    let parents = parents(repo)?;
    let who = Who { email: email.to_owned(), seconds, ..Who::default() };
    let next = Commit {
        id: NAME.to_owned(),
        author: who.clone(),
        committer: who,
        parents: (1..=parents.len()).collect(),
        ..Commit::default()
    };
    let (mut commits, mut changes) = (vec![next], Vec::new());
    for (at, parent) in parents.iter().enumerate() {
        let mut settled =
            Graph::of_settled(*parent, &objects).map_err(|fault| GitError::object(repo.root(), &fault))?;
        settled.parents.clear();
        commits.push(settled);
        let mut same = BTreeSet::new();
        let before = tree::versions_but(repo, *parent, &mut |path, id| {
            let is_same = folders.get(path) == Some(&id);
            if is_same {
                same.insert(path.to_owned());
            }
            is_same
        })?;
        let after = staged.iter().filter(|(path, _)| !lies_below(path, &same));
        changes.extend(differences(
            &before,
            &after.map(|(path, version)| (path.clone(), *version)).collect(),
            Some(at + 1),
        ));
    }
    if parents.is_empty() {
        changes.extend(differences(&BTreeMap::new(), &staged, None));
    }
    Ok(Draft { history: History::new(commits, changes, Vec::new(), Vec::new()), staged })
}

/// HEAD and, in the middle of a merge, what is merged into it.
fn parents(repo: &Repo) -> Result<Vec<Oid>, GitError> {
    let merged = fs::read_to_string(repo.git().path().join("MERGE_HEAD")).unwrap_or_default();
    let merged = merged.lines().filter_map(|line| repo.id(line.trim()));
    Ok(repo.head()?.into_iter().chain(merged).collect())
}

/// Whether one of the folders holds the path.
fn lies_below(path: &str, folders: &BTreeSet<String>) -> bool {
    path.match_indices('/').any(|(at, _)| folders.contains(&path[..at]))
}

fn differences(
    before: &BTreeMap<String, Version>,
    after: &BTreeMap<String, Version>,
    parent: Option<usize>,
) -> Vec<Change> {
    let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let change = |path: &String| {
        let (before, after) = (before.get(path).copied(), after.get(path).copied());
        (before != after).then(|| Change { commit: 0, parent, path: path.clone(), before, after })
    };
    paths.into_iter().filter_map(change).collect()
}

/// What became of each file from one commit to another, however many lie between them.
pub fn between(repo: &Repo, old: Oid, new: Oid, timezone: &TimeZone) -> Result<Vec<Deed>, GitError> {
    let objects = Objects::of(repo)?;
    let commit = |id: Oid, parents: Vec<usize>| {
        let settled = Graph::of_settled(id, &objects).map_err(|fault| GitError::object(repo.root(), &fault))?;
        Ok::<Commit, GitError>(Commit { parents, ..settled })
    };
    let commits = vec![commit(new, vec![1])?, commit(old, Vec::new())?];
    let changes = differences(&tree::versions(repo, old)?, &tree::versions(repo, new)?, Some(1));
    let history = History::new(commits, changes, Vec::new(), Vec::new());
    Ok(chronicle::read(repo, &history, timezone)?.deeds)
}

impl Draft {
    /// Some of the staged files; what is not there is left out.
    pub fn files<'p>(&self, repo: &Repo, paths: impl Iterator<Item = &'p String>) -> Result<Vec<File>, GitError> {
        let objects = Objects::of(repo)?;
        let file = |path: &String| {
            let version = self.staged.get(path)?;
            Some(tree::file_of(&objects, path, *version).map_err(|fault| GitError::object(repo.root(), &fault)))
        };
        paths.filter_map(file).collect()
    }
}
