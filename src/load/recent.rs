//! Which files of a ledger tell how things stand today, so that a morning's question need not read ten years of checks.
//!
//! Of what comes by the day or the week only the recent files are opened. All else is: an incident may be open for years, and
//! what a password or an inspection said holds until the next one.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Loaded;
use crate::model::file::File;
use crate::model::path::{Kind, Slot, record_id};

/// How far back duties are looked at.
const DAYS: i64 = 60;
/// A run of a day may have been seen, and a size be compared, within so many days more.
const DAILY: i64 = 100;
/// Media may be stored once a year.
const WEEKLY: i64 = 460;

/// The first day of which it is told whether anything is owed.
pub fn since(as_of: Date) -> Date {
    as_of.saturating_sub(DAYS.days()).first_of_month()
}

/// Whether a file can tell anything of the days since then.
pub fn matters(path: &str, as_of: Date) -> bool {
    let Some(Slot::Record(record)) = Slot::parse(path) else { return true };
    let within = |days: i64| record.month.period().last >= as_of.saturating_sub(days.days()).first_of_month();
    match record.kind {
        Kind::Check | Kind::Close => within(DAILY),
        Kind::Media | Kind::Operation => within(WEEKLY),
        Kind::Incident
        | Kind::Request
        | Kind::Maintenance
        | Kind::Inspection
        | Kind::Instruction
        | Kind::Report
        | Kind::Password => true,
    }
}

/// Reads those files; of the others it is known that they are there.
pub fn load(files: &[File], others: &[String]) -> Loaded {
    let ids: std::collections::BTreeSet<&str> = others.iter().filter_map(|path| record_id(path)).collect();
    super::load_among(files, &|id| ids.contains(id))
}

/// Nothing is asked of the days before, of which not everything was read.
pub fn from_then_on(loaded: &mut Loaded, as_of: Date) {
    let starts = &mut loaded.ledger.settings.starts;
    *starts = starts.map(|starts| starts.max(since(as_of)));
}
