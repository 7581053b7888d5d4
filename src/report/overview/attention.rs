//! What needs attention: the open findings, told together where they are of one rule and one month. Of a rule's findings of long ago,
//! however many months they are of, one row tells, so that ten years fit on a page.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::rule::{Rule, Severity};
use crate::model::{Finding, Month, Text};
use crate::report::brief::{Brief, Link};
use crate::report::mark::Mark;
use crate::report::{address, homes};

/// Open findings of one rule and one month, or of all months before the last two, told together.
#[derive(Clone, Debug, Serialize)]
pub struct Attention {
    pub mark: Mark,
    /// Leads to the rule.
    pub title: Link,
    pub month: String,
    pub number: usize,
    pub places: Vec<Link>,
}

/// How many months before the as-of month are told each by itself.
const RECENT: usize = 1;

/// Open findings of one rule and month, as they are told together.
pub struct Group<'f> {
    pub rule: &'static Rule,
    pub severity: Severity,
    pub findings: Vec<&'f Finding>,
}

/// Open findings by rule and month, the gravest first, then the latest.
pub fn groups<'f>(brief: &Brief<'f>) -> Vec<Group<'f>> {
    type Key = (Severity, Reverse<Option<Month>>, &'static str);
    let mut groups: BTreeMap<Key, (&'static Rule, Vec<&Finding>)> = BTreeMap::new();
    let long_ago = long_ago(brief);
    for finding in brief.verdict.findings.iter().filter(|finding| finding.is_open()) {
        let month = Reverse(finding.date.map(|date| Month::of(date).max(long_ago)));
        let group = groups.entry((finding.severity(), month, finding.rule.id));
        group.or_insert((finding.rule, Vec::new())).1.push(finding);
    }
    groups.into_iter().map(|((severity, _, _), (rule, findings))| Group { rule, severity, findings }).collect()
}

/// The same for the first page.
pub fn attention(brief: &Brief<'_>) -> Vec<Attention> {
    let told = |Group { rule, severity, findings }: Group<'_>| Attention {
        mark: brief.severity(severity),
        title: Link { text: brief.say(&rule.title), href: Some(address::rule(rule)) },
        month: months(brief, &findings),
        number: findings.len(),
        places: homes::told_by_place(brief, findings.iter().copied()),
    };
    groups(brief).into_iter().map(told).collect()
}

/// The month that stands for all that are not recent.
fn long_ago(brief: &Brief<'_>) -> Month {
    let before = |month: Month| month.period().first.yesterday().map_or(month, Month::of);
    (0..=RECENT).fold(Month::of(brief.as_of()), |month, _| before(month))
}

/// 2026年10月, or 2026年9月まで where there are several.
fn months(brief: &Brief<'_>, findings: &[&Finding]) -> String {
    let months = || findings.iter().filter_map(|finding| finding.date.map(Month::of));
    let Some(last) = months().max() else { return String::new() };
    let said = brief.month(last);
    if months().all(|month| month == last) {
        return said;
    }
    brief.say(&Text::new(format!("{said}まで"), format!("until {said}")))
}
