//! Provenance (来歴): who committed a record, and when.
//!
//! Names and times are the commit's own claims; a registered person's name stands in for the e-mail that is theirs.

use serde::Serialize;

use crate::history::Who;
use crate::model::Text;
use crate::model::record::Record;

use super::brief::{Brief, Link, clock};
use super::mark::Mark;
use super::past::said::clean;
use super::past::{self, Book, deed};
use super::{address, labels, masthead};

/// The records of a month and the commits that brought them in.
#[derive(Clone, Debug, Serialize)]
pub struct ProvenanceTable {
    pub rows: Vec<ProvenanceRow>,
    /// Where all commits are signed alike, that is said once.
    pub alike: Option<Mark>,
    /// Whether the server's receipts tell of any of them.
    pub has_received: bool,
}

/// A record and the commit that brought it in.
#[derive(Clone, Debug, Serialize)]
pub struct ProvenanceRow {
    pub anchor: String,
    /// 10月5日(月) 確認
    pub what: Link,
    /// Earlier than the ledger was kept in git.
    pub migrated: bool,
    pub commit: Option<CommitRow>,
    /// From the day recorded to the commit.
    pub lag: Option<String>,
    pub corrections: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct CommitRow {
    pub short: String,
    pub id: String,
    /// Where it is shown.
    pub href: String,
    pub who: String,
    /// Claimed.
    pub when: String,
    /// Witnessed by the server.
    pub received: Option<String>,
    pub signature: Mark,
    pub summary: String,
    #[serde(skip)]
    pub seconds: (i64, Option<i64>),
}

/// The records in their order; `shown_at` is where on the page one's own words are.
pub fn table(
    brief: &Brief<'_>,
    book: &Book<'_>,
    records: &[&Record],
    shown_at: impl Fn(&Record) -> Option<String>,
) -> ProvenanceTable {
    let rows: Vec<ProvenanceRow> = records.iter().map(|record| row(brief, book, record, shown_at(record))).collect();
    let commits = || rows.iter().filter_map(|row| row.commit.as_ref());
    let first = commits().next().map(|commit| commit.signature.clone());
    let alike = first.filter(|first| commits().all(|commit| commit.signature.word == first.word));
    ProvenanceTable { alike, has_received: commits().any(|commit| commit.received.is_some()), rows }
}

fn row(brief: &Brief<'_>, book: &Book<'_>, record: &Record, shown_at: Option<String>) -> ProvenanceRow {
    let adopted = brief.ledger.settings.adopted;
    let kind = brief.say(&labels::kind(record.kind()));
    let what = record.path.day.map_or_else(|| kind.clone(), |day| format!("{} {kind}", brief.day(day)));
    let migrated = adopted.is_some_and(|adopted| record.done_on() < adopted);
    let at = brief.history.and_then(|history| history.added_at(&record.source.path));
    let commit = at.and_then(|at| Some(&brief.history?.commits[at]));
    ProvenanceRow {
        anchor: address::record_anchor(record),
        what: Link { text: what, href: shown_at },
        migrated,
        lag: commit.filter(|_| !migrated).and_then(|commit| deed::lag(brief, commit, &record.source.path)),
        commit: at.and_then(|at| commit_row(brief, book, at)).map(|commit| abridged(brief, record, commit)),
        corrections: record.corrections.len(),
    }
}

/// Without the day or the year where it is the record's, and of what was received on the same day the hour alone.
fn abridged(brief: &Brief<'_>, record: &Record, mut row: CommitRow) -> CommitRow {
    let (committed, received) = row.seconds;
    let Some(committed) = brief.civil(committed) else { return row };
    if Some(committed.date()) == record.path.day {
        row.when = clock(committed);
    } else if committed.year() == record.path.month.year() {
        row.when = brief.day_and_clock(committed);
    }
    if let Some(received) = received.and_then(|received| brief.civil(received)) {
        let same_day = received.date() == committed.date();
        row.received = Some(if same_day { clock(received) } else { brief.time(received) });
    }
    row
}

/// The commit that brought the record in.
pub fn added(brief: &Brief<'_>, book: &Book<'_>, record: &Record) -> Option<CommitRow> {
    commit_row(brief, book, brief.history?.added_at(&record.source.path)?)
}

/// When the record was committed, as its committer claims.
pub fn seconds(brief: &Brief<'_>, record: &Record) -> Option<i64> {
    brief.history?.added(&record.source.path).map(|commit| commit.committer.seconds)
}

/// The commit at a place in the history.
pub fn commit_row(brief: &Brief<'_>, book: &Book<'_>, at: usize) -> Option<CommitRow> {
    let commit = brief.history?.commits.get(at)?;
    let (author, committer) = (who(brief, &commit.author), who(brief, &commit.committer));
    let who = if commit.author.email.eq_ignore_ascii_case(&commit.committer.email) {
        author
    } else {
        brief.say(&Text::new(format!("{author}(登録 {committer})"), format!("{author} (committed by {committer})")))
    };
    Some(CommitRow {
        short: masthead::short(&commit.id),
        id: commit.id.clone(),
        href: past::href(brief, at),
        who,
        when: brief.moment(commit.committer.seconds),
        received: commit.received.map(|seconds| brief.moment(seconds)),
        signature: book.signature(brief, at),
        summary: clean(&commit.summary),
        seconds: (commit.committer.seconds, commit.received),
    })
}

/// A person by the register; of anybody else what the commit says.
pub fn who(brief: &Brief<'_>, who: &Who) -> String {
    let theirs = |email: &str| email.eq_ignore_ascii_case(&who.email);
    let mut people = brief.ledger.people.iter();
    let registered = people.find(|person| person.emails.iter().any(|email| theirs(&email.value)));
    registered.map_or_else(|| stranger(who), |person| brief.name(&person.id.value))
}

fn stranger(who: &Who) -> String {
    format!("{} <{}>", clean(&who.name), clean(&who.email)).trim_start().to_owned()
}
