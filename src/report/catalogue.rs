//! The catalogue of the rules, by the part of the regulation that each rests on, with how many findings each has and where they are told.

use serde::Serialize;

use crate::explain::part::Part;
use crate::model::{Finding, Rule};

use super::address;
use super::brief::{Brief, Link};
use super::findings::{self, RuleNote};
use super::homes;

#[derive(Clone, Debug, Serialize)]
pub struct Catalogue {
    pub rules: usize,
    pub open: usize,
    pub waived: usize,
    pub parts: Vec<PartRules>,
}

/// An article, the appended table, the supplementary provisions, or the ledger's own rules.
#[derive(Clone, Debug, Serialize)]
pub struct PartRules {
    pub anchor: String,
    pub title: String,
    /// The words of the regulation; `None` for what is this ledger's own.
    pub regulation: Option<String>,
    pub open: usize,
    pub rules: Vec<RuleEntry>,
}

#[derive(Clone, Debug, Serialize)]
pub struct RuleEntry {
    #[serde(flatten)]
    pub note: RuleNote,
    pub open: usize,
    pub waived: usize,
    /// Where the open ones are told, and the waived ones.
    pub told_open: Vec<Link>,
    pub told_waived: Vec<Link>,
}

pub fn report(brief: &Brief<'_>) -> Catalogue {
    let parts: Vec<PartRules> = Part::chapters().map(|part| part_rules(brief, part)).collect();
    let rules = || parts.iter().flat_map(|part| &part.rules);
    Catalogue {
        rules: rules().count(),
        open: rules().map(|rule| rule.open).sum(),
        waived: rules().map(|rule| rule.waived).sum(),
        parts: parts.into_iter().filter(|part| !part.rules.is_empty()).collect(),
    }
}

fn part_rules(brief: &Brief<'_>, part: Part) -> PartRules {
    let rules: Vec<RuleEntry> = part.rules().map(|rule| entry(brief, rule)).collect();
    PartRules {
        anchor: part.id(),
        title: brief.say(&part.label()),
        regulation: address::part(part),
        open: rules.iter().map(|rule| rule.open).sum(),
        rules,
    }
}

fn entry(brief: &Brief<'_>, rule: &Rule) -> RuleEntry {
    let of_rule: Vec<&Finding> = brief.verdict.findings.iter().filter(|finding| finding.rule == rule).collect();
    let (open, waived): (Vec<&Finding>, Vec<&Finding>) = of_rule.into_iter().partition(|finding| finding.is_open());
    RuleEntry {
        note: findings::note(brief, rule),
        open: open.len(),
        waived: waived.len(),
        told_open: homes::told(brief, open.into_iter()),
        told_waived: homes::told(brief, waived.into_iter()),
    }
}
