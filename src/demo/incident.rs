//! How an incident's record grows, from detection to closing.

use jiff::civil::DateTime;

use super::event::{AFTERNOON, Story, What};
use crate::model::id::Id;
use crate::model::record::{Incident, Record};
use crate::model::source::Field;

/// The root keys at detection; then each contact and action by whom it was, and what is the manager's by the manager.
pub fn tell<'l>(story: &mut Story<'l>, record: &'l Record, incident: &'l Incident) {
    let staff = story.staff;
    let detected = incident.detected_at.as_ref().map(|at| at.value);
    let detected = detected.unwrap_or_else(|| record.done_on().to_datetime(AFTERNOON));
    // What an agency detected is written down by whoever saw to it first.
    let contacts = incident.contacts.iter().map(|contact| (&contact.at, &contact.by));
    let actions = incident.actions.iter().map(|action| (&action.at, &action.by));
    let first = contacts.chain(actions).min_by_key(|(at, _)| at.as_ref().map(|at| at.value));
    let finder = staff.person(&incident.detected_by);
    let finder = finder.or_else(|| first.and_then(|(_, by)| staff.person(by)));
    story.begins(record, detected, finder.unwrap_or_else(|| staff.manager(detected.date())));

    let by = |id: &Field<Id>, at: DateTime| staff.person_or_manager(id, at.date());
    let mut at = detected;
    for contact in &incident.contacts {
        at = not_before(at, &contact.at);
        story.block(contact.span, at, by(&contact.by, at), What::Contact(record, contact));
    }
    let mut at = detected;
    for action in &incident.actions {
        at = not_before(at, &action.at);
        story.block(action.span, at, by(&action.by, at), What::Action(record));
    }
    if let Some(recovery) = &incident.recovery {
        let demanded = not_before(detected, &recovery.demanded_at);
        let manager = staff.manager(demanded.date());
        story.block(recovery.span, demanded, manager, What::Demanded(record, recovery));
        let restored = not_before(demanded, &recovery.restored_at);
        let manager = staff.manager(restored.date());
        story.key(&recovery.restored_at, restored, manager, What::Restored(record));
    }
    if let Some(prevention) = &incident.prevention {
        let afternoon = |day: &Field<jiff::civil::Date>| day.as_ref().map(|day| day.value.to_datetime(AFTERNOON));
        let decided = afternoon(&prevention.decided_at).unwrap_or(detected).max(detected);
        let manager = by(&prevention.approved_by, decided);
        story.block(prevention.span, decided, manager, What::Decided(record));
        let done = afternoon(&prevention.done_at).unwrap_or(decided).max(decided);
        let manager = staff.manager(done.date());
        story.key(&prevention.done_at, done, manager, What::Prevented(record));
    }
    if let Some(closed) = &incident.closed {
        let at = not_before(detected, &closed.at);
        story.block(closed.span, at, by(&closed.by, at), What::Closed(record));
    }
}

/// Entries are only ever appended, so none is written before the one above it.
fn not_before(earliest: DateTime, at: &Field<DateTime>) -> DateTime {
    at.as_ref().map_or(earliest, |at| at.value.max(earliest))
}
