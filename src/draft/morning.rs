//! The morning's checks: which runs each town still owes, when such a run usually ends, and the record that comes of it.

use jiff::civil::{Date, DateTime, Time};

use crate::model::record::{Content, Record};
use crate::model::{Id, Ledger};
use crate::rules::{Duty, Standing, Verdict};

use super::text::{Draft, Pairs, get};

/// A nightly backup, or a transmission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    Backup,
    Transmission,
}

impl Sort {
    pub const ALL: [Sort; 2] = [Sort::Backup, Sort::Transmission];

    /// The table in a check.
    pub fn word(self) -> &'static str {
        match self {
            Sort::Backup => "backup",
            Sort::Transmission => "transmission",
        }
    }

    /// The key of the time at which it ended.
    pub fn time(self) -> &'static str {
        match self {
            Sort::Backup => "finished_at",
            Sort::Transmission => "sent_at",
        }
    }

    fn duty(self) -> Duty {
        match self {
            Sort::Backup => Duty::Backup,
            Sort::Transmission => Duty::Transmission,
        }
    }
}

/// One run, and what is said of it.
#[derive(Clone, Debug)]
pub struct Entry {
    pub sort: Sort,
    pub run: Date,
    pub said: Pairs,
}

/// A town with the runs that nobody has confirmed yet.
#[derive(Clone, Debug)]
pub struct Town {
    pub place: Id,
    pub entries: Vec<Entry>,
}

/// Every run up to yesterday that is not confirmed, by town in the register's order.
pub fn owed(ledger: &Ledger, verdict: &Verdict, today: Date) -> Vec<Town> {
    let open = |standing: Standing| matches!(standing, Standing::Pending | Standing::Missing);
    let town = |place: &Id| {
        let runs = |sort: Sort| {
            let owed = verdict.obligations.iter().filter(move |owed| {
                owed.duty == sort.duty() && owed.place == *place && open(owed.standing) && owed.period.last < today
            });
            owed.map(move |owed| Entry { sort, run: owed.period.last, said: Vec::new() })
        };
        Town { place: place.clone(), entries: Sort::ALL.into_iter().flat_map(runs).collect() }
    };
    let towns = ledger.entrusting().map(|own| town(&own.id.value));
    towns.filter(|town| !town.entries.is_empty()).collect()
}

/// The middle of the times at which the last thirty such runs of a town ended, on the run's own day.
pub fn usual(ledger: &Ledger, place: &Id, sort: Sort, run: Date) -> Option<DateTime> {
    let mut known: Vec<(Date, i64)> = ledger
        .records
        .values()
        .filter(|record| record.path.place == *place)
        .flat_map(|record| ended(record, sort))
        .collect();
    known.sort_unstable();
    let mut last: Vec<i64> = known.iter().rev().take(30).map(|(_, minutes)| *minutes).collect();
    last.sort_unstable();
    let middle = *last.get(last.len() / 2)?;
    run.to_datetime(Time::midnight()).checked_add(jiff::Span::new().minutes(middle)).ok()
}

/// Each run's day and the minutes from its beginning to the end of the run.
fn ended(record: &Record, sort: Sort) -> Vec<(Date, i64)> {
    let Content::Check(check) = &record.content else { return Vec::new() };
    let times: Vec<(Option<Date>, Option<DateTime>)> = match sort {
        Sort::Backup => check
            .backups
            .iter()
            .map(|own| (own.run.as_ref().map(|at| at.value), own.finished_at.as_ref().map(|at| at.value)))
            .collect(),
        Sort::Transmission => check
            .transmissions
            .iter()
            .map(|own| (own.run.as_ref().map(|at| at.value), own.sent_at.as_ref().map(|at| at.value)))
            .collect(),
    };
    let minutes = |(run, at): (Option<Date>, Option<DateTime>)| {
        let (run, at) = (run?, at?);
        Some((run, at.duration_since(run.to_datetime(Time::midnight())).as_mins()))
    };
    times.into_iter().filter_map(minutes).collect()
}

impl Town {
    /// The record, of whoever looks, where and when.
    pub fn draft(&self, operator: &Id, terminal: &str, at: DateTime) -> Draft {
        let keys = [
            ("operator", operator.to_string()),
            ("terminal", terminal.to_owned()),
            ("checked_at", super::value::written(at)),
        ];
        let entry = |entry: &Entry| {
            let run = ("run".to_owned(), entry.run.to_string());
            let said = entry.said.iter().filter(|(key, _)| key != "run" && key != "place").cloned();
            (entry.sort.word().to_owned(), std::iter::once(run).chain(said).collect())
        };
        Draft {
            keys: keys.into_iter().map(|(key, value)| (key.to_owned(), value)).collect(),
            entries: self.entries.iter().map(entry).collect(),
        }
    }
}

impl Entry {
    pub fn result(&self) -> Option<&str> {
        get(&self.said, "result")
    }

    pub fn is_ok(&self) -> bool {
        self.result() == Some("ok")
    }

    /// Whether it must say when it ended, and does not.
    pub fn lacks_time(&self) -> bool {
        let ended = matches!(self.result(), Some("ok" | "warning" | "partial"));
        ended && get(&self.said, self.sort.time()).is_none()
    }
}
