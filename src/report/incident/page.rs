//! The page of one incident: what happened, who was told, how it was mended, and what keeps it from happening again.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime};
use serde::Serialize;

use crate::model::record::{self, Incident, Record};
use crate::model::{Field, Id, Month};
use crate::report::address;
use crate::report::brief::{Brief, Link, dash, written};
use crate::report::findings::{self, FindingRow, RuleNote};
use crate::report::mark::{Mark, Tone};
use crate::report::past::Book;

use super::explained::{self, ExplainedRun, RunEntry};
use super::picture::{self, Picture};
use super::recorded::{self, Recorded};
use super::{IncidentRow, contacts, timeline};

#[derive(Clone, Debug, Serialize)]
pub struct IncidentReport {
    #[serde(flatten)]
    pub row: IncidentRow,
    #[serde(skip)]
    pub is_open: bool,
    #[serde(skip)]
    pub on: Date,
    #[serde(skip)]
    pub detected_at: Option<DateTime>,
    pub id: String,
    pub at_facility: bool,
    pub detected_by: String,
    /// Each place it concerns, leading to the month of its detection.
    pub place_links: Vec<Link>,
    pub credentials_exposed: Option<String>,
    /// Markdown.
    pub narrative: String,
    pub limit: String,
    pub picture: Option<Picture>,
    pub timeline: Vec<timeline::Event>,
    pub contacts: Vec<contacts::ContactRow>,
    pub recovery: Option<Recovery>,
    pub prevention: Option<Prevention>,
    pub closed_by: Option<String>,
    pub runs: Vec<ExplainedRun>,
    pub commits: Vec<Recorded>,
    pub findings: Vec<FindingRow>,
    pub rules: Vec<RuleNote>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Recovery {
    pub demanded: String,
    pub demanded_of: String,
    pub restored: Option<String>,
    pub took: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Prevention {
    pub cause: String,
    /// Markdown.
    pub measure: String,
    pub decided: String,
    pub approved_by: String,
    pub due: Option<String>,
    pub done: Option<String>,
    pub mark: Mark,
}

pub fn report(
    brief: &Brief<'_>,
    book: &Book<'_>,
    record: &Record,
    incident: &Incident,
    entries: &[RunEntry<'_>],
    months: &BTreeSet<(&Id, Month)>,
) -> IncidentReport {
    let of_this = brief.verdict.findings.iter().filter(|finding| finding.record.as_ref() == Some(&record.id));
    let month = Month::of(record.done_on());
    let page = |place: &Id| months.contains(&(place, month)).then(|| address::month(place, month));
    let places = super::places(brief, record, incident).into_iter();
    let place_links = places.map(|(text, place)| Link { text, href: place.and_then(page) });
    let exposed: Vec<String> = incident.credentials_exposed.iter().map(|id| brief.name(&id.value)).collect();
    let (moments, contacts) = (timeline::in_order(brief, incident), contacts::rows(brief, record, incident));
    IncidentReport {
        row: super::row(brief, record, incident),
        is_open: super::is_open(brief, incident),
        on: record.done_on(),
        detected_at: incident.detected_at.as_ref().map(|at| at.value),
        id: record.id.clone(),
        at_facility: incident.at_facility,
        detected_by: brief.named(&incident.detected_by),
        place_links: place_links.collect(),
        credentials_exposed: (!exposed.is_empty()).then(|| exposed.join(brief.comma())),
        narrative: incident.narrative.as_ref().map(|text| text.value.clone()).unwrap_or_default(),
        limit: contacts::limit(brief, record),
        picture: picture::picture(brief, incident, &moments, &contacts, contacts::told_by(brief, record, incident)),
        timeline: timeline::timeline(brief, incident, &moments),
        contacts,
        recovery: incident.recovery.as_ref().map(|recovery| brief.recovery(incident, recovery)),
        prevention: incident.prevention.as_ref().map(|prevention| brief.prevention(prevention)),
        closed_by: incident.closed.as_ref().map(|closed| brief.named(&closed.by)),
        runs: explained::runs(brief, record, incident, entries, months),
        commits: recorded::commits(brief, book, record),
        findings: findings::rows(brief, of_this.clone()),
        rules: findings::notes(brief, of_this.map(|finding| finding.rule)),
    }
}

impl Brief<'_> {
    fn recovery(&self, incident: &Incident, recovery: &record::Recovery) -> Recovery {
        let at = |field: &Field<DateTime>| field.as_ref().map(|at| self.time(at.value));
        let since = incident.detected_at.as_ref().zip(recovery.restored_at.as_ref());
        Recovery {
            demanded: at(&recovery.demanded_at).unwrap_or_else(dash),
            demanded_of: self.named(&recovery.demanded_of),
            restored: at(&recovery.restored_at),
            took: since.map(|(from, to)| timeline::elapsed(self, from.value, to.value)),
        }
    }

    fn prevention(&self, prevention: &record::Prevention) -> Prevention {
        let on = |field: &Field<Date>| field.as_ref().map(|day| day.value);
        let (due, done) = (on(&prevention.due), on(&prevention.done_at));
        let mark = match (due, done) {
            (_, Some(_)) => self.mark(Tone::Good, "実施済", "done"),
            (Some(due), None) if due < self.as_of() => self.mark(Tone::Bad, "期限超過", "overdue"),
            (_, None) => self.mark(Tone::Wait, "実施中", "under way"),
        };
        Prevention {
            cause: written(&prevention.cause),
            measure: written(&prevention.measure),
            decided: on(&prevention.decided_at).map_or_else(dash, |day| self.date(day)),
            approved_by: self.named(&prevention.approved_by),
            due: due.map(|day| self.date(day)),
            done: done.map(|day| self.date(day)),
            mark,
        }
    }
}
