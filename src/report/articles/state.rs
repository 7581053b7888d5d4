//! How one citation stands.

use serde::Serialize;

use crate::explain::part::Part;
use crate::model::{Citation, Finding, Rule};
use crate::report::brief::{Brief, Link};
use crate::report::findings::{self, BasisTag};
use crate::report::mark::Mark;
use crate::report::month::{Count, Counts};
use crate::report::{address, labels};
use crate::rules::Duty;

use super::evidence::{CommitSpan, Evidence, EvidenceRow};
use super::holes::{self, Hole};
use super::marks::{Standings, mark, note};
use super::nature::Nature;
use super::tally::Tally;
use super::word::{self, ManagersWord};

#[derive(Clone, Debug, Serialize)]
pub struct CitationState {
    /// `art-3-item-1`
    pub id: String,
    #[serde(skip)]
    pub citation: Citation,
    pub label: String,
    /// The words themselves; `None` for what is this ledger's own.
    pub regulation: Option<String>,
    /// Its row of the traceability table, and the chapter of its rules.
    pub traced: String,
    pub catalogue: String,
    pub mark: Mark,
    /// What there is to know before the figures.
    pub note: Option<String>,
    pub counts: Counts,
    pub cells: Vec<Count>,
    pub open: usize,
    pub waived: usize,
    pub duties: Vec<DutyRow>,
    pub rules: Vec<RuleRow>,
    pub evidence: Vec<EvidenceRow>,
    pub commits: Option<CommitSpan>,
    pub word: Option<ManagersWord>,
    pub holes: Vec<Hole>,
    #[serde(skip)]
    pub nature: Nature,
    #[serde(skip)]
    pub standings: Standings,
}

/// A duty that rests on the citation; how often is the house's own standard.
#[derive(Clone, Debug, Serialize)]
pub struct DutyRow {
    pub duty: Duty,
    pub name: String,
    pub cadence: String,
    pub cells: Vec<Count>,
    #[serde(skip)]
    pub is_unscheduled: bool,
    #[serde(skip)]
    pub missing: usize,
}

/// A rule that judges the citation, with what it found that cites it.
#[derive(Clone, Debug, Serialize)]
pub struct RuleRow {
    pub id: &'static str,
    pub title: Link,
    pub basis: BasisTag,
    pub severity: Mark,
    pub open: usize,
    pub waived: usize,
}

pub fn state(brief: &Brief<'_>, citation: Citation, tally: &Tally<'_>, evidence: &Evidence<'_>) -> CitationState {
    let nature = Nature::of(citation);
    let found = tally.findings(citation);
    let duties: Vec<DutyRow> = Tally::duties(citation).map(|duty| duty_row(brief, duty, tally.counts(duty))).collect();
    let counts = Tally::duties(citation).fold(Counts::default(), |sum, duty| sum.plus(tally.counts(duty)));
    let rules: Vec<RuleRow> = tally.rules(citation).into_iter().map(|rule| rule_row(brief, rule, found)).collect();
    let word = word::word(brief, citation, nature.needs_word());
    let open = || found.iter().filter(|finding| finding.is_open());
    let waived = found.len() - open().count();
    let worst = open().map(|finding| finding.severity()).min();
    let standings = Standings { worst, counts, waived, records: evidence.number(brief, citation) };
    CitationState {
        id: citation.to_string(),
        citation,
        label: brief.say(&citation.label()),
        regulation: address::citation(citation),
        traced: address::traced(citation),
        catalogue: format!("{}#{}", address::RULES, Part::chapter_of(citation).id()),
        mark: mark(brief, nature, &standings, word.as_ref()),
        note: note(brief, nature, citation),
        counts,
        cells: counts.cells(brief),
        open: open().count(),
        waived,
        holes: holes::holes(brief, citation, nature, !rules.is_empty(), &duties, word.as_ref()),
        duties,
        rules,
        evidence: evidence.rows(brief, citation),
        commits: evidence.commits(brief, citation),
        word,
        nature,
        standings,
    }
}

fn duty_row(brief: &Brief<'_>, duty: Duty, counts: Counts) -> DutyRow {
    DutyRow {
        duty,
        name: brief.say(&duty.label()),
        cadence: labels::cadence_of(brief, duty, brief.as_of()),
        cells: counts.cells(brief),
        is_unscheduled: labels::is_unscheduled(brief, duty),
        missing: counts.missing,
    }
}

fn rule_row(brief: &Brief<'_>, rule: &Rule, found: &[&Finding]) -> RuleRow {
    let of = |open: bool| found.iter().filter(|finding| finding.rule == rule && finding.is_open() == open).count();
    RuleRow {
        id: rule.id,
        title: Link { text: brief.say(&rule.title), href: Some(address::rule(rule)) },
        basis: findings::basis(brief, rule.basis),
        severity: brief.severity(rule.severity),
        open: of(true),
        waived: of(false),
    }
}
