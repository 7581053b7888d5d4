//! The history as its readers see it: each commit that touched the records, what it did key by key, and what backs it.
//!
//! Times are told apart by who says so: the author and the committer claim theirs, the server's receipt witnesses one.

pub mod deed;

use serde::Serialize;

use crate::history::chronicle::{Chronicle, Deed};
use crate::history::{Commit, History, Signature};
use crate::model::{Month, Text};
use crate::rules::history::before::people;

use super::brief::Brief;
use super::findings::{self, FindingRow};
use super::mark::{Mark, Tone};
use super::{masthead, provenance};
pub use deed::{DeedReport, KeyRow};

/// One commit that touched the records.
#[derive(Clone, Debug, Serialize)]
pub struct CommitReport {
    pub id: String,
    pub short: String,
    /// `c-6b1c0d2e3f`
    pub anchor: String,
    pub summary: String,
    pub author: String,
    /// Where another than the author committed.
    pub committer: Option<String>,
    /// Claimed.
    pub authored: String,
    /// Claimed.
    pub committed: String,
    /// Witnessed by the server.
    pub received: Option<String>,
    pub signature: Mark,
    /// Whose key, or why it cannot be relied on.
    pub signature_note: String,
    pub is_merge: bool,
    pub deeds: Vec<DeedReport>,
    pub findings: Vec<FindingRow>,
    /// In which it came in.
    #[serde(skip)]
    pub month: Option<Month>,
}

/// Every commit that touched the records, the newest first.
pub fn commits(brief: &Brief<'_>) -> Vec<CommitReport> {
    let (Some(history), Some(chronicle)) = (brief.history, brief.chronicle) else {
        return Vec::new();
    };
    let by_commit = chronicle.deeds.chunk_by(|a, b| a.commit == b.commit);
    by_commit.map(|deeds| commit(brief, history, chronicle, deeds)).collect()
}

fn commit(brief: &Brief<'_>, history: &History, chronicle: &Chronicle, deeds: &[Deed]) -> CommitReport {
    let at = deeds[0].commit;
    let commit = &history.commits[at];
    let same = commit.author.email.eq_ignore_ascii_case(&commit.committer.email);
    let (signature, signature_note) = signature(brief, chronicle.signatures.get(at).unwrap_or(&Signature::Missing));
    let own = brief.verdict.findings.iter().filter(|finding| finding.commit.as_deref() == Some(&commit.id));
    CommitReport {
        id: commit.id.clone(),
        short: masthead::short(&commit.id),
        anchor: anchor(&commit.id),
        summary: commit.summary.clone(),
        author: provenance::who(brief, &commit.author),
        committer: (!same).then(|| provenance::who(brief, &commit.committer)),
        authored: brief.moment(commit.author.seconds),
        committed: brief.moment(commit.committer.seconds),
        received: commit.received.map(|seconds| brief.moment(seconds)),
        signature,
        signature_note,
        is_merge: commit.parents.len() > 1,
        deeds: deeds.iter().map(|deed| deed::report(brief, commit, deed)).collect(),
        findings: findings::rows(brief, own),
        month: brief.civil(commit.moment()).map(|moment| Month::of(moment.date())),
    }
}

/// Of a commit, on the page of its month.
pub fn anchor(id: &str) -> String {
    format!("c-{}", masthead::short(id))
}

fn signature(brief: &Brief<'_>, signature: &Signature) -> (Mark, String) {
    match signature {
        Signature::Missing => (brief.mark(Tone::None, "署名なし", "not signed"), String::new()),
        Signature::Good(key) => {
            let holders = brief.ledger.people.iter().filter(|person| {
                person.keys.iter().any(|own| crate::rules::history::signatures::public(own).as_ref() == Some(key))
            });
            let names: Vec<String> = holders.map(|person| brief.name(&person.id.value)).collect();
            let print = key.fingerprint();
            if names.is_empty() {
                let note = brief.say(&Text::new(format!("登録のない鍵 {print}"), format!("a key of nobody: {print}")));
                return (brief.mark(Tone::Look, "本人不明", "unknown key"), note);
            }
            (brief.mark(Tone::Good, "有効", "good"), format!("{} {print}", names.join(brief.comma())))
        }
        Signature::Bad(flaw) => (brief.mark(Tone::Bad, "無効", "bad"), brief.say(&flaw.text())),
        Signature::Unverifiable(what) => {
            (brief.mark(Tone::Wait, "検証できません", "cannot be checked"), brief.say(&what.text()))
        }
    }
}

/// Whether a commit is by the holder of an e-mail address of this ledger.
pub fn is_known(brief: &Brief<'_>, commit: &Commit) -> bool {
    !people(brief.ledger, &commit.author.email).is_empty()
}
