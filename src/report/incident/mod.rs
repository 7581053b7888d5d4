//! Incidents (事故等): each from detection to closing, on one page; and the list of them all.

mod contacts;
mod explained;
mod page;
mod picture;
mod recorded;
mod timeline;

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::record::{Incident, Record};
use crate::model::{Finding, Id, Month};

use super::brief::{Brief, written};
use super::mark::{Mark, Tone};
use super::past::Book;
use super::slices::{self, closed_on};
use super::{address, labels};

pub use page::IncidentReport;
pub use timeline::{elapsed, latest};

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

/// All incidents, the open ones first, the latest first.
#[derive(Clone, Debug, Serialize)]
pub struct IncidentList {
    pub open: Vec<IncidentRow>,
    pub closed: Vec<IncidentRow>,
}

pub fn reports(brief: &Brief<'_>, book: &Book<'_>, months: &BTreeSet<(&Id, Month)>) -> Vec<IncidentReport> {
    let entries = explained::entries(brief);
    let page = |(record, incident)| page::report(brief, book, record, incident, &entries, months);
    slices::incidents(brief).map(page).collect()
}

pub fn list(incidents: &[IncidentReport]) -> IncidentList {
    let mut latest: Vec<&IncidentReport> = incidents.iter().collect();
    latest.sort_by_key(|incident| std::cmp::Reverse(incident.detected_at));
    let (open, closed): (Vec<_>, Vec<_>) = latest.into_iter().partition(|incident| incident.is_open);
    let rows = |incidents: Vec<&IncidentReport>| incidents.into_iter().map(|incident| incident.row.clone()).collect();
    IncidentList { open: rows(open), closed: rows(closed) }
}

pub fn row(brief: &Brief<'_>, record: &Record, incident: &Incident) -> IncidentRow {
    let names: Vec<String> = places(brief, record, incident).into_iter().map(|(name, _)| name).collect();
    let here = |finding: &&Finding| finding.is_open() && finding.record.as_ref() == Some(&record.id);
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

/// The places that it affects. On a municipality's own site others are neither named nor counted.
fn places<'i>(brief: &Brief<'_>, record: &Record, incident: &'i Incident) -> Vec<(String, Option<&'i Id>)> {
    let is_shared = brief.scope.is_some_and(|scope| scope.shared.contains(&record.id));
    let own = incident.affects.iter().map(|id| (brief.name(&id.value), Some(&id.value)));
    own.chain(is_shared.then(|| (brief.shared(), None))).collect()
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
