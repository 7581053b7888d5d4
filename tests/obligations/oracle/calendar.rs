//! Days, one by one: what is in force, when an office is open, where a period ends.

use daicho::calendar::holiday;
use daicho::model::Cadence;
use jiff::civil::{Date, Weekday};

use crate::ledger::*;

pub fn next(day: Date) -> Date {
    day.tomorrow().unwrap()
}

fn previous(day: Date) -> Date {
    day.yesterday().unwrap()
}

/// Every day from one to another, both included.
pub fn days(first: Date, last: Date) -> Vec<Date> {
    let mut days = Vec::new();
    let mut day = first;
    while day <= last {
        days.push(day);
        day = next(day);
    }
    days
}

/// What the latest settings in force on a day say of something; those that do not speak of it leave it as it was.
fn setting<T>(ledger: &Ledger, day: Date, of: impl Fn(&Standards) -> Option<T>) -> Option<T> {
    let mut latest: Option<(Date, T)> = None;
    for standards in ledger.standards.iter().filter(|standards| standards.from <= day) {
        if let Some(value) = of(standards)
            && latest.as_ref().is_none_or(|(from, _)| *from <= standards.from)
        {
            latest = Some((standards.from, value));
        }
    }
    latest.map(|(_, value)| value)
}

pub fn cadence(ledger: &Ledger, day: Date, key: &str) -> Cadence {
    let of = |standards: &Standards| standards.schedule.iter().find(|(own, _)| *own == key).map(|own| own.1);
    setting(ledger, day, of).unwrap()
}

pub fn deadline(ledger: &Ledger, day: Date, key: &str) -> u32 {
    let of = |standards: &Standards| standards.deadline.iter().find(|(own, _)| *own == key).map(|own| own.1);
    setting(ledger, day, of).unwrap()
}

/// Saturdays, Sundays, national holidays; the ledger's yearly days or, in their place, the town's own; single days last.
pub fn is_business_day(ledger: &Ledger, place: &str, day: Date) -> bool {
    let single_days = |of: fn(&Standards) -> &Option<Vec<Date>>| {
        setting(ledger, day, |standards| of(standards).clone()).is_some_and(|days| days.contains(&day))
    };
    if single_days(|standards| &standards.also_open) {
        return true;
    }
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    if weekend || holiday(day).is_some() || single_days(|standards| &standards.also_closed) {
        return false;
    }
    let town = ledger.towns.iter().find(|town| town.id == place).unwrap();
    let own: Vec<_> = town.closed.iter().filter(|(_, term)| term.holds(day)).collect();
    let yearly = if own.is_empty() {
        setting(ledger, day, |standards| standards.closed.clone()).unwrap_or_default()
    } else {
        own.iter().flat_map(|(days, _)| days.clone()).collect()
    };
    !yearly.iter().any(|days| comes_back_on(*days, day))
}

/// Goes from the first of the yearly days to the last, over the turn of the year if need be.
fn comes_back_on((first, last): Yearly, day: Date) -> bool {
    let mut on = first;
    loop {
        if on == (day.month(), day.day()) {
            return true;
        }
        if on == last {
            return false;
        }
        // Months of 31 days: one that is shorter has no such days to be asked about.
        on = match on {
            (12, 31) => (1, 1),
            (month, 31) => (month + 1, 1),
            (month, day) => (month, day + 1),
        };
    }
}

/// Counted from the day after; the day itself where none is to be counted.
pub fn business_days_after(ledger: &Ledger, place: &str, day: Date, count: u32) -> Date {
    let (mut day, mut left) = (day, count);
    while left > 0 {
        day = next(day);
        if is_business_day(ledger, place, day) {
            left -= 1;
        }
    }
    day
}

/// Whether a period of that sort ends with the day.
fn ends(cadence: Cadence, day: Date) -> bool {
    let begins_tomorrow = |months: &[i8]| next(day).day() == 1 && months.contains(&next(day).month());
    match cadence {
        Cadence::Daily | Cadence::BusinessDay => true,
        Cadence::Weekly => day.weekday() == Weekday::Sunday,
        Cadence::Monthly => next(day).day() == 1,
        Cadence::Quarterly => begins_tomorrow(&[1, 4, 7, 10]),
        Cadence::HalfYearly => begins_tomorrow(&[4, 10]),
        Cadence::Yearly => begins_tomorrow(&[4]),
        Cadence::None => false,
    }
}

/// The period of that sort of which the day is the last.
pub fn period_ending(cadence: Cadence, last: Date) -> Option<(Date, Date)> {
    if !ends(cadence, last) {
        return None;
    }
    let mut first = last;
    while !ends(cadence, previous(first)) {
        first = previous(first);
    }
    Some((first, last))
}
