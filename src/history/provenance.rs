//! The history of `records/` as values: the commits, each change, and who brought a record in.

use git2::Oid;
use rayon::prelude::*;

use super::{Commit, Incomplete, Receipt};
use crate::model::file::Mode;

/// What stood at a path: the id of its bytes (of a submodule, its commit) and the sort of entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    pub id: Oid,
    pub mode: Mode,
}

/// One path that differs between a commit and one of its parents. A merge that takes a file from one side differs from
/// the other side: only a path that differs from every parent was changed by the merge itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// In [`History::commits`].
    pub commit: usize,
    /// In [`History::commits`]; `None` where there is none to compare with: a root, or a commit whose parents are all missing.
    pub parent: Option<usize>,
    /// As a [`crate::model::file::File`] has it.
    pub path: String,
    pub before: Option<Version>,
    pub after: Option<Version>,
}

/// All that one walk found behind a head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// Newest first: children before parents, then by the committer's time. The head is the first.
    pub commits: Vec<Commit>,
    /// In the order of the commits, then of their parents, then of git's trees.
    pub changes: Vec<Change>,
    /// What a server wrote down, the first push first; none where no server did.
    pub receipts: Vec<Receipt>,
    /// Empty when all of the history was there to be read.
    pub incomplete: Vec<Incomplete>,
    /// The places in `changes` by path, then commit, then parent.
    by_path: Vec<usize>,
}

impl History {
    /// Of its parts, in the order that each of them has here.
    pub fn new(
        commits: Vec<Commit>,
        changes: Vec<Change>,
        receipts: Vec<Receipt>,
        incomplete: Vec<Incomplete>,
    ) -> History {
        let mut by_path: Vec<usize> = (0..changes.len()).collect();
        by_path.par_sort_by(|a, b| order(&changes[*a]).cmp(&order(&changes[*b])));
        History { commits, changes, receipts, incomplete, by_path }
    }

    /// The changes of one path, newest first.
    pub fn changes_of(&self, path: &str) -> impl DoubleEndedIterator<Item = &Change> + Clone {
        let from = self.by_path.partition_point(|at| self.changes[*at].path.as_str() < path);
        let upto = self.by_path.partition_point(|at| self.changes[*at].path.as_str() <= path);
        self.by_path[from..upto].iter().map(|at| &self.changes[*at])
    }

    /// The commit that brought the path in: it has the path and none of its parents does. So a record that came by a merge
    /// is the work of the commit on the branch, and one that first stands in a merge is the work of the merge.
    ///
    /// A path may have been added more than once. Then that addition counts from which its present life comes (of a path
    /// that is gone, its last life): back from the newest commit that has it, through every parent that has it. Where even
    /// so there are several (two branches added it, and a merge joined them), it is the newest in the order of `commits`.
    ///
    /// `None` when no commit seen added it: it was never committed, or the history is [`Self::incomplete`].
    pub fn added(&self, path: &str) -> Option<&Commit> {
        self.added_at(path).and_then(|at| self.commits.get(at))
    }

    /// The same as a place in `commits`.
    pub fn added_at(&self, path: &str) -> Option<usize> {
        let life = Life::of(self, path);
        match *life.additions() {
            [] => None,
            [only] => Some(only),
            [newest, ..] => Some(life.origin().unwrap_or(newest)),
        }
    }
}

fn order(change: &Change) -> (&str, usize, Option<usize>) {
    (&change.path, change.commit, change.parent)
}

/// One path through the history.
struct Life<'h> {
    commits: &'h [Commit],
    /// Newest first, and by parent.
    changes: Vec<&'h Change>,
}

impl<'h> Life<'h> {
    fn of(history: &'h History, path: &str) -> Life<'h> {
        Life { commits: &history.commits, changes: history.changes_of(path).collect() }
    }

    /// The commits that have the path while none of their parents does, newest first.
    fn additions(&self) -> Vec<usize> {
        let commits = self.changes.chunk_by(|a, b| a.commit == b.commit);
        let added = commits.filter(|changes| {
            let parents = self.commits[changes[0].commit].parents.len().max(1);
            changes.iter().filter(|change| change.before.is_none()).count() >= parents
        });
        added.map(|changes| changes[0].commit).collect()
    }

    /// The newest addition that the path's present or last life goes back to.
    fn origin(&self) -> Option<usize> {
        let additions = self.additions();
        let mut reached = vec![false; self.commits.len()];
        let mut wanted = vec![self.newest_holder()?];
        while let Some(commit) = wanted.pop() {
            if !std::mem::replace(&mut reached[commit], true) {
                wanted.extend(self.commits[commit].parents.iter().filter(|parent| self.had(commit, **parent)));
            }
        }
        additions.into_iter().find(|commit| reached[*commit])
    }

    /// The newest commit that has the path: the head, or else the newest from which a child dropped it.
    fn newest_holder(&self) -> Option<usize> {
        if self.head_has_it() {
            return Some(0);
        }
        let dropped = self.changes.iter().filter(|change| change.after.is_none());
        dropped.filter_map(|change| change.parent).min()
    }

    /// The head has what the first commit has that changed the path, along first parents.
    fn head_has_it(&self) -> bool {
        let mut commit = 0;
        loop {
            let first = self.changes.partition_point(|change| change.commit < commit);
            match self.changes.get(first) {
                Some(change) if change.commit == commit => return change.after.is_some(),
                _ => {}
            }
            match self.commits.get(commit).and_then(|commit| commit.parents.first()) {
                Some(parent) => commit = *parent,
                None => return false,
            }
        }
    }

    /// Whether `parent` had the path that `commit` has: it did unless they differ so.
    fn had(&self, commit: usize, parent: usize) -> bool {
        let key = (commit, Some(parent));
        match self.changes.binary_search_by_key(&key, |change| (change.commit, change.parent)) {
            Ok(at) => self.changes[at].before.is_some(),
            Err(_) => true,
        }
    }
}
