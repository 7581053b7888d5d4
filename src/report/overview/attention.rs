//! What needs attention: the open findings, told together where they are of one rule and one month.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::rule::{Rule, Severity};
use crate::model::{Finding, Month};
use crate::report::address;
use crate::report::brief::{Brief, Link};
use crate::report::mark::Mark;
use crate::report::slices::{self, Home};

/// Open findings of one rule and one month, told together.
#[derive(Clone, Debug, Serialize)]
pub struct Attention {
    pub mark: Mark,
    pub title: String,
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
        title: brief.say(&rule.title),
        month: month.0.map(|month| brief.month(month)).unwrap_or_default(),
        number: findings.len(),
        places: places(brief, &findings),
    };
    groups.into_iter().map(told).collect()
}

/// Each page on which some of the findings are told, with how many.
fn places(brief: &Brief<'_>, findings: &[&Finding]) -> Vec<Link> {
    let mut homes: Vec<(Home<'_>, usize)> = Vec::new();
    for finding in findings {
        let home = slices::home(brief, finding);
        match homes.iter_mut().find(|(known, _)| *known == home) {
            Some((_, number)) => *number += 1,
            None => homes.push((home, 1)),
        }
    }
    let link = |(home, number): (Home<'_>, usize)| {
        let (name, href) = match home {
            Home::Month(place, month) => (brief.name(place), address::month(place, month)),
            Home::Place(place) => (brief.name(place), address::place(place)),
            Home::Overview => (brief.word("台帳", "Ledger"), address::OVERVIEW.to_owned()),
        };
        Link { text: format!("{name} {number}"), href: Some(format!("{href}#findings")) }
    };
    homes.into_iter().map(link).collect()
}
