//! National holidays (休日) by the Act on National Holidays (国民の祝日に関する法律), from 1980 on.
//!
//! By today's law right up to 2099, with two reservations:
//! - The equinoxes of a year are official when the gazette prints its 暦要項, in February of the year before. Those of later
//!   years (from 2028 on, for one who reads this in 2026) are estimates, by a formula that has been right since 1980.
//! - From 2100 on the equinoxes are left out, as the formula ends there; the other holidays go on.
//!
//! Before 1980 there are no holidays here at all.

use std::iter::successors;

use jiff::civil::{Date, Weekday};

use super::law::national_day;

/// A holiday by its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Holiday {
    /// As the Cabinet Office's list (内閣府「国民の祝日」について) has it: substitute days and days between holidays are both 休日
    /// there, and the two days of 2019 休日（祝日扱い）.
    pub ja: &'static str,
    pub en: &'static str,
}

/// 振替休日, Article 3(2)
const SUBSTITUTE: Holiday = Holiday { ja: "休日", en: "Substitute Holiday" };

/// 国民の休日, Article 3(3)
const BETWEEN: Holiday = Holiday { ja: "休日", en: "Citizens' Holiday" };

/// The holiday that the date is, if it is one.
pub fn holiday(date: Date) -> Option<Holiday> {
    national_day(date)
        .or_else(|| is_substitute(date).then_some(SUBSTITUTE))
        .or_else(|| is_between(date).then_some(BETWEEN))
}

/// Whether a Sunday's national day passes its rest on to the date, itself no national day: to the day after, over any
/// national days that follow at once.
///
/// Until 2006 it was the day after and no other; no two national days were neighbours then, so the one rule serves.
fn is_substitute(date: Date) -> bool {
    successors(date.yesterday().ok(), |day| day.yesterday().ok())
        .take_while(|day| national_day(*day).is_some())
        .any(|day| day.weekday() == Weekday::Sunday)
}

/// Whether the date, itself no national day, lies between two of them.
///
/// In force since 27 December 1985. A Sunday was excepted until 2006, as 4 May 1997 shows; since 2007 none has come to lie
/// so, nor will by today's law, and an office is closed on it anyway.
fn is_between(date: Date) -> bool {
    let is_national_day = |day: Result<Date, jiff::Error>| day.is_ok_and(|day| national_day(day).is_some());
    date.year() > 1985
        && date.weekday() != Weekday::Sunday
        && is_national_day(date.yesterday())
        && is_national_day(date.tomorrow())
}
