//! Makes a repository of planned commits: the same objects, references, index and files wherever it is done.
//!
//! Objects, index and work tree are written from the planned bytes; neither a template, a hook, a filter, an attribute nor
//! the user's configuration has a part in it. Deliberately absent: signatures, which would need a secret key.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use git2::build::TreeUpdateBuilder;
use git2::{Buf, FileMode, ObjectType, Odb, Oid, Repository, RepositoryInitOptions, Signature, Tree};

use super::plan::{Commit, Plan};

/// What stops a replay.
#[derive(Debug)]
pub enum ReplayError {
    Git(git2::Error),
    /// A file or folder that could not be written.
    File(PathBuf, io::Error),
}

impl From<git2::Error> for ReplayError {
    fn from(error: git2::Error) -> ReplayError {
        ReplayError::Git(error)
    }
}

/// Of the tree that holds nothing; git knows it without an object.
const EMPTY_TREE: &str = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

const BRANCH: &str = "main";

/// The repository's own settings, in place of those that depend on the machine. Line ends stay as they are.
const CONFIG: &str = "[core]
\trepositoryformatversion = 0
\tfilemode = false
\tbare = false
\tautocrlf = false
";

/// Makes a repository with these commits in an empty folder.
pub fn replay(plan: &Plan, folder: &Path) -> Result<(), ReplayError> {
    let mut options = RepositoryInitOptions::new();
    options.initial_head(BRANCH).external_template(false).no_reinit(true);
    let repo = Repository::init_opts(folder, &options)?;
    let odb = repo.odb()?;
    let (head, pack) = commit_all(&repo, &plan.commits)?;
    repo.set_odb(&odb)?;

    let mut writer = odb.packwriter()?;
    let written = writer.write_all(&pack);
    written.map_err(|error| ReplayError::File(repo.path().to_owned(), error))?;
    writer.commit()?;
    if let Some(head) = head {
        // A reference set through the library would be logged, with the clock's time.
        write(&repo.path().join("refs/heads").join(BRANCH), format!("{head}\n").as_bytes())?;
        let mut index = repo.index()?;
        index.read_tree(&repo.find_commit(head)?.tree()?)?;
        index.write()?;
    }
    write(&repo.path().join("config"), CONFIG.as_bytes())?;
    check_out(plan, folder)
}

/// Makes the commits, each the next one's parent, and gives the last with all objects in one pack.
///
/// They are made in memory: thousands of small files, or a look at the disk for each object, would cost more than all else.
fn commit_all(repo: &Repository, commits: &[Commit]) -> Result<(Option<Oid>, Buf), git2::Error> {
    let odb = Odb::new()?;
    let memory = odb.add_new_mempack_backend(1)?;
    repo.set_odb(&odb)?;
    let mut tree = repo.find_tree(Oid::from_str(EMPTY_TREE)?)?;
    let mut head = None;
    for commit in commits {
        tree = grown(repo, &odb, &tree, commit)?;
        let parent = head.map(|id| repo.find_commit(id)).transpose()?;
        let parents: Vec<_> = parent.iter().collect();
        let author = signature(commit)?;
        head = Some(repo.commit(None, &author, &author, &commit.message, &tree, &parents)?);
    }
    // Which objects the library would store as differences of which is not the same twice: none is to be. It means the first
    // key and reads the second.
    let mut config = repo.config()?;
    config.set_i64("core.bigFileThreshold", 1)?;
    config.set_i64("pack.deltaCacheSize", 1)?;
    let mut pack = Buf::new();
    memory.dump(repo, &mut pack)?;
    Ok((head, pack))
}

/// The tree with what a commit writes. Only the folders above it are made anew.
fn grown<'r>(repo: &'r Repository, odb: &Odb<'_>, tree: &Tree<'_>, commit: &Commit) -> Result<Tree<'r>, git2::Error> {
    let mut update = TreeUpdateBuilder::new();
    for (path, bytes) in &commit.files {
        update.upsert(path.as_str(), odb.write(ObjectType::Blob, bytes)?, FileMode::Blob);
    }
    repo.find_tree(update.create_updated(repo, tree)?)
}

fn signature(commit: &Commit) -> Result<Signature<'static>, git2::Error> {
    let minutes = commit.time.offset().seconds() / 60;
    let time = git2::Time::new(commit.time.timestamp().as_second(), minutes);
    Signature::new(&commit.author.name, &commit.author.email, &time)
}

/// Each file as its last commit left it.
fn check_out(plan: &Plan, folder: &Path) -> Result<(), ReplayError> {
    let written = plan.commits.iter().flat_map(|commit| &commit.files);
    let last: BTreeMap<&String, &Vec<u8>> = written.collect();
    for (path, bytes) in last {
        let at = folder.join(path);
        if let Some(parent) = at.parent() {
            fs::create_dir_all(parent).map_err(|error| ReplayError::File(parent.to_owned(), error))?;
        }
        write(&at, bytes)?;
    }
    Ok(())
}

fn write(at: &Path, bytes: &[u8]) -> Result<(), ReplayError> {
    fs::write(at, bytes).map_err(|error| ReplayError::File(at.to_owned(), error))
}
