//! Settings and the register of people as each commit leaves them.
//!
//! One that cannot be read, or is gone, changes nothing: what was in force before it stays so. Or else whoever breaks a register
//! could do what it forbids.

use std::collections::BTreeMap;
use std::sync::Arc;

use git2::Oid;
use jiff::tz::TimeZone;

use super::deeds;
use super::reading::{Content, Contents};
use super::value::values;
use crate::history::objects::Objects;
use crate::history::provenance::{Change, Version};
use crate::history::{GitError, History, Repo};

pub const SETTINGS: &str = "records/ledger.toml";
pub const PEOPLE: &str = "records/register/people.toml";

/// Which settings and people are in force, as places in [`super::Chronicle::texts`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct InForce {
    pub settings: Option<usize>,
    pub people: Option<usize>,
}

/// Every version of settings and people that the commits bring.
pub fn versions(history: &History) -> impl Iterator<Item = Version> {
    [SETTINGS, PEOPLE].into_iter().flat_map(|path| history.changes_of(path)).filter_map(|change| change.after)
}

/// The versions at which a file stands in the settled commits.
#[derive(Default)]
pub struct Settled(BTreeMap<(usize, &'static str), Version>);

impl Settled {
    pub fn of(repo: &Repo, history: &History) -> Result<Settled, GitError> {
        let objects = Objects::of(repo)?;
        let mut settled = Settled::default();
        for (at, commit) in history.commits.iter().enumerate().filter(|(_, commit)| commit.settled) {
            for path in [SETTINGS, PEOPLE] {
                if let Some(version) = deeds::version_at(&objects, &commit.id, path) {
                    settled.0.insert((at, path), version);
                }
            }
        }
        Ok(settled)
    }

    pub fn versions(&self) -> impl Iterator<Item = Version> {
        self.0.values().copied()
    }
}

/// What is in force after each commit, and the texts.
pub fn in_force(
    history: &History,
    settled: &Settled,
    contents: &Contents,
    timezone: &TimeZone,
) -> (Vec<InForce>, Vec<Arc<[u8]>>) {
    let mut texts = Texts { contents, timezone, texts: Vec::new(), known: BTreeMap::new() };
    let settings = along(history, settled, SETTINGS, &mut texts);
    let people = along(history, settled, PEOPLE, &mut texts);
    let both = settings.into_iter().zip(people).map(|(settings, people)| InForce { settings, people });
    (both.collect(), texts.texts)
}

/// One file through the commits, each from its first parent.
fn along(history: &History, settled: &Settled, path: &'static str, texts: &mut Texts<'_>) -> Vec<Option<usize>> {
    let mut after: Vec<Option<usize>> = vec![None; history.commits.len()];
    let changes: BTreeMap<(usize, Option<usize>), &Change> =
        history.changes_of(path).map(|change| ((change.commit, change.parent), change)).collect();
    for at in (0..history.commits.len()).rev() {
        if let Some(version) = settled.0.get(&(at, path)) {
            after[at] = texts.place(*version);
            continue;
        }
        let parents = &history.commits[at].parents;
        let first = parents.first().copied();
        let before = first.and_then(|parent| after[parent]);
        after[at] = match changes.get(&(at, first)) {
            Some(change) => change.after.and_then(|version| texts.place(version)).or(before),
            None => before,
        };
    }
    after
}

struct Texts<'c> {
    contents: &'c Contents,
    timezone: &'c TimeZone,
    texts: Vec<Arc<[u8]>>,
    known: BTreeMap<Oid, Option<usize>>,
}

impl Texts<'_> {
    /// Where the text of a version stands; `None` of one that cannot be read.
    fn place(&mut self, version: Version) -> Option<usize> {
        if let Some(known) = self.known.get(&version.id) {
            return *known;
        }
        let place = match self.contents.of(version) {
            Content::Bytes(bytes) if values(bytes, self.timezone).is_some() => {
                self.texts.push(bytes.into());
                Some(self.texts.len() - 1)
            }
            Content::Bytes(_) | Content::Odd | Content::Unknown => None,
        };
        self.known.insert(version.id, place);
        place
    }
}
