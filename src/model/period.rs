//! Stretches of days (期間), calendar months, and how often a thing is owed.
//!
//! Which stretch a day belongs to (its week, its fiscal quarter) is the calendar's to say, not this module's; neither is
//! there a period without an end.

use std::fmt;
use std::iter::successors;
use std::str::FromStr;

use jiff::civil::Date;

use super::word::words;

/// A stretch of whole days (期間), both ends included.
///
/// One whose last day lies before its first is empty: it contains no day and yields none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    pub first: Date,
    pub last: Date,
}

impl Period {
    /// The period of that one day.
    pub fn day(date: Date) -> Period {
        Period { first: date, last: date }
    }

    pub fn contains(self, date: Date) -> bool {
        self.first <= date && date <= self.last
    }

    /// Whether the two have a day in common.
    pub fn intersects(self, other: Period) -> bool {
        self.first.max(other.first) <= self.last.min(other.last)
    }

    /// Each day, from the first to the last.
    pub fn days(self) -> impl Iterator<Item = Date> {
        successors(Some(self.first), |day| day.tomorrow().ok()).take_while(move |day| *day <= self.last)
    }
}

/// A month of the calendar (月), written `2026-10`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    // The month's first day: a `Month` is real because a `Date` is, and orders as one.
    first: Date,
}

impl Month {
    /// The month that holds the date.
    pub fn of(date: Date) -> Month {
        Month { first: date.first_of_month() }
    }

    /// `None` unless `month` is 1 to 12 and the year is one that a date can have.
    pub fn new(year: i16, month: i8) -> Option<Month> {
        Date::new(year, month, 1).ok().map(Month::of)
    }

    /// Reads `YYYY-MM`: four digits, a hyphen, two digits, and nothing else.
    pub fn parse(text: &str) -> Option<Month> {
        let (year, month) = text.split_once('-')?;
        Month::new(digits(year, 4)?, digits(month, 2)?.try_into().ok()?)
    }

    pub fn year(self) -> i16 {
        self.first.year()
    }

    /// 1 to 12.
    pub fn month(self) -> i8 {
        self.first.month()
    }

    pub fn period(self) -> Period {
        Period { first: self.first, last: self.first.last_of_month() }
    }

    /// The month after this one; `None` after the last month that a date can have.
    pub fn next(self) -> Option<Month> {
        self.period().last.tomorrow().ok().map(Month::of)
    }
}

/// The text is no month of the form `YYYY-MM`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAMonth;

impl FromStr for Month {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Month, NotAMonth> {
        Month::parse(text).ok_or(NotAMonth)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

words! {
    /// How often a thing is owed (頻度).
    Cadence {
        /// 毎日
        Daily = "daily",
        /// 毎開庁日
        BusinessDay = "business-day",
        /// 毎週, Monday to Sunday
        Weekly = "weekly",
        /// 毎月
        Monthly = "monthly",
        /// 四半期ごと, of the fiscal year
        Quarterly = "quarterly",
        /// 半期ごと, of the fiscal year
        HalfYearly = "half-yearly",
        /// 毎年度, April to March
        Yearly = "yearly",
        /// Not owed at all.
        None = "none",
    }
}

/// A number written with exactly so many ASCII digits: `str::parse` alone would let `+8` pass for two of them.
pub(super) fn digits(text: &str, count: usize) -> Option<i16> {
    let written_so = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    written_so.then(|| text.parse().ok()).flatten()
}
