//! What is staged, judged as the commit that it would become.

use std::collections::BTreeSet;

use crate::history::draft::draft;
use crate::history::{GitError, Repo};
use crate::load;
use crate::model::finding::Finding;
use crate::rules::history::signatures;

use super::{Now, Ruling, content, deeds};

/// Judges what is staged, to be committed by the holder of an e-mail address. It is not signed yet, and nothing is said of that.
///
/// # Errors
/// The repository cannot be read.
pub fn staged(repo: &Repo, email: &str, now: Now) -> Result<Ruling, GitError> {
    let draft = draft(repo, email, now.seconds)?;
    let mut ruling = Ruling::default();
    let changed: BTreeSet<String> = content::changed(&draft.history, 0).into_iter().map(str::to_owned).collect();
    let registers = content::registers();
    let ledger = load::load(&draft.files(repo, registers.iter())?).ledger;
    let as_of = now.day(&ledger);
    let asked: BTreeSet<String> = registers.into_iter().chain(changed.iter().cloned()).collect();
    let exists = |record: &str| draft.staged.contains_key(&format!("records/{record}.toml"));
    let errors = content::of_files(&draft.files(repo, asked.iter())?, &exists, as_of, |path| changed.contains(path));
    ruling.take(errors, |_| true);
    let is_signature = |finding: &Finding| *finding.rule == signatures::MISSING || *finding.rule == signatures::BAD;
    let mut findings = deeds::findings(repo, &draft.history, &ledger, as_of, false)?;
    findings.retain(|finding| !is_signature(finding));
    ruling.take(findings, |finding| deeds::is_refused(finding, false));
    Ok(ruling)
}
