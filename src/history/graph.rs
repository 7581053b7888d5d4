//! The commits behind a head: each read once, then put in order.
//!
//! Children stand before their parents and, where that leaves a choice, later committers' times before earlier ones: what
//! `git log --date-order` shows. The time is a claim, so it decides nothing but this order.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, HashMap, HashSet};

use git2::Oid;

use super::commit::{Commit, Header};
use super::objects::{Fault, Kind, Objects, Why};

pub(super) struct Graph {
    /// Newest first.
    pub commits: Vec<Commit>,
    /// The tree of each.
    pub trees: Vec<Oid>,
    /// Commits that could not be read, or not wholly.
    pub faults: Vec<Fault>,
}

struct Found {
    id: Oid,
    tree: Oid,
    parents: Vec<Oid>,
    commit: Commit,
}

impl Graph {
    /// Parents missing behind a commit of `boundary` are a shallow clone's, and no fault of their own.
    pub(super) fn behind(head: Oid, objects: &Objects<'_>, boundary: &[String]) -> Graph {
        let (found, faults) = read_all(head, objects, boundary);
        Graph::ordered(found, faults)
    }

    /// The commits named and, settled, their parents outside of them.
    pub(super) fn of_new(new: &BTreeSet<Oid>, objects: &Objects<'_>) -> Graph {
        let (mut found, mut faults) = (Vec::new(), Vec::new());
        for id in new {
            match read(*id, objects, &mut faults) {
                Ok(one) => found.push(one),
                Err(fault) => faults.push(fault),
            }
        }
        let around: BTreeSet<Oid> =
            found.iter().flat_map(|one| &one.parents).filter(|id| !new.contains(id)).copied().collect();
        for id in around {
            match read(id, objects, &mut faults) {
                Ok(mut one) => {
                    one.parents.clear();
                    one.commit.settled = true;
                    found.push(one);
                }
                Err(fault) => faults.push(fault),
            }
        }
        Graph::ordered(found, faults)
    }

    /// One commit by itself.
    pub(super) fn of_settled(id: Oid, objects: &Objects<'_>) -> Result<Commit, Fault> {
        let found = read(id, objects, &mut Vec::new())?;
        Ok(Commit { settled: true, ..found.commit })
    }

    fn ordered(mut found: Vec<Found>, faults: Vec<Fault>) -> Graph {
        let at: HashMap<&[u8], usize> = found.iter().enumerate().map(|(at, one)| (one.id.as_bytes(), at)).collect();
        let parents: Vec<Vec<usize>> = found.iter().map(|one| known_parents(one, &at)).collect();
        let order = newest_first(&found, &parents);

        let mut rank = vec![0; found.len()];
        for (new, old) in order.iter().enumerate() {
            rank[*old] = new;
        }
        for (one, known) in found.iter_mut().zip(parents) {
            one.commit.truncated = known.len() < one.parents.len();
            one.commit.parents = known.into_iter().map(|parent| rank[parent]).collect();
        }
        let trees = order.iter().map(|old| found[*old].tree).collect();
        let commits = order.iter().map(|old| std::mem::take(&mut found[*old].commit)).collect();
        Graph { commits, trees, faults }
    }
}

fn read_all(head: Oid, objects: &Objects<'_>, boundary: &[String]) -> (Vec<Found>, Vec<Fault>) {
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    // Whether a commit is on the boundary goes with each parent that it asks for.
    let mut wanted = vec![(head, false)];
    // Hashing is safe for ids parsed from commits: see [`super::Oid`]. The head, which is not, is nobody's parent.
    let mut seen = HashSet::new();
    while let Some((id, forgiven)) = wanted.pop() {
        if !seen.insert(id) {
            continue;
        }
        match read(id, objects, &mut faults) {
            Ok(commit) => {
                let forgiven = boundary.contains(&commit.commit.id);
                wanted.extend(commit.parents.iter().map(|parent| (*parent, forgiven)));
                found.push(commit);
            }
            Err(fault) if forgiven && fault.why == Why::Missing => {}
            Err(fault) => faults.push(fault),
        }
    }
    (found, faults)
}

fn read(id: Oid, objects: &Objects<'_>, faults: &mut Vec<Fault>) -> Result<Found, Fault> {
    let object = objects.commit(id)?;
    let header = Header::parse(object.data(), id).map_err(|why| Fault::damaged(id, Kind::Commit, why))?;
    let (author, committer) = header.people();
    if author.is_none() || committer.is_none() {
        faults.push(Fault::damaged(id, Kind::Commit, "its author or committer cannot be read"));
    }
    let commit = Commit {
        id: id.to_string(),
        parents: Vec::new(),
        truncated: false,
        author: author.unwrap_or_default(),
        committer: committer.unwrap_or_default(),
        settled: false,
        received: None,
        summary: header.summary(),
    };
    Ok(Found { id, tree: header.tree, parents: header.parents, commit })
}

fn known_parents(found: &Found, at: &HashMap<&[u8], usize>) -> Vec<usize> {
    found.parents.iter().filter_map(|parent| at.get(parent.as_bytes()).copied()).collect()
}

/// Kahn's algorithm: a commit is ready when all its children are out; of the ready ones the latest goes first.
fn newest_first(found: &[Found], parents: &[Vec<usize>]) -> Vec<usize> {
    let mut children = vec![0; found.len()];
    for parent in parents.iter().flatten() {
        children[*parent] += 1;
    }
    // Of equal times the one found first, which depends on nothing but the head.
    let key = |at: usize| (found[at].commit.committer.seconds, Reverse(at));
    let mut ready: BinaryHeap<_> = (0..found.len()).filter(|at| children[*at] == 0).map(key).collect();
    let mut order = Vec::with_capacity(found.len());
    while let Some((_, Reverse(at))) = ready.pop() {
        order.push(at);
        for parent in &parents[at] {
            children[*parent] -= 1;
            if children[*parent] == 0 {
                ready.push(key(*parent));
            }
        }
    }
    order
}
