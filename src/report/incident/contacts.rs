//! Who was told, and how long after the detection (第3条第3号), against the house's own limit.

use serde::Serialize;

use crate::model::record::{Contact, Incident, Record};
use crate::model::settings::Limit;
use crate::model::{Id, Text};
use crate::report::brief::{Brief, dash};
use crate::report::labels;
use crate::report::mark::{Mark, Tone};

use super::timeline;

#[derive(Clone, Debug, Serialize)]
pub struct ContactRow {
    pub to: String,
    pub at: String,
    pub after: String,
    /// Of the first contact with each one that must be told; others have no limit.
    pub mark: Option<Mark>,
    pub by: String,
    pub means: String,
    pub note: String,
}

/// 60分以内
pub fn limit(brief: &Brief<'_>, record: &Record) -> String {
    let minutes = minutes_allowed(brief, record);
    brief.say(&Text::new(format!("発見から{minutes}分以内"), format!("within {minutes} minutes of detection")))
}

fn minutes_allowed(brief: &Brief<'_>, record: &Record) -> i64 {
    i64::from(brief.ledger.settings.on(record.done_on()).limit(Limit::NotifyMinutes))
}

/// Every contact in the order of its time, then whoever of those affected no contact names.
pub fn rows(brief: &Brief<'_>, record: &Record, incident: &Incident) -> Vec<ContactRow> {
    let mut contacts: Vec<&Contact> = incident.contacts.iter().collect();
    contacts.sort_by_key(|contact| contact.at.as_ref().map(|at| at.value));
    let allowed = minutes_allowed(brief, record);
    let mut told: Vec<&Id> = Vec::new();
    let mut rows = Vec::new();
    for contact in contacts {
        let to = contact.to.as_ref().map(|to| &to.value);
        let first = to.filter(|to| !told.contains(to));
        told.extend(first);
        let must_be_told = first.is_some_and(|to| incident.affects(to));
        rows.push(row(brief, incident, contact, must_be_told.then_some(allowed)));
    }
    let knows = |id: &Id| told.contains(&id) || incident.detected_by.as_ref().is_some_and(|by| by.value == *id);
    let untold = incident.affects.iter().filter(|id| !knows(&id.value) && !brief.ledger.settings.is_trustee(&id.value));
    rows.extend(untold.map(|id| nobody_told(brief, &id.value)));
    rows
}

fn row(brief: &Brief<'_>, incident: &Incident, contact: &Contact, allowed: Option<i64>) -> ContactRow {
    let times = incident.detected_at.as_ref().zip(contact.at.as_ref());
    let after = times.map(|(from, to)| (from.value, to.value));
    let within = |allowed: i64| {
        let minutes = after.map_or(0, |(from, to)| timeline::minutes(from, to));
        if minutes <= allowed {
            brief.mark(Tone::Good, "時間内", "in time")
        } else {
            brief.mark(Tone::Look, "超過", "late")
        }
    };
    ContactRow {
        to: brief.named(&contact.to),
        at: contact.at.as_ref().map_or_else(dash, |at| brief.time(at.value)),
        after: after.map_or_else(dash, |(from, to)| timeline::elapsed(brief, from, to)),
        mark: allowed.map(within),
        by: brief.named(&contact.by),
        means: contact.means.as_ref().map(|means| brief.say(&labels::means(means.value))).unwrap_or_default(),
        note: contact.note.as_ref().map(|note| note.value.clone()).unwrap_or_default(),
    }
}

fn nobody_told(brief: &Brief<'_>, id: &Id) -> ContactRow {
    ContactRow {
        to: brief.name(id),
        at: dash(),
        after: dash(),
        mark: Some(brief.mark(Tone::Bad, "連絡の記録なし", "not told")),
        by: dash(),
        means: String::new(),
        note: String::new(),
    }
}
