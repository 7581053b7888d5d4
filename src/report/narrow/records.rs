//! Records, narrowed: of an incident that touched several what is told of the others is gone; of the rest the words are masked.

use crate::model::Record;
use crate::model::record::{
    Action, Backup, Check, Close, Closed, Contact, Content, Correction, Incident, Inspection, InspectionItem,
    Instruction, Maintenance, Media, Operation, Password, PasswordEvent, Prevention, Recovery, Report, Request, Stored,
    Transmission,
};

use super::cut::Cut;

impl Cut<'_> {
    pub fn record(&self, record: &Record) -> Record {
        let Record { id, path, source, content, corrections, equipment } = record;
        Record {
            id: self.record_id(id),
            path: self.moved.get(id.as_str()).unwrap_or(path).clone(),
            source: self.source(source),
            content: self.content(content),
            corrections: corrections.iter().map(|own| self.correction(own)).collect(),
            equipment: self.ids(equipment),
        }
    }

    fn content(&self, content: &Content) -> Content {
        match content {
            Content::Check(own) => Content::Check(self.check(own)),
            Content::Incident(own) => Content::Incident(Box::new(self.incident(own))),
            Content::Request(own) => Content::Request(self.request(own)),
            Content::Maintenance(own) => Content::Maintenance(self.maintenance(own)),
            Content::Operation(own) => Content::Operation(self.operation(own)),
            Content::Inspection(own) => Content::Inspection(self.inspection(own)),
            Content::Instruction(own) => Content::Instruction(self.instruction(own)),
            Content::Report(own) => Content::Report(self.report(own)),
            Content::Media(own) => Content::Media(self.media(own)),
            Content::Password(own) => Content::Password(self.password(own)),
            Content::Close(own) => Content::Close(self.close(own)),
        }
    }

    fn correction(&self, own: &Correction) -> Correction {
        let Correction { at, by, reason } = own;
        Correction { at: at.clone(), by: self.id(by), reason: self.text(reason) }
    }

    fn check(&self, own: &Check) -> Check {
        let Check { operator, terminal, checked_at, backups, transmissions } = own.clone();
        Check {
            operator: self.id(&operator),
            terminal: self.id(&terminal),
            checked_at,
            backups: backups.into_iter().map(|own| self.backup(own)).collect(),
            transmissions: transmissions.into_iter().map(|own| self.transmission(own)).collect(),
        }
    }

    fn backup(&self, own: Backup) -> Backup {
        let Backup { span, run, result, finished_at, size_mb, medium, incident, note } = own;
        let (medium, incident, note) = (self.id(&medium), self.reference(&incident), self.text(&note));
        Backup { span, run, result, finished_at, size_mb, medium, incident, note }
    }

    fn transmission(&self, own: Transmission) -> Transmission {
        let Transmission { span, run, result, sent_at, sort, items, accepted, pending, incident, note } = own;
        let (incident, note) = (self.reference(&incident), self.text(&note));
        Transmission { span, run, result, sent_at, sort, items, accepted, pending, incident, note }
    }

    fn incident(&self, own: &Incident) -> Incident {
        let Incident {
            title,
            category,
            severity,
            affects,
            at_facility,
            credentials_exposed,
            detected_at,
            detected_by,
            narrative,
            contacts,
            actions,
            recovery,
            prevention,
            closed,
        } = own.clone();
        Incident {
            title: self.text(&title),
            category,
            severity,
            affects: affects.into_iter().filter(|place| self.kept.is_asked_for(&place.value)).collect(),
            at_facility,
            credentials_exposed: self.ids(&credentials_exposed),
            detected_at,
            detected_by: self.id(&detected_by),
            narrative: self.text(&narrative),
            contacts: contacts.iter().filter(|own| self.keeps_contact(own)).map(|own| self.contact(own)).collect(),
            actions: actions.iter().filter(|own| self.keeps_action(own)).map(|own| self.action(own)).collect(),
            recovery: recovery.map(|own| self.recovery(own)),
            prevention: prevention.map(|own| self.prevention(own)),
            closed: closed.map(|own| self.closed(own)),
        }
    }

    pub fn keeps_contact(&self, own: &Contact) -> bool {
        !self.kept.names_others(&own.to)
    }

    /// What names others was done for them.
    pub fn keeps_action(&self, own: &Action) -> bool {
        own.note.as_ref().is_none_or(|note| !self.mask.names_others(&note.value))
    }

    /// Whether something of others stands in a record, and is not copied.
    pub fn is_trimmed(&self, record: &Record) -> bool {
        match &record.content {
            Content::Incident(own) => self.is_shared(own),
            Content::Password(own) => !own.events.iter().all(|event| self.kept.keeps_event(event)),
            Content::Media(own) => own.stored.iter().any(|stored| self.kept.names_others(&stored.medium)),
            Content::Maintenance(own) => own.equipment.iter().any(|id| self.kept.is_others(&id.value)),
            Content::Operation(own) => own.places.is_some() && self.places(own.places.as_deref()).is_none(),
            Content::Check(_)
            | Content::Request(_)
            | Content::Inspection(_)
            | Content::Instruction(_)
            | Content::Report(_)
            | Content::Close(_) => false,
        }
    }

    /// Whether something of others was told in an incident.
    pub fn is_shared(&self, incident: &Incident) -> bool {
        let affected = incident.affects.iter().all(|place| self.kept.is_asked_for(&place.value));
        let contacts = incident.contacts.iter().all(|own| self.keeps_contact(own));
        !(affected && contacts && incident.actions.iter().all(|own| self.keeps_action(own)))
    }

    fn contact(&self, own: &Contact) -> Contact {
        let Contact { span, at, to, by, means, note } = own.clone();
        Contact { span, at, to: self.id(&to), by: self.id(&by), means, note: self.text(&note) }
    }

    fn action(&self, own: &Action) -> Action {
        let Action { span, at, by, note } = own.clone();
        Action { span, at, by: self.id(&by), note: self.text(&note) }
    }

    fn recovery(&self, own: Recovery) -> Recovery {
        let Recovery { span, demanded_at, demanded_of, restored_at } = own;
        Recovery { span, demanded_at, demanded_of: self.id(&demanded_of), restored_at }
    }

    fn prevention(&self, own: Prevention) -> Prevention {
        let Prevention { span, cause, measure, decided_at, approved_by, due, done_at } = own;
        let (cause, measure, approved_by) = (self.text(&cause), self.text(&measure), self.id(&approved_by));
        Prevention { span, cause, measure, decided_at, approved_by, due, done_at }
    }

    fn closed(&self, own: Closed) -> Closed {
        let Closed { span, at, by } = own;
        Closed { span, at, by: self.id(&by) }
    }

    fn request(&self, own: &Request) -> Request {
        let Request { received_at, document, basis, content, operator, terminal, done_at, outcome } = own.clone();
        Request {
            received_at,
            document: self.text(&document),
            basis: self.text(&basis),
            content: self.text(&content),
            operator: self.id(&operator),
            terminal: self.id(&terminal),
            done_at,
            outcome: self.text(&outcome),
        }
    }

    fn maintenance(&self, own: &Maintenance) -> Maintenance {
        let Maintenance { equipment, worker, unlocked_at, locked_at, work, reported_at, reported_to, attended_by } =
            own.clone();
        let equipment = self.ids(&equipment);
        let (worker, work) = (self.text(&worker), self.text(&work));
        let (reported_to, attended_by) = (self.id(&reported_to), self.id(&attended_by));
        Maintenance { equipment, worker, unlocked_at, locked_at, work, reported_at, reported_to, attended_by }
    }

    fn operation(&self, own: &Operation) -> Operation {
        let Operation { terminal, operator, started_at, ended_at, need, served, places } = own.clone();
        let (terminal, operator) = (self.id(&terminal), self.id(&operator));
        let (need, served) = (self.text(&need), self.reference(&served));
        Operation { terminal, operator, started_at, ended_at, need, served, places: self.places(places.as_deref()) }
    }

    fn inspection(&self, own: &Inspection) -> Inspection {
        let Inspection { subject, target, inspected_at, inspector, items } = own.clone();
        let items = items.into_iter().map(|own| self.item(own)).collect();
        Inspection { subject, target: self.id(&target), inspected_at, inspector: self.id(&inspector), items }
    }

    fn item(&self, own: InspectionItem) -> InspectionItem {
        let InspectionItem { span, id, result, note, remedy_due, remedied_at } = own;
        InspectionItem { span, id: self.text(&id), result, note: self.text(&note), remedy_due, remedied_at }
    }

    fn instruction(&self, own: &Instruction) -> Instruction {
        let Instruction { to, matters, instructed_at, by, document, content, acknowledged_at, incident } = own.clone();
        let (to, by, incident) = (self.id(&to), self.id(&by), self.reference(&incident));
        let (document, content) = (self.text(&document), self.text(&content));
        Instruction { to, matters, instructed_at, by, document, content, acknowledged_at, incident }
    }

    fn report(&self, own: &Report) -> Report {
        let Report {
            from,
            received_at,
            received_by,
            period_from,
            period_until,
            matters,
            compliance,
            content,
            document,
        } = own.clone();
        let (from, received_by) = (self.id(&from), self.id(&received_by));
        let (content, document) = (self.text(&content), self.text(&document));
        Report { from, received_at, received_by, period_from, period_until, matters, compliance, content, document }
    }

    fn media(&self, own: &Media) -> Media {
        let kept = own.stored.iter().filter(|stored| !self.kept.names_others(&stored.medium));
        Media { stored: kept.map(|own| self.stored(own)).collect() }
    }

    fn stored(&self, own: &Stored) -> Stored {
        let Stored { span, medium, stored_at, location, by, backup_until } = own.clone();
        let (medium, location, by) = (self.id(&medium), self.text(&location), self.id(&by));
        Stored { span, medium, stored_at, location, by, backup_until }
    }

    fn password(&self, own: &Password) -> Password {
        let kept = own.events.iter().filter(|event| self.kept.keeps_event(event));
        Password { events: kept.map(|own| self.event(own)).collect() }
    }

    fn event(&self, own: &PasswordEvent) -> PasswordEvent {
        let PasswordEvent { span, kind, person, equipment, action, at, by, reason } = own.clone();
        let (person, equipment, by) = (self.id(&person), self.id(&equipment), self.id(&by));
        PasswordEvent { span, kind, person, equipment, action, at, by, reason: self.text(&reason) }
    }

    fn close(&self, own: &Close) -> Close {
        let Close { closed_at, by, digest, declared, comment } = own.clone();
        Close { closed_at, by: self.id(&by), digest: self.text(&digest), declared, comment: self.text(&comment) }
    }
}
