//! What the commits of a push did to what was there.

use jiff::civil::Date;

use crate::history::{GitError, History, Repo, chronicle};
use crate::load::Loaded;
use crate::model::finding::Finding;
use crate::model::ledger::Ledger;
use crate::model::rule::{Rule, Severity};
use crate::rules::history::{AUTHOR_UNKNOWN, DELETED, NOT_BY_MANAGER, REWRITTEN, signatures};
use crate::rules::{Past, judge_with_past};

/// The findings of history, judged by the registers of the ledger as it would be. What the settings asked for before the push
/// holds for all of it.
pub fn findings(
    repo: &Repo,
    history: &History,
    ledger: &Ledger,
    as_of: Date,
    signatures_required: bool,
) -> Result<Vec<Finding>, GitError> {
    let chronicle = chronicle::read(repo, history, &ledger.settings.timezone)?;
    let mut loaded = Loaded { ledger: ledger.clone(), faults: Vec::new() };
    loaded.ledger.settings.starts = None;
    let past = Past { history, chronicle: &chronicle, anchors: &[] };
    let mut findings = judge_with_past(&loaded, Some(&past), as_of).findings;
    findings.retain(|finding| finding.commit.is_some());
    if signatures_required {
        findings.retain(|finding| *finding.rule != signatures::MISSING);
        findings.extend(signatures::unsigned(history, &chronicle));
    }
    Ok(findings)
}

/// Whether a push is refused for it. What is late or done by proxy is let in: it is true, and stays visible.
pub fn is_refused(finding: &Finding, signatures_required: bool) -> bool {
    const ALWAYS: [&Rule; 4] = [&DELETED, &REWRITTEN, &AUTHOR_UNKNOWN, &NOT_BY_MANAGER];
    const SIGNATURES: [&Rule; 2] = [&signatures::MISSING, &signatures::BAD];
    finding.severity() == Severity::Error
        || ALWAYS.contains(&finding.rule)
        || signatures_required && SIGNATURES.contains(&finding.rule)
}
