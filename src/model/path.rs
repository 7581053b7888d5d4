//! What a path under `records/` stands for.
//!
//! A path is the record's key: place, day and kind are read from it and from nowhere else.

use std::fmt;

use jiff::civil::Date;

use super::id::Id;
use super::period::Month;
use super::register::Register;
use super::word::{Word, words};

words! {
    /// The kind of a record, as its file name says.
    Kind {
        Check = "check",
        Incident = "incident",
        Request = "request",
        Maintenance = "maintenance",
        Operation = "operation",
        Inspection = "inspection",
        Instruction = "instruction",
        Report = "report",
        Media = "media",
        Password = "password",
        Close = "close",
    }
}

impl Kind {
    /// Whether records of this kind may lie in a municipality's folder, and in the trustee's.
    pub fn belongs_to(self) -> Folders {
        let (municipality, trustee) = match self {
            Kind::Check | Kind::Request => (true, false),
            Kind::Incident | Kind::Maintenance | Kind::Media | Kind::Close => (true, true),
            Kind::Operation | Kind::Inspection | Kind::Instruction | Kind::Report | Kind::Password => (false, true),
        };
        Folders { municipality, trustee }
    }
}

/// The sorts of folder in which a kind of record may lie.
#[derive(Clone, Copy, Debug)]
pub struct Folders {
    pub municipality: bool,
    pub trustee: bool,
}

/// The path of a record.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RecordPath {
    pub place: Id,
    pub month: Month,
    /// `None` for a month's sign-off, which has no day.
    pub day: Option<Date>,
    pub kind: Kind,
}

/// What the layout knows under `records/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    Ledger,
    Regulation,
    Register(Register),
    Record(RecordPath),
}

/// The longest number that a second, third, … record of a day may carry in its name.
const LONGEST_NUMBER: usize = 4;

impl Slot {
    /// Reads a path below the ledger's root; `None` for one that the layout does not know.
    pub fn parse(path: &str) -> Option<Slot> {
        let parts: Vec<&str> = path.strip_prefix("records/")?.split('/').collect();
        match parts[..] {
            ["ledger.toml"] => Some(Slot::Ledger),
            ["regulation.md"] => Some(Slot::Regulation),
            ["register", file] => Register::from_word(file.strip_suffix(".toml")?).map(Slot::Register),
            [place, year, month, file] => {
                let (month, stem) = (month_of(year, month)?, file.strip_suffix(".toml")?);
                let (day, kind) =
                    if stem == Kind::Close.word() { (None, Kind::Close) } else { day_and_kind(month, stem)? };
                Some(Slot::Record(RecordPath { place: Id::parse(place)?, month, day, kind }))
            }
            _ => None,
        }
    }
}

/// The day that a path names, also where the layout does not know the rest of its name.
pub fn day_in(path: &str) -> Option<Date> {
    let parts: Vec<&str> = path.strip_prefix("records/")?.split('/').collect();
    let [_, year, month, file] = parts[..] else { return None };
    day_of(month_of(year, month)?, file.get(..2)?).filter(|_| file[2..].starts_with('-'))
}

fn month_of(year: &str, month: &str) -> Option<Month> {
    format!("{year}-{month}").parse().ok()
}

fn day_and_kind(month: Month, stem: &str) -> Option<(Option<Date>, Kind)> {
    let (day, rest) = stem.split_once('-')?;
    let kind = match rest.split_once('-') {
        Some((kind, number)) if is_number(number) => kind,
        Some(_) => return None,
        None => rest,
    };
    let kind = Kind::from_word(kind).filter(|kind| *kind != Kind::Close)?;
    Some((Some(day_of(month, day)?), kind))
}

fn day_of(month: Month, day: &str) -> Option<Date> {
    let two_digits = day.len() == 2 && day.bytes().all(|byte| byte.is_ascii_digit());
    let number: i8 = day.parse().ok().filter(|_| two_digits)?;
    let first = month.period().first;
    Date::new(first.year(), first.month(), number).ok()
}

/// 2, 3, …: the first record of a day carries no number.
fn is_number(text: &str) -> bool {
    let digits = text.len() <= LONGEST_NUMBER && text.bytes().all(|byte| byte.is_ascii_digit());
    digits && !text.starts_with('0') && text.parse::<u32>().is_ok_and(|number| number >= 2)
}

/// A record's id: its path under `records/` without `.toml`.
pub fn record_id(path: &str) -> Option<&str> {
    path.strip_prefix("records/")?.strip_suffix(".toml")
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Slot::Ledger => f.write_str("ledger"),
            Slot::Regulation => f.write_str("regulation"),
            Slot::Register(register) => f.write_str(register.word()),
            Slot::Record(path) => f.write_str(path.kind.word()),
        }
    }
}
