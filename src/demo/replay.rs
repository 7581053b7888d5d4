//! Makes a repository of planned commits: the same objects, references, index and files wherever it is done.
//!
//! Objects, index and work tree are written from the planned bytes; neither a template, a hook, a filter, an attribute nor
//! the user's configuration has a part in it. Deliberately absent: a server. The receipts are written as if one had been there.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use git2::{Repository, RepositoryInitOptions};

use super::objects::{Made, make_all};
use super::plan::Plan;
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

/// The ref of the branch.
pub fn branch() -> String {
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
