//! A ledger read as far as it tells how things stand today.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::load::{Loaded, recent, worktree};
use crate::model::file::File;
use crate::report::Brief;
use crate::report::Origin;
use crate::rules::{Verdict, judge};

use super::failure::Failure;
use super::world::{self, World};

/// What was read, and the paths of what was not.
pub struct Recent {
    pub files: Vec<File>,
    pub others: Vec<String>,
    pub loaded: Loaded,
    pub as_of: Date,
}

impl Recent {
    pub fn of(world: &World, asked: Option<Date>) -> Result<Recent, Failure> {
        // The time zone stands in a file not yet read; a day more or less is read for nothing.
        let about = asked.unwrap_or_else(|| Timestamp::now().to_zoned(TimeZone::UTC).date());
        let wanted = |path: &str| recent::matters(path, about);
        let (files, mut others) = if world.reads_commit() {
            let (files, others): (Vec<File>, Vec<File>) =
                world.files()?.into_iter().partition(|file| wanted(&file.path));
            (files, others.into_iter().map(|file| file.path).collect())
        } else {
            worktree::some_files(&world.root, wanted)?
        };
        let (files, settled) = recent::without_settled(files, about);
        others.extend(settled);
        if !files.iter().any(|file| file.path == "records/ledger.toml") {
            return Err(Failure::no_ledger(&world.root));
        }
        let mut loaded = recent::load(&files, &others);
        let as_of = world::as_of(asked, &loaded);
        recent::from_then_on(&mut loaded, as_of);
        Ok(Recent { files, others, loaded, as_of })
    }

    pub fn judge(&self) -> Verdict {
        judge(&self.loaded, self.as_of)
    }

    pub fn brief<'a>(&'a self, verdict: &'a Verdict) -> Brief<'a> {
        Brief {
            ledger: &self.loaded.ledger,
            verdict,
            history: None,
            chronicle: None,
            origin: &Origin::Folder,
            version: env!("CARGO_PKG_VERSION"),
            scope: None,
        }
    }
}
