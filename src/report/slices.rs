//! Each month of each place, with what is its own: the one sorting that all pages rest on.
//!
//! An obligation belongs to the month that holds its last day, or to the as-of month while that day is still ahead; a finding to the
//! month of its date; a record to the month of its path; an incident to every month from its detection to its closing.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::finding::Finding;
use crate::model::record::{Incident, Record};
use crate::model::{Id, Month};
use crate::rules::Obligation;

use super::brief::Brief;
use super::homes::{Home, home};

/// One month of one place.
pub struct Slice<'a> {
    pub place: &'a Id,
    pub month: Month,
    pub obligations: Vec<&'a Obligation>,
    pub findings: Vec<&'a Finding>,
    /// By id.
    pub records: Vec<&'a Record>,
    pub incidents: Vec<(&'a Record, &'a Incident)>,
    pub previous: Option<Month>,
    pub next: Option<Month>,
}

/// All of them, by place and month; a month of which there is nothing to say is not there.
pub fn slices<'a>(brief: &Brief<'a>) -> Vec<Slice<'a>> {
    let mut slices: BTreeMap<(&Id, Month), Slice<'a>> = BTreeMap::new();
    for owed in brief.verdict.obligations.iter().filter(|owed| brief.is_place(&owed.place)) {
        slice(&mut slices, &owed.place, month_of(brief, owed)).obligations.push(owed);
    }
    for finding in &brief.verdict.findings {
        if let Home::Month(place, month) = home(brief, finding) {
            slice(&mut slices, place, month).findings.push(finding);
        }
    }
    for record in brief.ledger.records.values().filter(|record| brief.is_shown(record)) {
        slice(&mut slices, &record.path.place, record.path.month).records.push(record);
    }
    for (record, incident) in incidents(brief) {
        touch(brief, &mut slices, record, incident);
    }
    let mut slices: Vec<Slice<'a>> = slices.into_values().collect();
    link(&mut slices);
    slices
}

/// The month on whose page an obligation is told.
pub fn month_of(brief: &Brief<'_>, owed: &Obligation) -> Month {
    Month::of(owed.period.last.min(brief.as_of()))
}

/// Which months of which places have a page.
pub fn months<'a>(slices: &[Slice<'a>]) -> BTreeSet<(&'a Id, Month)> {
    slices.iter().map(|slice| (slice.place, slice.month)).collect()
}

fn slice<'s, 'a>(
    slices: &'s mut BTreeMap<(&'a Id, Month), Slice<'a>>,
    place: &'a Id,
    month: Month,
) -> &'s mut Slice<'a> {
    slices.entry((place, month)).or_insert_with(|| Slice {
        place,
        month,
        obligations: Vec::new(),
        findings: Vec::new(),
        records: Vec::new(),
        incidents: Vec::new(),
        previous: None,
        next: None,
    })
}

/// Every incident detected by the as-of date.
pub fn incidents<'a>(brief: &Brief<'a>) -> impl Iterator<Item = (&'a Record, &'a Incident)> {
    let brief = *brief;
    let shown = brief.ledger.records.values().filter(move |record| brief.is_shown(record));
    shown.filter_map(|record| Some((record, record.incident()?)))
}

/// Puts an incident into each month that it lasted in, of each place that it concerns. Only months that have something else to show
/// count: an incident that stays open for years makes no pages.
fn touch<'a>(
    brief: &Brief<'a>,
    slices: &mut BTreeMap<(&'a Id, Month), Slice<'a>>,
    record: &'a Record,
    incident: &'a Incident,
) {
    let last = closed_on(incident).unwrap_or(brief.as_of()).min(brief.as_of());
    let (first, last) = (Month::of(record.done_on()), Month::of(last));
    for slice in slices.values_mut().filter(|slice| first <= slice.month && slice.month <= last) {
        if incident.affects(slice.place) || record.path.place == *slice.place {
            slice.incidents.push((record, incident));
        }
    }
}

pub fn closed_on(incident: &Incident) -> Option<jiff::civil::Date> {
    incident.closed.as_ref()?.at.as_ref().map(|at| at.date())
}

/// Tells each month which come before and after it at its place.
fn link(slices: &mut [Slice<'_>]) {
    for at in 1..slices.len() {
        if slices[at - 1].place == slices[at].place {
            slices[at].previous = Some(slices[at - 1].month);
            slices[at - 1].next = Some(slices[at].month);
        }
    }
}
