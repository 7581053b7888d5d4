//! Obligations and findings, counted once for all citations.

use std::collections::BTreeMap;

use crate::model::{Citation, Finding, Id, Month, Rule, Word};
use crate::report::brief::Brief;
use crate::report::month::Counts;
use crate::report::slices;
use crate::rules::{Duty, Standing, catalogue};

pub struct Tally<'a> {
    /// How the obligations of each duty stand at each place, and in which month the latest of each standing is told.
    pub owed: BTreeMap<Duty, BTreeMap<&'a Id, Owed>>,
    /// By the words that each finding cites, which are not always its rule's own.
    findings: BTreeMap<Citation, Vec<&'a Finding>>,
}

#[derive(Default)]
pub struct Owed {
    pub counts: Counts,
    pub latest: BTreeMap<Standing, Month>,
}

impl<'a> Tally<'a> {
    pub fn of(brief: &Brief<'a>) -> Tally<'a> {
        let mut tally = Tally { owed: BTreeMap::new(), findings: BTreeMap::new() };
        for owed in &brief.verdict.obligations {
            let at = tally.owed.entry(owed.duty).or_default().entry(&owed.place).or_default();
            at.counts = at.counts.plus(Counts::of(std::iter::once(owed.standing)));
            let month = slices::month_of(brief, owed);
            at.latest.entry(owed.standing).and_modify(|latest| *latest = month.max(*latest)).or_insert(month);
        }
        for finding in &brief.verdict.findings {
            tally.findings.entry(finding.citation).or_default().push(finding);
        }
        tally
    }

    /// The duties that rest on a citation.
    pub fn duties(citation: Citation) -> impl Iterator<Item = Duty> {
        Duty::ALL.iter().copied().filter(move |duty| duty.citation() == citation)
    }

    /// Over all places.
    pub fn counts(&self, duty: Duty) -> Counts {
        let places = self.owed.get(&duty).into_iter().flat_map(BTreeMap::values);
        places.fold(Counts::default(), |sum, owed| sum.plus(owed.counts))
    }

    pub fn findings(&self, citation: Citation) -> &[&'a Finding] {
        self.findings.get(&citation).map(Vec::as_slice).unwrap_or_default()
    }

    /// The rules that judge a citation: those that rest on it, those that look at an item of an inspection, and whichever found
    /// something that cites it.
    pub fn rules(&self, citation: Citation) -> Vec<&'static Rule> {
        let found = self.findings(citation);
        let by_item = |rule: &Rule| super::evidence::is_inspected(citation) && catalogue::looks_at_items(rule);
        let judges = |rule: &&Rule| {
            rule.citation == citation || by_item(rule) || found.iter().any(|finding| finding.rule == *rule)
        };
        catalogue::all().filter(judges).collect()
    }
}
