//! One place over the months: a row a month, sums a fiscal year, its incidents.

use serde::Serialize;

use crate::calendar::FiscalYear;
use crate::model::{Id, Text};

use super::address;
use super::brief::{Brief, Link, written};
use super::findings::{self, FindingRow, RuleNote};
use super::homes::{self, Home};
use super::incident::{self, IncidentRow};
use super::mark::Mark;
use super::month::{Count, Counts, MonthReport};
use super::slices;

#[derive(Clone, Debug, Serialize)]
pub struct PlaceReport {
    pub id: String,
    pub href: String,
    pub name: String,
    pub is_trustee: bool,
    /// 告示, 受託の期間, 団体コード
    pub facts: Vec<(String, String)>,
    pub years: Vec<Year>,
    pub incidents: Vec<IncidentRow>,
    /// Findings that have no day, and so no month.
    pub findings: Vec<FindingRow>,
    pub rules: Vec<RuleNote>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Year {
    pub name: String,
    pub months: Vec<MonthRow>,
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

#[derive(Clone, Debug, Serialize)]
pub struct Figures {
    /// Each leads to the month in which it is told; a sum to the latest of them.
    pub cells: Vec<Count>,
    /// 98.4%: of what was due, how much was met in time.
    pub rate: Link,
}

pub fn reports(brief: &Brief<'_>, months: &[MonthReport]) -> Vec<PlaceReport> {
    brief.places().into_iter().map(|id| report(brief, id, months)).collect()
}

fn report(brief: &Brief<'_>, id: &Id, months: &[MonthReport]) -> PlaceReport {
    let own: Vec<&MonthReport> = months.iter().filter(|month| *month.place_id == **id).collect();
    let concerns = |place: &Id, affected: bool| affected || place == id;
    let incidents = slices::incidents(brief)
        .filter(|(record, incident)| concerns(&record.path.place, incident.affects(id)))
        .map(|(record, incident)| incident::row(brief, record, incident));
    let dayless = brief.verdict.findings.iter().filter(|finding| homes::home(brief, finding) == Home::Place(id));
    PlaceReport {
        id: id.to_string(),
        href: address::place(id),
        name: brief.name(id),
        is_trustee: brief.ledger.settings.is_trustee(id),
        facts: facts(brief, id),
        years: own.chunk_by(|a, b| fiscal_year(a) == fiscal_year(b)).rev().map(|months| year(brief, months)).collect(),
        incidents: incidents.collect(),
        findings: findings::rows_at_home(brief, dayless.clone()),
        rules: findings::notes(brief, dayless.map(|finding| finding.rule)),
    }
}

fn fiscal_year(month: &MonthReport) -> FiscalYear {
    FiscalYear::of(month.month.period().first)
}

fn year(brief: &Brief<'_>, months: &[&MonthReport]) -> Year {
    let open = |month: &&&MonthReport| month.open > 0;
    Year {
        name: months.first().map(|month| month.fiscal_year.clone()).unwrap_or_default(),
        months: months.iter().rev().map(|month| row(brief, month)).collect(),
        open: Link {
            text: months.iter().map(|month| month.open).sum::<usize>().to_string(),
            href: months.iter().rfind(open).map(|month| format!("{}#findings", month.href)),
        },
        sum: figures(brief, months),
    }
}

fn row(brief: &Brief<'_>, month: &MonthReport) -> MonthRow {
    MonthRow {
        month: Link { text: month.title.clone(), href: Some(month.href.clone()) },
        mark: month.mark.clone(),
        open: month.open,
        sign_off: month.sign_off.mark.clone(),
        incidents: month.incidents.len(),
        figures: figures(brief, &[month]),
    }
}

fn figures(brief: &Brief<'_>, months: &[&MonthReport]) -> Figures {
    let counts = months.iter().fold(Counts::default(), |sum, month| sum.plus(month.counts));
    let due = counts.owed - counts.pending;
    // In tenths of a percent and rounded down: only what is whole is called 100 %.
    let tenths = (counts.met * 1000).checked_div(due);
    let rate = tenths.map_or_else(super::brief::dash, |tenths| format!("{}.{}%", tenths / 10, tenths % 10));
    let mut cells = counts.cells(brief);
    for (at, cell) in cells.iter_mut().enumerate() {
        let has_some = |month: &&&MonthReport| month.counts.cells(brief)[at].number > 0;
        cell.href = months.iter().rfind(has_some).map(|month| format!("{}#duties", month.href));
    }
    let rate = Link { text: rate, href: cells.first().and_then(|owed| owed.href.clone()) };
    Figures { cells, rate }
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
