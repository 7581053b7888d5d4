//! The keys of each kind of record, as the records' own reader knows them; a sign-off and corrections too, which nobody drafts otherwise.

use crate::draft::shape::{Form, Key, Shape, Table};
use crate::load::shape::ID;
use crate::model::Kind;

pub fn shape(kind: Kind) -> &'static Shape {
    Shape::whole(kind)
}

/// In the order in which a file has them.
pub fn tables(kind: Kind) -> impl Iterator<Item = &'static Table> {
    shape(kind).tables.iter()
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
