//! A repository, opened for reading: where it is, and which commit a name means.
//!
//! Deliberately absent: searching upwards (finding the ledger is the command line's business), the environment's `GIT_*`
//! variables, the index, and anything that writes but a new repository and its own settings.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use git2::{ErrorCode, ObjectFormat, ObjectType, Odb, Oid, Repository, RepositoryInitOptions, RepositoryOpenFlags};

use super::objects::Objects;
use super::{GitError, packs, verified};

pub struct Repo {
    git: Repository,
    root: PathBuf,
    /// A pack's index that is not whole, once it was asked for one; `None` where there is none.
    damaged: OnceCell<Option<PathBuf>>,
}

impl Repo {
    /// The repository whose work tree (linked ones too) or bare folder is exactly `root`; `None` when there is none.
    pub fn open(root: &Path) -> Result<Option<Repo>, GitError> {
        verified::by_us();
        let no_ceilings: [&OsStr; 0] = [];
        match Repository::open_ext(root, RepositoryOpenFlags::NO_SEARCH, no_ceilings) {
            // The `.git` inside a work tree is a repository's own folder, not one that could hold a ledger.
            Ok(git) if !git.is_bare() && !has_dot_git(root) => Ok(None),
            Ok(git) => Ok(Some(Repo { git, root: root.to_owned(), damaged: OnceCell::new() })),
            // A `.git` that leads nowhere (a linked worktree whose repository moved) must not pass for «no repository».
            Err(cause) if cause.code() == ErrorCode::NotFound && !has_dot_git(root) => Ok(None),
            Err(cause) => Err(GitError::opening(root, &cause)),
        }
    }

    /// A new one in a folder that has none, on a branch without a commit. Neither a template of the machine's nor a hook comes with it.
    pub fn create(root: &Path, branch: &str) -> Result<Repo, GitError> {
        let mut options = RepositoryInitOptions::new();
        options.initial_head(branch).external_template(false).no_reinit(true);
        let made = Repository::init_opts(root, &options);
        let git = made.map_err(|cause| GitError::store(root, &cause))?;
        Ok(Repo { git, root: root.to_owned(), damaged: OnceCell::new() })
    }

    /// The repository that git runs a hook in, with the objects of a push that is not let in yet.
    pub fn of_hook() -> Result<Repo, GitError> {
        verified::by_us();
        let here = PathBuf::from(".");
        let root = std::env::var_os("GIT_DIR").map_or(here, PathBuf::from);
        match Repository::open_from_env() {
            Ok(git) => Ok(Repo { root: git.path().to_owned(), git, damaged: OnceCell::from(None) }),
            Err(cause) => Err(GitError::opening(&root, &cause)),
        }
    }

    /// The same repository once more, for another thread; `None` where it was opened otherwise than by its folder.
    pub(super) fn again(root: &Path) -> Option<Repo> {
        let no_ceilings: [&OsStr; 0] = [];
        let git = Repository::open_ext(root, RepositoryOpenFlags::NO_SEARCH, no_ceilings).ok()?;
        Some(Repo { git, root: root.to_owned(), damaged: OnceCell::from(None) })
    }

    /// An id written out in full, in this repository's own length.
    pub fn id(&self, hex: &str) -> Option<Oid> {
        let id = Oid::from_str_ext(hex, self.git.object_format()).ok()?;
        (id.to_string().len() == hex.len()).then_some(id)
    }

    /// How long an id is.
    pub(super) fn id_bytes(&self) -> usize {
        if self.git.object_format() == ObjectFormat::Sha1 { 20 } else { 32 }
    }

    /// The repository's own folder: `.git`, or the bare one; that of the main work tree where there are several.
    pub fn folder(&self) -> &Path {
        self.git.commondir()
    }

    /// Where its HEAD is: the same, but of a linked work tree a folder of its own.
    pub fn own_folder(&self) -> &Path {
        self.git.path()
    }

    /// Switches options of the repository's own configuration on.
    pub fn set_flags(&self, names: &[&str]) -> Result<(), GitError> {
        let set = || {
            let mut own = self.git.config()?.open_level(git2::ConfigLevel::Local)?;
            names.iter().try_for_each(|name| own.set_bool(name, true))
        };
        set().map_err(|cause| GitError::store(&self.root, &cause))
    }

    /// The e-mail address under which this repository's user commits.
    pub fn email(&self) -> Option<String> {
        self.setting("user.email")
    }

    /// The branch that HEAD stands on, also before its first commit; `None` where HEAD names a commit itself.
    pub fn branch(&self) -> Option<String> {
        let head = self.git.find_reference("HEAD").ok()?;
        let target = head.symbolic_target().ok().flatten()?.to_owned();
        target.strip_prefix("refs/heads/").map(str::to_owned)
    }

    /// A setting of git, of this repository or its user. Read for advice alone: no judgement depends on one.
    pub fn setting(&self, name: &str) -> Option<String> {
        self.git.config().and_then(|config| config.get_string(name)).ok()
    }

    /// The same of a setting that is a path, of which git knows what `~` is.
    pub fn path_setting(&self, name: &str) -> Option<PathBuf> {
        self.git.config().and_then(|config| config.get_path(name)).ok()
    }

    /// The heads of all branches.
    pub fn branches(&self) -> Result<Vec<Oid>, GitError> {
        let names = self.git.references_glob("refs/heads/*").map_err(|cause| GitError::store(&self.root, &cause))?;
        Ok(names.flatten().filter_map(|branch| branch.resolve().ok()?.target()).collect())
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
        let objects = Objects::of(self)?;
        let named = self.named(rev).map_err(|cause| unknown(cause.code() == ErrorCode::Ambiguous))?;
        objects.commit_at(named).map_err(|fault| GitError::object(&self.root, &fault))?.ok_or_else(|| unknown(false))
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

    /// The commits behind one that are behind none of the others.
    pub(super) fn behind(&self, new: Oid, known: &[Oid]) -> Result<BTreeSet<Oid>, GitError> {
        let walked = || {
            let mut walk = self.git.revwalk()?;
            walk.push(new)?;
            for id in known {
                walk.hide(*id)?;
            }
            walk.collect::<Result<BTreeSet<Oid>, git2::Error>>()
        };
        walked().map_err(|cause| GitError::store(&self.root, &cause))
    }

    /// Where two lines of work parted.
    pub(super) fn bases(&self, left: Oid, right: Oid) -> Vec<Oid> {
        self.git.merge_bases(left, right).map(|bases| bases.to_vec()).unwrap_or_default()
    }

    /// Whether a commit is behind another, or is it.
    pub fn is_behind(&self, old: Oid, new: Oid) -> Result<bool, GitError> {
        let answer = if old == new { Ok(true) } else { self.git.graph_descendant_of(new, old) };
        answer.map_err(|cause| GitError::store(&self.root, &cause))
    }

    /// The object database, once it is known to be safe to read.
    pub(super) fn objects(&self) -> Result<Odb<'_>, GitError> {
        let look = || packs::damaged(self.git.commondir(), self.git.object_format());
        match self.damaged.get_or_init(look) {
            Some(index) => Err(GitError::pack_index(index)),
            None => self.git.odb().map_err(|cause| GitError::store(&self.root, &cause)),
        }
    }

    pub(super) fn git(&self) -> &Repository {
        &self.git
    }
}

fn has_dot_git(root: &Path) -> bool {
    root.join(".git").symlink_metadata().is_ok()
}
