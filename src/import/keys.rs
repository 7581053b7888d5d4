//! The keys of each kind of record, as the records' own reader knows them; a sign-off and corrections too, which nobody drafts otherwise.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::draft::shape::{Form, Key, Shape, Table};
use crate::load::shape::{Case, ID};
use crate::load::sheet::Sheet;
use crate::model::{Kind, Word};

pub fn shape(kind: Kind) -> &'static Shape {
    Shape::whole(kind)
}

/// In the order in which a file has them.
pub fn tables(kind: Kind) -> impl Iterator<Item = &'static Table> {
    shape(kind).tables.iter()
}

/// What holds besides in a table, or at the top, where a key has one of some words: a run that is ok has its time.
pub fn cases(kind: Kind, table: Option<&str>) -> &'static [Case] {
    static CASES: [OnceLock<BTreeMap<&'static str, Vec<Case>>>; Kind::ALL.len()] =
        [const { OnceLock::new() }; Kind::ALL.len()];
    let own = || {
        let top = Sheet::Record(kind).shape();
        let table = |key: Key| match key.form {
            Form::Table(own) | Form::Tables(own) => Some((key.name, own.cases)),
            Form::Text { .. }
            | Form::Pattern(_)
            | Form::Words(_)
            | Form::Flag
            | Form::Number { .. }
            | Form::Date
            | Form::Time
            | Form::List { .. } => None,
        };
        std::iter::once(("", top.cases)).chain(top.keys.into_iter().filter_map(table)).collect()
    };
    CASES[kind as usize].get_or_init(own).get(table.unwrap_or_default()).map_or(&[], Vec::as_slice)
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
        let keys = table.map_or(&shape(kind).keys, |table| &table.keys);
        Some(Target { table, key: keys.iter().find(|own| own.name == key)? })
    }

    /// Whether it says when the record's own time was.
    pub fn is_own_time(&self, kind: Kind) -> bool {
        let is_of_top = shape(kind).keys.iter().any(|key| key.name == shape(kind).time);
        self.key.name == shape(kind).time && self.table.is_none() == is_of_top
    }

    /// Whether both are of the same table.
    pub fn is_beside(&self, other: &Target) -> bool {
        self.table.zip(other.table).is_some_and(|(own, other)| own.name == other.name)
    }

    /// Whether it says when something was done, and not when it is due: such a day has come.
    pub fn is_of_deed(&self) -> bool {
        let name = self.key.name;
        matches!(name, "at" | "run" | "backup_until") || name.ends_with("_at")
    }

    /// Whether it names somebody or something of the registers.
    pub fn is_name(&self) -> bool {
        match &self.key.form {
            Form::List { of, .. } => **of == ID,
            // A rack's id, which its reader takes for any text.
            form => *form == ID || self.key.name == "location",
        }
    }

    /// Whether it counts megabytes, as its name says.
    pub fn is_in_mb(&self) -> bool {
        self.key.name.ends_with("_mb")
    }

    pub fn path(&self) -> String {
        self.table.map_or_else(|| self.key.name.to_owned(), |table| format!("{}.{}", table.name, self.key.name))
    }
}
