//! Which files of a ledger tell how things stand today, so that a morning's question need not read ten years of checks.
//!
//! Of all that is done and over the recent files alone are opened: nothing is owed once a year that was not within the last one. The rest
//! are: what a password said holds until the next one. An incident may be open for years, and a deficiency without its remedy; old
//! ones are looked into, and read only where something is left in them.

use std::cell::LazyCell;
use std::collections::HashSet;

use jiff::ToSpan;
use jiff::civil::Date;
use rayon::prelude::*;

use super::Loaded;
use crate::model::file::File;
use crate::model::path::{Kind, Slot, record_id};
use crate::model::period::Month;

/// How far back duties are looked at.
const DAYS: i64 = 60;
/// A run of a day may have been seen, and a size be compared, within so many days more.
const DAILY: i64 = 100;
/// What is owed once a year was done within so many days, or is missing.
const YEARLY: i64 = 460;

/// The first day of which it is told whether anything is owed.
pub fn since(as_of: Date) -> Date {
    as_of.saturating_sub(DAYS.days()).first_of_month()
}

/// Whether a file can tell anything of the days since then.
pub fn matters(path: &str, as_of: Date) -> bool {
    let Some(Slot::Record(record)) = Slot::parse(path) else { return true };
    match record.kind {
        Kind::Check | Kind::Close => is_within(DAILY, record.month, as_of),
        Kind::Media | Kind::Operation | Kind::Request | Kind::Maintenance | Kind::Instruction | Kind::Report => {
            is_within(YEARLY, record.month, as_of)
        }
        Kind::Incident | Kind::Inspection | Kind::Password => true,
    }
}

/// Leaves out those old files in which nothing is left, and tells their paths: inspections without a deficiency, but for those that may
/// have found mended what another found deficient; incidents that are closed and have no prevention to come.
pub fn without_settled(files: Vec<File>, as_of: Date) -> (Vec<File>, Vec<String>) {
    let old = |file: &File| match Slot::parse(&file.path) {
        Some(Slot::Record(record)) if !is_within(YEARLY, record.month, as_of) => Some(record.kind),
        _ => None,
    };
    let is_deficient = |file: &&File| old(file) == Some(Kind::Inspection) && text(file).contains("deficient");
    let deficient = files.par_iter().filter(is_deficient).filter_map(|file| target(text(file)));
    let deficient: HashSet<&str> = deficient.collect();
    let is_settled = |file: &File| match old(file) {
        Some(Kind::Inspection) => target(text(file)).is_some_and(|target| !deficient.contains(target)),
        Some(Kind::Incident) => is_over(text(file)),
        Some(_) | None => false,
    };
    let settled: Vec<bool> = files.par_iter().map(is_settled).collect();
    let (settled, left): (Vec<_>, Vec<_>) = files.into_iter().zip(settled).partition(|(_, is_settled)| *is_settled);
    (left.into_iter().map(|(file, _)| file).collect(), settled.into_iter().map(|(file, _)| file.path).collect())
}

/// What cannot be read says nothing, and is left for the reader to report.
fn text(file: &File) -> &str {
    std::str::from_utf8(&file.bytes).unwrap_or_default()
}

/// What an inspection looked at, by the line that says so.
fn target(text: &str) -> Option<&str> {
    text.lines()
        .find_map(|line| line.trim_start().strip_prefix("target")?.trim_start().strip_prefix('='))
        .and_then(|value| value.split('"').nth(1))
}

/// However its prevention is written: where none is spoken of there is none, and one that is done has a line for it.
fn is_over(text: &str) -> bool {
    let is_done = || text.lines().any(|line| line.trim_start().starts_with("done_at"));
    is_closed(text) && (!text.contains("prevention") || is_done())
}

/// A closing that stands in a text over several lines is none.
fn is_closed(text: &str) -> bool {
    let after = ["\"\"\"", "'''"].iter().fold(text, |rest, quotes| rest.rsplit(quotes).next().unwrap_or(rest));
    after.lines().any(|line| line.trim_end() == "[closed]")
}

fn is_within(days: i64, month: Month, as_of: Date) -> bool {
    month.period().last >= as_of.saturating_sub(days.days()).first_of_month()
}

/// Reads those files; of the others it is known that they are there.
pub fn load(files: &[File], others: &[String]) -> Loaded {
    // Seldom does one that is read speak of one that is not.
    let ids = LazyCell::new(|| others.iter().filter_map(|path| record_id(path)).collect::<HashSet<&str>>());
    super::load_among(files, &|id| ids.contains(id))
}

/// Nothing is asked of the days before, of which not everything was read.
pub fn from_then_on(loaded: &mut Loaded, as_of: Date) {
    let starts = &mut loaded.ledger.settings.starts;
    *starts = starts.map(|starts| starts.max(since(as_of)));
}
