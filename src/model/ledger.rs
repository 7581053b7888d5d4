//! The ledger (台帳): everything that was read, in one value that nothing changes any more.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::id::Id;
use super::record::Record;
use super::register::{
    Agency, Appointment, Designation, Document, Equipment, EquipmentKind, Municipality, Person, Register,
};
use super::regulation::Regulation;
use super::settings::Settings;
use super::source::{At, Source};

#[derive(Clone, Debug, Default)]
pub struct Ledger {
    pub settings: Settings,
    pub regulation: Option<Regulation>,
    /// In the order of the register, which is the order of the regulation's own list.
    pub municipalities: Vec<Municipality>,
    pub people: Vec<Person>,
    pub appointments: Vec<Appointment>,
    pub designations: Vec<Designation>,
    pub agencies: Vec<Agency>,
    pub equipment: Vec<Equipment>,
    pub documents: Vec<Document>,
    /// By id.
    pub records: BTreeMap<String, Record>,
    /// Registers whose file is there but cannot be read: what they would say is unknown, not absent.
    pub unread: BTreeSet<Register>,
    /// The settings' and registers' texts, by path.
    pub sources: BTreeMap<String, Arc<Source>>,
    /// How many files stand at a record's path, read or not.
    pub record_files: usize,
}

impl Ledger {
    pub fn municipality(&self, id: &Id) -> Option<&Municipality> {
        self.municipalities.iter().find(|municipality| municipality.id.value == *id)
    }

    /// The entrusting municipalities (関係町村): all but the trustee.
    pub fn entrusting(&self) -> impl Iterator<Item = &Municipality> {
        self.municipalities.iter().filter(|municipality| !self.settings.is_trustee(&municipality.id))
    }

    pub fn trustee(&self) -> Option<&Id> {
        self.settings.trustee.as_ref().map(|At { value, .. }| value)
    }

    pub fn agency(&self, id: &Id) -> Option<&Agency> {
        self.agencies.iter().find(|agency| agency.id.value == *id)
    }

    pub fn person(&self, id: &Id) -> Option<&Person> {
        self.people.iter().find(|person| person.id.value == *id)
    }

    pub fn equipment(&self, id: &Id) -> Option<&Equipment> {
        self.equipment.iter().find(|equipment| equipment.id.value == *id)
    }

    pub fn equipment_of(&self, kind: EquipmentKind) -> impl Iterator<Item = &Equipment> {
        self.equipment.iter().filter(move |equipment| equipment.kind.as_ref().is_some_and(|own| own.value == kind))
    }

    /// Whether a register could be read, so that what it does not have does not exist.
    pub fn knows(&self, register: Register) -> bool {
        !self.unread.contains(&register)
    }
}
