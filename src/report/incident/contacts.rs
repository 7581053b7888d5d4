//! Who was told, and how long after the detection (第3条第3号), against the house's own limit.

use jiff::ToSpan;
use jiff::civil::DateTime;
use serde::Serialize;

use crate::model::Text;
use crate::model::record::{Contact, Incident, Record};
use crate::model::settings::Limit;
use crate::report::brief::{Brief, dash};
use crate::report::labels;
use crate::report::mark::{Mark, Tone};
use crate::rules::concerned::{Concerned, concerned};

use super::timeline;

#[derive(Clone, Debug, Serialize)]
pub struct ContactRow {
    pub to: String,
    #[serde(skip)]
    pub time: Option<DateTime>,
    pub at: String,
    pub after: String,
    /// Of the first contact with each one that must be told; others have no limit.
    pub mark: Option<Mark>,
    pub by: String,
    pub means: String,
    pub note: String,
}

/// 発見から60分以内
pub fn limit(brief: &Brief<'_>, record: &Record) -> String {
    let minutes = minutes_allowed(brief, record);
    brief.say(&Text::new(format!("発見から{minutes}分以内"), format!("within {minutes} minutes of detection")))
}

/// When those concerned are to be told at the latest.
pub fn told_by(brief: &Brief<'_>, record: &Record, incident: &Incident) -> Option<DateTime> {
    Some(incident.detected_at.as_ref()?.value.saturating_add(minutes_allowed(brief, record).minutes()))
}

fn minutes_allowed(brief: &Brief<'_>, record: &Record) -> i64 {
    i64::from(brief.ledger.settings.on(record.done_on()).limit(Limit::NotifyMinutes))
}

/// Every contact in the order of its time, then whoever must be told and no contact names.
pub fn rows(brief: &Brief<'_>, record: &Record, incident: &Incident) -> Vec<ContactRow> {
    let mut contacts: Vec<&Contact> = incident.contacts.iter().collect();
    contacts.sort_by_key(|contact| contact.at.as_ref().map(|at| at.value));
    let knows =
        |concerned: &Concerned<'_>| incident.detected_by.as_ref().is_some_and(|by| concerned.ids.contains(&&by.value));
    let mut untold = concerned(brief.ledger, incident);
    untold.retain(|concerned| !knows(concerned));
    let allowed = minutes_allowed(brief, record);
    let mut rows = Vec::new();
    for contact in contacts {
        let before = untold.len();
        untold.retain(|concerned| !contact.to.as_ref().is_some_and(|to| concerned.ids.contains(&&to.value)));
        rows.push(row(brief, incident, contact, (untold.len() < before).then_some(allowed)));
    }
    rows.extend(untold.iter().map(|concerned| nobody_told(brief, record, brief.say(&concerned.name))));
    rows
}

fn row(brief: &Brief<'_>, incident: &Incident, contact: &Contact, allowed: Option<i64>) -> ContactRow {
    let times = incident.detected_at.as_ref().zip(contact.at.as_ref());
    let after = times.map(|(from, to)| (from.value, to.value));
    ContactRow {
        to: brief.named(&contact.to),
        time: contact.at.as_ref().map(|at| at.value),
        at: contact.at.as_ref().map_or_else(dash, |at| brief.time(at.value)),
        after: after.map_or_else(dash, |(from, to)| timeline::elapsed(brief, from, to)),
        mark: allowed.map(|allowed| in_time(brief, after, allowed)),
        by: brief.named(&contact.by),
        means: contact.means.as_ref().map(|means| brief.say(&labels::means(means.value))).unwrap_or_default(),
        note: contact.note.as_ref().map(|note| note.value.clone()).unwrap_or_default(),
    }
}

/// As the rules have it: a contact of a later day was none in time, and one whose time cannot be read is not also late.
fn in_time(brief: &Brief<'_>, times: Option<(DateTime, DateTime)>, allowed: i64) -> Mark {
    match times {
        Some((detected, at)) if detected.date() < at.date() => brief.mark(Tone::Bad, "翌日以降", "not that day"),
        Some((detected, at)) if at.duration_since(detected).as_secs() > allowed * 60 => {
            brief.mark(Tone::Look, "超過", "late")
        }
        Some(_) | None => brief.mark(Tone::Good, "時間内", "in time"),
    }
}

fn nobody_told(brief: &Brief<'_>, record: &Record, to: String) -> ContactRow {
    let is_over = record.done_on() < brief.as_of();
    let mark = match is_over {
        true => brief.mark(Tone::Bad, "連絡の記録なし", "not told"),
        false => brief.mark(Tone::Wait, "期限前", "not due yet"),
    };
    ContactRow {
        to,
        time: None,
        at: dash(),
        after: dash(),
        mark: Some(mark),
        by: dash(),
        means: String::new(),
        note: String::new(),
    }
}
