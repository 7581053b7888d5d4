//! Events of passwords: a boot password is a server's, any other a person's.

use super::super::resolve::Referent;
use super::super::table::Table;
use super::super::value::{any_text, id_of, time, word};
use super::{SERVER, person};
use crate::model::record::{Password, PasswordEvent, PasswordKind};

pub fn password(table: &mut Table<'_>) -> Password {
    table.demand("event");
    Password { events: table.tables("event", event) }
}

fn event(table: &mut Table<'_>) -> PasswordEvent {
    let kind = table.need("kind", word::<PasswordKind>);
    let is_boot = kind.as_ref().is_some_and(|kind| kind.value == PasswordKind::Boot);
    let (person_of, equipment_of) = if is_boot {
        (None, table.need("equipment", id_of(SERVER)))
    } else {
        (if kind.is_some() { table.need("person", person) } else { table.may("person", person) }, None)
    };
    let by = if is_boot { Referent::PersonOrAgency } else { Referent::Person };
    PasswordEvent {
        span: table.span,
        person: person_of,
        equipment: equipment_of,
        action: table.need("action", word),
        at: table.need("at", time),
        by: table.need("by", id_of(by)),
        reason: table.may("reason", any_text),
        kind,
    }
}
