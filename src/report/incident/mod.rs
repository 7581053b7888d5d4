//! Incidents (事故等): each from detection to closing, on one page; and the list of them all.

mod contacts;
mod timeline;

use jiff::civil::DateTime;
use serde::Serialize;

use crate::model::record::{Incident, Record};
use crate::model::{Month, Period};
use crate::rules::Duty;

use super::brief::{Brief, Link, written};
use super::findings::{self, FindingRow, RuleNote};
use super::mark::{Mark, Tone};
use super::month::Entry;
use super::provenance::{self, CommitRow};
use super::slices::{self, closed_on};
use super::{address, labels, month};

/// An incident in a list.
#[derive(Clone, Debug, Serialize)]
pub struct IncidentRow {
    pub href: String,
    pub title: String,
    pub state: Mark,
    pub category: String,
    pub gravity: String,
    pub detected: String,
    pub closed: Option<String>,
    pub places: String,
    pub open_findings: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct IncidentReport {
    #[serde(flatten)]
    pub row: IncidentRow,
    #[serde(skip)]
    pub is_open: bool,
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
    pub timeline: Vec<timeline::Event>,
    pub contacts: Vec<contacts::ContactRow>,
    pub recovery: Option<Recovery>,
    pub prevention: Option<Prevention>,
    pub closed_by: Option<String>,
    pub runs: Vec<ExplainedRun>,
    pub commits: Vec<CommitRow>,
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

/// A run that went wrong and that the incident explains.
#[derive(Clone, Debug, Serialize)]
pub struct ExplainedRun {
    pub place: String,
    pub date: Link,
    pub duty: String,
    pub mark: Option<Mark>,
    pub confirmed: Link,
    pub note: Option<String>,
}

/// All incidents, the open ones first, the latest first.
#[derive(Clone, Debug, Serialize)]
pub struct IncidentList {
    pub open: Vec<IncidentRow>,
    pub closed: Vec<IncidentRow>,
}

pub fn reports(brief: &Brief<'_>) -> Vec<IncidentReport> {
    slices::incidents(brief).map(|(record, incident)| report(brief, record, incident)).collect()
}

pub fn list(incidents: &[IncidentReport]) -> IncidentList {
    let mut latest: Vec<&IncidentReport> = incidents.iter().collect();
    latest.sort_by_key(|incident| std::cmp::Reverse(incident.detected_at));
    let (open, closed): (Vec<_>, Vec<_>) = latest.into_iter().partition(|incident| incident.is_open);
    let rows = |incidents: Vec<&IncidentReport>| incidents.into_iter().map(|incident| incident.row.clone()).collect();
    IncidentList { open: rows(open), closed: rows(closed) }
}

pub fn row(brief: &Brief<'_>, record: &Record, incident: &Incident) -> IncidentRow {
    let names: Vec<String> = incident.affects.iter().map(|id| brief.name(&id.value)).collect();
    let here = |finding: &&crate::model::Finding| finding.is_open() && finding.record.as_ref() == Some(&record.id);
    IncidentRow {
        href: address::incident(record),
        title: written(&incident.title),
        state: state(brief, incident),
        category: incident.category.as_ref().map(|word| brief.say(&labels::category(word.value))).unwrap_or_default(),
        gravity: incident.severity.as_ref().map(|word| brief.say(&labels::gravity(word.value))).unwrap_or_default(),
        detected: incident.detected_at.as_ref().map_or_else(|| brief.date(record.done_on()), |at| brief.time(at.value)),
        closed: closed_on(incident).filter(|day| *day <= brief.as_of()).map(|day| brief.date(day)),
        places: names.join(brief.comma()),
        open_findings: brief.verdict.findings.iter().filter(here).count(),
    }
}

fn is_open(brief: &Brief<'_>, incident: &Incident) -> bool {
    closed_on(incident).is_none_or(|day| day > brief.as_of())
}

/// How far it has come, by what the record holds.
fn state(brief: &Brief<'_>, incident: &Incident) -> Mark {
    let restored = incident.recovery.as_ref().is_none_or(|recovery| recovery.restored_at.is_some());
    match () {
        () if !is_open(brief, incident) => brief.mark(Tone::Good, "終結", "closed"),
        () if incident.prevention.is_some() => brief.mark(Tone::Look, "再発防止中", "prevention under way"),
        () if !restored => brief.mark(Tone::Bad, "復旧待ち", "not restored"),
        () => brief.mark(Tone::Look, "対応中", "open"),
    }
}

fn report(brief: &Brief<'_>, record: &Record, incident: &Incident) -> IncidentReport {
    let of_this = brief.verdict.findings.iter().filter(|finding| finding.record.as_ref() == Some(&record.id));
    let month = Month::of(record.done_on());
    let place_links = incident.affects.iter().map(|id| Link {
        text: brief.name(&id.value),
        href: brief.has_month(&id.value, month).then(|| address::month(&id.value, month)),
    });
    let exposed: Vec<String> = incident.credentials_exposed.iter().map(|id| brief.name(&id.value)).collect();
    IncidentReport {
        row: row(brief, record, incident),
        is_open: is_open(brief, incident),
        detected_at: incident.detected_at.as_ref().map(|at| at.value),
        id: record.id.clone(),
        at_facility: incident.at_facility,
        detected_by: brief.named(&incident.detected_by),
        place_links: place_links.collect(),
        credentials_exposed: (!exposed.is_empty()).then(|| exposed.join(brief.comma())),
        narrative: incident.narrative.as_ref().map(|text| text.value.clone()).unwrap_or_default(),
        limit: contacts::limit(brief, record),
        timeline: timeline::timeline(brief, incident),
        contacts: contacts::rows(brief, record, incident),
        recovery: incident.recovery.as_ref().map(|recovery| brief.recovery(incident, recovery)),
        prevention: incident.prevention.as_ref().map(|prevention| brief.prevention(prevention)),
        closed_by: incident.closed.as_ref().map(|closed| brief.named(&closed.by)),
        runs: explained(brief, record, incident),
        commits: provenance::touched(brief, record),
        findings: findings::rows(brief, of_this.clone()),
        rules: findings::notes(brief, of_this.map(|finding| finding.rule)),
    }
}

impl Brief<'_> {
    fn recovery(&self, incident: &Incident, recovery: &crate::model::record::Recovery) -> Recovery {
        let at = |field: &crate::model::Field<DateTime>| field.as_ref().map(|at| self.time(at.value));
        let since = incident.detected_at.as_ref().zip(recovery.restored_at.as_ref());
        Recovery {
            demanded: at(&recovery.demanded_at).unwrap_or_else(super::brief::dash),
            demanded_of: self.named(&recovery.demanded_of),
            restored: at(&recovery.restored_at),
            took: since.map(|(from, to)| timeline::elapsed(self, from.value, to.value)),
        }
    }

    fn prevention(&self, prevention: &crate::model::record::Prevention) -> Prevention {
        let on = |field: &crate::model::Field<jiff::civil::Date>| field.as_ref().map(|day| day.value);
        let (due, done) = (on(&prevention.due), on(&prevention.done_at));
        let mark = match (due, done) {
            (_, Some(_)) => self.mark(Tone::Good, "実施済", "done"),
            (Some(due), None) if due < self.as_of() => self.mark(Tone::Bad, "期限超過", "overdue"),
            (_, None) => self.mark(Tone::Wait, "実施中", "under way"),
        };
        Prevention {
            cause: written(&prevention.cause),
            measure: written(&prevention.measure),
            decided: on(&prevention.decided_at).map_or_else(super::brief::dash, |day| self.date(day)),
            approved_by: self.named(&prevention.approved_by),
            due: due.map(|day| self.date(day)),
            done: done.map(|day| self.date(day)),
            mark,
        }
    }

    /// Whether a place's month has a page: something is owed then, or recorded.
    fn has_month(&self, place: &crate::model::Id, month: Month) -> bool {
        let owed = |owed: &crate::rules::Obligation| {
            owed.place == *place && Month::of(owed.period.last.min(self.as_of())) == month
        };
        let recorded = |record: &&Record| record.path.place == *place && record.path.month == month;
        self.is_place(place)
            && (self.verdict.obligations.iter().any(owed)
                || self.ledger.records.values().filter(|record| self.is_shown(record)).any(|record| recorded(&record)))
    }
}

/// Every entry that did not go well and names the incident, or that it serves without being named.
fn explained(brief: &Brief<'_>, record: &Record, incident: &Incident) -> Vec<ExplainedRun> {
    let detected = record.done_on();
    let always = Period { first: jiff::civil::Date::MIN, last: jiff::civil::Date::MAX };
    let checks = brief.ledger.records.values().filter(|check| brief.is_shown(check));
    let entries = checks.flat_map(|check| {
        month::SORTS
            .into_iter()
            .flat_map(move |duty| month::entries(check, duty, always).into_iter().map(move |entry| (duty, entry)))
    });
    let is_explained = |entry: &Entry<'_>| match entry.run.incident() {
        Some(named) => named.value == record.id,
        None => {
            let meanwhile = entry.run.day().is_some_and(|run| run <= detected && detected <= entry.at.date());
            !entry.run.is_good() && meanwhile && incident.affects(&entry.record.path.place)
        }
    };
    entries.filter(|(_, entry)| is_explained(entry)).map(|(duty, entry)| explained_run(brief, duty, &entry)).collect()
}

fn explained_run(brief: &Brief<'_>, duty: Duty, entry: &Entry<'_>) -> ExplainedRun {
    let place = &entry.record.path.place;
    let seen = month::seen_row(brief, entry);
    let day = entry.run.day();
    let page = day.map(Month::of).filter(|month| brief.has_month(place, *month));
    ExplainedRun {
        place: brief.name(place),
        date: Link {
            text: day.map_or_else(super::brief::dash, |day| brief.date(day)),
            href: page.map(|month| address::month(place, month)),
        },
        duty: month::sort(brief, duty),
        mark: seen.mark,
        confirmed: seen.record,
        note: seen.note,
    }
}
