//! What differs between two versions of a ledger, as of one day: records, findings new and resolved, duties that stand otherwise.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::history::chronicle::Deed;
use crate::model::finding::Finding;
use crate::rules::{Obligation, Standing, Summary, words};

use super::brief::Brief;
use super::findings::{self, FindingRow};
use super::mark::Mark;
use super::past::deed::{self, DeedReport};

#[derive(Clone, Debug, Serialize)]
pub struct Changes {
    pub files: Vec<DeedReport>,
    pub new: Vec<FindingRow>,
    pub resolved: Vec<FindingRow>,
    pub duties: Vec<DutyChange>,
    pub before: Summary,
    pub after: Summary,
}

/// A thing owed that stands otherwise; `None` where it was not owed, or no longer is.
#[derive(Clone, Debug, Serialize)]
pub struct DutyChange {
    /// ○○町 2026年10月5日(月) 自動バックアップの確認
    pub what: String,
    pub before: Option<Mark>,
    pub after: Option<Mark>,
}

/// Compares two versions; `deeds` are the files that differ.
pub fn changes(before: &Brief<'_>, after: &Brief<'_>, deeds: &[Deed]) -> Changes {
    let missing_in = |others: &[Finding], finding: &Finding| {
        !others.iter().any(|other| other.is_open() && key(other) == key(finding))
    };
    let only = |brief: &Brief<'_>, others: &[Finding]| {
        let own = brief.verdict.findings.iter().filter(|finding| finding.is_open());
        findings::rows(brief, own.filter(|finding| missing_in(others, finding)))
    };
    Changes {
        files: deeds.iter().map(|deed| deed::between(after, deed)).collect(),
        new: only(after, &before.verdict.findings),
        resolved: only(before, &after.verdict.findings),
        duties: duties(before, after),
        before: before.verdict.summary,
        after: after.verdict.summary,
    }
}

/// What makes two findings the same one, wherever its line has moved.
fn key(finding: &Finding) -> impl PartialEq + use<> {
    let record = finding.record.clone();
    (finding.rule.id, finding.place.clone(), finding.date, record, finding.commit.clone(), finding.message.en.clone())
}

fn duties(before: &Brief<'_>, after: &Brief<'_>) -> Vec<DutyChange> {
    fn standings<'v>(brief: &Brief<'v>) -> BTreeMap<impl Ord + use<'v>, &'v Obligation> {
        let key = |owed: &'v Obligation| (owed.place.clone(), owed.period, owed.duty, owed.subject.clone());
        brief.verdict.obligations.iter().map(|owed| (key(owed), owed)).collect()
    }
    let (old, new) = (standings(before), standings(after));
    let stands = |owed: Option<&&Obligation>| owed.map(|owed| owed.standing).filter(|it| *it != Standing::NotOwed);
    let mut changes = Vec::new();
    let gone = old.iter().filter(|(key, _)| !new.contains_key(key)).map(|(key, owed)| (key, *owed, before));
    for (key, owed, brief) in new.iter().map(|(key, owed)| (key, *owed, after)).chain(gone) {
        let (was, is) = (stands(old.get(key)), stands(new.get(key)));
        if was != is {
            let mark = |standing: Standing| brief.standing(standing);
            changes.push(DutyChange { what: what(brief, owed), before: was.map(mark), after: is.map(mark) });
        }
    }
    changes
}

fn what(brief: &Brief<'_>, owed: &Obligation) -> String {
    let subject = owed.subject.as_ref().map(|id| format!(" {}", brief.name(id))).unwrap_or_default();
    let (place, period) = (brief.name(&owed.place), brief.say(&words::period(owed.period)));
    format!("{place} {period} {}{subject}", brief.say(&owed.duty.label()))
}
