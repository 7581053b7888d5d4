//! What happened when, from the detection on, in one order whatever table of the record it stands in.

use jiff::civil::{Date, DateTime, Time};
use serde::Serialize;

use crate::model::Text;
use crate::model::record::Incident;
use crate::report::brief::{Brief, written};
use crate::report::labels;

#[derive(Clone, Debug, Serialize)]
pub struct Event {
    /// In the picture above the table.
    pub number: usize,
    pub when: String,
    /// Since the detection.
    pub since: String,
    pub what: String,
    pub who: String,
    pub note: String,
}

/// Of what an event is a part: each has its line in the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// From the detection to the closing.
    Course,
    Told,
    Done,
    Mended,
    Prevented,
}

impl Lane {
    pub const ALL: [Lane; 5] = [Lane::Course, Lane::Told, Lane::Done, Lane::Mended, Lane::Prevented];

    pub fn name(self, brief: &Brief<'_>) -> String {
        match self {
            Lane::Course => brief.word("発見・終結", "Course"),
            Lane::Told => brief.word("連絡", "Contacts"),
            Lane::Done => brief.word("対応", "Actions"),
            Lane::Mended => brief.word("復旧", "Recovery"),
            Lane::Prevented => brief.word("再発防止", "Prevention"),
        }
    }
}

/// An event before it is put into words. A day without a time comes last on its day.
pub struct Moment {
    pub at: DateTime,
    pub timed: bool,
    pub lane: Lane,
    what: String,
    who: String,
    note: String,
}

/// In the order of time.
pub fn in_order(brief: &Brief<'_>, incident: &Incident) -> Vec<Moment> {
    let mut moments: Vec<Moment> = moments(brief, incident).collect();
    moments.sort_by_key(|moment| moment.at);
    moments
}

/// The last of what is told by the as-of date; of a day without a time its end.
pub fn latest(brief: &Brief<'_>, incident: &Incident) -> Option<DateTime> {
    moments(brief, incident).map(|moment| moment.at).filter(|at| at.date() <= brief.as_of()).max()
}

fn moments<'a>(brief: &Brief<'a>, incident: &'a Incident) -> impl Iterator<Item = Moment> {
    let told = [detection(brief, incident), recovery(brief, incident), ending(brief, incident)];
    told.into_iter().chain([contacts(brief, incident), actions(brief, incident)]).flatten()
}

pub fn timeline(brief: &Brief<'_>, incident: &Incident, moments: &[Moment]) -> Vec<Event> {
    let detected = incident.detected_at.as_ref().map(|at| at.value);
    (1..).zip(moments).map(|(number, moment)| event(brief, detected, number, moment)).collect()
}

fn event(brief: &Brief<'_>, detected: Option<DateTime>, number: usize, moment: &Moment) -> Event {
    let since = detected.filter(|detected| moment.timed && *detected < moment.at);
    Event {
        number,
        when: if moment.timed { brief.time(moment.at) } else { brief.date(moment.at.date()) },
        since: since.map(|detected| elapsed(brief, detected, moment.at)).unwrap_or_default(),
        what: moment.what.clone(),
        who: moment.who.clone(),
        note: moment.note.clone(),
    }
}

fn detection(brief: &Brief<'_>, incident: &Incident) -> Vec<Moment> {
    let at = incident.detected_at.as_ref();
    at.map(|at| {
        timed(Lane::Course, at.value, brief.word("発見", "Detected"), brief.named(&incident.detected_by), String::new())
    })
    .into_iter()
    .collect()
}

fn contacts(brief: &Brief<'_>, incident: &Incident) -> Vec<Moment> {
    let contact = |contact: &crate::model::record::Contact| {
        let (to, means) = (brief.named(&contact.to), contact.means.as_ref());
        let means = means.map(|means| brief.say(&labels::means(means.value))).unwrap_or_default();
        let what = brief.say(&Text::new(format!("連絡({means}) → {to}"), format!("Told {to} ({means})")));
        let note = contact.note.as_ref().map(|note| note.value.clone()).unwrap_or_default();
        Some(timed(Lane::Told, contact.at.as_ref()?.value, what, brief.named(&contact.by), note))
    };
    incident.contacts.iter().filter_map(contact).collect()
}

fn actions(brief: &Brief<'_>, incident: &Incident) -> Vec<Moment> {
    let action = |action: &crate::model::record::Action| {
        let what = brief.word("対応", "Action");
        Some(timed(Lane::Done, action.at.as_ref()?.value, what, brief.named(&action.by), written(&action.note)))
    };
    incident.actions.iter().filter_map(action).collect()
}

fn recovery(brief: &Brief<'_>, incident: &Incident) -> Vec<Moment> {
    let Some(recovery) = &incident.recovery else {
        return Vec::new();
    };
    let of = brief.named(&recovery.demanded_of);
    let demanded = recovery.demanded_at.as_ref().map(|at| {
        let what = brief.say(&Text::new(format!("復旧の要求 → {of}"), format!("Recovery demanded of {of}")));
        timed(Lane::Mended, at.value, what, String::new(), String::new())
    });
    let restored = recovery.restored_at.as_ref();
    let restored =
        restored.map(|at| timed(Lane::Mended, at.value, brief.word("復旧", "Restored"), String::new(), String::new()));
    demanded.into_iter().chain(restored).collect()
}

fn ending(brief: &Brief<'_>, incident: &Incident) -> Vec<Moment> {
    let prevention = incident.prevention.as_ref();
    let decided = prevention.and_then(|prevention| {
        let what = brief.word("再発防止策の決定", "Prevention decided");
        Some(on_day(prevention.decided_at.as_ref()?.value, what, brief.named(&prevention.approved_by)))
    });
    let done = prevention.and_then(|prevention| {
        let what = brief.word("再発防止策の実施", "Prevention done");
        Some(on_day(prevention.done_at.as_ref()?.value, what, String::new()))
    });
    let closed = incident.closed.as_ref().and_then(|closed| {
        let what = brief.word("終結", "Closed");
        Some(timed(Lane::Course, closed.at.as_ref()?.value, what, brief.named(&closed.by), String::new()))
    });
    decided.into_iter().chain(done).chain(closed).collect()
}

fn timed(lane: Lane, at: DateTime, what: String, who: String, note: String) -> Moment {
    Moment { at, timed: true, lane, what, who, note }
}

fn on_day(day: Date, what: String, who: String) -> Moment {
    Moment { at: day.to_datetime(Time::MAX), timed: false, lane: Lane::Prevented, what, who, note: String::new() }
}

/// 40分, 2時間50分, 3日と4時間
pub fn elapsed(brief: &Brief<'_>, from: DateTime, to: DateTime) -> String {
    let minutes = minutes(from, to);
    let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let text = match (days, hours) {
        (0, 0) => Text::new(format!("{minutes}分"), format!("{minutes} min")),
        (0, _) => Text::new(format!("{hours}時間{minutes}分"), format!("{hours} h {minutes} min")),
        (_, _) => Text::new(format!("{days}日{hours}時間"), format!("{days} d {hours} h")),
    };
    brief.say(&text)
}

pub fn minutes(from: DateTime, to: DateTime) -> i64 {
    // Both lie within the calendar, whose whole length in minutes is far from an i64's.
    to.duration_since(from).as_mins()
}
