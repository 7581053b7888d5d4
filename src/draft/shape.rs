//! The keys of each kind of record, in the order in which they are written: those that the reader reads, in its order. Whether a
//! value is right is for the reader to say.

use std::sync::OnceLock;

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

/// One a kind, made when it is first asked for.
type Shapes = [OnceLock<Shape>; Kind::ALL.len()];

impl Shape {
    /// Of a record that nobody committed yet: there is nothing to correct. `None` of a sign-off: that is `daicho close`.
    pub fn of(kind: Kind) -> Option<&'static Shape> {
        static DRAFTS: Shapes = [const { OnceLock::new() }; Kind::ALL.len()];
        let draft = || {
            let mut draft = shape(kind);
            draft.tables.retain(|table| table.name != "correction");
            draft
        };
        (kind != Kind::Close).then(|| DRAFTS[kind as usize].get_or_init(draft))
    }

    /// Of any record: with its corrections, and a sign-off too.
    pub fn whole(kind: Kind) -> &'static Shape {
        static WHOLE: Shapes = [const { OnceLock::new() }; Kind::ALL.len()];
        WHOLE[kind as usize].get_or_init(|| shape(kind))
    }

    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }
}

fn shape(kind: Kind) -> Shape {
    let (time, person) = own(kind);
    let mut shape = Shape { keys: Vec::new(), tables: Vec::new(), time, person };
    for key in Sheet::Record(kind).shape().keys {
        let Key { name, required, .. } = key;
        match key.form {
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
    shape
}

/// The keys of a record's own time and person.
fn own(kind: Kind) -> (&'static str, Option<&'static str>) {
    match kind {
        Kind::Check => ("checked_at", Some("operator")),
        Kind::Incident => ("detected_at", Some("detected_by")),
        Kind::Request => ("received_at", Some("operator")),
        Kind::Maintenance => ("unlocked_at", None),
        Kind::Operation => ("started_at", Some("operator")),
        Kind::Inspection => ("inspected_at", Some("inspector")),
        Kind::Instruction => ("instructed_at", Some("by")),
        Kind::Report => ("received_at", Some("received_by")),
        Kind::Media => ("stored_at", None),
        Kind::Password => ("at", None),
        Kind::Close => ("closed_at", Some("by")),
    }
}
