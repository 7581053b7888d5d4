//! Provenance (来歴): who committed a record, and when.
//!
//! Names and times are the commit's own claims; a registered person's name stands in for the e-mail that is theirs.

use serde::Serialize;

use crate::history::{Commit, Who};
use crate::model::Text;
use crate::model::record::Record;

use super::brief::{Brief, Link};
use super::{address, labels, masthead};

/// A record and the commit that brought it in.
#[derive(Clone, Debug, Serialize)]
pub struct ProvenanceRow {
    pub anchor: String,
    /// 10月5日(月) 確認
    pub what: Link,
    /// mukawa/2026/10/05-check
    pub id: String,
    /// Earlier than the ledger was kept in git.
    pub migrated: bool,
    pub commit: Option<CommitRow>,
    pub corrections: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct CommitRow {
    pub short: String,
    pub id: String,
    pub who: String,
    pub when: String,
    pub summary: String,
    #[serde(skip)]
    pub seconds: i64,
}

pub fn row(brief: &Brief<'_>, record: &Record, shown_at: Option<String>) -> ProvenanceRow {
    let adopted = brief.ledger.settings.adopted;
    let kind = labels::kind(record.kind());
    let what = match record.path.day {
        Some(day) => {
            let day = (brief.day(day), brief.say(&kind));
            format!("{} {}", day.0, day.1)
        }
        None => brief.say(&kind),
    };
    ProvenanceRow {
        anchor: address::record_anchor(record),
        what: Link { text: what, href: shown_at },
        id: record.id.clone(),
        migrated: adopted.is_some_and(|adopted| record.done_on() < adopted),
        commit: added(brief, record),
        corrections: record.corrections.len(),
    }
}

/// The commit that brought the record in.
pub fn added(brief: &Brief<'_>, record: &Record) -> Option<CommitRow> {
    let commit = brief.history?.added(&record.source.path)?;
    Some(commit_row(brief, commit))
}

/// Every commit that touched the record, the first one first.
pub fn touched(brief: &Brief<'_>, record: &Record) -> Vec<CommitRow> {
    let Some(history) = brief.history else {
        return Vec::new();
    };
    let mut at: Vec<usize> = history.changes_of(&record.source.path).map(|change| change.commit).collect();
    at.dedup();
    at.into_iter().rev().map(|at| commit_row(brief, &history.commits[at])).collect()
}

fn commit_row(brief: &Brief<'_>, commit: &Commit) -> CommitRow {
    let (author, committer) = (who(brief, &commit.author), who(brief, &commit.committer));
    let who = if commit.author.email.eq_ignore_ascii_case(&commit.committer.email) {
        author
    } else {
        brief.say(&Text::new(format!("{author}(登録 {committer})"), format!("{author} (committed by {committer})")))
    };
    CommitRow {
        short: masthead::short(&commit.id),
        id: commit.id.clone(),
        who,
        when: brief.moment(commit.committer.seconds),
        summary: commit.summary.clone(),
        seconds: commit.committer.seconds,
    }
}

pub fn who(brief: &Brief<'_>, who: &Who) -> String {
    let theirs = |email: &str| email.eq_ignore_ascii_case(&who.email);
    let mut people = brief.ledger.people.iter();
    let registered = people.find(|person| person.emails.iter().any(|email| theirs(&email.value)));
    registered.map_or_else(|| who.name.clone(), |person| brief.name(&person.id.value))
}
