//! One place over the years: each fiscal year as a picture and in figures, the latest months in a table, its incidents.
//!
//! Ten years must still open at once: of the earlier ones the picture leads to each month, and the list of all incidents has theirs.

mod figures;
mod heat;

use serde::Serialize;

use crate::calendar::FiscalYear;
use crate::model::record::{Incident, Record};
use crate::model::{Id, Text};

use super::address;
use super::brief::{Brief, Link, written};
use super::findings::{self, FindingRow, RuleNote};
use super::homes::{self, Home};
use super::incident::{self, IncidentRow};
use super::mark::Mark;
use super::month::MonthReport;
use super::slices::{self, closed_on};

use figures::{Figures, figures};
use heat::HeatMonth;

#[derive(Clone, Debug, Serialize)]
pub struct PlaceReport {
    pub id: String,
    pub href: String,
    pub name: String,
    pub is_trustee: bool,
    /// 告示, 受託の期間, 団体コード
    pub facts: Vec<(String, String)>,
    /// The latest month, and how it stands.
    pub now: Option<MonthRow>,
    /// The latest first.
    pub years: Vec<Year>,
    /// The latest of them, the latest first.
    pub months: Vec<MonthRow>,
    /// Those that are open or were detected in the latest years; the latest first.
    pub incidents: Vec<IncidentRow>,
    /// How many there were before.
    pub earlier: usize,
    /// Findings that have no day, and so no month.
    pub findings: Vec<FindingRow>,
    pub rules: Vec<RuleNote>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Year {
    pub name: String,
    /// `fy-2026`
    pub anchor: String,
    /// April to March.
    pub heat: Vec<HeatMonth>,
    /// Detected in the year.
    pub incidents: usize,
    /// How many findings are open, leading to the latest month that has one.
    pub open: Link,
    pub sum: Figures,
}

#[derive(Clone, Debug, Serialize)]
pub struct MonthRow {
    pub month: Link,
    pub mark: Mark,
    pub open: usize,
    pub sign_off: Mark,
    pub incidents: usize,
    pub figures: Figures,
}

pub fn reports(brief: &Brief<'_>, months: &[MonthReport]) -> Vec<PlaceReport> {
    brief.places().into_iter().map(|id| report(brief, id, months)).collect()
}

/// How many months are told in figures: up to the same month of the year before.
const MONTHS: usize = 13;
/// Of how many fiscal years the incidents are told.
const YEARS: usize = 2;

fn report(brief: &Brief<'_>, id: &Id, months: &[MonthReport]) -> PlaceReport {
    let own: Vec<&MonthReport> = months.iter().filter(|month| *month.place_id == **id).collect();
    let mut incidents = concerning(brief, id);
    let years =
        own.chunk_by(|a, b| year_of(a) == year_of(b)).rev().map(|months| year(brief, months, &incidents)).collect();
    let all = incidents.len();
    incidents.retain(|(record, incident)| is_recent(brief, record, incident));
    incidents.sort_by_key(|(record, _)| std::cmp::Reverse(record.done_on()));
    let dayless = brief.verdict.findings.iter().filter(|finding| homes::home(brief, finding) == Home::Place(id));
    PlaceReport {
        id: id.to_string(),
        href: address::place(id),
        name: brief.name(id),
        is_trustee: brief.ledger.settings.is_trustee(id),
        facts: facts(brief, id),
        now: own.last().map(|month| row(brief, month)),
        years,
        months: own.iter().rev().take(MONTHS).map(|month| row(brief, month)).collect(),
        earlier: all - incidents.len(),
        incidents: incidents.into_iter().map(|(record, incident)| incident::row(brief, record, incident)).collect(),
        findings: findings::rows_at_home(brief, dayless.clone()),
        rules: findings::notes(brief, dayless.map(|finding| finding.rule)),
    }
}

/// The incidents that affect the place, and those told in its folder.
fn concerning<'a>(brief: &Brief<'a>, id: &Id) -> Vec<(&'a Record, &'a Incident)> {
    let concerns = |(record, incident): &(&Record, &Incident)| incident.affects(id) || record.path.place == *id;
    slices::incidents(brief).filter(concerns).collect()
}

fn is_recent(brief: &Brief<'_>, record: &Record, incident: &Incident) -> bool {
    let age = FiscalYear::of(brief.as_of()).year() - FiscalYear::of(record.done_on()).year();
    let is_open = closed_on(incident).is_none_or(|day| day > brief.as_of());
    is_open || usize::try_from(age).is_ok_and(|age| age < YEARS)
}

fn year_of(month: &MonthReport) -> FiscalYear {
    FiscalYear::of(month.month.period().first)
}

/// One fiscal year, from its months: there is at least one.
fn year(brief: &Brief<'_>, months: &[&MonthReport], incidents: &[(&Record, &Incident)]) -> Year {
    let open = |month: &&&MonthReport| month.open > 0;
    let this = year_of(months[0]);
    Year {
        name: months[0].fiscal_year.clone(),
        anchor: format!("fy-{}", this.year()),
        heat: heat::year(brief, this, months),
        incidents: incidents.iter().filter(|(record, _)| FiscalYear::of(record.done_on()) == this).count(),
        open: Link {
            text: months.iter().map(|month| month.open).sum::<usize>().to_string(),
            href: months.iter().rfind(open).map(|month| format!("{}#findings", month.href)),
        },
        sum: figures(brief, months),
    }
}

fn row(brief: &Brief<'_>, month: &MonthReport) -> MonthRow {
    MonthRow {
        month: Link { text: brief.month(month.month), href: Some(month.href.clone()) },
        mark: month.mark.clone(),
        open: month.open,
        sign_off: month.sign_off.mark.clone(),
        incidents: month.incidents.len(),
        figures: figures(brief, &[month]),
    }
}

/// What the register says of the place.
fn facts(brief: &Brief<'_>, id: &Id) -> Vec<(String, String)> {
    let Some(place) = brief.ledger.municipality(id) else {
        return Vec::new();
    };
    let mut facts = vec![(brief.word("全国地方公共団体コード", "Municipality code"), written(&place.code))];
    if let Some(basis) = &place.basis {
        facts.push((brief.word("委託の根拠", "Basis of the entrustment"), basis.value.clone()));
    }
    if let Some(from) = &place.entrusted.from {
        let (from, until) = (brief.date(from.value), place.entrusted.until.as_ref().map(|day| brief.date(day.value)));
        let until = until.unwrap_or_default();
        let text = Text::new(format!("{from}から{until}"), format!("from {from} {until}"));
        facts.push((brief.word("受託の期間", "Entrusted"), brief.say(&text)));
    }
    facts
}
