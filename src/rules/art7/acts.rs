//! Who did what, by the table «Whose time, whose act, which duty»: the acts of persons that a record tells of.

use jiff::civil::Date;

use crate::model::id::Id;
use crate::model::record::{Content, Incident, Record};
use crate::model::register::Duty;
use crate::model::source::{At, Field};

/// An act of a person on a day. The person may turn out to be an agency or a municipality, which is no person here.
#[derive(Clone, Copy, Debug)]
pub struct Act<'a> {
    pub person: &'a At<Id>,
    pub day: Date,
    pub duty: Duty,
}

/// The acts in a record that need a designation.
pub fn acts(record: &Record) -> Vec<Act<'_>> {
    let own_day = record.done_on();
    let one = |person, duty| act(person, own_day, duty).into_iter().collect();
    match &record.content {
        Content::Check(check) => one(&check.operator, Duty::Check),
        Content::Incident(incident) => of_incident(incident, own_day),
        Content::Request(request) => one(&request.operator, Duty::Request),
        Content::Maintenance(maintenance) => one(&maintenance.attended_by, Duty::Maintenance),
        Content::Operation(operation) => one(&operation.operator, Duty::Operation),
        Content::Inspection(inspection) => one(&inspection.inspector, Duty::Inspection),
        Content::Report(report) => one(&report.received_by, Duty::Report),
        Content::Media(media) => {
            let day = |stored: &crate::model::record::Stored| stored.stored_at.as_ref().map_or(own_day, |at| at.date());
            media.stored.iter().filter_map(|stored| act(&stored.by, day(stored), Duty::Media)).collect()
        }
        Content::Instruction(_) | Content::Password(_) | Content::Close(_) => Vec::new(),
    }
}

fn act(person: &Field<Id>, day: Date, duty: Duty) -> Option<Act<'_>> {
    Some(Act { person: person.as_ref()?, day, duty })
}

fn of_incident(incident: &Incident, own_day: Date) -> Vec<Act<'_>> {
    let day = |at: &Field<jiff::civil::DateTime>| at.as_ref().map_or(own_day, |at| at.date());
    let detection = act(&incident.detected_by, own_day, Duty::Incident);
    let contacts = incident.contacts.iter().filter_map(|contact| act(&contact.by, day(&contact.at), Duty::Incident));
    let actions = incident.actions.iter().filter_map(|action| act(&action.by, day(&action.at), Duty::Incident));
    detection.into_iter().chain(contacts).chain(actions).collect()
}
