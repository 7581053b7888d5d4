//! The runs that an incident explains: the entries that name it, and those it serves without being named.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use crate::model::record::{Incident, Record};
use crate::model::{Id, Month, Period};
use crate::report::address;
use crate::report::brief::{Brief, Link, dash};
use crate::report::mark::Mark;
use crate::report::month::{self, Entry};
use crate::rules::Duty;

/// A run that went wrong and that the incident explains.
#[derive(Clone, Debug, Serialize)]
pub struct ExplainedRun {
    pub place: String,
    pub date: Link,
    pub duty: String,
    pub mark: Option<Mark>,
    pub confirmed: Link,
    pub note: Option<String>,
}

/// An entry of a check, and of which duty it tells.
pub type RunEntry<'a> = (Duty, Entry<'a>);

/// Every entry that an incident could explain: it names one, or did not go well.
pub fn entries<'a>(brief: &Brief<'a>) -> Vec<RunEntry<'a>> {
    const ALWAYS: Period = Period { first: Date::MIN, last: Date::MAX };
    let checks = brief.ledger.records.values().filter(|check| brief.is_shown(check));
    let all = checks.flat_map(|check| {
        let of_duty = move |duty| month::entries(check, duty, ALWAYS).into_iter().map(move |entry| (duty, entry));
        month::SORTS.into_iter().flat_map(of_duty)
    });
    all.filter(|(_, entry)| entry.run.incident().is_some() || !entry.run.is_good()).collect()
}

pub fn runs(
    brief: &Brief<'_>,
    record: &Record,
    incident: &Incident,
    entries: &[RunEntry<'_>],
    months: &BTreeSet<(&Id, Month)>,
) -> Vec<ExplainedRun> {
    let explains = |(_, entry): &&RunEntry<'_>| match entry.run.incident() {
        Some(named) => named.value == record.id,
        None => serves(record, incident, entry),
    };
    entries.iter().filter(explains).map(|(duty, entry)| run(brief, *duty, entry, months)).collect()
}

/// As the rules have it: it affects the place, and was detected from the run's day to the day on which it was looked at.
fn serves(record: &Record, incident: &Incident, entry: &Entry<'_>) -> bool {
    let detected = record.done_on();
    let meanwhile = entry.run.day().is_some_and(|run| run <= detected && detected <= entry.at.date());
    meanwhile && incident.affects(&entry.record.path.place)
}

fn run(brief: &Brief<'_>, duty: Duty, entry: &Entry<'_>, months: &BTreeSet<(&Id, Month)>) -> ExplainedRun {
    let place = &entry.record.path.place;
    let (seen, day) = (month::seen_row(brief, entry), entry.run.day());
    let page = day.map(Month::of).filter(|month| months.contains(&(place, *month)));
    ExplainedRun {
        place: brief.name(place),
        date: Link {
            text: day.map_or_else(dash, |day| brief.date(day)),
            href: page.map(|month| address::month(place, month)),
        },
        duty: month::sort(brief, duty),
        mark: seen.mark,
        confirmed: seen.record,
        note: seen.note,
    }
}
