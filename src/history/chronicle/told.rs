//! A commit's deeds, key by key.

use jiff::tz::TimeZone;
use rayon::prelude::*;

use super::deeds::{Edge, Outline};
use super::diff::{KeyChange, Step, Way, diff, leaves, leaves_of, name};
use super::joined::leave_out;
use super::layout;
use super::reading::{Content, Contents};
use super::value::{Table, Value, values};
use crate::history::provenance::Version;
use crate::model::Id;

/// What a commit itself did to one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// In [`crate::history::History::commits`].
    pub commit: usize,
    /// As a [`crate::model::file::File`] has it.
    pub path: String,
    /// As each parent sees it that had the file otherwise; a commit that is no merge has one side.
    pub sides: Vec<Side>,
    /// The values that no parent had, as far as they may say who did something and when: times, days, and texts that could be
    /// an id, and a digest.
    pub brought: Vec<(Way, Value)>,
    /// The version that the commit leaves; `None` where it removed the file.
    pub after: Option<Version>,
}

/// A deed beside one parent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    pub parent: Option<usize>,
    pub before: Option<Version>,
    pub what: What,
    /// Some of what differs was brought by another parent: the commit joins what both say.
    pub joins: bool,
    /// Values only came, and what stood there is written as it was, but for what another parent brought.
    pub keeps_text: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Added,
    Removed,
    /// Which values are other than they were; none where layout, comments or the sort of file alone changed.
    Keys(Vec<KeyChange>),
    /// It could be read as values, and no longer can.
    Spoiled,
    /// It could not be read as values before: what it says now is new.
    Mended,
    /// Prose, or values neither before nor after.
    Prose,
    /// A version is missing or damaged, and nothing can be said.
    Unknown,
}

pub fn told(outlines: Vec<Outline>, contents: &Contents, timezone: &TimeZone) -> Vec<Deed> {
    outlines.into_par_iter().map(|outline| deed(outline, contents, timezone)).collect()
}

fn deed(outline: Outline, contents: &Contents, timezone: &TimeZone) -> Deed {
    let teller = Teller { contents, timezone };
    let after = outline.sides.first().and_then(|edge| edge.after);
    let sides: Vec<Side> = outline.sides.iter().map(|edge| teller.side(&outline.path, edge)).collect();
    let brought = teller.brought(&outline.path, after, &sides);
    Deed { commit: outline.commit, path: outline.path, sides, brought, after }
}

struct Teller<'c> {
    contents: &'c Contents,
    timezone: &'c TimeZone,
}

/// A version as values.
enum Read {
    Values(Table),
    NoValues,
    Unknown,
}

impl Teller<'_> {
    fn read(&self, path: &str, version: Version) -> Read {
        match self.contents.of(version) {
            Content::Bytes(bytes) if path.ends_with(".toml") => {
                values(bytes, self.timezone).map_or(Read::NoValues, Read::Values)
            }
            Content::Bytes(_) | Content::Odd => Read::NoValues,
            Content::Unknown => Read::Unknown,
        }
    }

    fn side(&self, path: &str, edge: &Edge) -> Side {
        let (mut joins, mut keeps_text) = (false, false);
        let what = match (edge.before, edge.after) {
            (None, _) => What::Added,
            (Some(_), None) => What::Removed,
            (Some(before), Some(after)) => match (self.read(path, before), self.read(path, after)) {
                (Read::Unknown, _) | (_, Read::Unknown) => What::Unknown,
                (Read::Values(before), Read::Values(after)) => {
                    let (changes, some_were_brought) = self.keys(path, edge, before, after);
                    joins = some_were_brought;
                    let only_came = changes.iter().all(|change| change.before.is_none());
                    keeps_text = only_came && self.keeps_text(edge, !changes.is_empty() || joins);
                    What::Keys(changes)
                }
                (Read::Values(_), Read::NoValues) => What::Spoiled,
                (Read::NoValues, Read::Values(_)) => What::Mended,
                (Read::NoValues, Read::NoValues) => What::Prose,
            },
        };
        Side { parent: edge.parent, before: edge.before, what, joins, keeps_text }
    }

    fn keeps_text(&self, edge: &Edge, grows: bool) -> bool {
        if edge.before.map(|version| version.id) == edge.after.map(|version| version.id) {
            return true;
        }
        let text = |version: Option<Version>| match version.map(|version| self.contents.of(version)) {
            Some(Content::Bytes(bytes)) => str::from_utf8(bytes).ok(),
            Some(Content::Odd | Content::Unknown) | None => None,
        };
        let other = |(base, theirs): &(Option<Version>, Version)| {
            let base = base.map_or(Some(""), |base| text(Some(base)));
            base.zip(text(Some(*theirs)))
        };
        let others = edge.brought.iter().filter_map(other).collect();
        let versions = text(edge.before).zip(text(edge.after));
        versions.is_some_and(|(before, after)| layout::is_kept(before, after, grows, &others))
    }

    /// What differs, but for what the other parents brought; and whether they brought anything.
    fn keys(&self, path: &str, edge: &Edge, mut before: Table, mut after: Table) -> (Vec<KeyChange>, bool) {
        let read = |(base, theirs): &(Option<Version>, Version)| {
            let base = base.map_or(Read::Values(Table::new()), |base| self.read(path, base));
            match (base, self.read(path, *theirs)) {
                (Read::Values(base), Read::Values(theirs)) => Some((base, theirs)),
                (Read::NoValues | Read::Unknown, _) | (_, Read::NoValues | Read::Unknown) => None,
            }
        };
        let pairs: Vec<(Table, Table)> = edge.brought.iter().filter_map(read).collect();
        let had = before.clone();
        let mut joins = false;
        for (base, theirs) in &pairs {
            joins |= leave_out(base, theirs, &mut before, &mut after);
        }
        let mut changes = diff(&before, &after);
        let all = changes.len();
        for (base, theirs) in &pairs {
            let brought = diff(base, theirs);
            changes.retain(|change| !brought.iter().any(|own| own.is_like(change)));
        }
        joins |= changes.len() < all;
        let theirs = edge.brought.iter().filter_map(|(_, theirs)| match self.read(path, *theirs) {
            Read::Values(theirs) => Some(theirs),
            Read::NoValues | Read::Unknown => None,
        });
        let parents: Vec<Table> = theirs.chain([had]).collect();
        for change in &mut changes {
            change.repeats = parents.iter().any(|parent| holds(parent, change));
        }
        (changes, joins)
    }

    fn brought(&self, path: &str, after: Option<Version>, sides: &[Side]) -> Vec<(Way, Value)> {
        let mut found: Option<Vec<(Way, Value)>> = None;
        for side in sides {
            let own = match &side.what {
                What::Added | What::Mended => self.whole(path, after),
                What::Keys(changes) => changes.iter().flat_map(gained).collect(),
                What::Removed | What::Spoiled | What::Prose | What::Unknown => Vec::new(),
            };
            found = Some(match found {
                None => own,
                Some(so_far) => so_far
                    .into_iter()
                    .filter(|(way, value)| own.iter().any(|(other, same)| name(way) == name(other) && value == same))
                    .collect(),
            });
        }
        found.unwrap_or_default()
    }

    fn whole(&self, path: &str, after: Option<Version>) -> Vec<(Way, Value)> {
        match after.map(|after| self.read(path, after)) {
            Some(Read::Values(table)) => kept(leaves(&table)),
            Some(Read::NoValues | Read::Unknown) | None => Vec::new(),
        }
    }
}

/// Whether a version has the entry that a change adds.
fn holds(version: &Table, change: &KeyChange) -> bool {
    let ([Step::Key(list), Step::Entry(_)], Some(entry)) = (change.way.as_slice(), &change.after) else { return false };
    matches!(version.get(list), Some(Value::List(entries)) if entries.contains(entry))
}

fn gained(change: &KeyChange) -> Vec<(Way, Value)> {
    let mut found = Vec::new();
    if let Some(after) = &change.after {
        leaves_of(change.way.clone(), after, &mut found);
    }
    kept(found)
}

fn kept(leaves: Vec<(Way, &Value)>) -> Vec<(Way, Value)> {
    let tells = |way: &Way, value: &Value| match value {
        Value::Time(_) | Value::Day(_) => true,
        Value::Text(text) => Id::parse(text).is_some() || name(way) == "digest" && text.starts_with("sha256:"),
        Value::Flag(_) | Value::Other(_) | Value::List(_) | Value::Table(_) => false,
    };
    leaves.into_iter().filter(|(way, value)| tells(way, value)).map(|(way, value)| (way, value.clone())).collect()
}
