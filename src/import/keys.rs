//! The keys of each kind of record, as the records' own reader knows them; a sign-off and corrections too, which nobody drafts otherwise.

use std::sync::LazyLock;

use crate::draft::shape::{Form, Key, Table};
use crate::load::shape::{ID, Sheet};
use crate::model::{Kind, Word};

pub struct Shape {
    pub keys: Vec<Key>,
    pub tables: Vec<Table>,
    /// Its own time; of media and passwords, each entry's.
    pub time: &'static str,
}

pub fn shape(kind: Kind) -> &'static Shape {
    static SHAPES: LazyLock<Vec<Shape>> = LazyLock::new(|| Kind::ALL.iter().map(|kind| of(*kind)).collect());
    // One of each, in their order.
    let at = Kind::ALL.iter().position(|own| *own == kind).unwrap_or_default();
    &SHAPES[at]
}

fn of(kind: Kind) -> Shape {
    let time = crate::draft::shape::Shape::of(kind).map_or("closed_at", |shape| shape.time);
    let mut shape = Shape { keys: Vec::new(), tables: Vec::new(), time };
    for Key { name, form, required } in Sheet::Record(kind).shape().keys {
        match form {
            Form::Tables(own) => shape.tables.push(Table { name, keys: own.keys, repeats: true, required }),
            Form::Table(own) => shape.tables.push(Table { name, keys: own.keys, repeats: false, required }),
            Form::Text { .. }
            | Form::Pattern(_)
            | Form::Words(_)
            | Form::Flag
            | Form::Number { .. }
            | Form::Date
            | Form::Time
            | Form::List { .. } => shape.keys.push(Key { name, form, required }),
        }
    }
    shape
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

    /// Whether it names somebody or something of the registers.
    pub fn is_name(&self) -> bool {
        match &self.key.form {
            Form::List { of, .. } => **of == ID,
            // A rack's id, which its reader takes for any text.
            form => *form == ID || self.key.name == "location",
        }
    }

    pub fn path(&self) -> String {
        self.table.map_or_else(|| self.key.name.to_owned(), |table| format!("{}.{}", table.name, self.key.name))
    }
}
