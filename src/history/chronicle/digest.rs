//! What a month's folder held when it was signed off, as one number.
//!
//! SHA-256 over a line `<name>\t<blob id in hex>\n` for each other file of the folder, in byte order of the names.

use std::collections::{BTreeMap, BTreeSet};

use git2::Oid;

use super::deeds::{self, Outline};
use crate::history::entries::{Node, Tree};
use crate::history::objects::Objects;
use crate::history::{GitError, History, Repo};
use crate::model::digest::sha256;

const CLOSE: &str = "close.toml";

/// The digests of the folders in which a commit put a sign-off, by commit and folder.
pub fn digests(
    repo: &Repo,
    history: &History,
    deeds: &[Outline],
) -> Result<BTreeMap<(usize, String), String>, GitError> {
    let objects = Objects::of(repo)?;
    let mut digests = BTreeMap::new();
    for deed in deeds {
        if let Some((folder, CLOSE)) = deed.path.rsplit_once('/')
            && let Ok(commit) = Oid::from_str_ext(&history.commits[deed.commit].id, objects.format())
            && let Some(digest) = of_folder(&objects, commit, folder)
        {
            digests.insert((deed.commit, folder.to_owned()), digest);
        }
    }
    Ok(digests)
}

/// The folders that the commits touch and that were signed off in a settled one.
pub fn closed_before(repo: &Repo, history: &History) -> Result<Vec<(usize, String)>, GitError> {
    let settled: Vec<_> = history.commits.iter().enumerate().filter(|(_, commit)| commit.settled).collect();
    let mut found = Vec::new();
    // Of a whole history none is.
    if settled.is_empty() {
        return Ok(found);
    }
    let objects = Objects::of(repo)?;
    let folders: BTreeSet<&str> =
        history.changes.iter().filter_map(|change| change.path.rsplit_once('/')).map(|(folder, _)| folder).collect();
    for (at, commit) in settled {
        for folder in &folders {
            if deeds::version_at(&objects, &commit.id, &format!("{folder}/{CLOSE}")).is_some() {
                found.push((at, (*folder).to_owned()));
            }
        }
    }
    Ok(found)
}

/// The digest of a month's folder in a commit; `None` where there is no such folder.
pub fn folder_digest(repo: &Repo, commit: Oid, folder: &str) -> Result<Option<String>, GitError> {
    Ok(of_folder(&Objects::of(repo)?, commit, folder))
}

/// The digest of a folder in a commit; `None` where there is none, or it cannot be read.
fn of_folder(objects: &Objects<'_>, commit: Oid, folder: &str) -> Option<String> {
    let mut names = folder.strip_prefix("records/")?.split('/');
    let records = objects.records(objects.root(commit).ok()?).ok()??;
    let found = names.try_fold(records, |folder: Node, name| {
        let object = objects.tree(folder.id).ok()?;
        let (tree, _) = Tree::parse(object.data(), folder.id);
        tree.iter().find(|entry| entry.name() == name.as_bytes()).map(|entry| entry.node())
    })?;
    let object = objects.tree(found.id).ok()?;
    let (tree, _) = Tree::parse(object.data(), found.id);
    let files = tree.iter().filter(|entry| !entry.node().is_folder());
    let lines = files.map(|entry| (entry.name().to_vec(), entry.node().id.to_string()));
    Some(digest(lines.collect()))
}

/// The digest of files by their names and the ids of their blobs; the sign-off itself does not count.
pub fn digest(mut files: Vec<(Vec<u8>, String)>) -> String {
    files.sort();
    let others = files.into_iter().filter(|(name, _)| name != CLOSE.as_bytes());
    let lines: Vec<Vec<u8>> = others.map(|(name, id)| [name, format!("\t{id}\n").into_bytes()].concat()).collect();
    format!("sha256:{}", sha256(&lines.concat()))
}
