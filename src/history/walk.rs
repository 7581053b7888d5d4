//! One walk over the whole history: each commit beside each of its parents.
//!
//! Every parent, not the first alone: a walk that skips merges, or looks at one side of them, loses records that first
//! appear in one. Most comparisons end at once, because most commits leave most of `records/` as it was.

use git2::Oid;

use super::compare::Comparer;
use super::entries::Node;
use super::graph::Graph;
use super::incomplete::{self, Incomplete};
use super::objects::{Fault, Objects};
use super::provenance::{Change, History};
use super::receipts;
use super::{GitError, Receipt, Repo};

/// When a commit says that it was committed; `None` where it cannot be read.
pub fn committed_at(repo: &Repo, commit: Oid) -> Option<i64> {
    let objects = Objects::of(repo).ok()?;
    Graph::of_settled(commit, &objects).ok().map(|commit| commit.committer.seconds)
}

/// What a push brings: the commits behind `new` that are behind none of `known`, beside the settled ones that they follow. Each is
/// taken as received at `received`, by the server's clock.
///
/// # Errors
/// As [`walk`].
pub fn walk_new(repo: &Repo, new: Oid, known: &[Oid], received: i64) -> Result<History, GitError> {
    let objects = Objects::of(repo)?;
    let brought = repo.behind(new, known)?;
    let mut graph = Graph::of_new(&brought, &objects);
    for commit in graph.commits.iter_mut().filter(|commit| !commit.settled) {
        commit.received = Some(received);
    }
    Ok(beside_parents(graph, &objects, Vec::new(), Vec::new()))
}

/// All commits reachable from `head`, and every change of `records/` in them. A hole in the history is no error but
/// noted; an error is a repository that cannot be asked at all.
///
/// A parent that is missing is left out: a commit with no other stands as a root, and says that it is truncated. A commit
/// whose tree is missing is taken to have changed nothing, so that what it did shows in its child.
pub fn walk(repo: &Repo, head: Oid) -> Result<History, GitError> {
    let objects = Objects::of(repo)?;
    let incomplete = incomplete::of_clone(repo.git());
    let mut graph = Graph::behind(head, &objects, boundary(&incomplete));
    let mut receipts = receipts::receipts(repo, &objects);
    receipts::apply(&mut receipts, &mut graph.commits, &objects);
    Ok(beside_parents(graph, &objects, receipts, incomplete))
}

/// Each commit that is not settled beside each of its parents.
fn beside_parents(
    graph: Graph,
    objects: &Objects<'_>,
    receipts: Vec<Receipt>,
    mut incomplete: Vec<Incomplete>,
) -> History {
    let (states, faults) = states(&graph, objects);
    let mut comparer = Comparer::new(objects);
    let mut changes = Vec::new();
    for (commit, seen) in graph.commits.iter().enumerate().filter(|(_, seen)| !seen.settled) {
        let no_parent = seen.parents.is_empty().then_some(None);
        for parent in seen.parents.iter().copied().map(Some).chain(no_parent) {
            let before = parent.and_then(|parent| states[parent]);
            comparer.compare(before, states[commit], &mut |path, before, after| {
                changes.push(Change { commit, parent, path: path.to_owned(), before, after });
            });
        }
    }
    let found = graph.faults.into_iter().chain(faults).chain(comparer.faults);
    incomplete.extend(found.map(Incomplete::Object));
    History::new(graph.commits, changes, receipts, incomplete)
}

fn boundary(incomplete: &[Incomplete]) -> &[String] {
    let shallow = incomplete.iter().find_map(|gap| match gap {
        Incomplete::Shallow { boundary } => Some(boundary.as_slice()),
        _ => None,
    });
    shallow.unwrap_or_default()
}

/// What stands at `records` in each commit. Oldest first, because one that cannot be read is as its first parent was.
fn states(graph: &Graph, objects: &Objects<'_>) -> (Vec<Option<Node>>, Vec<Fault>) {
    let mut states = vec![None; graph.commits.len()];
    let mut faults = Vec::new();
    for at in (0..graph.commits.len()).rev() {
        let parent = graph.commits[at].parents.first().copied();
        let as_parent = parent.and_then(|parent| states[parent]);
        states[at] = if parent.is_some_and(|parent| graph.trees[parent] == graph.trees[at]) {
            as_parent
        } else {
            objects.records(graph.trees[at]).unwrap_or_else(|fault| {
                if !faults.contains(&fault) {
                    faults.push(fault);
                }
                as_parent
            })
        };
    }
    (states, faults)
}
