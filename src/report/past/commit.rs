//! One commit that touched the records.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::history::{Commit, History};
use crate::model::rule::Rule;
use crate::model::{Finding, Month};
use crate::report::brief::Brief;
use crate::report::findings::{self, FindingRow};
use crate::report::mark::Mark;
use crate::report::{masthead, provenance};

use super::deed::{self, DeedReport};
use super::said::clean;
use super::seal::{Holders, Worth, seal};

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
    /// What it came after is missing, and so what it did cannot be told.
    pub is_hole: bool,
    pub findings: Vec<FindingRow>,
    #[serde(skip)]
    pub deeds: Vec<DeedReport>,
    #[serde(skip)]
    pub rules: Vec<&'static Rule>,
    #[serde(skip)]
    pub worth: Worth,
    #[serde(skip)]
    pub email: String,
    /// Committed and received, in seconds.
    #[serde(skip)]
    pub moments: (i64, Option<i64>),
    /// On which it came in.
    #[serde(skip)]
    pub day: Option<Date>,
    /// On whose page it is.
    #[serde(skip)]
    pub month: Option<Month>,
}

/// The findings of each commit, by its id.
pub type Found<'a> = BTreeMap<&'a str, Vec<&'a Finding>>;

pub fn report(
    brief: &Brief<'_>,
    history: &History,
    holders: &Holders<'_>,
    found: &Found<'_>,
    at: usize,
) -> CommitReport {
    let commit = &history.commits[at];
    let same = commit.author.email.eq_ignore_ascii_case(&commit.committer.email);
    let seal = seal(brief, holders, at);
    let own: &[&Finding] = found.get(commit.id.as_str()).map_or(&[], Vec::as_slice);
    let deeds = brief.chronicle.map_or(&[] as &[_], |chronicle| chronicle.deeds_of(at));
    CommitReport {
        id: commit.id.clone(),
        short: masthead::short(&commit.id),
        anchor: super::anchor(&commit.id),
        summary: clean(&commit.summary),
        author: provenance::who(brief, &commit.author),
        committer: (!same).then(|| provenance::who(brief, &commit.committer)),
        authored: brief.moment(commit.author.seconds),
        committed: brief.moment(commit.committer.seconds),
        received: commit.received.map(|seconds| brief.moment(seconds)),
        signature: seal.mark,
        signature_note: seal.note,
        is_merge: commit.parents.len() > 1,
        is_hole: super::is_hole(brief, at),
        findings: findings::rows(brief, own.iter().copied()),
        deeds: deeds.iter().map(|deed| deed::report(brief, commit, deed)).collect(),
        rules: own.iter().map(|finding| finding.rule).collect(),
        worth: seal.worth,
        email: commit.author.email.to_ascii_lowercase(),
        moments: (commit.committer.seconds, commit.received),
        day: came_in(brief, commit),
        month: super::month_of(brief, commit.moment()),
    }
}

fn came_in(brief: &Brief<'_>, commit: &Commit) -> Option<Date> {
    brief.civil(commit.moment()).map(|moment| moment.date())
}
