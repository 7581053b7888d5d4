//! Where the ledger is to stand, and what is there already.

use std::fs;
use std::path::{Path, PathBuf};

use crate::draft::begin::Page;
use crate::history::Repo;
use crate::model::text::Text;

use super::super::failure::Failure;
use super::super::workshop::Target;

const BRANCH: &str = "main";

pub struct Ground {
    pub target: Target,
    /// `None` where one is to be made.
    pub repo: Option<Repo>,
}

impl Ground {
    /// A folder, or the place of one, in which there is no ledger; and no other's repository around it.
    pub fn at(folder: PathBuf) -> Result<Ground, Failure> {
        if folder.symlink_metadata().is_ok_and(|there| there.is_file()) {
            return Err(a_file(&folder));
        }
        let target = Target::at(folder)?;
        let folder = &target.folder;
        if folder.join("records").symlink_metadata().is_ok() {
            return Err(taken(folder));
        }
        if !target.is_there() {
            outside_of_all(above(folder)?)?;
            return Ok(Ground { target, repo: None });
        }
        let own = folder.canonicalize().map_err(|error| Failure::reading(folder, &error))?;
        let repo = Repo::open(&own)?;
        match &repo {
            Some(repo) if repo.is_bare() => return Err(bare(folder)),
            Some(_) => {}
            None => outside_of_all(own.parent().map(Path::to_owned))?,
        }
        Ok(Ground { target, repo })
    }

    /// Whether anything can be written there, before anybody is asked for what is to be.
    pub fn can_be_written(&self) -> Result<(), Failure> {
        let Some(there) = above(&self.target.folder)? else { return Ok(()) };
        let made = tempfile::Builder::new().prefix(super::PREFIX).tempdir_in(&there);
        made.map(drop).map_err(|error| Failure::writing(&there, &error))
    }

    /// The branch on which the ledger will be kept.
    pub fn branch(&self) -> String {
        self.repo.as_ref().and_then(Repo::branch).unwrap_or_else(|| BRANCH.to_owned())
    }

    pub fn lacks(&self, path: &str) -> bool {
        self.target.folder.join(path).symlink_metadata().is_err()
    }

    /// Of files that were there already, those that lack a line of ours, with what they lack; of a folder its name alone.
    pub fn lacking<'p>(&self, kept: &'p [Page]) -> Vec<(&'p str, Vec<&'p str>)> {
        let lacking = |page: &'p Page| {
            let there = fs::read_to_string(self.target.folder.join(&page.path)).unwrap_or_default();
            let own = page.text.lines().filter(|line| !line.starts_with('#'));
            let lines: Vec<&str> = own.filter(|line| !there.lines().any(|it| it == *line)).collect();
            (!lines.is_empty()).then_some(match page.path.split_once('/') {
                Some((folder, _)) => (folder, Vec::new()),
                None => (page.path.as_str(), lines),
            })
        };
        let mut all: Vec<_> = kept.iter().filter_map(lacking).collect();
        all.dedup();
        all
    }
}

/// The nearest folder that is there.
fn above(folder: &Path) -> Result<Option<PathBuf>, Failure> {
    let here = std::env::current_dir().map_err(|error| Failure::reading(folder, &error))?;
    let whole = here.join(folder);
    Ok(whole.ancestors().find_map(|folder| folder.canonicalize().ok()))
}

/// A ledger within another, or within another's work tree, would be in two histories or in none.
fn outside_of_all(from: Option<PathBuf>) -> Result<(), Failure> {
    for root in from.iter().flat_map(|from| from.ancestors()) {
        if root.join("records/ledger.toml").symlink_metadata().is_ok() {
            return Err(taken(root));
        }
        if Repo::open(root)?.is_some() {
            return Err(within(root));
        }
    }
    Ok(())
}

fn a_file(at: &Path) -> Failure {
    let at = at.display();
    Failure::Because(Text::new(
        format!("{at} はファイルです。フォルダーか、まだない名前を示してください。"),
        format!("{at} is a file; name a folder, or a name that is not taken."),
    ))
}

fn taken(at: &Path) -> Failure {
    let at = at.display();
    Failure::Because(Text::new(
        format!(
            "{at} には既に records があります。台帳があれば daicho -C {at} doctor で確かめ、新しく始めるなら別の場所を示してください。"
        ),
        format!(
            "there is a `records` at {at} already; if it is a ledger, look at it with daicho -C {at} doctor, else begin somewhere else."
        ),
    ))
}

fn bare(at: &Path) -> Failure {
    let at = at.display();
    Failure::Because(Text::new(
        format!("{at} は作業用のファイルがないリポジトリです。clone した方で実行してください。"),
        format!("{at} is a bare repository; run this in a clone."),
    ))
}

fn within(root: &Path) -> Failure {
    let at = root.display();
    Failure::Because(Text::new(
        format!(
            "ここは {at} のリポジトリの中です。{at} そのものを台帳にするか、外の場所を示すか、ここで先に git init してください。"
        ),
        format!(
            "this lies in the repository of {at}; make that the ledger, name a place outside, or run git init here first."
        ),
    ))
}
