//! Which files a commit itself changed.
//!
//! Beside one parent everything that differs is the commit's own doing. A merge differs from each side by what the other brought,
//! and that is not its doing: where a file came to be what it is on one side since the sides parted, the commits of that side did
//! it. What is left is the merge's own: a version that no side had, and one that undoes what a side did.

use std::collections::BTreeMap;

use git2::Oid;

use super::ancestry::bases;
use crate::history::objects::Objects;
use crate::history::provenance::{Change, Version};
use crate::history::{Commit, GitError, History, Repo};

/// A file changed by a commit, as versions.
pub struct Outline {
    pub commit: usize,
    pub path: String,
    pub sides: Vec<Edge>,
}

/// The change as one parent sees it.
pub struct Edge {
    pub parent: Option<usize>,
    pub before: Option<Version>,
    pub after: Option<Version>,
    /// What the other parents brought since the sides parted: the version then, and theirs.
    pub brought: Vec<(Option<Version>, Version)>,
}

impl Outline {
    /// Every version that it speaks of.
    pub fn versions(&self) -> impl Iterator<Item = Version> {
        let brought = |edge: &Edge| {
            edge.brought.iter().flat_map(|(base, theirs)| base.iter().chain([theirs]).copied()).collect::<Vec<_>>()
        };
        self.sides.iter().flat_map(move |edge| edge.before.into_iter().chain(edge.after).chain(brought(edge)))
    }
}

/// What every commit did, in the order of the commits.
pub fn of(repo: &Repo, history: &History) -> Result<Vec<Outline>, GitError> {
    let has_settled = history.commits.iter().any(|commit| commit.settled);
    let mut trees = Trees { repo, objects: Objects::of(repo)?, history, has_settled, known: BTreeMap::new() };
    let mut outlines = Vec::new();
    for changes in history.changes.chunk_by(|a, b| a.commit == b.commit) {
        let at = changes[0].commit;
        let commit = &history.commits[at];
        // What it seems to have done may have been done behind the hole.
        if commit.truncated {
            continue;
        }
        if commit.parents.len() > 1 {
            outlines.extend(merged(at, commit, changes, &mut trees));
        } else {
            outlines.extend(changes.iter().map(own));
        }
    }
    Ok(outlines)
}

fn own(change: &Change) -> Outline {
    let Change { commit, parent, path, before, after } = change;
    let edge = Edge { parent: *parent, before: *before, after: *after, brought: Vec::new() };
    Outline { commit: *commit, path: path.clone(), sides: vec![edge] }
}

fn merged(at: usize, commit: &Commit, changes: &[Change], trees: &mut Trees<'_>) -> Vec<Outline> {
    let mut paths: BTreeMap<&str, Vec<&Change>> = BTreeMap::new();
    for change in changes {
        paths.entry(&change.path).or_default().push(change);
    }
    let outline = |(path, changes): (&str, Vec<&Change>)| {
        let sides = sides(commit, path, &changes, trees);
        (!sides.is_empty()).then(|| Outline { commit: at, path: path.to_owned(), sides })
    };
    paths.into_iter().filter_map(outline).collect()
}

/// What the merge itself did to a file, as each side sees it.
fn sides(commit: &Commit, path: &str, changes: &[&Change], trees: &mut Trees<'_>) -> Vec<Edge> {
    let after = changes[0].after;
    let version = |parent: usize| match changes.iter().find(|change| change.parent == Some(parent)) {
        Some(change) => change.before,
        None => after,
    };
    let versions: Vec<(usize, Option<Version>)> =
        commit.parents.iter().map(|parent| (*parent, version(*parent))).collect();
    if versions.iter().all(|(_, before)| before.is_none()) {
        return vec![Edge {
            parent: versions.first().map(|(parent, _)| *parent),
            before: None,
            after,
            brought: Vec::new(),
        }];
    }
    let mut sides = Vec::new();
    for (parent, before) in versions.iter().filter(|(_, before)| before.is_some() && *before != after) {
        let others = versions.iter().filter(|(other, _)| other != parent);
        let mut came_so = false;
        let mut brought = Vec::new();
        for (other, theirs) in others {
            for base in trees.at_bases(*parent, *other, path) {
                came_so |= *theirs == after && base == *before;
                brought.extend(theirs.map(|theirs| (base, theirs)));
            }
        }
        if !came_so {
            sides.push(Edge { parent: Some(*parent), before: *before, after, brought });
        }
    }
    sides
}

/// Single files of old commits.
struct Trees<'r> {
    repo: &'r Repo,
    objects: Objects<'r>,
    history: &'r History,
    /// Where the sides of a merge parted may lie before what is looked at.
    has_settled: bool,
    known: BTreeMap<(usize, usize), Vec<Oid>>,
}

impl Trees<'_> {
    /// The versions of a file where two lines of work parted.
    fn at_bases(&mut self, left: usize, right: usize, path: &str) -> Vec<Option<Version>> {
        let commits = &self.history.commits;
        let bases = self.known.entry((left, right)).or_insert_with(|| {
            let id = |at: usize| Oid::from_str_ext(&commits[at].id, self.objects.format()).ok();
            if self.has_settled {
                return id(left).zip(id(right)).map(|(left, right)| self.repo.bases(left, right)).unwrap_or_default();
            }
            bases(commits, left, right).into_iter().filter_map(id).collect()
        });
        let bases = bases.clone();
        bases.into_iter().map(|base| version(&self.objects, base, path)).collect()
    }
}

/// The version of a file in a commit, named by its id.
pub fn version_at(objects: &Objects<'_>, commit: &str, path: &str) -> Option<Version> {
    version(objects, Oid::from_str_ext(commit, objects.format()).ok()?, path)
}

fn version(objects: &Objects<'_>, id: Oid, path: &str) -> Option<Version> {
    let found = objects.node(id, path).ok()??;
    Some(Version { id: found.id, mode: found.mode() })
}
