//! When each part of a record was written, and by whom: told by the times and people that the record itself names.
//!
//! A record's first text is written when the last thing in it has happened. What it says of later days (the end of a
//! request, a remedied fault) is written then, by whoever saw to it. A value that gives a day alone is written in the
//! afternoon of it.

use jiff::civil::{Date, DateTime};

use super::event::{AFTERNOON, Event, Story, What};
use super::facts::Slip;
use super::incident;
use super::staff::Staff;
use crate::model::id::Id;
use crate::model::record::{Check, Content, Inspection, Instruction, Maintenance, Media, Password, Record, Request};
use crate::model::register::{Duty, Person};
use crate::model::source::Field;

/// How a record was written.
pub fn of_record<'l>(record: &'l Record, staff: Staff<'l>, slips: &'l [Slip]) -> Vec<Event<'l>> {
    let mut story = Story::of(&record.source.path, &record.source.text, staff);
    let day = record.done_on();
    let afternoon = day.to_datetime(AFTERNOON);
    let when = |field: &Field<DateTime>| field.as_ref().map_or(afternoon, |at| at.value);
    let by = |id: &Field<Id>| staff.person_or_manager(id, day);
    match &record.content {
        Content::Check(check) => story.begins(record, last_seen(check).unwrap_or(afternoon), by(&check.operator)),
        Content::Incident(incident) => incident::tell(&mut story, record, incident),
        Content::Request(request) => story.request(record, request, when(&request.received_at), by(&request.operator)),
        Content::Maintenance(maintenance) => {
            let locked = maintenance.locked_at.as_ref().or(maintenance.unlocked_at.as_ref());
            let done = locked.map_or(afternoon, |at| at.value);
            story.maintenance(record, maintenance, done);
        }
        Content::Operation(operation) => story.begins(record, when(&operation.ended_at), by(&operation.operator)),
        Content::Inspection(inspection) => story.inspection(record, inspection, when(&inspection.inspected_at)),
        Content::Instruction(instruction) => {
            story.begins(record, when(&instruction.instructed_at), by(&instruction.by));
            story.acknowledgement(instruction);
        }
        Content::Report(report) => story.begins(record, when(&report.received_at), by(&report.received_by)),
        Content::Media(media) => {
            let clerk = staff.writer(media.stored.iter().map(|stored| &stored.by), Duty::Media, day);
            story.begins(record, last_stored(media).unwrap_or(afternoon), clerk);
        }
        Content::Password(password) => {
            let by = keeper(password, staff, day);
            story.begins(record, last_event(password).unwrap_or(afternoon), by);
        }
        Content::Close(close) => story.begins(record, when(&close.closed_at), by(&close.by)),
    }
    story.corrections(record, slips);
    story.end()
}

impl<'l> Story<'l> {
    fn request(&mut self, record: &'l Record, request: &'l Request, received: DateTime, by: &'l Person) {
        self.begins(record, received, by);
        if let Some(done) = &request.done_at {
            let what = What::RequestDone(record);
            self.key(&request.done_at, done.value, by, what);
            self.key(&request.outcome, done.value, by, what);
        }
    }

    /// Whoever attended writes the work down at once. Work that nobody attended is known from its report alone.
    fn maintenance(&mut self, record: &'l Record, maintenance: &'l Maintenance, done: DateTime) {
        let told = maintenance.reported_at.as_ref().map(|at| at.value);
        let known = told.unwrap_or(done);
        let manager = self.staff.person_or_manager(&maintenance.reported_to, known.date());
        match (self.staff.person(&maintenance.attended_by), told) {
            (None, _) => self.begins(record, known, manager),
            (Some(attended), None) => self.begins(record, done, attended),
            (Some(attended), Some(told)) => {
                self.begins(record, done, attended);
                let what = What::Reported(record);
                self.key(&maintenance.reported_at, told, manager, what);
                self.key(&maintenance.reported_to, told, manager, what);
            }
        }
    }

    fn inspection(&mut self, record: &'l Record, inspection: &'l Inspection, inspected: DateTime) {
        let inspector = std::iter::once(&inspection.inspector);
        let by = self.staff.writer(inspector, Duty::Inspection, inspected.date());
        self.begins(record, inspected, by);
        for item in &inspection.items {
            if let Some(day) = &item.remedied_at {
                let at = day.value.to_datetime(AFTERNOON);
                self.key(&item.remedied_at, at, by, What::Remedied(record, inspection));
            }
        }
    }

    fn acknowledgement(&mut self, instruction: &'l Instruction) {
        let acknowledged = &instruction.acknowledged_at;
        if let Some(day) = acknowledged {
            let (at, manager) = (day.value.to_datetime(AFTERNOON), self.staff.manager(day.value));
            self.key(acknowledged, at, manager, What::Acknowledged(instruction));
        }
    }
}

/// The last thing that a check saw: itself, as a rule.
fn last_seen(check: &Check) -> Option<DateTime> {
    let finished = check.backups.iter().map(|run| &run.finished_at);
    let sent = check.transmissions.iter().map(|run| &run.sent_at);
    latest(finished.chain(sent).chain([&check.checked_at]))
}

fn last_stored(media: &Media) -> Option<DateTime> {
    latest(media.stored.iter().map(|stored| &stored.stored_at))
}

fn last_event(password: &Password) -> Option<DateTime> {
    latest(password.events.iter().map(|event| &event.at))
}

fn latest<'f>(times: impl Iterator<Item = &'f Field<DateTime>>) -> Option<DateTime> {
    times.flatten().map(|at| at.value).max()
}

/// A committed password record gains no events, so what several people did goes in at once, by the manager's hand.
fn keeper<'l>(password: &Password, staff: Staff<'l>, day: Date) -> &'l Person {
    let by = password.events.iter().map(|event| staff.person_or_manager(&event.by, day));
    let mut people: Vec<&'l Person> = by.collect();
    people.dedup_by_key(|person| &person.id.value);
    match people[..] {
        [person] => person,
        [..] => staff.manager(day),
    }
}
