//! The first page: what needs attention now, how each month of each place stands, what was recorded last.

pub mod attention;
mod matrix;
mod recordings;
mod upcoming;

use serde::Serialize;

use crate::model::Text;
use crate::rules::Summary;

use super::brief::Brief;
use super::findings::{self, FindingRow, RuleNote};
use super::homes::{self, Home};
use super::incident::{IncidentReport, IncidentRow};
use super::mark::{Mark, Tone};
use super::month::MonthReport;
use super::past::Book;

use attention::Attention;
use matrix::Matrix;
use recordings::Recording;
use upcoming::Upcoming;

#[derive(Clone, Debug, Serialize)]
pub struct Overview {
    /// The state of the whole ledger in a word, and in a sentence.
    pub mark: Mark,
    pub lead: String,
    pub summary: Summary,
    pub open: usize,
    pub attention: Vec<Attention>,
    pub upcoming: Vec<Upcoming>,
    pub open_incidents: Vec<IncidentRow>,
    #[serde(flatten)]
    pub matrix: Matrix,
    /// Findings of no known place.
    pub findings: Vec<FindingRow>,
    pub rules: Vec<RuleNote>,
    pub recordings: Vec<Recording>,
}

pub fn report(brief: &Brief<'_>, book: &Book<'_>, months: &[MonthReport], incidents: &[IncidentReport]) -> Overview {
    let mut open_incidents: Vec<&IncidentReport> = incidents.iter().filter(|incident| incident.is_open).collect();
    open_incidents.sort_by_key(|incident| incident.detected_at);
    let placeless = brief.verdict.findings.iter().filter(|finding| homes::home(brief, finding) == Home::Overview);
    let open = brief.verdict.findings.iter().filter(|finding| finding.is_open()).count();
    Overview {
        mark: mark(brief),
        lead: lead(brief, open, open_incidents.len()),
        summary: brief.verdict.summary,
        open,
        attention: attention::attention(brief),
        upcoming: upcoming::upcoming(brief),
        open_incidents: open_incidents.into_iter().map(|incident| incident.row.clone()).collect(),
        matrix: matrix::matrix(brief, months),
        findings: findings::rows_at_home(brief, placeless.clone()),
        rules: findings::notes(brief, placeless.map(|finding| finding.rule)),
        recordings: recordings::recordings(brief, book),
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
            "{records} records were judged: {open} open findings ({violations} violations, {errors} errors, {warnings} warnings), {waived} waived; incidents not closed: {incidents}."
        ),
    ))
}
