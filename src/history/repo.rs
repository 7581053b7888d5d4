//! A repository, opened for reading: where it is, and which commit a name means.
//!
//! Deliberately absent: searching upwards (finding the ledger is the command line's business), the environment's `GIT_*`
//! variables, the index, and anything that writes.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use git2::{ErrorCode, ObjectType, Oid, Repository, RepositoryOpenFlags};

use super::GitError;
use super::objects::Objects;

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
            Ok(git) => Ok(Some(Repo { git, root: root.to_owned() })),
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

    /// The commit that HEAD names, not yet read; `None` before the first commit.
    pub fn head(&self) -> Result<Option<Oid>, GitError> {
        match self.git.head() {
            Ok(head) => Ok(head.target()),
            Err(cause) if cause.code() == ErrorCode::UnbornBranch => Ok(None),
            Err(cause) => Err(GitError::head(&self.root, &cause)),
        }
    }

    /// The commit that `rev` names, through tags: a branch, an id or its beginning, `HEAD~2`, …
    pub fn resolve(&self, rev: &str) -> Result<Oid, GitError> {
        let unknown = |ambiguous| GitError::revision(&self.root, rev, ambiguous);
        let named = self.named(rev).map_err(|cause| unknown(cause.code() == ErrorCode::Ambiguous))?;
        let commit = Objects::of(self)?.commit_at(named);
        commit.map_err(|fault| GitError::object(&self.root, &fault))?.ok_or_else(|| unknown(false))
    }

    /// Whole ids and refs without reading what they name, as libgit2 would: an object cut short must not hold us up.
    fn named(&self, rev: &str) -> Result<Oid, git2::Error> {
        if rev.is_empty() {
            // libgit2 takes it for HEAD, git for a mistake: a variable that was never set.
            return Err(git2::Error::from_str("no revision"));
        }
        let whole = Oid::from_str_ext(rev, self.git.object_format()).ok();
        let whole = whole.filter(|id| id.to_string().eq_ignore_ascii_case(rev));
        if let Some(id) = whole.filter(|id| self.git.odb().is_ok_and(|odb| odb.exists(*id))) {
            return Ok(id);
        }
        let reference = self.git.resolve_reference_from_short_name(rev).and_then(|found| found.resolve());
        match reference.ok().and_then(|found| found.target()) {
            Some(id) => Ok(id),
            None => self.git.revparse_single(rev).map(|object| object.id()),
        }
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
