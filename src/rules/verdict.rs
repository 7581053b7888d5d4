//! The verdict: made once, and shown by all.

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;

use crate::load::Loaded;
use crate::model::finding::Finding;
use crate::model::rule::Severity;

use super::bench::{Bench, Docket};
use super::form;
use super::history::{self, Past};
use super::obligation::Obligation;
use super::{art1, art3, art4, art5, art6, art7, art8, art9, close, table, waiver};

/// Everything that is owed and everything that is wrong, at a day.
#[derive(Clone, Debug)]
pub struct Verdict {
    pub as_of: Date,
    /// By duty, place and period.
    pub obligations: Vec<Obligation>,
    /// By place, date, rule, path and line.
    pub findings: Vec<Finding>,
    pub summary: Summary,
}

/// How many, and of which sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    pub records: usize,
    pub errors: usize,
    pub violations: usize,
    pub warnings: usize,
    pub waived: usize,
}

impl Summary {
    fn of(records: usize, findings: &[Finding]) -> Summary {
        let open =
            |severity| findings.iter().filter(|finding| finding.is_open() && finding.severity() == severity).count();
        Summary {
            records,
            errors: open(Severity::Error),
            violations: open(Severity::Violation),
            warnings: open(Severity::Warning),
            waived: findings.iter().filter(|finding| !finding.is_open()).count(),
        }
    }
}

/// The articles in their order, each judging on its own.
const ARTICLES: &[fn(&Bench<'_>, &mut Docket)] = &[
    art1::judge,
    art3::judge,
    art4::judge,
    art5::judge,
    art6::judge,
    art7::judge,
    art8::judge,
    art9::judge,
    table::judge,
    close::judge,
];

/// Judges a ledger as of a day, by its records alone.
pub fn judge(loaded: &Loaded, as_of: Date) -> Verdict {
    judge_with_past(loaded, None, as_of)
}

/// The errors of a part of a ledger: nothing is owed by it.
pub fn errors_of_part(loaded: &mut Loaded, as_of: Date) -> Vec<Finding> {
    loaded.ledger.settings.starts = None;
    judge(loaded, as_of).findings.into_iter().filter(|finding| finding.severity() == Severity::Error).collect()
}

/// Judges a ledger as of a day, and its past where git tells of one.
pub fn judge_with_past(loaded: &Loaded, past: Option<&Past<'_>>, as_of: Date) -> Verdict {
    let bench = Bench::new(&loaded.ledger, as_of);
    let faults = loaded.faults.iter().map(|fault| form::finding(&loaded.ledger, fault));
    let mut docket = Docket { findings: faults.collect(), obligations: Vec::new() };
    // Settings that cannot be read have been reported; nothing can be judged without them.
    if !loaded.ledger.settings.unread {
        let alone = |article: &fn(&Bench<'_>, &mut Docket)| {
            let mut docket = Docket::default();
            article(&bench, &mut docket);
            docket
        };
        let dockets: Vec<Docket> = ARTICLES.par_iter().map(alone).collect();
        dockets.into_iter().for_each(|own| docket.add(own));
        history::signatures::judge_keys(&bench, &mut docket);
        if let Some(past) = past {
            history::judge(&bench, past, &mut docket);
        }
        docket.findings.retain(|finding| is_owed(finding, loaded.ledger.settings.starts));
        waiver::apply(&bench, &mut docket);
    }
    let Docket { mut findings, mut obligations } = docket;
    findings.sort_by_cached_key(Finding::order);
    obligations.sort_by(|a, b| (a.duty, &a.place, &a.subject, a.period).cmp(&(b.duty, &b.place, &b.subject, b.period)));
    let summary = Summary::of(loaded.ledger.record_files, &findings);
    Verdict { as_of, obligations, findings, summary }
}

/// Nothing is owed of days before `starts`. An error is no debt, nor is the fault of a register's entry, which may be older, nor
/// what was done to a record.
fn is_owed(finding: &Finding, starts: Option<Date>) -> bool {
    let of_an_entry = finding.record.is_none() && finding.source.is_some();
    let of_history = finding.commit.is_some();
    finding.severity() == Severity::Error || of_an_entry || of_history || finding.date >= starts
}

impl Verdict {
    /// Findings that were made elsewhere, as a verdict to be shown.
    pub fn of_findings(as_of: Date, mut findings: Vec<Finding>) -> Verdict {
        findings.sort_by_cached_key(Finding::order);
        let summary = Summary::of(0, &findings);
        Verdict { as_of, obligations: Vec::new(), findings, summary }
    }

    /// The same verdict, told only as far as asked.
    pub fn only(mut self, wanted: impl Fn(&Finding) -> bool) -> Verdict {
        self.findings.retain(wanted);
        self.summary = Summary::of(self.summary.records, &self.findings);
        self
    }
}
