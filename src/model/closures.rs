//! Days on which offices are closed (休日・閉庁日) beside weekends and national holidays: the ledger's `[calendar]`, and
//! the closure days that a town sets for itself by ordinance.
//!
//! Here is what was written; whether an office is open on a day is [`crate::calendar::office`]'s answer.

use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::Date;

use super::period::digits;

/// A day of the year (月日), written `12-29`. `02-29` is one, and comes in leap years only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MonthDay {
    month: i8,
    day: i8,
}

impl MonthDay {
    pub fn of(date: Date) -> MonthDay {
        MonthDay { month: date.month(), day: date.day() }
    }

    /// Reads `MM-DD`: two digits each, a day that some year has.
    pub fn parse(text: &str) -> Option<MonthDay> {
        const A_LEAP_YEAR: i16 = 2000;
        let (month, day) = text.split_once('-')?;
        let (month, day) = (digits(month, 2)?.try_into().ok()?, digits(day, 2)?.try_into().ok()?);
        Date::new(A_LEAP_YEAR, month, day).ok().map(MonthDay::of)
    }

    /// 1 to 12.
    pub fn month(self) -> i8 {
        self.month
    }

    /// 1 to 31.
    pub fn day(self) -> i8 {
        self.day
    }
}

impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

/// Days that come back each year, both ends included: `12-31`, or `12-29/01-03` over the new year (年末年始).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct YearlyDays {
    pub from: MonthDay,
    /// Earlier in the year than `from` when the days run over new year.
    pub until: MonthDay,
}

impl YearlyDays {
    /// Reads `MM-DD` or `MM-DD/MM-DD`.
    pub fn parse(text: &str) -> Option<YearlyDays> {
        let (from, until) = text.split_once('/').unwrap_or((text, text));
        Some(YearlyDays { from: MonthDay::parse(from)?, until: MonthDay::parse(until)? })
    }

    pub fn contains(self, date: Date) -> bool {
        let day = MonthDay::of(date);
        let over_new_year = self.until < self.from;
        if over_new_year { self.from <= day || day <= self.until } else { self.from <= day && day <= self.until }
    }
}

impl fmt::Display for YearlyDays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.from == self.until { self.from.fmt(f) } else { write!(f, "{}/{}", self.from, self.until) }
    }
}

/// The ledger's `[calendar]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Closures {
    /// Each year, all offices that have no days of their own.
    pub closed: Vec<YearlyDays>,
    /// 臨時の閉庁日: single days on which all offices are closed.
    pub also_closed: BTreeSet<Date>,
    /// 臨時の開庁日: single days on which all offices are open, whatever else closes them.
    pub also_open: BTreeSet<Date>,
}

/// A town's own closure days, in place of [`Closures::closed`] while they are in force; the ledger's single days apply
/// to it all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnClosure {
    pub days: Vec<YearlyDays>,
    pub from: Date,
    /// The last day in force; `None` while no end is set.
    pub until: Option<Date>,
}

impl OwnClosure {
    pub fn in_force(&self, date: Date) -> bool {
        self.from <= date && self.until.is_none_or(|until| date <= until)
    }
}
