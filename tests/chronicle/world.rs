//! A history as plain data: whole files in every commit, and what is known of the paths.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime, date};

/// Path below `records/` and text.
pub type Files = BTreeMap<String, String>;

#[derive(Clone, Debug)]
pub struct World {
    pub adopted: Option<Date>,
    pub as_of: Date,
    /// Parents before their children; the last one is the head.
    pub commits: Vec<Commit>,
}

#[derive(Clone, Debug)]
pub struct Commit {
    pub parents: Vec<usize>,
    pub email: String,
    /// In Japan.
    pub at: DateTime,
    /// Without the registers that never change.
    pub files: Files,
    /// Which of [`PEOPLE`] is in force after it.
    pub people: usize,
}

/// A path that records of these histories may have.
pub struct Place {
    pub path: &'static str,
    /// `None` of a path that is no record's.
    pub kind: Option<&'static str>,
    pub day: Option<Date>,
}

const fn place(path: &'static str, kind: &'static str, day: Date) -> Place {
    Place { path, kind: Some(kind), day: Some(day) }
}

pub const CLOSE: &str = "mukawa/2026/09/close.toml";
pub const CLOSED: &str = "mukawa/2026/09/";
pub const LAST_DAY: Date = date(2026, 9, 30);

pub const PLACES: [Place; 10] = [
    place("mukawa/2026/10/14-request.toml", "request", date(2026, 10, 14)),
    place("mukawa/2026/10/14-check.toml", "check", date(2026, 10, 14)),
    place("mukawa/2026/10/15-incident.toml", "incident", date(2026, 10, 15)),
    place("mukawa/2026/10/16-check.toml", "check", date(2026, 10, 16)),
    place("mukawa/2026/10/13-request.toml", "request", date(2026, 10, 13)),
    place("mukawa/2026/09/29-request.toml", "request", date(2026, 9, 29)),
    place("mukawa/2026/09/30-incident.toml", "incident", date(2026, 9, 30)),
    place("mukawa/2026/09/30-media.toml", "media", date(2026, 9, 30)),
    Place { path: CLOSE, kind: Some("close"), day: None },
    Place { path: "mukawa/2026/10/14-memo.toml", kind: None, day: None },
];

pub fn place_of(path: &str) -> Option<&'static Place> {
    PLACES.iter().find(|place| place.path == path)
}

/// Who has which address, in each version of the register of people.
pub const PEOPLE: [&[(&str, &str)]; 3] = [
    &[("tanaka", "tanaka@town.example"), ("sato", "sato@town.example"), ("ito", "ito@town.example")],
    &[("tanaka", "tanaka@town.example"), ("sato", "hanako@town.example"), ("ito", "ito@town.example")],
    &[
        ("tanaka", "tanaka@town.example"),
        ("sato", "sato@town.example"),
        ("ito", "ito@town.example"),
        ("mori", "mori@town.example"),
    ],
];

/// tanaka is the manager, and ito the deputy on this day.
pub const DEPUTY: Date = date(2026, 10, 15);

pub const EMAILS: [&str; 7] = [
    "tanaka@town.example",
    "sato@town.example",
    "ito@town.example",
    "SATO@Town.Example",
    "hanako@town.example",
    "mori@town.example",
    "someone@home.example",
];
