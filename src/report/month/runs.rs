//! The runs of a month: what is owed of each day, with all that was seen of it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::report::brief::Brief;
use crate::report::mark::{Mark, Tone};
use crate::report::slices::Slice;
use crate::rules::{Duty, Obligation, Standing};

use super::entries::{Entry, entries};

/// A run that is owed, and all that was seen of it, the deciding entry last.
pub struct Run<'a> {
    pub owed: &'a Obligation,
    pub seen: Vec<Entry<'a>>,
}

/// The runs owed on single days, by day.
pub type Runs<'a> = BTreeMap<(Date, Duty), Run<'a>>;

/// The two sorts of run, in the order in which they are shown.
pub const SORTS: [Duty; 2] = [Duty::Backup, Duty::Transmission];

pub fn is_run_of_a_day(owed: &Obligation) -> bool {
    SORTS.contains(&owed.duty) && owed.period.first == owed.period.last
}

pub fn runs<'a>(brief: &Brief<'a>, slice: &Slice<'a>) -> Runs<'a> {
    let of_days = slice.obligations.iter().filter(|owed| is_run_of_a_day(owed));
    of_days
        .map(|owed| {
            let mut records: Vec<_> = owed.evidence.iter().filter_map(|id| brief.ledger.records.get(id)).collect();
            records.dedup_by_key(|record| &record.id);
            let mut seen: Vec<_> =
                records.into_iter().flat_map(|record| entries(record, owed.duty, owed.period)).collect();
            seen.sort_by_key(|entry| entry.at);
            ((owed.period.last, owed.duty), Run { owed, seen })
        })
        .collect()
}

impl Run<'_> {
    /// How it stands, in the word that tells most: what was seen, unless its time or its absence says more.
    pub fn mark(&self, brief: &Brief<'_>) -> Mark {
        let standing = brief.standing(self.owed.standing);
        match (self.owed.standing, self.seen.last()) {
            (Standing::Met, Some(last)) if self.seen.iter().any(|entry| !entry.run.is_good()) => Mark::new(
                last.run.mark(brief).map_or(Tone::Good, |mark| mark.tone),
                brief.word("再実行で正常", "ok again"),
            ),
            (Standing::Met | Standing::Failed, Some(last)) => last.run.mark(brief).unwrap_or(standing),
            (
                Standing::Met
                | Standing::Late
                | Standing::Failed
                | Standing::Missing
                | Standing::Pending
                | Standing::Waived
                | Standing::NotOwed,
                _,
            ) => standing,
        }
    }

    /// Whether the reader should look: anything but one entry, in time, that all was well.
    pub fn is_exception(&self, brief: &Brief<'_>) -> bool {
        let plain = match self.owed.standing {
            Standing::Met => self.seen.len() == 1 && self.mark(brief).tone == Tone::Good,
            Standing::Pending | Standing::NotOwed => true,
            Standing::Late | Standing::Failed | Standing::Missing | Standing::Waived => false,
        };
        !plain || self.seen.iter().any(|entry| entry.run.note().as_ref().is_some_and(|note| !note.is_empty()))
    }
}

/// バックアップ, 送信: in a table, where the whole name of the duty stands above.
pub fn sort(brief: &Brief<'_>, duty: Duty) -> String {
    if duty == Duty::Backup {
        brief.word("バックアップ", "Backup")
    } else {
        brief.word("副本送信", "Transmission")
    }
}
