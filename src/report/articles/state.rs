//! How one citation stands, and how a whole chapter does.

use serde::Serialize;

use crate::explain::part::Part;
use crate::model::rule::Severity;
use crate::model::{Citation, Finding, Rule};
use crate::report::brief::{Brief, Link};
use crate::report::findings::{self, BasisTag};
use crate::report::mark::{Mark, Tone};
use crate::report::month::{Count, Counts};
use crate::report::{address, labels};
use crate::rules::Duty;

use super::evidence::{CommitSpan, Evidence, EvidenceRow};
use super::holes::{self, Hole};
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
    nature: Nature,
    #[serde(skip)]
    worst: Option<Severity>,
    #[serde(skip)]
    records: usize,
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

/// An article with all its paragraphs and items, or the appended table: in sum.
#[derive(Clone, Debug, Serialize)]
pub struct ChapterState {
    /// `art-6`, `table`
    pub id: String,
    pub label: String,
    pub traced: String,
    pub catalogue: String,
    pub mark: Mark,
    pub counts: Counts,
    pub cells: Vec<Count>,
    pub open: usize,
    pub waived: usize,
    /// More than one citation is summed up.
    pub is_sum: bool,
}

pub fn state(brief: &Brief<'_>, citation: Citation, tally: &Tally<'_>, evidence: &Evidence<'_>) -> CitationState {
    let nature = Nature::of(citation);
    let found = tally.findings(citation);
    let duties: Vec<DutyRow> = Tally::duties(citation).map(|duty| duty_row(brief, duty, tally.counts(duty))).collect();
    let counts = Tally::duties(citation).fold(Counts::default(), |sum, duty| sum.plus(tally.counts(duty)));
    let rules: Vec<RuleRow> = tally.rules(citation).into_iter().map(|rule| rule_row(brief, rule, found)).collect();
    let word = word::word(brief, citation, nature.needs_word());
    let open = || found.iter().filter(|finding| finding.is_open());
    let (worst, records) = (open().map(|finding| finding.severity()).min(), evidence.number(brief, citation));
    let waived = found.len() - open().count();
    CitationState {
        id: citation.to_string(),
        citation,
        label: brief.say(&citation.label()),
        regulation: address::citation(citation),
        traced: address::traced(citation),
        catalogue: format!("{}#{}", address::RULES, Part::chapter_of(citation).id()),
        mark: mark(brief, nature, worst, counts, waived, records, word.as_ref()),
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
        worst,
        records,
    }
}

/// All citations of a chapter together; what only the manager's word speaks of makes it no better.
pub fn whole(brief: &Brief<'_>, part: Part, citations: &[CitationState]) -> ChapterState {
    let counts = citations.iter().fold(Counts::default(), |sum, state| sum.plus(state.counts));
    let (open, waived) = (citations.iter().map(|own| own.open).sum(), citations.iter().map(|own| own.waived).sum());
    let mark = match citations {
        [only] => only.mark.clone(),
        several => {
            let same = several.iter().all(|own| own.nature == several[0].nature).then_some(several[0].nature);
            let nature = same.filter(|nature| *nature == Nature::Definition).unwrap_or(Nature::Judged);
            let worst = several.iter().filter_map(|own| own.worst).min();
            let records = several.iter().map(|own| own.records).sum();
            let mark = mark(brief, nature, worst, counts, waived, records, None);
            let undeclared = several.iter().any(|own| own.word.as_ref().is_some_and(|word| !word.is_given));
            if undeclared && mark.tone < Tone::Look {
                brief.mark(Tone::Look, "申告なしの項あり", "partly not declared")
            } else {
                mark
            }
        }
    };
    ChapterState {
        id: part.id(),
        label: brief.say(&part.label()),
        traced: format!("{}#{}", address::MATRIX, part.id()),
        catalogue: format!("{}#{}", address::RULES, part.id()),
        mark,
        counts,
        cells: counts.cells(brief),
        open,
        waived,
        is_sum: citations.len() > 1,
    }
}

/// What is open weighs most, then how the obligations stand. Where nothing was recorded, nothing is called good.
fn mark(
    brief: &Brief<'_>,
    nature: Nature,
    worst: Option<Severity>,
    counts: Counts,
    waived: usize,
    records: usize,
    word: Option<&ManagersWord>,
) -> Mark {
    match worst {
        Some(Severity::Error | Severity::Violation) => return brief.mark(Tone::Bad, "要対応", "act"),
        Some(Severity::Warning) => return brief.mark(Tone::Look, "要確認", "look"),
        None => {}
    }
    match nature {
        Nature::Definition => brief.mark(Tone::None, "定義", "definition"),
        Nature::Municipalities => brief.mark(Tone::None, "関係町村の責務", "the municipalities' own care"),
        Nature::Whole => brief.mark(Tone::None, "各項による", "told by its paragraphs"),
        Nature::Word => {
            word.map_or_else(|| brief.mark(Tone::Look, "申告なし", "not declared"), |word| word.mark.clone())
        }
        Nature::Judged | Nature::Partly => judged(brief, counts, waived, records),
    }
}

fn judged(brief: &Brief<'_>, counts: Counts, waived: usize, records: usize) -> Mark {
    let due = counts.owed - counts.pending;
    match () {
        () if brief.ledger.settings.unread => brief.mark(Tone::Wait, "判定できません", "cannot be judged"),
        () if counts.failed + counts.late > 0 => brief.mark(Tone::Look, "異常・遅れあり", "trouble seen"),
        () if counts.waived + waived > 0 => brief.mark(Tone::Look, "承認あり", "waived in part"),
        () if counts.owed > 0 && due == 0 => brief.mark(Tone::Wait, "期限前", "not due yet"),
        () if due == 0 && records == 0 => brief.mark(Tone::None, "記録なし", "nothing recorded"),
        () => brief.mark(Tone::Good, "適正", "good"),
    }
}

fn note(brief: &Brief<'_>, nature: Nature, citation: Citation) -> Option<String> {
    match (nature, citation) {
        (Nature::Definition, Citation::Article { item: None, .. }) => Some(brief.word(
            "言葉の意味を定めるもので、義務の定めはありません。",
            "It says what words mean; nothing is owed by it.",
        )),
        (Nature::Word, _) => Some(brief.word("機械では確かめられません。", "No machine can see it.")),
        (Nature::Partly, _) => Some(brief.word(
            "記録に表れた漏えいのほかは、機械では確かめられません。",
            "Beyond what the records show to have leaked, no machine can see it.",
        )),
        (Nature::Municipalities, _) => Some(brief.word(
            "端末機の管理は関係町村が行い、受託町は記録しません。",
            "The municipalities see to their own terminals; the trustee keeps no record of them.",
        )),
        (Nature::Judged, Citation::Article { article: 1, .. }) => Some(brief.word(
            "趣旨を定めるもので、受託の期間の外の記録がないかを確かめます。",
            "It says what the regulation is for; judged is that no record lies outside the entrustment.",
        )),
        (Nature::Judged, Citation::Supplementary) => Some(
            brief.word("施行前の記録がないかを確かめます。", "Judged is that no record is older than the regulation."),
        ),
        (Nature::Definition | Nature::Judged | Nature::Whole, _) => None,
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
