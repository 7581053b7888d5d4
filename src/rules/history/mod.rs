//! History (履歴): whether the records were written when and by whom they say, and whether they are all still there.
//!
//! Each commit is judged by the registers as they were before it, and by its own deeds alone. Deliberately absent: git itself, and
//! any say of mailmaps, trailers and notes.

mod authorship;
pub mod before;
mod clock;
mod closing;
mod handover;
mod integrity;
mod passwords;
mod registers;
mod rewriting;
pub mod signatures;
mod timing;

use crate::history::chronicle::{Chronicle, Deed};
use crate::history::{Commit, History};
use crate::model::finding::Finding;
use crate::model::id::Id;
use crate::model::path::{RecordPath, Slot, record_id};
use crate::model::rule::Rule;
use crate::model::source::Source;
use crate::model::text::Text;
use jiff::civil::{Date, DateTime};
use std::sync::Arc;

use super::bench::{Bench, Docket};
use before::Before;

pub use authorship::{ACT_BY_PROXY, AUTHOR_NOT_OPERATOR, AUTHOR_UNKNOWN};
pub use clock::CLOCK_SUSPECT;
pub use closing::CHANGED_AFTER_CLOSE;
pub use integrity::{INCOMPLETE, REPLACED, incompleteness};
pub use registers::{NOT_BY_MANAGER, SETTINGS_REWRITTEN};
pub use rewriting::{DELETED, REWRITTEN};
pub use timing::{BEFORE_EVENT, LATE};

/// What git tells beside the records.
#[derive(Clone, Copy)]
pub struct Past<'p> {
    pub history: &'p History,
    pub chronicle: &'p Chronicle,
    /// Heads that were published before: ids printed on paper.
    pub anchors: &'p [String],
}

/// The past before the bench.
pub struct Hearing<'h> {
    pub bench: &'h Bench<'h>,
    pub history: &'h History,
    pub chronicle: &'h Chronicle,
    pub anchors: &'h [String],
    pub before: Before,
}

/// Judges the past of a ledger.
pub fn judge(bench: &Bench<'_>, past: &Past<'_>, docket: &mut Docket) {
    let Past { history, chronicle, anchors } = *past;
    let hearing = Hearing { bench, history, chronicle, anchors, before: Before::of(history, chronicle) };
    integrity::judge(&hearing, docket);
    clock::judge(&hearing, docket);
    rewriting::judge(&hearing, docket);
    closing::judge(&hearing, docket);
    registers::judge(&hearing, docket);
    authorship::judge(&hearing, docket);
    timing::judge(&hearing, docket);
    signatures::judge(&hearing, docket);
}

impl Hearing<'_> {
    /// A moment in the ledger's time zone.
    pub fn local(&self, seconds: i64) -> Option<DateTime> {
        let timezone = &self.bench.ledger.settings.timezone;
        let moment = jiff::Timestamp::from_second(seconds).ok()?;
        Some(moment.to_zoned(timezone.clone()).datetime())
    }

    /// The committer's day.
    pub fn day(&self, commit: &Commit) -> Option<Date> {
        self.local(commit.committer.seconds).map(DateTime::date)
    }

    /// When a commit came in: by the server's clock where there is a receipt, else as its committer claims.
    pub fn came_in(&self, commit: &Commit) -> Option<DateTime> {
        self.local(commit.moment())
    }

    /// Whether who committed what when is judged of a commit.
    pub fn is_kept(&self, commit: &Commit) -> bool {
        let day = self.came_in(commit).map(DateTime::date);
        self.bench.ledger.settings.adopted.is_some_and(|adopted| day.is_some_and(|day| adopted <= day))
    }

    /// Whether a record is of a day since the ledger is kept in git.
    pub fn is_kept_day(&self, record: &RecordPath) -> bool {
        let day = record.day.unwrap_or_else(|| record.month.period().last);
        self.bench.ledger.settings.adopted.is_some_and(|adopted| adopted <= day)
    }

    /// A finding about one record, of the record's day.
    pub fn of_record(&self, rule: &'static Rule, deed: &Deed, record: &RecordPath, message: Text) -> Finding {
        Finding {
            record: record_id(&deed.path).map(str::to_owned),
            source: Some(self.source(&deed.path)),
            commit: Some(self.history.commits[deed.commit].id.clone()),
            ..Finding::of_duty(rule, self.place(&record.place), record.day, message)
        }
    }

    /// A finding about a commit, of the committer's day.
    pub fn of_commit(&self, rule: &'static Rule, commit: &Commit, message: Text) -> Finding {
        let trustee = self.bench.ledger.trustee().cloned();
        let finding = Finding::of_duty(rule, trustee, self.day(commit), message);
        Finding { commit: Some(commit.id.clone()), ..finding }
    }

    /// The folder's place; `None` where it is none.
    pub fn place(&self, folder: &Id) -> Option<Id> {
        let ledger = self.bench.ledger;
        let known = ledger.municipality(folder).is_some() || ledger.settings.is_trustee(folder);
        known.then(|| folder.clone())
    }

    /// A file by its path: as it was read, if it is still there.
    pub fn source(&self, path: &str) -> Arc<Source> {
        let ledger = self.bench.ledger;
        let record = record_id(path).and_then(|id| ledger.records.get(id)).map(|record| record.source.clone());
        record
            .or_else(|| ledger.sources.get(path).cloned())
            .unwrap_or_else(|| Arc::new(Source::new(path, String::new())))
    }
}

/// The record that a deed is about.
pub fn record_of(deed: &Deed) -> Option<RecordPath> {
    match Slot::parse(&deed.path)? {
        Slot::Record(path) => Some(path),
        Slot::Ledger | Slot::Regulation | Slot::Register(_) => None,
    }
}

/// The first digits of a commit's id, for a sentence.
pub fn short(id: &str) -> &str {
    id.get(..10).unwrap_or(id)
}
