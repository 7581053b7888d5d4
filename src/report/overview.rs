//! The first page: what needs attention now, how each month of each place stands, what was recorded last.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::finding::Finding;
use crate::model::record::Record;
use crate::model::rule::{Rule, Severity};
use crate::model::{Id, Kind, Month, Text};
use crate::rules::Summary;

use super::address;
use super::brief::{Brief, Link};
use super::findings::{self, FindingRow, RuleNote};
use super::incident::{IncidentReport, IncidentRow};
use super::labels;
use super::mark::{Mark, Tone};
use super::month::MonthReport;
use super::provenance::{self, CommitRow};
use super::slices::{self, Home};

#[derive(Clone, Debug, Serialize)]
pub struct Overview {
    /// The state of the whole ledger in a word, and in a sentence.
    pub mark: Mark,
    pub lead: String,
    pub summary: Summary,
    pub open: usize,
    pub attention: Vec<Attention>,
    pub open_incidents: Vec<IncidentRow>,
    pub years: Vec<YearHead>,
    pub months: Vec<String>,
    pub rows: Vec<MatrixRow>,
    /// Findings of no known place.
    pub findings: Vec<FindingRow>,
    pub rules: Vec<RuleNote>,
    pub recordings: Vec<Recording>,
}

/// Open findings of one rule and one month, told together.
#[derive(Clone, Debug, Serialize)]
pub struct Attention {
    pub mark: Mark,
    pub title: String,
    pub month: String,
    pub number: usize,
    pub places: Vec<Link>,
}

/// A fiscal year and over how many columns of the matrix it stretches.
#[derive(Clone, Debug, Serialize)]
pub struct YearHead {
    pub name: String,
    pub span: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct MatrixRow {
    pub place: Link,
    pub is_trustee: bool,
    pub cells: Vec<Option<MatrixCell>>,
}

#[derive(Clone, Debug, Serialize)]
pub struct MatrixCell {
    pub href: String,
    pub mark: Mark,
    pub open: usize,
    pub incidents: usize,
    pub sign_off: Mark,
}

#[derive(Clone, Debug, Serialize)]
pub struct Recording {
    pub when: String,
    pub place: String,
    pub what: Link,
    pub commit: Option<CommitRow>,
}

/// How many months the matrix shows, the as-of month included; the places' own pages have them all.
const COLUMNS: usize = 12;
/// How many of the last recordings are shown.
const LAST: usize = 12;

pub fn report(brief: &Brief<'_>, months: &[MonthReport], incidents: &[IncidentReport]) -> Overview {
    let columns = columns(brief, months);
    let mut open_incidents: Vec<&IncidentReport> = incidents.iter().filter(|incident| incident.is_open).collect();
    open_incidents.sort_by_key(|incident| incident.detected_at);
    let placeless = brief.verdict.findings.iter().filter(|finding| slices::home(brief, finding) == Home::Overview);
    let open = brief.verdict.findings.iter().filter(|finding| finding.is_open()).count();
    Overview {
        mark: mark(brief),
        lead: lead(brief, open, open_incidents.len()),
        summary: brief.verdict.summary,
        open,
        attention: attention(brief),
        open_incidents: open_incidents.into_iter().map(|incident| incident.row.clone()).collect(),
        years: years(brief, &columns),
        months: columns.iter().map(|month| month_name(brief, *month)).collect(),
        rows: brief.places().into_iter().map(|place| matrix_row(brief, place, &columns, months)).collect(),
        findings: findings::rows(brief, placeless.clone()),
        rules: findings::notes(brief, placeless.map(|finding| finding.rule)),
        recordings: recordings(brief),
    }
}

fn mark(brief: &Brief<'_>) -> Mark {
    let summary = &brief.verdict.summary;
    match summary.errors + summary.violations {
        0 if summary.warnings == 0 => brief.mark(Tone::Good, "対応を要する事項はありません", "nothing needs attention"),
        0 => brief.mark(Tone::Look, "確認を要する事項があります", "something to look at"),
        _ => brief.mark(Tone::Bad, "対応を要する事項があります", "something must be done"),
    }
}

fn lead(brief: &Brief<'_>, open: usize, incidents: usize) -> String {
    let Summary { records, errors, violations, warnings, waived } = brief.verdict.summary;
    brief.say(&Text::new(
        format!(
            "記録{records}件を調べ、指摘{open}件(違反{violations}、誤り{errors}、注意{warnings})、承認済み{waived}件、終結していない事故等{incidents}件です。"
        ),
        format!(
            "{records} records were judged: {open} open findings ({violations} violations, {errors} errors, {warnings} warnings), {waived} waived, and {incidents} incidents not closed."
        ),
    ))
}

/// Open findings by rule and month, the gravest first, then the latest.
fn attention(brief: &Brief<'_>) -> Vec<Attention> {
    type Group<'a> = (Severity, std::cmp::Reverse<Option<Month>>, &'static str);
    let mut groups: BTreeMap<Group<'_>, (&'static Rule, Vec<&Finding>)> = BTreeMap::new();
    for finding in brief.verdict.findings.iter().filter(|finding| finding.is_open()) {
        let month = std::cmp::Reverse(finding.date.map(Month::of));
        let group = groups.entry((finding.severity(), month, finding.rule.id));
        group.or_insert((finding.rule, Vec::new())).1.push(finding);
    }
    let told = |((severity, month, _), (rule, findings)): (Group<'_>, (&Rule, Vec<&Finding>))| Attention {
        mark: brief.severity(severity),
        title: brief.say(&rule.title),
        month: month.0.map(|month| brief.month(month)).unwrap_or_default(),
        number: findings.len(),
        places: places(brief, &findings),
    };
    groups.into_iter().map(told).collect()
}

/// Each page on which some of the findings are told, with how many.
fn places(brief: &Brief<'_>, findings: &[&Finding]) -> Vec<Link> {
    let mut homes: Vec<(Home<'_>, usize)> = Vec::new();
    for finding in findings {
        let home = slices::home(brief, finding);
        match homes.iter_mut().find(|(known, _)| *known == home) {
            Some((_, number)) => *number += 1,
            None => homes.push((home, 1)),
        }
    }
    let link = |(home, number): (Home<'_>, usize)| {
        let (name, href) = match home {
            Home::Month(place, month) => (brief.name(place), address::month(place, month)),
            Home::Place(place) => (brief.name(place), address::place(place)),
            Home::Overview => (brief.word("台帳", "Ledger"), address::OVERVIEW.to_owned()),
        };
        Link { text: format!("{name} {number}"), href: Some(format!("{href}#findings")) }
    };
    homes.into_iter().map(link).collect()
}

/// From the first month of which evidence is owed, or the year before the as-of date.
fn columns(brief: &Brief<'_>, months: &[MonthReport]) -> Vec<Month> {
    let starts = brief.ledger.settings.starts.map(Month::of);
    let now = Month::of(brief.as_of());
    let mut columns: Vec<Month> = months.iter().map(|month| month.month).collect();
    columns.retain(|month| starts.is_none_or(|starts| starts <= *month) && *month <= now);
    columns.sort_unstable();
    columns.dedup();
    columns.split_off(columns.len().saturating_sub(COLUMNS))
}

fn years(brief: &Brief<'_>, columns: &[Month]) -> Vec<YearHead> {
    let names: Vec<String> = columns.iter().map(|month| brief.fiscal_year(month.period().first)).collect();
    names.chunk_by(|a, b| a == b).map(|year| YearHead { name: year[0].clone(), span: year.len() }).collect()
}

fn month_name(brief: &Brief<'_>, month: Month) -> String {
    brief.month(month)
}

fn matrix_row(brief: &Brief<'_>, place: &Id, columns: &[Month], months: &[MonthReport]) -> MatrixRow {
    let cell = |column: &Month| {
        let month = months.iter().find(|month| month.month == *column && *month.place_id == **place)?;
        Some(MatrixCell {
            href: month.href.clone(),
            mark: month.mark.clone(),
            open: month.open,
            incidents: month.incidents.len(),
            sign_off: month.sign_off.mark.clone(),
        })
    };
    MatrixRow {
        place: Link { text: brief.name(place), href: Some(address::place(place)) },
        is_trustee: brief.ledger.settings.is_trustee(place),
        cells: columns.iter().map(cell).collect(),
    }
}

/// The records made last: by their commits where history tells, else by their own times.
fn recordings(brief: &Brief<'_>) -> Vec<Recording> {
    let shown = brief.ledger.records.values().filter(|record| brief.is_shown(record));
    let mut records: Vec<(&Record, Option<CommitRow>)> =
        shown.map(|record| (record, provenance::added(brief, record))).collect();
    let own = |record: &Record| (record.done_on(), record.own_times().first().map(|at| at.value));
    records.sort_by(|(a, a_commit), (b, b_commit)| {
        let seconds = |commit: &Option<CommitRow>| commit.as_ref().map(|commit| commit.seconds);
        (seconds(b_commit), own(b), &b.id).cmp(&(seconds(a_commit), own(a), &a.id))
    });
    let recording = |(record, commit): (&Record, Option<CommitRow>)| Recording {
        when: record.own_times().first().map_or_else(|| brief.date(record.done_on()), |at| brief.time(at.value)),
        place: brief.name(&record.path.place),
        what: Link { text: title(brief, record), href: Some(address::record(record)) },
        commit,
    };
    records.into_iter().take(LAST).map(recording).collect()
}

/// The kind; of an incident its title as well.
fn title(brief: &Brief<'_>, record: &Record) -> String {
    use crate::model::record::Content;
    let kind = brief.say(&labels::kind(record.kind()));
    match (record.kind(), &record.content) {
        (Kind::Incident, Content::Incident(incident)) => {
            format!("{kind}: {}", super::brief::written(&incident.title))
        }
        _ => kind,
    }
}
