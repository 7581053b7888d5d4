//! A repository, opened for reading: where it is, and which commit a name means.
//!
//! Deliberately absent: searching upwards (finding the ledger is the command line's business), the environment's `GIT_*`
//! variables, the index, and anything that writes.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use git2::{ErrorCode, ObjectType, Oid, Repository, RepositoryOpenFlags};

use super::GitError;

pub struct Repo {
    git: Repository,
    root: PathBuf,
}

impl Repo {
    /// The repository whose work tree (linked ones too) or bare folder is exactly `root`; `None` when there is none.
    pub fn open(root: &Path) -> Result<Option<Repo>, GitError> {
        let no_ceilings: [&OsStr; 0] = [];
        match Repository::open_ext(root, RepositoryOpenFlags::NO_SEARCH, no_ceilings) {
            // The `.git` inside a work tree is a repository's own folder, not one that could hold a ledger.
            Ok(git) if !git.is_bare() && !has_dot_git(root) => Ok(None),
            Ok(git) => Ok(Some(Repo {
                git,
                root: root.to_owned(),
            })),
            // A `.git` that leads nowhere (a linked worktree whose repository moved) must not pass for «no repository».
            Err(cause) if cause.code() == ErrorCode::NotFound && !has_dot_git(root) => Ok(None),
            Err(cause) => Err(GitError::opening(root, &cause)),
        }
    }

    /// The folder it was opened at.
    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn is_bare(&self) -> bool {
        self.git.is_bare()
    }

    /// The commit that HEAD names; `None` before the first commit.
    pub fn head(&self) -> Result<Option<Oid>, GitError> {
        match self.git.head().and_then(|head| head.peel(ObjectType::Commit)) {
            Ok(commit) => Ok(Some(commit.id())),
            Err(cause) if cause.code() == ErrorCode::UnbornBranch => Ok(None),
            Err(cause) => Err(GitError::head(&self.root, &cause)),
        }
    }

    /// The commit that `rev` names, through tags: a branch, an id or its beginning, `HEAD~2`, …
    pub fn resolve(&self, rev: &str) -> Result<Oid, GitError> {
        self.git
            .revparse_single(rev)
            .and_then(|object| object.peel(ObjectType::Commit))
            .map(|commit| commit.id())
            .map_err(|cause| GitError::revision(&self.root, rev, &cause))
    }

    /// The id that these bytes have, or would have, in this repository: whether a file on disk is what a commit holds.
    pub fn blob_id(&self, bytes: &[u8]) -> Result<Oid, GitError> {
        Oid::hash_object_ext(ObjectType::Blob, bytes, self.git.object_format())
            .map_err(|cause| GitError::store(&self.root, &cause))
    }

    pub(super) fn git(&self) -> &Repository {
        &self.git
    }
}

fn has_dot_git(root: &Path) -> bool {
    root.join(".git").symlink_metadata().is_ok()
}
