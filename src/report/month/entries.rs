//! One entry of a check, be it of a backup or of a transmission: what was seen of a run.

use jiff::civil::{Date, DateTime, Time};

use crate::model::record::{Backup, Content, Record, Sort, Transmission};
use crate::model::source::{Field, plain};
use crate::model::{Period, Text};
use crate::report::brief::{Brief, clock, grouped};
use crate::report::labels;
use crate::report::mark::Mark;
use crate::rules::Duty;

#[derive(Clone, Copy)]
pub enum Run<'a> {
    Backup(&'a Backup),
    Transmission(&'a Transmission),
}

/// An entry, with the record that it stands in.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    pub record: &'a Record,
    pub run: Run<'a>,
    pub operator: &'a Field<crate::model::Id>,
    /// When it was looked at.
    pub at: DateTime,
}

/// The entries of a record that speak of a duty's runs within a period, as written.
pub fn entries<'a>(record: &'a Record, duty: Duty, period: Period) -> Vec<Entry<'a>> {
    let Content::Check(check) = &record.content else {
        return Vec::new();
    };
    let at = plain(&check.checked_at).unwrap_or_else(|| record.done_on().to_datetime(Time::MAX));
    let of_backups = check.backups.iter().map(Run::Backup).filter(|_| duty == Duty::Backup);
    let of_transmissions = check.transmissions.iter().map(Run::Transmission).filter(|_| duty == Duty::Transmission);
    let runs = of_backups.chain(of_transmissions);
    let within = runs.filter(|run| run.day().is_some_and(|day| period.contains(day)));
    within.map(|run| Entry { record, run, operator: &check.operator, at }).collect()
}

impl<'a> Run<'a> {
    pub fn day(self) -> Option<Date> {
        match self {
            Run::Backup(backup) => plain(&backup.run),
            Run::Transmission(transmission) => plain(&transmission.run),
        }
    }

    pub fn is_good(self) -> bool {
        match self {
            Run::Backup(backup) => backup.result.as_ref().is_none_or(|result| result.is_good()),
            Run::Transmission(transmission) => transmission.result.as_ref().is_none_or(|result| result.is_good()),
        }
    }

    pub fn mark(self, brief: &Brief<'_>) -> Option<Mark> {
        match self {
            Run::Backup(backup) => Some(brief.backup_result(backup.result.as_ref()?.value)),
            Run::Transmission(transmission) => Some(brief.transmission_result(transmission.result.as_ref()?.value)),
        }
    }

    pub fn note(self) -> &'a Field<String> {
        match self {
            Run::Backup(backup) => &backup.note,
            Run::Transmission(transmission) => &transmission.note,
        }
    }

    pub fn incident(self) -> &'a Field<String> {
        match self {
            Run::Backup(backup) => &backup.incident,
            Run::Transmission(transmission) => &transmission.incident,
        }
    }

    /// When it ended and how much there was of it: 23:41 18,230 MB, 20:05 14件.
    pub fn facts(self, brief: &Brief<'_>) -> String {
        let facts = match self {
            Run::Backup(backup) => vec![
                ended(brief, &backup.run, &backup.finished_at),
                plain(&backup.size_mb).map(|size| format!("{} MB", grouped(size))),
            ],
            Run::Transmission(sent) => vec![
                ended(brief, &sent.run, &sent.sent_at),
                plain(&sent.items).map(|items| count(brief, items)),
                part(brief, "受付", "accepted", plain(&sent.accepted).filter(|n| Some(*n) != plain(&sent.items))),
                part(brief, "残り", "left", plain(&sent.pending).filter(|pending| *pending > 0)),
                unusual_sort(brief, sent),
            ],
        };
        facts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// The hour, with its day where that is not the run's own.
fn ended(brief: &Brief<'_>, run: &Field<Date>, at: &Field<DateTime>) -> Option<String> {
    let at = plain(at)?;
    let same_day = plain(run) == Some(at.date());
    Some(if same_day { clock(at) } else { brief.day_and_clock(at) })
}

fn count(brief: &Brief<'_>, items: u64) -> String {
    let items = grouped(items);
    brief.say(&Text::new(format!("{items}件"), format!("{items} items")))
}

fn part(brief: &Brief<'_>, ja: &str, en: &str, items: Option<u64>) -> Option<String> {
    let items = count(brief, items?);
    Some(brief.say(&Text::new(format!("{ja}{items}"), format!("{en} {items}"))))
}

/// A difference is the usual thing to send, and not told.
fn unusual_sort(brief: &Brief<'_>, sent: &Transmission) -> Option<String> {
    match plain(&sent.sort)? {
        Sort::Difference => None,
        sort @ (Sort::Full | Sort::Again) => Some(brief.say(&labels::sort(sort))),
    }
}
