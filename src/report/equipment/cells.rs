//! What is told of each kind of equipment beside what is told of all.

use crate::model::record::PasswordKind;
use crate::model::register::{Appointment, Equipment, EquipmentKind, Role};
use crate::model::{Id, Text};
use crate::report::brief::Brief;
use crate::report::people;
use crate::report::sheet::Cell;
use crate::rules::passwords::Passwords;

use super::last;

const INSPECTED: Text = Text::fixed("最後の点検", "Last inspection");

/// Whether it serves some places and not others.
pub fn has_towns(kind: EquipmentKind) -> bool {
    match kind {
        EquipmentKind::Server | EquipmentKind::Rack | EquipmentKind::Medium | EquipmentKind::MunicipalTerminal => true,
        EquipmentKind::ManagementTerminal | EquipmentKind::Program => false,
    }
}

pub fn columns(kind: EquipmentKind) -> Vec<Text> {
    match kind {
        EquipmentKind::Server => vec![
            INSPECTED,
            Text::fixed("起動用パスワード", "Boot password"),
            Text::fixed("取扱職員", "Handler"),
            Text::fixed("最後の保守作業", "Last maintenance"),
        ],
        EquipmentKind::Rack => vec![INSPECTED, Text::fixed("最後の保守作業", "Last maintenance")],
        EquipmentKind::Medium => {
            vec![
                Text::fixed("最後の格納", "Last stored"),
                Text::fixed("格納場所", "Stored in"),
                Text::fixed("収めた回", "Runs until"),
            ]
        }
        EquipmentKind::ManagementTerminal | EquipmentKind::Program => vec![INSPECTED],
        EquipmentKind::MunicipalTerminal => Vec::new(),
    }
}

pub fn cells(brief: &Brief<'_>, kind: EquipmentKind, own: &Equipment, passwords: &Passwords<'_>) -> Vec<Cell> {
    let id = &own.id.value;
    match kind {
        EquipmentKind::Server => vec![
            last::inspection(brief, id),
            if own.in_use.holds(brief.as_of()) || !passwords.events((PasswordKind::Boot, id)).is_empty() {
                people::boot_of(brief, passwords, id)
            } else {
                Cell::none()
            },
            handlers(brief, id),
            last::maintenance(brief, id),
        ],
        EquipmentKind::Rack => vec![last::inspection(brief, id), last::maintenance(brief, id)],
        EquipmentKind::Medium => last::stored(brief, id),
        EquipmentKind::ManagementTerminal => vec![last::inspection(brief, id)],
        EquipmentKind::Program => vec![last::of_program(brief, id)],
        EquipmentKind::MunicipalTerminal => Vec::new(),
    }
}

/// Who is appointed to handle a server on the as-of date.
fn handlers(brief: &Brief<'_>, server: &Id) -> Cell {
    let is_handler = |own: &&Appointment| own.role.as_ref().is_some_and(|role| role.value == Role::ServerHandler);
    let covers = |own: &&Appointment| {
        own.equipment.as_deref().is_none_or(|servers| servers.iter().any(|named| named.value == *server))
    };
    let now = brief.ledger.appointments.iter().filter(|own| own.term.holds(brief.as_of()));
    let names: Vec<String> = now
        .filter(is_handler)
        .filter(covers)
        .map(|own| brief.named(if own.person.is_some() { &own.person } else { &own.agency }))
        .collect();
    if names.is_empty() { Cell::none() } else { Cell::text(names.join(brief.comma())) }
}
