//! What is a place's own and what it shares with others: decided once, from the whole ledger, before anything is copied.
//!
//! What names no municipality is shared by all (共通): it is the trustee's work for each of them.

use std::collections::BTreeSet;

use crate::model::path::{Slot, record_id};
use crate::model::record::{Content, Incident, Media, Operation, PasswordEvent};
use crate::model::register::{Agency, Appointment, Designation, Equipment, EquipmentKind};
use crate::model::settings::Waiver;
use crate::model::{At, Field, Id, Ledger, Record};

/// What is kept.
pub struct Kept<'a> {
    pub ledger: &'a Ledger,
    /// Those that were asked for.
    pub places: &'a [Id],
    pub equipment: BTreeSet<&'a Id>,
    pub agencies: BTreeSet<&'a Id>,
    pub records: BTreeSet<&'a str>,
}

impl<'a> Kept<'a> {
    pub fn of(ledger: &'a Ledger, places: &'a [Id]) -> Kept<'a> {
        let nothing = BTreeSet::new;
        let mut kept = Kept { ledger, places, equipment: nothing(), agencies: nothing(), records: BTreeSet::new() };
        let equipment = ledger.equipment.iter().filter(|own| kept.keeps_equipment(own));
        kept.equipment = equipment.map(|own| &own.id.value).collect();
        let agencies = ledger.agencies.iter().filter(|own| kept.serves_or_all(own.places.as_deref()));
        kept.agencies = agencies.map(|own| &own.id.value).collect();
        // Other records speak of incidents.
        let (incidents, others): (Vec<_>, Vec<_>) =
            ledger.records.values().partition(|record| record.incident().is_some());
        for record in incidents.into_iter().chain(others) {
            if kept.keeps(record) {
                kept.records.insert(&record.id);
            }
        }
        kept
    }

    pub fn is_asked_for(&self, place: &Id) -> bool {
        self.places.contains(place)
    }

    /// A place whose pages there are: one that was asked for, or the trustee's with what is shared.
    pub fn has_pages(&self, place: &Id) -> bool {
        self.is_asked_for(place) || self.ledger.settings.is_trustee(place)
    }

    /// An agency, a piece of equipment or a municipality that is registered and not kept.
    pub fn is_others(&self, id: &Id) -> bool {
        let ledger = self.ledger;
        let place = ledger.municipality(id).is_some() && !self.has_pages(id);
        let thing = ledger.equipment(id).is_some() && !self.equipment.contains(id);
        let agency = ledger.agency(id).is_some() && !self.agencies.contains(id);
        place || thing || agency
    }

    pub fn names_others(&self, field: &Field<Id>) -> bool {
        field.as_ref().is_some_and(|id| self.is_others(&id.value))
    }

    /// Whether what is named is kept: of what nobody knows nobody can say whose it is.
    pub fn shares(&self, field: &Field<Id>) -> bool {
        field.as_ref().is_none_or(|id| self.shares_id(&id.value))
    }

    pub fn shares_id(&self, id: &Id) -> bool {
        self.equipment.contains(id) || self.agencies.contains(id)
    }

    fn serves(&self, places: &[At<Id>]) -> bool {
        places.iter().any(|place| self.is_asked_for(&place.value))
    }

    /// Where no place is named, all are.
    pub fn serves_or_all(&self, places: Option<&[At<Id>]>) -> bool {
        places.is_none_or(|places| self.serves(places))
    }

    fn keeps_equipment(&self, own: &Equipment) -> bool {
        let kind = own.kind.as_ref().map(|kind| kind.value);
        match (own.places.as_deref(), kind) {
            (Some(places), _) => self.serves(places),
            // Whose it is is not said; it is some town's.
            (None, Some(EquipmentKind::MunicipalTerminal)) => false,
            (None, Some(EquipmentKind::Medium)) => self.holds_what_is_kept(&own.id.value),
            (
                None,
                Some(
                    EquipmentKind::Server
                    | EquipmentKind::Rack
                    | EquipmentKind::ManagementTerminal
                    | EquipmentKind::Program,
                )
                | None,
            ) => true,
        }
    }

    /// A medium of no place in particular is another's where only another's records name it.
    fn holds_what_is_kept(&self, medium: &Id) -> bool {
        let names_it = |record: &&Record| record.equipment.iter().any(|named| named.value == *medium);
        let mut naming = self.ledger.records.values().filter(names_it).peekable();
        naming.peek().is_none() || naming.any(|record| self.has_pages(&record.path.place))
    }

    fn keeps(&self, record: &Record) -> bool {
        let place = &record.path.place;
        if self.is_asked_for(place) && !self.ledger.settings.is_trustee(place) {
            return true;
        }
        let is_trustees = self.ledger.settings.is_trustee(place);
        match &record.content {
            Content::Incident(incident) => self.concerned(incident, is_trustees),
            _ if !is_trustees => false,
            Content::Check(_) | Content::Request(_) => false,
            Content::Maintenance(work) => {
                work.equipment.is_empty() || work.equipment.iter().any(|id| self.shares_id(&id.value))
            }
            Content::Operation(operation) => self.keeps_operation(operation),
            Content::Inspection(inspection) => self.shares(&inspection.target),
            Content::Instruction(instruction) => {
                self.shares(&instruction.to) && self.keeps_reference(&instruction.incident)
            }
            Content::Report(report) => self.shares(&report.from),
            Content::Media(media) => self.keeps_media(media),
            Content::Password(password) => password.events.iter().any(|event| self.keeps_event(event)),
            Content::Close(_) => true,
        }
    }

    /// It affects a place that was asked for, or happened at the facility that all share.
    fn concerned(&self, incident: &Incident, is_trustees: bool) -> bool {
        let affected = incident.affects.iter().any(|place| self.is_asked_for(&place.value));
        let trustee = self.ledger.trustee().is_some_and(|trustee| self.is_asked_for(trustee));
        // What affects one municipality alone is that one's.
        let shared = trustee && incident.affects.len() != 1;
        affected || is_trustees && (incident.at_facility || shared)
    }

    fn keeps_operation(&self, operation: &Operation) -> bool {
        match operation.places.as_deref() {
            Some(places) => self.serves(places),
            None => operation.served.as_ref().is_none_or(|id| self.is_served_here(&id.value)),
        }
    }

    fn is_served_here(&self, id: &str) -> bool {
        match self.ledger.records.get(id) {
            // Two that name each other serve nobody.
            Some(record) if matches!(record.content, Content::Operation(_)) => false,
            Some(record) => self.keeps(record),
            None => self.has_page_of(id),
        }
    }

    /// Whether the record of this id lies in a folder that is kept, be it there or not.
    fn has_page_of(&self, id: &str) -> bool {
        id.split('/').next().and_then(Id::parse).is_some_and(|place| self.has_pages(&place))
    }

    /// Whether what a record refers to is kept too, or is nobody's.
    fn keeps_reference(&self, reference: &Field<String>) -> bool {
        reference.as_ref().is_none_or(|id| match self.ledger.records.contains_key(&id.value) {
            true => self.records.contains(id.value.as_str()),
            false => self.has_page_of(&id.value),
        })
    }

    pub fn keeps_media(&self, media: &Media) -> bool {
        media.stored.iter().any(|stored| self.shares(&stored.medium))
    }

    /// Of people who act for a place that is kept, and of servers that serve one.
    pub fn keeps_event(&self, event: &PasswordEvent) -> bool {
        let person = event.person.as_ref().is_none_or(|person| self.acts(&person.value));
        person && self.shares(&event.equipment)
    }

    /// Whether a person is appointed, or designated for a place that is kept.
    pub fn acts(&self, person: &Id) -> bool {
        let is_theirs = |own: &Field<Id>| own.as_ref().is_some_and(|own| own.value == *person);
        let appointments = self.ledger.appointments.iter().filter(|own| is_theirs(&own.person));
        let designations = self.ledger.designations.iter().filter(|own| is_theirs(&own.person));
        appointments.clone().any(|own| self.keeps_appointment(own))
            || designations.clone().any(|own| self.keeps_designation(own))
    }

    /// A handler of some servers is one of those that are kept.
    pub fn keeps_appointment(&self, own: &Appointment) -> bool {
        let servers = own.equipment.as_deref();
        let handles =
            servers.is_none_or(|servers| servers.is_empty() || servers.iter().any(|id| self.shares_id(&id.value)));
        handles && self.shares(&own.agency)
    }

    pub fn keeps_designation(&self, own: &Designation) -> bool {
        self.serves_or_all(own.places.as_deref())
    }

    pub fn keeps_agency(&self, own: &Agency) -> bool {
        self.agencies.contains(&own.id.value)
    }

    pub fn keeps_waiver(&self, own: &Waiver) -> bool {
        own.place.as_ref().is_some_and(|place| self.has_pages(&place.value))
    }

    /// Whether a file below `records/` is kept: of a record that is gone or cannot be read, by its folder.
    pub fn keeps_path(&self, path: &str) -> bool {
        if let Some(id) = record_id(path)
            && self.ledger.records.contains_key(id)
        {
            return self.records.contains(id);
        }
        // Of the trustee's nobody could say whom it concerned.
        let is_own = |place: &Id| self.is_asked_for(place) && !self.ledger.settings.is_trustee(place);
        match Slot::parse(path) {
            Some(Slot::Ledger | Slot::Regulation | Slot::Register(_)) => true,
            Some(Slot::Record(record)) => is_own(&record.place),
            None => folder(path).is_some_and(|folder| is_own(&folder)),
        }
    }
}

/// The folder of a path below `records/`, where it could be a place's.
pub fn folder(path: &str) -> Option<Id> {
    let (folder, _) = path.strip_prefix("records/")?.split_once('/')?;
    Id::parse(folder).filter(|folder| **folder != *"register")
}
