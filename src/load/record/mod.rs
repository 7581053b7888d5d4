//! The eleven kinds of record, each read as its type says.

mod check;
mod close;
mod incident;
mod inspection;
mod instruction;
mod media;
mod password;
mod work;

use super::resolve::Referent;
use super::table::Table;
use super::value::{Value, id_of, name_of, text, time};
use crate::model::id::Id;
use crate::model::path::Kind;
use crate::model::record::{Content, Correction};
use crate::model::register::EquipmentKind;
use crate::model::source::{At, Field};

const TERMINAL: Referent = Referent::Equipment(&[EquipmentKind::ManagementTerminal]);
const MEDIUM: Referent = Referent::Equipment(&[EquipmentKind::Medium]);
const SERVER: Referent = Referent::Equipment(&[EquipmentKind::Server]);

/// A record's content, its corrections and the equipment that it names.
pub fn record(table: &mut Table<'_>, kind: Kind) -> (Content, Vec<Correction>, Vec<At<Id>>) {
    let content = match kind {
        Kind::Check => Content::Check(check::check(table)),
        Kind::Incident => Content::Incident(Box::new(incident::incident(table))),
        Kind::Request => Content::Request(work::request(table)),
        Kind::Maintenance => Content::Maintenance(work::maintenance(table)),
        Kind::Operation => Content::Operation(work::operation(table)),
        Kind::Inspection => Content::Inspection(inspection::inspection(table)),
        Kind::Instruction => Content::Instruction(instruction::instruction(table)),
        Kind::Report => Content::Report(instruction::report(table)),
        Kind::Media => Content::Media(media::media(table)),
        Kind::Password => Content::Password(password::password(table)),
        Kind::Close => Content::Close(close::close(table)),
    };
    let corrections = table.tables("correction", correction);
    let equipment = equipment(&content);
    (content, corrections, equipment)
}

fn correction(table: &mut Table<'_>) -> Correction {
    Correction { at: table.need("at", time), by: table.need("by", person), reason: table.need("reason", text) }
}

fn person(value: &Value<'_>) -> Option<Id> {
    id_of(Referent::Person)(value)
}

fn agency(value: &Value<'_>) -> Option<Id> {
    id_of(Referent::Agency)(value)
}

fn incident_id(value: &Value<'_>) -> Option<String> {
    name_of(Referent::Incident)(value)
}

/// Every piece of equipment that a record names.
fn equipment(content: &Content) -> Vec<At<Id>> {
    fn one(field: &Field<Id>) -> Option<At<Id>> {
        field.clone()
    }
    match content {
        Content::Check(check) => one(&check.terminal)
            .into_iter()
            .chain(check.backups.iter().filter_map(|backup| one(&backup.medium)))
            .collect(),
        Content::Request(request) => one(&request.terminal).into_iter().collect(),
        Content::Maintenance(maintenance) => maintenance.equipment.clone(),
        Content::Operation(operation) => one(&operation.terminal).into_iter().collect(),
        Content::Inspection(inspection) => one(&inspection.target).into_iter().collect(),
        Content::Media(media) => {
            let rack = |location: &Field<String>| {
                let location = location.as_ref()?;
                Some(At { value: Id::parse(&location.value)?, span: location.span })
            };
            let stored = media.stored.iter();
            stored.flat_map(|stored| one(&stored.medium).into_iter().chain(rack(&stored.location))).collect()
        }
        Content::Password(password) => password.events.iter().filter_map(|event| one(&event.equipment)).collect(),
        Content::Incident(_) | Content::Instruction(_) | Content::Report(_) | Content::Close(_) => Vec::new(),
    }
}
