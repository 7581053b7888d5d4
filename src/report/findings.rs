//! Findings as rows, and the rules behind them in full: why, what to do, and on which words they rest.

use serde::Serialize;

use crate::model::Citation;
use crate::model::finding::Finding;
use crate::model::rule::{Basis, Rule};
use crate::model::settings::Waiver;

use super::address;
use super::brief::{Brief, Link, dash, written};
use super::mark::Mark;

#[derive(Clone, Debug, Serialize)]
pub struct FindingRow {
    pub mark: Mark,
    pub open: bool,
    pub title: String,
    pub message: String,
    pub date: Option<String>,
    /// Of the explanation, on the same page.
    pub rule_anchor: String,
    pub citation: Link,
    pub basis: String,
    /// The record it speaks of: its page and its file.
    pub record: Option<Link>,
    pub line: Option<usize>,
    pub waiver: Option<Waived>,
}

/// Why an open matter is accepted for a while.
#[derive(Clone, Debug, Serialize)]
pub struct Waived {
    pub reason: String,
    pub by: String,
    pub until: String,
}

/// A rule, explained.
#[derive(Clone, Debug, Serialize)]
pub struct RuleNote {
    pub anchor: String,
    pub id: &'static str,
    pub title: String,
    pub mark: Mark,
    pub why: String,
    pub remedy: String,
    pub basis: String,
    pub citation: Link,
}

pub fn row(brief: &Brief<'_>, finding: &Finding) -> FindingRow {
    let record = finding.record.as_deref().and_then(|id| brief.record(id));
    let file = finding.path().map(|path| Link { text: path.to_owned(), href: record.map(address::record) });
    FindingRow {
        mark: brief.severity(finding.severity()),
        open: finding.is_open(),
        title: brief.say(&finding.rule.title),
        message: brief.say(&finding.message),
        date: finding.date.map(|date| brief.date(date)),
        rule_anchor: anchor(finding.rule),
        citation: brief.citation(finding.citation),
        basis: basis(brief, finding.basis),
        record: file,
        line: finding.position().map(|position| position.line),
        waiver: if finding.is_open() { None } else { waived(brief, finding) },
    }
}

/// Open ones first, each sort in the verdict's order.
pub fn rows<'f>(brief: &Brief<'_>, findings: impl Iterator<Item = &'f Finding>) -> Vec<FindingRow> {
    let mut rows: Vec<FindingRow> = findings.map(|finding| row(brief, finding)).collect();
    rows.sort_by_key(|row| !row.open);
    rows
}

pub fn anchor(rule: &Rule) -> String {
    format!("rule-{}", rule.id)
}

/// Each rule once, by what it rests on.
pub fn notes(brief: &Brief<'_>, rules: impl Iterator<Item = &'static Rule>) -> Vec<RuleNote> {
    let mut rules: Vec<&Rule> = rules.collect();
    rules.sort_by_key(|rule| (rule.citation, rule.id));
    rules.dedup_by_key(|rule| rule.id);
    rules.into_iter().map(|rule| note(brief, rule)).collect()
}

fn note(brief: &Brief<'_>, rule: &Rule) -> RuleNote {
    RuleNote {
        anchor: anchor(rule),
        id: rule.id,
        title: brief.say(&rule.title),
        mark: brief.severity(rule.severity),
        why: brief.say(&rule.why),
        remedy: brief.say(&rule.remedy),
        basis: basis(brief, rule.basis),
        citation: brief.citation(rule.citation),
    }
}

fn basis(brief: &Brief<'_>, basis: Basis) -> String {
    brief.say(&basis.label())
}

fn waived(brief: &Brief<'_>, finding: &Finding) -> Option<Waived> {
    let (place, date) = (finding.place.as_ref()?, finding.date?);
    let covers = |waiver: &&Waiver| waiver.covers(finding.rule, place, date);
    let waiver = brief.ledger.settings.waivers.iter().find(covers)?;
    Some(Waived {
        reason: written(&waiver.reason),
        by: brief.named(&waiver.approved_by),
        until: waiver.until.as_ref().map_or_else(dash, |until| brief.date(until.value)),
    })
}

/// What a citation is called, for those that lead nowhere too.
pub fn cited(brief: &Brief<'_>, citations: impl Iterator<Item = Citation>) -> Vec<Link> {
    citations.map(|citation| brief.citation(citation)).collect()
}
