//! The registers: municipalities and people in files of their own, agencies, equipment and documents here.

mod municipality;
mod people;

use std::collections::HashMap;

use super::form::DUPLICATE_ID;
use super::reading::Reading;
use super::resolve::Referent;
use super::settings::ends_before_it_begins;
use super::table::Table;
use super::value::{date, id_of, own_id, text, word};
use crate::model::id::Id;
use crate::model::register::{Agency, Document, Equipment, Term};
use crate::model::source::At;
use crate::model::text::Text;

pub use municipality::municipalities;
pub use people::{People, people};

pub fn agencies(table: &mut Table<'_>) -> Vec<Agency> {
    let agencies = table.tables("agency", |table| {
        table.reading.entry_from(table.span, None);
        let id = table.need("id", own_id);
        let agency = Agency {
            name: table.need("name", text),
            role: table.need("role", word),
            places: table.list("places", id_of(Referent::Municipality)),
            id: id?,
        };
        Some(agency)
    });
    unique(table.reading, agencies, |agency| &agency.id)
}

pub fn equipment(table: &mut Table<'_>) -> Vec<Equipment> {
    let equipment = table.tables("equipment", |table| {
        let id = table.need("id", own_id);
        let in_use = term(table, "in_use_from", "in_use_until");
        table.reading.entry_from(table.span, day_of(&in_use));
        let equipment = Equipment {
            name: table.need("name", text),
            kind: table.need("kind", word),
            location: table.need("location", text),
            places: table.list("places", id_of(Referent::Municipality)),
            in_use,
            id: id?,
        };
        Some(equipment)
    });
    unique(table.reading, equipment, |equipment| &equipment.id)
}

pub fn documents(table: &mut Table<'_>) -> Vec<Document> {
    let documents = table.tables("document", |table| {
        let id = table.need("id", own_id);
        let term = term(table, "from", "until");
        table.reading.entry_from(table.span, day_of(&term));
        let document = Document {
            kind: table.need("kind", word),
            title: table.need("title", text),
            term,
            document: table.need("document", text),
            id: id?,
        };
        Some(document)
    });
    unique(table.reading, documents, |document| &document.id)
}

fn term(table: &mut Table<'_>, from: &'static str, until: &'static str) -> Term {
    let (from, until) = (table.need(from, date), table.may(until, date));
    table.reading.in_order(&from, &until, ends_before_it_begins());
    // An end before the beginning has been reported, and is then no end: nothing that the entry holds for is missed for it.
    let until = until.filter(|until| from.as_ref().is_none_or(|from| from.value <= until.value));
    Term { from, until }
}

fn day_of(term: &Term) -> Option<jiff::civil::Date> {
    term.from.as_ref().map(|from| from.value)
}

/// Keeps the first of those with one id, and reports the others.
fn unique<T>(reading: &Reading<'_>, entries: Vec<Option<T>>, id: impl Fn(&T) -> &At<Id>) -> Vec<T> {
    let mut seen: HashMap<Id, usize> = HashMap::new();
    let mut kept = Vec::new();
    for entry in entries.into_iter().flatten() {
        let own = id(&entry);
        match seen.get(&own.value) {
            Some(line) => reading.fault(&DUPLICATE_ID, Some(own.span), twice(&own.value, *line)),
            None => {
                seen.insert(own.value.clone(), reading.source.position(own.span.start).line);
                kept.push(entry);
            }
        }
    }
    kept
}

fn twice(id: &Id, line: usize) -> Text {
    Text::new(
        format!("識別子「{id}」は{line}行目ですでに使われています。"),
        format!("the id `{id}` is already used on line {line}."),
    )
}
