//! The bytes of the versions that are asked for, each read once.

use std::collections::BTreeMap;

use git2::Oid;

use crate::history::incomplete::Incomplete;
use crate::history::objects::{Fault, Objects};
use crate::history::provenance::Version;
use crate::history::{GitError, Repo};
use crate::model::file::LIMIT;

/// What stood in the versions of files.
pub struct Contents {
    blobs: BTreeMap<Oid, Result<Bytes, Fault>>,
}

/// None where there are more than any record holds.
type Bytes = Option<Box<[u8]>>;

/// What one version holds.
#[derive(Clone, Copy)]
pub enum Content<'c> {
    Bytes(&'c [u8]),
    /// No file at all: a link, a submodule, or more than any record holds.
    Odd,
    /// Missing or damaged: nothing can be said of it.
    Unknown,
}

impl Contents {
    pub fn read(repo: &Repo, versions: impl Iterator<Item = Version>) -> Result<Contents, GitError> {
        let objects = Objects::of(repo)?;
        let mut blobs = BTreeMap::new();
        for version in versions.filter(|version| version.mode.is_regular()) {
            blobs
                .entry(version.id)
                .or_insert_with(|| objects.blob(version.id, LIMIT).map(|(_, bytes)| bytes.map(Vec::into_boxed_slice)));
        }
        Ok(Contents { blobs })
    }

    pub fn of(&self, version: Version) -> Content<'_> {
        if !version.mode.is_regular() {
            return Content::Odd;
        }
        match self.blobs.get(&version.id) {
            Some(Ok(Some(bytes))) => Content::Bytes(bytes),
            Some(Ok(None)) => Content::Odd,
            Some(Err(_)) | None => Content::Unknown,
        }
    }

    /// The versions that could not be read.
    pub fn faults(&self) -> Vec<Incomplete> {
        self.blobs.values().filter_map(|blob| blob.as_ref().err()).cloned().map(Incomplete::Object).collect()
    }
}
