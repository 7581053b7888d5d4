//! One walk over the whole history: each commit beside each of its parents.
//!
//! Every parent, not the first alone: a walk that skips merges, or looks at one side of them, loses records that first
//! appear in one. Most comparisons end at once, because most commits leave most of `records/` as it was.

use std::ops::Range;
use std::path::Path;

use git2::Oid;
use rayon::prelude::*;

use super::compare::Comparer;
use super::entries::Node;
use super::graph::Graph;
use super::incomplete::{self, Incomplete};
use super::objects::{Fault, Objects};
use super::provenance::{Change, History};
use super::{GitError, Receipt, Repo};
use super::{receipts, received};

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
    Ok(beside_parents(None, graph, &objects, Vec::new(), Vec::new()))
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
    received::apply(repo, &mut receipts, &mut graph.commits, &objects);
    Ok(beside_parents(Some(repo.root()), graph, &objects, receipts, incomplete))
}

/// So many commits are worth a thread of their own, with the repository opened once more: libgit2 lets one object database be
/// read by one thread at a time.
const SHARE: usize = 8192;

/// Each commit that is not settled beside each of its parents. With the repository's folder, a long history is shared out.
fn beside_parents(
    root: Option<&Path>,
    graph: Graph,
    objects: &Objects<'_>,
    receipts: Vec<Receipt>,
    mut incomplete: Vec<Incomplete>,
) -> History {
    let (states, faults) = states(root, &graph, objects);
    let (changes, torn) =
        shared(root, graph.commits.len(), objects, |objects, range| compared(&graph, &states, objects, range))
            .into_iter()
            .unzip::<_, _, Vec<_>, Vec<_>>();
    let mut found: Vec<Fault> = graph.faults.into_iter().chain(faults).collect();
    for fault in torn.into_iter().flatten() {
        // Each thread tells a damaged tree once.
        if !found.contains(&fault) {
            found.push(fault);
        }
    }
    incomplete.extend(found.into_iter().map(Incomplete::Object));
    History::new(graph.commits, changes.into_iter().flatten().collect(), receipts, incomplete)
}

/// Does the work for all commits, share by share, in their order.
fn shared<T: Send>(
    root: Option<&Path>,
    commits: usize,
    objects: &Objects<'_>,
    work: impl Fn(&Objects<'_>, Range<usize>) -> T + Sync,
) -> Vec<T> {
    let shares: Vec<Range<usize>> = (0..commits).step_by(SHARE).map(|from| from..(from + SHARE).min(commits)).collect();
    let (Some(root), true) = (root, shares.len() > 1) else {
        return vec![work(objects, 0..commits)];
    };
    let of_thread = |share: &Range<usize>| {
        let repo = Repo::again(root)?;
        let objects = Objects::of(&repo).ok()?;
        Some(work(&objects, share.clone()))
    };
    let done: Option<Vec<T>> = shares.par_iter().map(of_thread).collect();
    done.unwrap_or_else(|| vec![work(objects, 0..commits)])
}

/// What differs between some of the commits and their parents, and the trees that could not be read.
fn compared(
    graph: &Graph,
    states: &[Option<Node>],
    objects: &Objects<'_>,
    range: Range<usize>,
) -> (Vec<Change>, Vec<Fault>) {
    let mut comparer = Comparer::new(objects);
    let mut changes = Vec::new();
    for commit in range {
        let seen = &graph.commits[commit];
        if seen.settled {
            continue;
        }
        let no_parent = seen.parents.is_empty().then_some(None);
        for parent in seen.parents.iter().copied().map(Some).chain(no_parent) {
            let before = parent.and_then(|parent| states[parent]);
            comparer.compare(before, states[commit], &mut |path, before, after| {
                changes.push(Change { commit, parent, path: path.to_owned(), before, after });
            });
        }
    }
    (changes, comparer.faults)
}

fn boundary(incomplete: &[Incomplete]) -> &[String] {
    let shallow = incomplete.iter().find_map(|gap| match gap {
        Incomplete::Shallow { boundary } => Some(boundary.as_slice()),
        _ => None,
    });
    shallow.unwrap_or_default()
}

/// What stands at `records` in each commit. Oldest first, because one that cannot be read is as its first parent was.
fn states(root: Option<&Path>, graph: &Graph, objects: &Objects<'_>) -> (Vec<Option<Node>>, Vec<Fault>) {
    let parent = |at: usize| graph.commits[at].parents.first().copied();
    let is_parents = |at: usize| parent(at).is_some_and(|parent| graph.trees[parent] == graph.trees[at]);
    let read = |objects: &Objects<'_>, range: Range<usize>| {
        let own = |at: usize| (!is_parents(at)).then(|| objects.records(graph.trees[at]));
        range.map(own).collect::<Vec<Option<Result<Option<Node>, Fault>>>>()
    };
    let own: Vec<_> = shared(root, graph.commits.len(), objects, read).into_iter().flatten().collect();
    let mut states = vec![None; graph.commits.len()];
    let mut faults = Vec::new();
    for (at, own) in own.into_iter().enumerate().rev() {
        let as_parent = parent(at).and_then(|parent| states[parent]);
        states[at] = match own {
            None => as_parent,
            Some(Ok(node)) => node,
            Some(Err(fault)) => {
                if !faults.contains(&fault) {
                    faults.push(fault);
                }
                as_parent
            }
        };
    }
    (states, faults)
}
