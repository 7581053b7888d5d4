//! What one commit holds under `records/`, as files that are still to be read.
//!
//! The work tree, the index and the attributes play no part: a blob's bytes are given as they were committed.

use std::collections::BTreeMap;

use git2::Oid;

use super::entries::{Node, Tree};
use super::objects::{Fault, Kind, Objects};
use super::provenance::Version;
use super::{GitError, Repo};
use crate::model::file::{File, LIMIT, Mode};

/// Folders below `records/` that are looked into; a deeper one is shown as one odd entry. The layout knows three.
pub(super) const DEPTH: usize = 32;

/// Entries of one commit. A few kilobytes of trees can be made to name more of them than there are atoms.
pub(super) const MOST: usize = 1_000_000;

/// Every entry under `records/` in a commit, sorted by the bytes of its path.
pub fn files(repo: &Repo, commit: Oid) -> Result<Vec<File>, GitError> {
    let objects = Objects::of(repo)?;
    let mut listing = Listing { objects: &objects, files: Vec::new(), seen: 0 };
    listing.commit(commit).map_err(|fault| GitError::object(repo.root(), &fault))?;
    let mut files = listing.files;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    disown_doubles(&mut files);
    Ok(files)
}

/// Some of the entries under `records/` in a commit; what is not there is left out.
pub fn files_at<'p>(repo: &Repo, commit: Oid, paths: impl Iterator<Item = &'p String>) -> Result<Vec<File>, GitError> {
    let objects = Objects::of(repo)?;
    let mut files = Vec::new();
    for path in paths {
        let Some(node) = objects.node(commit, path).map_err(|fault| GitError::object(repo.root(), &fault))? else {
            continue;
        };
        let version = Version { id: node.id, mode: node.mode() };
        files.push(file_of(&objects, path, version).map_err(|fault| GitError::object(repo.root(), &fault))?);
    }
    Ok(files)
}

/// The version of every entry under `records/` in a commit, by path.
pub fn versions(repo: &Repo, commit: Oid) -> Result<BTreeMap<String, Version>, GitError> {
    versions_but(repo, commit, &mut |_, _| false)
}

/// The same, leaving out the folders of which it is said that they need not be looked into.
pub(super) fn versions_but(
    repo: &Repo,
    commit: Oid,
    skips: &mut dyn FnMut(&str, Oid) -> bool,
) -> Result<BTreeMap<String, Version>, GitError> {
    let objects = Objects::of(repo)?;
    let mut found = BTreeMap::new();
    let mut read = || -> Result<(), Fault> {
        let Some(records) = objects.records(objects.root(commit)?)? else { return Ok(()) };
        let mut folders = vec![("records".to_owned(), records)];
        while let Some((path, folder)) = folders.pop() {
            if skips(&path, folder.id) {
                continue;
            }
            let (tree, _) = Tree::parse(objects.tree(folder.id)?.data(), folder.id);
            for entry in tree.iter() {
                let (path, node) = (format!("{path}/{}", String::from_utf8_lossy(entry.name())), entry.node());
                if node.is_folder() && path.matches('/').count() <= DEPTH {
                    folders.push((path, node));
                } else {
                    found.insert(path, Version { id: node.id, mode: node.mode() });
                }
            }
            if found.len() > MOST {
                return Err(Fault::damaged(folder.id, Kind::Tree, format!("more than {MOST} entries in one commit")));
            }
        }
        Ok(())
    };
    read().map_err(|fault| GitError::object(repo.root(), &fault))?;
    Ok(found)
}

/// Whether a commit has a file.
pub fn exists(repo: &Repo, commit: Oid, path: &str) -> bool {
    let found = Objects::of(repo).ok().and_then(|objects| objects.node(commit, path).ok());
    found.flatten().is_some()
}

struct Listing<'o> {
    objects: &'o Objects<'o>,
    files: Vec<File>,
    seen: usize,
}

/// A path on the way down.
#[derive(Clone)]
struct Place {
    path: String,
    lossy: bool,
    /// No name on the way is a forgery that could pass for another path.
    plain: bool,
    depth: usize,
}

impl Listing<'_> {
    fn commit(&mut self, commit: Oid) -> Result<(), Fault> {
        let root = self.objects.root(commit)?;
        let Some(records) = self.objects.records(root)? else {
            return Ok(());
        };
        self.node(records, Place { path: "records".to_owned(), lossy: false, plain: true, depth: 0 })
    }

    fn node(&mut self, node: Node, place: Place) -> Result<(), Fault> {
        if node.is_folder() && place.depth <= DEPTH {
            self.folder(node.id, &place)
        } else {
            let file = self.file(node, place)?;
            self.files.push(file);
            Ok(())
        }
    }

    fn folder(&mut self, id: Oid, place: &Place) -> Result<(), Fault> {
        let (tree, _) = Tree::parse(self.objects.tree(id)?.data(), id);
        self.seen += tree.len();
        if self.seen > MOST {
            return Err(Fault::damaged(id, Kind::Tree, format!("more than {MOST} entries in one commit")));
        }
        for entry in tree.iter() {
            let name = String::from_utf8_lossy(entry.name());
            let below = Place {
                path: format!("{}/{name}", place.path),
                lossy: place.lossy || matches!(name, std::borrow::Cow::Owned(_)),
                plain: place.plain && entry.has_plain_name(),
                depth: place.depth + 1,
            };
            self.node(entry.node(), below)?;
        }
        Ok(())
    }

    fn file(&self, node: Node, place: Place) -> Result<File, Fault> {
        let mode = if place.plain { node.mode() } else { Mode::Other };
        let file = file_of(self.objects, &place.path, Version { id: node.id, mode })?;
        Ok(File { lossy: place.lossy, ..file })
    }
}

/// One version as a file; of what is no regular file, or too large, without its bytes.
pub(super) fn file_of(objects: &Objects<'_>, path: &str, Version { id, mode }: Version) -> Result<File, Fault> {
    let (size, bytes) = if mode.is_regular() { objects.blob(id, LIMIT)? } else { (0, None) };
    let lossy = path.contains('\u{fffd}');
    Ok(File { path: path.to_owned(), lossy, mode, size, bytes: bytes.unwrap_or_default() })
}

/// Of two entries with one path only the first may be a record: no work tree could hold both.
fn disown_doubles(files: &mut [File]) {
    for at in 1..files.len() {
        let (before, rest) = files.split_at_mut(at);
        if before[at - 1].path == rest[0].path {
            rest[0].mode = Mode::Other;
            rest[0].size = 0;
            rest[0].bytes = Vec::new();
        }
    }
}
