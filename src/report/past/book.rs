//! All commits that touched the records, made once for every page that tells of them.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::history::chronicle::Deed;
use crate::history::{Chronicle, History};
use crate::report::brief::Brief;
use crate::report::mark::Mark;

use super::commit::{self, CommitReport, Found};
use super::seal::{Holders, seal};

/// Empty where there is no history.
pub struct Book<'a> {
    /// The newest first.
    pub commits: Vec<CommitReport>,
    /// The places in the history of `commits`, in the same order.
    places: Vec<usize>,
    /// The deeds of each path, the newest first.
    deeds: BTreeMap<&'a str, Vec<&'a Deed>>,
    holders: Holders<'a>,
}

impl<'a> Book<'a> {
    pub fn of(brief: &Brief<'a>) -> Book<'a> {
        let holders = Holders::of(brief);
        let (Some(history), Some(chronicle)) = (brief.history, brief.chronicle) else {
            return Book { commits: Vec::new(), places: Vec::new(), deeds: BTreeMap::new(), holders };
        };
        let mut found: Found<'_> = BTreeMap::new();
        for finding in &brief.verdict.findings {
            if let Some(id) = &finding.commit {
                found.entry(id).or_default().push(finding);
            }
        }
        let mut deeds: BTreeMap<&str, Vec<&Deed>> = BTreeMap::new();
        for deed in &chronicle.deeds {
            deeds.entry(&deed.path).or_default().push(deed);
        }
        let places = places(brief, history, chronicle);
        let report = |at: &usize| commit::report(brief, history, &holders, &found, *at);
        Book { commits: places.par_iter().map(report).collect(), places, deeds, holders }
    }

    /// What was done to a file, the newest first.
    pub fn deeds_of(&self, path: &str) -> &[&'a Deed] {
        self.deeds.get(path).map_or(&[], Vec::as_slice)
    }

    /// How the signature of the commit at a place in the history stands.
    pub fn signature(&self, brief: &Brief<'_>, at: usize) -> Mark {
        match self.places.binary_search(&at) {
            Ok(found) => self.commits[found].signature.clone(),
            Err(_) => seal(brief, &self.holders, at).mark,
        }
    }
}

/// The commits that did something, and those of which it cannot be told.
fn places(brief: &Brief<'_>, history: &History, chronicle: &Chronicle) -> Vec<usize> {
    let did = chronicle.deeds.iter().map(|deed| deed.commit);
    let holes = (0..history.commits.len()).filter(|at| super::is_hole(brief, *at));
    let mut places: Vec<usize> = did.chain(holes).collect();
    places.sort_unstable();
    places.dedup();
    places
}
