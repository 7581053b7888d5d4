//! Small random histories, walked twice: by the library, and by a plain second implementation that lists each commit's
//! whole tree into a map and compares the maps.

use std::collections::{BTreeMap, BTreeSet};

use daicho::history::{self, History, Oid, Repo};
use git2::{Repository, Signature, Time};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tempfile::TempDir;

use crate::sandbox::without_configuration;

/// Names that sort against each other in git's way (`a.b` before the folder `a/`, after the file `a`), and files that
/// stand in the way of folders.
const PATHS: [&str; 9] = ["a", "a/x", "a/y/z", "a.b", "a0", "p/2026/10/01", "p/2026/10/02", "p/2026/11/01", "q/x"];

#[derive(Clone, Debug)]
struct Step {
    parents: Vec<prop::sample::Index>,
    /// Paths set to a content, or removed. On top of the first parent, or of all of them one over the other.
    edits: Vec<(usize, Option<u8>)>,
    mixes_parents: bool,
    executable: bool,
    time: i64,
}

fn step() -> impl Strategy<Value = Step> {
    let parents = prop_oneof![
        1 => Just(0usize), 8 => Just(1), 5 => Just(2), 1 => Just(3)
    ]
    .prop_flat_map(|count| prop::collection::vec(any::<prop::sample::Index>(), count));
    let edits = prop::collection::vec((0..PATHS.len(), prop::option::of(0..3u8)), 0..3);
    (parents, edits, any::<bool>(), prop::bool::weighted(0.1), 0..12i64).prop_map(
        |(parents, edits, mixes_parents, executable, time)| Step { parents, edits, mixes_parents, executable, time },
    )
}

/// What a commit holds: path → id and mode.
type Listing = BTreeMap<String, (Oid, i32)>;

#[test]
fn walk_agrees_with_listing_every_commit() {
    without_configuration();
    let folder = TempDir::new().unwrap();
    let git = Repository::init_bare(folder.path()).unwrap();
    let repo = Repo::open(folder.path()).unwrap().unwrap();
    // The same histories each time: a failure here is a change of the code, not of the dice.
    let config = Config { cases: 400, failure_persistence: None, max_shrink_iters: 2000, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let steps = prop::collection::vec(step(), 1..14);
    let outcome = runner.run(&steps, |steps| {
        let head = build(&git, &steps);
        let history = history::walk(&repo, head).unwrap();
        let slow = Slow::of(&git, head);
        prop_assert!(history.incomplete.is_empty());
        prop_assert_eq!(history.commits.len(), slow.listings.len());
        for (at, commit) in history.commits.iter().enumerate() {
            prop_assert!(commit.parents.iter().all(|parent| *parent > at), "children come first");
        }
        prop_assert_eq!(told(&history), slow.changes());
        for path in PATHS {
            let path = format!("records/{path}");
            let added = history.added(&path).map(|commit| commit.id.clone());
            prop_assert_eq!(added, slow.added(&path, &history), "{}", path);
        }
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

fn build(git: &Repository, steps: &[Step]) -> Oid {
    let mut commits: Vec<(Oid, Listing)> = Vec::new();
    for (number, step) in steps.iter().enumerate() {
        let mut parents: Vec<usize> = Vec::new();
        for index in step.parents.iter().filter(|_| !commits.is_empty()) {
            let parent = index.index(commits.len());
            if !parents.contains(&parent) {
                parents.push(parent);
            }
        }
        let mut listing = Listing::new();
        for parent in parents.iter().take(if step.mixes_parents { 3 } else { 1 }) {
            listing.extend(commits[*parent].1.clone());
        }
        for (path, content) in &step.edits {
            let path = PATHS[*path].to_owned();
            match content {
                Some(byte) => {
                    let mode = if step.executable { 0o100755 } else { 0o100644 };
                    listing.insert(path, (git.blob(&[*byte]).unwrap(), mode))
                }
                None => listing.remove(&path),
            };
        }
        let files: Vec<String> = listing.keys().cloned().collect();
        listing.retain(|path, _| !files.iter().any(|file| path.starts_with(&format!("{file}/"))));
        let tree = tree(git, &listing, "records/");
        let who = Signature::new("A", "a@example.jp", &Time::new(step.time, 540)).unwrap();
        let found: Vec<_> = parents.iter().map(|parent| git.find_commit(commits[*parent].0).unwrap()).collect();
        let found: Vec<_> = found.iter().collect();
        let commit = git.commit(None, &who, &who, &number.to_string(), &tree, &found).unwrap();
        commits.push((commit, listing));
    }
    commits.last().unwrap().0
}

/// The tree of a listing, below `prefix` folders.
fn tree<'g>(git: &'g Repository, listing: &Listing, prefix: &str) -> git2::Tree<'g> {
    let listing = listing.iter().map(|(path, entry)| (format!("{prefix}{path}"), *entry)).collect();
    git.find_tree(folder(git, listing)).unwrap()
}

fn folder(git: &Repository, listing: Listing) -> Oid {
    let mut builder = git.treebuilder(None).unwrap();
    let mut folders: BTreeMap<String, Listing> = BTreeMap::new();
    for (path, entry) in listing {
        match path.split_once('/') {
            Some((name, rest)) => drop(folders.entry(name.to_owned()).or_default().insert(rest.to_owned(), entry)),
            None => drop(builder.insert(path, entry.0, entry.1).unwrap()),
        }
    }
    for (name, listing) in folders {
        builder.insert(name, folder(git, listing), 0o040000).unwrap();
    }
    builder.write().unwrap()
}

/// Commit, parent, path, before, after.
type Line = (String, Option<String>, String, Option<Oid>, Option<Oid>);

fn told(history: &History) -> BTreeSet<Line> {
    let id = |at: usize| history.commits[at].id.clone();
    let lines = history.changes.iter().map(|change| {
        let (before, after) = (change.before.map(|v| v.id), change.after.map(|v| v.id));
        (id(change.commit), change.parent.map(id), change.path.clone(), before, after)
    });
    let set: BTreeSet<Line> = lines.collect();
    assert_eq!(set.len(), history.changes.len(), "nothing is told twice");
    set
}

struct Slow {
    head: Oid,
    listings: BTreeMap<Oid, Listing>,
    parents: BTreeMap<Oid, Vec<Oid>>,
}

impl Slow {
    fn of(git: &Repository, head: Oid) -> Slow {
        let (mut listings, mut parents) = (BTreeMap::new(), BTreeMap::new());
        let mut wanted = vec![head];
        while let Some(id) = wanted.pop() {
            let commit = git.find_commit(id).unwrap();
            let mut listing = Listing::new();
            let list = |folder: &str, entry: &git2::TreeEntry<'_>| {
                if entry.kind() == Some(git2::ObjectType::Blob) {
                    listing.insert(format!("{folder}{}", entry.name().unwrap()), (entry.id(), entry.filemode()));
                }
                git2::TreeWalkResult::Ok
            };
            commit.tree().unwrap().walk(git2::TreeWalkMode::PreOrder, list).unwrap();
            listings.insert(id, listing);
            wanted.extend(commit.parent_ids());
            parents.insert(id, commit.parent_ids().collect());
        }
        Slow { head, listings, parents }
    }

    fn changes(&self) -> BTreeSet<Line> {
        let mut lines = BTreeSet::new();
        for (id, after) in &self.listings {
            let nothing = Listing::new();
            let befores: Vec<(Option<Oid>, &Listing)> = match self.parents[id].as_slice() {
                [] => vec![(None, &nothing)],
                parents => parents.iter().map(|parent| (Some(*parent), &self.listings[parent])).collect(),
            };
            for (parent, before) in befores {
                for path in before.keys().chain(after.keys()) {
                    let (old, new) = (before.get(path), after.get(path));
                    if old != new {
                        let ids = (old.map(|entry| entry.0), new.map(|entry| entry.0));
                        let parent = parent.map(|parent| parent.to_string());
                        lines.insert((id.to_string(), parent, path.clone(), ids.0, ids.1));
                    }
                }
            }
        }
        lines
    }

    /// Oldest first, each commit that has the path inherits the additions of its parents that have it, or is one itself.
    /// The head's count, else those of the newest commit that has it; of these, the newest.
    fn added(&self, path: &str, history: &History) -> Option<String> {
        let order: Vec<Oid> = history.commits.iter().map(|commit| Oid::from_str(&commit.id).unwrap()).collect();
        let place: BTreeMap<Oid, usize> = order.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let mut origins: BTreeMap<Oid, BTreeSet<usize>> = BTreeMap::new();
        for id in order.iter().rev().filter(|id| self.listings[id].contains_key(path)) {
            let inherited = self.parents[id].iter().filter_map(|parent| origins.get(parent)).flatten();
            let mut own: BTreeSet<usize> = inherited.copied().collect();
            if own.is_empty() {
                own.insert(place[id]);
            }
            origins.insert(*id, own);
        }
        assert_eq!(order[0], self.head);
        let newest = order.iter().find_map(|id| origins.get(id))?;
        newest.first().map(|at| history.commits[*at].id.clone())
    }
}
