//! Runs (バックアップと送信の各回) as the checks saw them.
//!
//! A run may be seen more than once: a rerun is another entry in a later record. The last by `checked_at` says how it ended; the
//! earlier ones stay.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime, Time};

use crate::model::id::Id;
use crate::model::ledger::Ledger;
use crate::model::period::Period;
use crate::model::record::{Backup, Check, Content, Record, Transmission};
use crate::model::source::{Field, Span};

/// One entry of a check.
#[derive(Clone, Copy, Debug)]
pub struct Sighting<'a, E> {
    pub record: &'a Record,
    pub entry: &'a E,
    /// When it was looked at; the last moment of the path's day where the time itself cannot be read.
    pub at: DateTime,
}

impl<E> Sighting<'_, E> {
    pub fn day(&self) -> Date {
        self.at.date()
    }
}

/// What backups and transmissions have in common.
pub trait Run {
    fn run(&self) -> Option<Date>;
    /// Whether it went well; an unreadable result has been reported and raises no second alarm.
    fn is_good(&self) -> bool;
    fn incident(&self) -> &Field<String>;
    fn span(&self) -> Span;
}

impl Run for Backup {
    fn run(&self) -> Option<Date> {
        self.run.as_ref().map(|run| run.value)
    }

    fn is_good(&self) -> bool {
        self.result.as_ref().is_none_or(|result| result.is_good())
    }

    fn incident(&self) -> &Field<String> {
        &self.incident
    }

    fn span(&self) -> Span {
        self.span
    }
}

impl Run for Transmission {
    fn run(&self) -> Option<Date> {
        self.run.as_ref().map(|run| run.value)
    }

    fn is_good(&self) -> bool {
        self.result.as_ref().is_none_or(|result| result.is_good())
    }

    fn incident(&self) -> &Field<String> {
        &self.incident
    }

    fn span(&self) -> Span {
        self.span
    }
}

/// The sightings of one sort of run at one place, by the run's day, each day's in the order in which they were made.
pub type Sightings<'a, E> = BTreeMap<Date, Vec<Sighting<'a, E>>>;

/// All sightings by the as-of date.
#[derive(Debug, Default)]
pub struct Runs<'a> {
    backups: BTreeMap<&'a Id, Sightings<'a, Backup>>,
    transmissions: BTreeMap<&'a Id, Sightings<'a, Transmission>>,
    /// Of a place at which nobody has looked.
    no_backups: Sightings<'a, Backup>,
    no_transmissions: Sightings<'a, Transmission>,
}

impl<'a> Runs<'a> {
    pub fn of(ledger: &'a Ledger, as_of: Date) -> Runs<'a> {
        let mut runs = Runs::default();
        for record in ledger.records.values() {
            let Content::Check(check) = &record.content else {
                continue;
            };
            let at = looked_at(record, check);
            if at.date() <= as_of {
                let place = &record.path.place;
                add(runs.backups.entry(place).or_default(), record, &check.backups, at);
                add(runs.transmissions.entry(place).or_default(), record, &check.transmissions, at);
            }
        }
        runs.backups.values_mut().for_each(in_order);
        runs.transmissions.values_mut().for_each(in_order);
        runs
    }

    pub fn backups(&self, place: &Id) -> &Sightings<'a, Backup> {
        self.backups.get(place).unwrap_or(&self.no_backups)
    }

    pub fn transmissions(&self, place: &Id) -> &Sightings<'a, Transmission> {
        self.transmissions.get(place).unwrap_or(&self.no_transmissions)
    }
}

fn looked_at(record: &Record, check: &Check) -> DateTime {
    let by_path = || record.done_on().to_datetime(Time::MAX);
    check.checked_at.as_ref().map_or_else(by_path, |at| at.value)
}

fn add<'a, E: Run>(sightings: &mut Sightings<'a, E>, record: &'a Record, entries: &'a [E], at: DateTime) {
    for entry in entries {
        if let Some(run) = entry.run() {
            sightings.entry(run).or_default().push(Sighting { record, entry, at });
        }
    }
}

/// Stable: of entries at the same moment the later written one is the last.
fn in_order<E>(sightings: &mut Sightings<'_, E>) {
    sightings.values_mut().for_each(|seen| seen.sort_by_key(|sighting| sighting.at));
}

/// The sightings of all runs of a period, in the order in which they were made.
pub fn within<'s, 'a, E: Run>(sightings: &'s Sightings<'a, E>, period: Period) -> Vec<&'s Sighting<'a, E>> {
    // A hand-written check may name runs in an order of its own; a period of one day is the common case.
    let mut seen: Vec<_> = sightings.range(period.first..=period.last).flat_map(|(_, seen)| seen).collect();
    seen.sort_by_key(|sighting| sighting.at);
    seen
}
