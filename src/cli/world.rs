//! The world outside: where the ledger is, which of its versions is meant, what day it is.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;

use crate::history::{self, Chronicle, History, Oid, Repo, chronicle};
use crate::load::{self, Loaded, worktree};
use crate::model::file::{File, LIMIT, Mode};
use crate::model::text::Lang;
use crate::report::{Brief, Origin};
use crate::rules::{Past, Verdict, judge_with_past};

use super::failure::Failure;
use super::progress::{self, Phase};

/// A ledger found on disk.
pub struct World {
    pub root: PathBuf,
    pub repo: Option<Repo>,
    /// The commit that is read, or that the work tree stands on.
    pub commit: Option<Oid>,
    from_commit: bool,
}

/// The history of a ledger, read.
pub struct Recorded {
    pub history: History,
    pub chronicle: Chronicle,
}

impl Recorded {
    pub fn past<'r>(&'r self, anchors: &'r [String]) -> Past<'r> {
        Past { history: &self.history, chronicle: &self.chronicle, anchors }
    }
}

impl World {
    /// Finds the ledger from a folder upwards, as git does, and the revision that is meant.
    pub fn find(directory: &Path, rev: Option<&str>) -> Result<World, Failure> {
        let from = directory.canonicalize().map_err(|error| Failure::reading(directory, &error))?;
        for root in from.ancestors() {
            let ledger_here = root.join("records/ledger.toml").symlink_metadata().is_ok();
            let repo = Repo::open(root)?;
            if !ledger_here && repo.is_none() {
                continue;
            }
            let commit = match (&repo, rev) {
                (Some(repo), Some(rev)) => Some(repo.resolve(rev)?),
                (Some(repo), None) => repo.head()?,
                (None, _) => None,
            };
            let bare = repo.as_ref().is_some_and(Repo::is_bare);
            let from_commit = rev.is_some() || bare;
            if if from_commit { commit.is_some() } else { ledger_here } {
                return Ok(World { root: root.to_owned(), repo, commit, from_commit });
            }
            // A ledger does not reach beyond its repository.
            break;
        }
        Err(Failure::no_ledger(&from))
    }

    /// Every file under `records/`.
    pub fn files(&self) -> Result<Vec<File>, Failure> {
        match (&self.repo, self.commit) {
            (Some(repo), Some(commit)) if self.from_commit => Ok(history::files(repo, commit)?),
            _ => Ok(worktree::files(&self.root)?),
        }
    }

    /// The file of the settings alone, where there is one.
    pub fn settings(&self) -> Result<Option<File>, Failure> {
        let path = "records/ledger.toml".to_owned();
        if let (true, Some(repo), Some(commit)) = (self.from_commit, &self.repo, self.commit) {
            return Ok(history::files_at(repo, commit, [&path].into_iter())?.pop());
        }
        let at = self.root.join(&path);
        let size = at.symlink_metadata().ok().filter(Metadata::is_file).map_or(0, |file| file.len());
        if size == 0 || size > LIMIT {
            return Ok(None);
        }
        let bytes = fs::read(&at).map_err(|error| Failure::reading(&at, &error))?;
        Ok(Some(File { path, lossy: false, mode: Mode::Plain, size, bytes }))
    }

    /// What git tells of the commit that is read, or that the work tree stands on; `None` where there is none.
    pub fn recorded(&self, loaded: &Loaded) -> Result<Option<Recorded>, Failure> {
        let (Some(repo), Some(commit)) = (&self.repo, self.commit) else {
            return Ok(None);
        };
        let _shown = progress::during(Phase::History);
        let history = history::walk(repo, commit)?;
        let chronicle = chronicle::read(repo, &history, &loaded.ledger.settings.timezone)?;
        Ok(Some(Recorded { history, chronicle }))
    }

    /// Whether the records are read from a commit, and not from a work tree.
    pub fn reads_commit(&self) -> bool {
        self.from_commit
    }

    /// Whether the records are exactly a commit's: the same site, whichever way they were read.
    pub fn origin(&self) -> Result<Origin, Failure> {
        let (Some(repo), Some(commit)) = (&self.repo, self.commit) else {
            return Ok(Origin::Folder);
        };
        let unchanged = self.from_commit || self.files()? == history::files(repo, commit)?;
        let id = commit.to_string();
        Ok(if unchanged { Origin::Commit(id) } else { Origin::WorkTree { on: id } })
    }

    /// Reads the ledger.
    pub fn load(&self) -> Result<Loaded, Failure> {
        let _shown = progress::during(Phase::Reading);
        self.read(&self.files()?)
    }

    /// The same, of files that were looked at already.
    pub fn read(&self, files: &[File]) -> Result<Loaded, Failure> {
        if !files.iter().any(|file| file.path == "records/ledger.toml") {
            return Err(Failure::no_ledger(&self.root));
        }
        Ok(load::load(files))
    }
}

/// A ledger read and judged, with what git tells of it.
pub struct Judged {
    pub loaded: Loaded,
    pub recorded: Option<Recorded>,
    pub verdict: Verdict,
    origin: Origin,
}

impl Judged {
    /// Reads and judges a ledger; its history too unless that is left out.
    pub fn of(world: &World, asked: Option<Date>, with_history: bool) -> Result<Judged, Failure> {
        let loaded = world.load()?;
        let recorded = if with_history { world.recorded(&loaded)? } else { None };
        let _shown = progress::during(Phase::Judging);
        let past = recorded.as_ref().map(|recorded| recorded.past(&[]));
        let verdict = judge_with_past(&loaded, past.as_ref(), as_of(asked, &loaded));
        Ok(Judged { loaded, recorded, verdict, origin: world.origin()? })
    }

    /// For a terminal, whose language need not be the ledger's.
    pub fn told_in(mut self, lang: Lang) -> Judged {
        self.loaded.ledger.settings.language = lang;
        self
    }

    pub fn brief(&self) -> Brief<'_> {
        Brief {
            ledger: &self.loaded.ledger,
            verdict: &self.verdict,
            history: self.recorded.as_ref().map(|recorded| &recorded.history),
            chronicle: self.recorded.as_ref().map(|recorded| &recorded.chronicle),
            origin: &self.origin,
            version: env!("CARGO_PKG_VERSION"),
            scope: None,
        }
    }
}

/// The as-of date: the day asked for, else today in the ledger's time zone.
pub fn as_of(asked: Option<Date>, loaded: &Loaded) -> Date {
    let today = || Timestamp::now().to_zoned(loaded.ledger.settings.timezone.clone()).date();
    asked.unwrap_or_else(today)
}
