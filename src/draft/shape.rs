//! The keys of each kind of record, in the order in which they are written: those that the reader reads, in its order. Whether a
//! value is right is for the reader to say.

use std::sync::LazyLock;

pub use crate::load::shape::{Form, Key};

use crate::load::sheet::Sheet;
use crate::model::path::Kind;
use crate::model::word::Word;

pub struct Table {
    pub name: &'static str,
    pub keys: Vec<Key>,
    /// `[[name]]`, of which there may be several.
    pub repeats: bool,
    /// A record without one is none.
    pub required: bool,
}

pub struct Shape {
    pub keys: Vec<Key>,
    pub tables: Vec<Table>,
    /// Its own time; of media and passwords, each entry's.
    pub time: &'static str,
    /// Whose act it is, where the record says so at its top.
    pub person: Option<&'static str>,
}

impl Shape {
    /// `None` of a sign-off: that is `daicho close`.
    pub fn of(kind: Kind) -> Option<&'static Shape> {
        static SHAPES: LazyLock<Vec<(Kind, Shape)>> =
            LazyLock::new(|| Kind::ALL.iter().filter_map(|kind| Some((*kind, shape(*kind)?))).collect());
        SHAPES.iter().find(|(own, _)| *own == kind).map(|(_, shape)| shape)
    }

    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }
}

fn shape(kind: Kind) -> Option<Shape> {
    let (time, person) = own(kind)?;
    let mut shape = Shape { keys: Vec::new(), tables: Vec::new(), time, person };
    for key in Sheet::Record(kind).shape().keys {
        let Key { name, required, .. } = key;
        match key.form {
            // What is drafted was not committed yet: there is nothing to correct.
            Form::Tables(_) if name == "correction" => {}
            Form::Tables(own) => shape.tables.push(Table { name, keys: own.keys, repeats: true, required }),
            Form::Table(own) => shape.tables.push(Table { name, keys: own.keys, repeats: false, required }),
            Form::Text { .. }
            | Form::Pattern(_)
            | Form::Words(_)
            | Form::Flag
            | Form::Number { .. }
            | Form::Date
            | Form::Time
            | Form::List { .. } => shape.keys.push(key),
        }
    }
    Some(shape)
}

/// The keys of a record's own time and person.
fn own(kind: Kind) -> Option<(&'static str, Option<&'static str>)> {
    match kind {
        Kind::Check => Some(("checked_at", Some("operator"))),
        Kind::Incident => Some(("detected_at", Some("detected_by"))),
        Kind::Request => Some(("received_at", Some("operator"))),
        Kind::Maintenance => Some(("unlocked_at", None)),
        Kind::Operation => Some(("started_at", Some("operator"))),
        Kind::Inspection => Some(("inspected_at", Some("inspector"))),
        Kind::Instruction => Some(("instructed_at", Some("by"))),
        Kind::Report => Some(("received_at", Some("received_by"))),
        Kind::Media => Some(("stored_at", None)),
        Kind::Password => Some(("at", None)),
        Kind::Close => None,
    }
}
