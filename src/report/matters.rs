//! The findings about some registers, told together by rule, with where each is told in full.

use serde::Serialize;

use crate::model::Finding;
use crate::rules::catalogue;

use super::brief::{Brief, Link};
use super::mark::Mark;
use super::{address, homes};

#[derive(Clone, Debug, Serialize)]
pub struct Matter {
    pub mark: Mark,
    /// Leads to the rule.
    pub title: Link,
    pub open: usize,
    pub waived: usize,
    pub told: Vec<Link>,
}

/// In the order of the catalogue; rules that found nothing are left out.
pub fn matters(brief: &Brief<'_>, concerns: impl Fn(&Finding) -> bool) -> Vec<Matter> {
    let found: Vec<&Finding> = brief.verdict.findings.iter().filter(|finding| concerns(finding)).collect();
    let of_rule =
        catalogue::all().map(|rule| (rule, found.iter().copied().filter(move |finding| finding.rule == rule)));
    let some = of_rule.filter(|(_, found)| found.clone().next().is_some());
    some.map(|(rule, found)| Matter {
        mark: brief.severity(rule.severity),
        title: Link { text: brief.say(&rule.title), href: Some(address::rule(rule)) },
        open: found.clone().filter(|finding| finding.is_open()).count(),
        waived: found.clone().filter(|finding| !finding.is_open()).count(),
        told: homes::told(brief, found),
    })
    .collect()
}
