//! Two states of `records/`, side by side, down to the entries that differ.
//!
//! Both lists of a folder are in git's order, so they are merged in one pass, and a subfolder with the same id on both
//! sides is never opened: a commit that adds one record costs the folders above it. libgit2's own diff does much more
//! (deltas, similarity, options) and takes an order of magnitude longer. Blobs are not read, and renames not guessed.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use git2::Oid;

use super::entries::{Entry, Node, Tree};
use super::objects::{Fault, Kind, Objects};
use super::provenance::Version;
use super::tree::{DEPTH, MOST};

/// Parsed trees kept: those of one commit are asked for again as its child's parent's.
const KEPT: usize = 1024;

pub(super) struct Comparer<'o> {
    objects: &'o Objects<'o>,
    /// Hashing is safe for ids parsed from trees: see [`super::Oid`]. Were one not, it would be read once more.
    kept: HashMap<Oid, Option<Rc<Tree>>>,
    /// Trees that were missing or damaged, each once.
    pub faults: Vec<Fault>,
    told: BTreeSet<Oid>,
}

/// What differs at a path: what stood there before, and what after.
pub(super) type Difference<'d> = &'d mut dyn FnMut(&str, Option<Version>, Option<Version>);

/// One comparison on its way down.
struct Descent<'c, 'o, 'd> {
    comparer: &'c mut Comparer<'o>,
    tell: Difference<'d>,
    path: String,
    depth: usize,
    seen: usize,
}

impl<'o> Comparer<'o> {
    pub(super) fn new(objects: &'o Objects<'o>) -> Comparer<'o> {
        Comparer { objects, kept: HashMap::new(), faults: Vec::new(), told: BTreeSet::new() }
    }

    pub(super) fn compare(&mut self, before: Option<Node>, after: Option<Node>, tell: Difference<'_>) {
        Descent { comparer: self, tell, path: "records".to_owned(), depth: 0, seen: 0 }.node(before, after);
    }

    /// `None` of a tree that cannot be read, which is told.
    fn tree(&mut self, id: Oid) -> Option<Rc<Tree>> {
        if let Some(tree) = self.kept.get(&id) {
            return tree.clone();
        }
        if self.kept.len() == KEPT {
            self.kept.clear();
        }
        let tree = match self.objects.tree(id) {
            Ok(object) => {
                let (tree, fault) = Tree::parse(object.data(), id);
                if let Some(why) = fault {
                    self.tell_once(id, Fault::damaged(id, Kind::Tree, why));
                }
                Some(Rc::new(tree))
            }
            Err(fault) => {
                self.tell_once(id, fault);
                None
            }
        };
        self.kept.insert(id, tree.clone());
        tree
    }

    fn tell_once(&mut self, id: Oid, fault: Fault) {
        if self.told.insert(id) {
            self.faults.push(fault);
        }
    }
}

impl<'o> Descent<'_, 'o, '_> {
    fn node(&mut self, before: Option<Node>, after: Option<Node>) {
        if before == after {
            return;
        }
        let opened = |node: &Node| node.is_folder() && self.depth <= DEPTH;
        let folders = (before.filter(opened), after.filter(opened));
        let version = |node: Node| (!opened(&node)).then(|| Version { id: node.id, mode: node.mode() });
        let files = (before.and_then(version), after.and_then(version));
        if files.0 != files.1 {
            (self.tell)(&self.path, files.0, files.1);
        }
        self.folder(folders.0.map(|node| node.id), folders.1.map(|node| node.id));
    }

    fn folder(&mut self, before: Option<Oid>, after: Option<Oid>) {
        if before == after {
            return;
        }
        let mut open = |id: Option<Oid>| match id {
            None => Some(None),
            Some(id) => self.comparer.tree(id).map(Some),
        };
        // With one side unknown nothing can be said of the other: silence accuses nobody of deleting a month.
        let (Some(before), Some(after)) = (open(before), open(after)) else {
            return;
        };
        self.merge(before.as_deref(), after.as_deref());
    }

    fn merge(&mut self, before: Option<&Tree>, after: Option<&Tree>) {
        let alike = before.zip(after).map_or(0, |(before, after)| before.alike(after));
        let (mut i, mut j) = (alike, alike);
        loop {
            let (old, new) = (before.and_then(|tree| tree.get(i)), after.and_then(|tree| tree.get(j)));
            let side = match (&old, &new) {
                (None, None) => return,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(old), Some(new)) if old == new => {
                    (i, j) = (i + 1, j + 1);
                    continue;
                }
                (Some(old), Some(new)) => old.order(new),
            };
            let (old, new) = (old.filter(|_| side.is_le()), new.filter(|_| side.is_ge()));
            i += usize::from(old.is_some());
            j += usize::from(new.is_some());
            self.entry(old, new);
        }
    }

    fn entry(&mut self, old: Option<Entry<'_>>, new: Option<Entry<'_>>) {
        let Some(entry) = new.or(old) else { return };
        self.seen += 1;
        if self.seen == MOST {
            let id = entry.node().id;
            let fault = Fault::damaged(id, Kind::Tree, format!("more than {MOST} changes in one commit"));
            self.comparer.tell_once(id, fault);
        }
        if self.seen >= MOST {
            return;
        }
        let end = self.path.len();
        self.path.push('/');
        self.path.push_str(&String::from_utf8_lossy(entry.name()));
        self.depth += 1;
        self.node(old.map(|entry| entry.node()), new.map(|entry| entry.node()));
        self.depth -= 1;
        self.path.truncate(end);
    }
}
