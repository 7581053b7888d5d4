//! Findings as rows, and the rules behind them in full: why, what to do, and on which words they rest.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::model::finding::Finding;
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::{Citation, Id};
use crate::rules::history::REWRITTEN;

use super::brief::{Brief, Link, dash, written};
use super::mark::Mark;
use super::past::{self, KeyRow, deed};
use super::{address, masthead};

#[derive(Clone, Debug, Serialize)]
pub struct FindingRow {
    /// On the page where it is at home.
    pub anchor: Option<String>,
    #[serde(skip)]
    pub on: Option<Date>,
    pub rule: &'static str,
    pub severity: Severity,
    pub mark: Mark,
    pub open: bool,
    pub title: String,
    pub message: String,
    /// The message in pieces: a commit that it names leads to where that is shown.
    pub parts: Vec<Link>,
    pub place: Option<String>,
    pub date: Option<String>,
    /// Of the explanation, on the same page.
    pub rule_anchor: String,
    pub citation: Link,
    pub basis: BasisTag,
    /// The record it speaks of: its page and its file.
    pub record: Option<Link>,
    pub line: Option<usize>,
    /// Where the message does not name it.
    pub commit: Option<Link>,
    /// Of a record that was rewritten: what stood there before.
    pub keys: Vec<KeyRow>,
    pub waiver: Option<Waived>,
}

/// Why an open matter is accepted for a while.
#[derive(Clone, Debug, Serialize)]
pub struct Waived {
    pub reason: String,
    pub by: String,
    pub until: String,
}

/// On what a rule rests (要領・運用基準・台帳), and the word for it.
#[derive(Clone, Debug, Serialize)]
pub struct BasisTag {
    pub kind: Basis,
    pub word: String,
}

/// A rule, explained.
#[derive(Clone, Debug, Serialize)]
pub struct RuleNote {
    pub anchor: String,
    pub id: &'static str,
    /// Leads to the catalogue.
    pub title: Link,
    pub mark: Mark,
    pub why: String,
    pub remedy: String,
    pub basis: BasisTag,
    pub citation: Link,
}

pub fn row(brief: &Brief<'_>, finding: &Finding) -> FindingRow {
    let record = finding.record.as_deref().and_then(|id| brief.record(id));
    let message = brief.say(&finding.message);
    let commit =
        finding.commit.as_deref().map(|id| Link { text: masthead::short(id), href: Some(past::href_of(brief, id)) });
    let (parts, is_named) = parts(&message, commit.as_ref());
    let file = finding.path().map(|path| Link { text: path.to_owned(), href: record.map(address::record) });
    FindingRow {
        anchor: None,
        on: finding.date,
        rule: finding.rule.id,
        severity: finding.severity(),
        mark: brief.severity(finding.severity()),
        open: finding.is_open(),
        title: brief.say(&finding.rule.title),
        message,
        parts,
        place: finding.place.as_ref().map(|place| brief.name(place)),
        date: finding.date.map(|date| brief.date(date)),
        rule_anchor: address::rule_anchor(finding.rule),
        citation: brief.citation(finding.citation),
        basis: basis(brief, finding.basis),
        record: file,
        line: finding.position().map(|position| position.line),
        commit: commit.filter(|_| !is_named),
        keys: rewritten(brief, finding),
        waiver: if finding.is_open() { None } else { waived(brief, finding) },
    }
}

/// A message with its commit as a link, and whether it names it.
fn parts(message: &str, commit: Option<&Link>) -> (Vec<Link>, bool) {
    let text = |text: &str| Link { text: text.to_owned(), href: None };
    match commit.and_then(|commit| Some((message.split_once(&commit.text)?, commit))) {
        Some(((before, after), commit)) => (vec![text(before), commit.clone(), text(after)], true),
        None => (vec![text(message)], false),
    }
}

/// What a rewriting changed, key by key.
fn rewritten(brief: &Brief<'_>, finding: &Finding) -> Vec<KeyRow> {
    let (Some(history), Some(chronicle)) = (brief.history, brief.chronicle) else {
        return Vec::new();
    };
    if finding.rule.id != REWRITTEN.id {
        return Vec::new();
    }
    let of_commit = |at: usize| Some(&history.commits[at].id) == finding.commit.as_ref();
    let mut deeds = chronicle.deeds.iter();
    let deed = deeds.find(|deed| Some(deed.path.as_str()) == finding.path() && of_commit(deed.commit));
    deed.map(|deed| deed::between(brief, deed).keys).unwrap_or_default()
}

/// Open ones first, each sort in the verdict's order.
pub fn rows<'f>(brief: &Brief<'_>, findings: impl Iterator<Item = &'f Finding>) -> Vec<FindingRow> {
    let mut rows: Vec<FindingRow> = findings.map(|finding| row(brief, finding)).collect();
    rows.sort_by_key(|row| !row.open);
    rows
}

/// The same where they are at home, each with its anchor: `f-backup-unconfirmed-05`, and `….2` for the second one of rule and day.
pub fn rows_at_home<'f>(brief: &Brief<'_>, findings: impl Iterator<Item = &'f Finding>) -> Vec<FindingRow> {
    let mut rows = rows(brief, findings);
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for row in &mut rows {
        let day = row.on.map(|on| format!("-{:02}", on.day())).unwrap_or_default();
        let anchor = format!("f-{}{day}", row.rule);
        let times = times.entry(anchor.clone()).or_default();
        *times += 1;
        row.anchor = Some(address::repeated(anchor, *times));
    }
    rows
}

/// Each rule once, by what it rests on.
pub fn notes(brief: &Brief<'_>, rules: impl Iterator<Item = &'static Rule>) -> Vec<RuleNote> {
    let mut rules: Vec<&Rule> = rules.collect();
    rules.sort_by_key(|rule| (rule.citation, rule.id));
    rules.dedup_by_key(|rule| rule.id);
    rules.into_iter().map(|rule| note(brief, rule)).collect()
}

pub fn note(brief: &Brief<'_>, rule: &Rule) -> RuleNote {
    RuleNote {
        anchor: address::rule_anchor(rule),
        id: rule.id,
        title: Link { text: brief.say(&rule.title), href: Some(address::rule(rule)) },
        mark: brief.severity(rule.severity),
        why: brief.say(&rule.why),
        remedy: brief.say(&rule.remedy),
        basis: basis(brief, rule.basis),
        citation: brief.citation(rule.citation),
    }
}

pub fn basis(brief: &Brief<'_>, basis: Basis) -> BasisTag {
    BasisTag { kind: basis, word: brief.say(&basis.label()) }
}

fn waived(brief: &Brief<'_>, finding: &Finding) -> Option<Waived> {
    waiver(brief, finding.rule, finding.place.as_ref()?, finding.date?)
}

/// What accepts a rule's findings of a place and a day.
pub fn waiver(brief: &Brief<'_>, rule: &Rule, place: &Id, date: Date) -> Option<Waived> {
    let waiver = brief.ledger.settings.waivers.iter().find(|waiver| waiver.covers(rule, place, date))?;
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
