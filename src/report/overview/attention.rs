//! What needs attention: the open findings, told together where they are of one rule and one month.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::rule::{Rule, Severity};
use crate::model::{Finding, Month};
use crate::report::brief::{Brief, Link};
use crate::report::mark::Mark;
use crate::report::{address, homes};

/// Open findings of one rule and one month, told together.
#[derive(Clone, Debug, Serialize)]
pub struct Attention {
    pub mark: Mark,
    /// Leads to the rule.
    pub title: Link,
    pub month: String,
    pub number: usize,
    pub places: Vec<Link>,
}

/// Open findings by rule and month, the gravest first, then the latest.
pub fn attention(brief: &Brief<'_>) -> Vec<Attention> {
    type Group<'a> = (Severity, Reverse<Option<Month>>, &'static str);
    let mut groups: BTreeMap<Group<'_>, (&'static Rule, Vec<&Finding>)> = BTreeMap::new();
    for finding in brief.verdict.findings.iter().filter(|finding| finding.is_open()) {
        let month = Reverse(finding.date.map(Month::of));
        let group = groups.entry((finding.severity(), month, finding.rule.id));
        group.or_insert((finding.rule, Vec::new())).1.push(finding);
    }
    let told = |((severity, month, _), (rule, findings)): (Group<'_>, (&Rule, Vec<&Finding>))| Attention {
        mark: brief.severity(severity),
        title: Link { text: brief.say(&rule.title), href: Some(address::rule(rule)) },
        month: month.0.map(|month| brief.month(month)).unwrap_or_default(),
        number: findings.len(),
        places: homes::told_of_a_month(brief, findings.iter().copied()),
    };
    groups.into_iter().map(told).collect()
}
