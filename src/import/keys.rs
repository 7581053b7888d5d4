//! The keys of each kind of record, as `draft` writes them; with those that only a migration writes: a sign-off and corrections.

use crate::draft::shape::{Key, Shape, Sort, Table};
use crate::model::Kind;

const fn need(name: &'static str, sort: Sort) -> Key {
    Key { name, sort, required: true }
}

const fn may(name: &'static str, sort: Sort) -> Key {
    Key { name, sort, required: false }
}

static CLOSE: Shape = Shape {
    keys: &[
        need("closed_at", Sort::Time),
        need("by", Sort::Text),
        need("digest", Sort::Text),
        may("declared", Sort::Texts),
        may("comment", Sort::Text),
    ],
    tables: &[],
    time: "closed_at",
    person: None,
};

static CORRECTION: Table = Table {
    name: "correction",
    keys: &[need("at", Sort::Time), need("by", Sort::Text), need("reason", Sort::Text)],
    repeats: true,
    required: false,
};

pub fn shape(kind: Kind) -> &'static Shape {
    Shape::of(kind).unwrap_or(&CLOSE)
}

/// In the order in which a file has them.
pub fn tables(kind: Kind) -> impl Iterator<Item = &'static Table> {
    shape(kind).tables.iter().chain([&CORRECTION])
}

/// Where a value goes: a key of the top, or of a table.
#[derive(Clone, Copy)]
pub struct Target {
    pub table: Option<&'static Table>,
    pub key: &'static Key,
}

impl Target {
    /// `operator`, `backup.run`
    pub fn of(kind: Kind, table: Option<&str>, key: &str) -> Option<Target> {
        let table = match table {
            Some(name) => Some(tables(kind).find(|table| table.name == name)?),
            None => None,
        };
        let keys = table.map_or(shape(kind).keys, |table| table.keys);
        Some(Target { table, key: keys.iter().find(|own| own.name == key)? })
    }

    /// Whether it says when the record's own time was.
    pub fn is_own_time(&self, kind: Kind) -> bool {
        let is_of_top = shape(kind).keys.iter().any(|key| key.name == shape(kind).time);
        self.key.name == shape(kind).time && self.table.is_none() == is_of_top
    }

    /// Whether it names somebody or something of the registers.
    pub fn is_name(&self) -> bool {
        NAMES.contains(&self.key.name)
    }

    pub fn path(&self) -> String {
        self.table.map_or_else(|| self.key.name.to_owned(), |table| format!("{}.{}", table.name, self.key.name))
    }
}

/// Keys that hold ids of people, places, agencies and equipment; every other text is in words of people.
const NAMES: [&str; 20] = [
    "operator",
    "terminal",
    "medium",
    "affects",
    "credentials_exposed",
    "detected_by",
    "to",
    "by",
    "demanded_of",
    "approved_by",
    "equipment",
    "reported_to",
    "attended_by",
    "places",
    "target",
    "inspector",
    "from",
    "received_by",
    "person",
    "location",
];
