//! Makes a repository of planned commits: the same objects, references, index and files wherever it is done.
//!
//! Objects, index and work tree are written from the planned bytes; neither a template, a hook, a filter, an attribute nor
//! the user's configuration has a part in it. Deliberately absent: a server. The receipts are written as if one had been there.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use git2::build::TreeUpdateBuilder;
use git2::{Buf, FileMode, ObjectType, Odb, Oid, Repository, RepositoryInitOptions, Signature, Tree};

use super::plan::{Commit, Plan};
use super::push::Push;
use super::sign::signed;
use crate::model::receipt;

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

const BRANCH: &str = "main";

fn branch() -> String {
    format!("refs/heads/{BRANCH}")
}

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
    let Made { commits, receipt, pack } = make_all(&repo, plan)?;
    repo.set_odb(&odb)?;

    let mut writer = odb.packwriter()?;
    let written = writer.write_all(&pack);
    written.map_err(|error| ReplayError::File(repo.path().to_owned(), error))?;
    writer.commit()?;
    for (name, id) in [(branch(), commits.last().copied()), (receipt::REFERENCE.to_owned(), receipt)] {
        let at = repo.path().join(name);
        if let (Some(id), Some(folder)) = (id, at.parent()) {
            fs::create_dir_all(folder).map_err(|error| ReplayError::File(folder.to_owned(), error))?;
            // A reference set through the library would be logged, with the clock's time.
            write(&at, format!("{id}\n").as_bytes())?;
        }
    }
    if let Some(head) = commits.last().copied() {
        let mut index = repo.index()?;
        index.read_tree(&repo.find_commit(head)?.tree()?)?;
        index.write()?;
    }
    write(&repo.path().join("config"), CONFIG.as_bytes())?;
    check_out(plan, folder)
}

/// What was made in memory.
struct Made {
    commits: Vec<Oid>,
    /// The last receipt.
    receipt: Option<Oid>,
    /// All objects.
    pack: Buf,
}

/// Makes the commits, each the next one's parent, and the receipts of them.
///
/// They are made in memory: thousands of small files, or a look at the disk for each object, would cost more than all else.
fn make_all(repo: &Repository, plan: &Plan) -> Result<Made, git2::Error> {
    let odb = Odb::new()?;
    let memory = odb.add_new_mempack_backend(1)?;
    repo.set_odb(&odb)?;
    let mut tree = repo.find_tree(odb.write(ObjectType::Tree, &[])?)?;
    let mut commits = Vec::with_capacity(plan.commits.len());
    for commit in &plan.commits {
        tree = grown(repo, &odb, &tree, commit)?;
        commits.push(commit_one(repo, &odb, &tree, commit, commits.last().copied())?);
    }
    let receipt = receive_all(repo, &odb, &plan.pushes, &commits)?;
    // Which objects the library would store as differences of which is not the same twice: none is to be. It means the first
    // key and reads the second.
    let mut config = repo.config()?;
    config.set_i64("core.bigFileThreshold", 1)?;
    config.set_i64("pack.deltaCacheSize", 1)?;
    let mut pack = Buf::new();
    memory.dump(repo, &mut pack)?;
    Ok(Made { commits, receipt, pack })
}

fn commit_one(
    repo: &Repository,
    odb: &Odb<'_>,
    tree: &Tree<'_>,
    commit: &Commit,
    parent: Option<Oid>,
) -> Result<Oid, git2::Error> {
    let parent = parent.map(|id| repo.find_commit(id)).transpose()?;
    let parents: Vec<_> = parent.iter().collect();
    let author = signature(commit)?;
    let unsigned = repo.commit_create_buffer(&author, &author, &commit.message, tree, &parents)?;
    match &commit.signer {
        Some(signer) => odb.write(ObjectType::Commit, &signed(&unsigned, signer)),
        None => odb.write(ObjectType::Commit, &unsigned),
    }
}

/// Writes the chain of receipts, as the server's hook does.
fn receive_all(repo: &Repository, odb: &Odb<'_>, pushes: &[Push], commits: &[Oid]) -> Result<Option<Oid>, git2::Error> {
    let nothing = repo.find_tree(odb.write(ObjectType::Tree, &[])?)?;
    let mut last: Option<Oid> = None;
    let mut old = "0".repeat(40);
    for push in pushes {
        let Some(new) = commits.get(push.head).map(ToString::to_string) else { continue };
        let message = receipt::message(&branch(), &old, &new, &push.pusher);
        let time = git2::Time::new(push.at.timestamp().as_second(), 0);
        let who = Signature::new(receipt::NAME, receipt::EMAIL, &time)?;
        let parent = last.map(|id| repo.find_commit(id)).transpose()?;
        let parents: Vec<_> = parent.iter().collect();
        last = Some(repo.commit(None, &who, &who, &message, &nothing, &parents)?);
        old = new;
    }
    Ok(last)
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
