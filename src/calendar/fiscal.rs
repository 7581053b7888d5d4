//! The fiscal year of municipalities (会計年度, April to March: 地方自治法 Article 208), its quarters and halves, and the week:
//! which period of a [`Cadence`] holds a day.
//!
//! At the ends of [`Date`]'s range a period is cut short, so that each day has one.

use jiff::ToSpan;
use jiff::civil::Date;

use super::era::{Era, year_ja};
use crate::model::{Cadence, Month, Period};

/// The period of that cadence which holds the date; `None` where nothing is owed.
///
/// A day is its own period for [`Cadence::BusinessDay`] too: whether it is one depends on the office.
pub fn period_of(cadence: Cadence, date: Date) -> Option<Period> {
    match cadence {
        Cadence::Daily | Cadence::BusinessDay => Some(Period::day(date)),
        Cadence::Weekly => Some(week(date)),
        Cadence::Monthly => Some(Month::of(date).period()),
        Cadence::Quarterly => Some(quarter(date)),
        Cadence::HalfYearly => Some(half(date)),
        Cadence::Yearly => Some(FiscalYear::of(date).period()),
        Cadence::None => None,
    }
}

/// The week that holds the date, Monday to Sunday.
pub fn week(date: Date) -> Period {
    let since_monday = i64::from(date.weekday().to_monday_zero_offset());
    Period { first: date.saturating_sub(since_monday.days()), last: date.saturating_add((6 - since_monday).days()) }
}

/// The quarter (四半期) that holds the date: April to June, and so on.
pub fn quarter(date: Date) -> Period {
    part_of_fiscal_year(3, date)
}

/// The half (半期) that holds the date: April to September, or October to March.
pub fn half(date: Date) -> Period {
    part_of_fiscal_year(6, date)
}

/// A fiscal year (年度), April to March.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiscalYear {
    /// The year in which its April lies.
    year: i16,
}

impl FiscalYear {
    /// The fiscal year that holds the date.
    pub fn of(date: Date) -> FiscalYear {
        let before_april = date.month() < APRIL;
        FiscalYear { year: date.year() - i16::from(before_april) }
    }

    /// The year in which its April lies: 2026 for April 2026 to March 2027.
    pub fn year(self) -> i16 {
        self.year
    }

    pub fn period(self) -> Period {
        Period {
            first: Date::new(self.year, APRIL, 1).unwrap_or(Date::MIN),
            last: Date::new(self.year.saturating_add(1), 3, 31).unwrap_or(Date::MAX),
        }
    }

    /// `令和8年度`: named by the era year of its first day, and by the Western year before Meiji.
    ///
    /// But 2019 is 令和元年度, though it began in 平成31年. No law says so: the ministries agreed to call the whole year by the new
    /// era from the day of the change on (改元に伴う元号による年表示の取扱いについて, 2019-04-01), prefectures and municipalities
    /// followed, and whatever is labelled here is labelled after that day. Earlier changes left the running year its name:
    /// the one that began in April 1988 stayed 昭和63年度.
    pub fn ja(self) -> String {
        let named_by = if self.year == 2019 { Era::Reiwa.first_day() } else { self.period().first };
        format!("{}度", year_ja(named_by))
    }

    /// `FY2026`
    pub fn en(self) -> String {
        format!("FY{}", self.year)
    }
}

const APRIL: i8 = 4;

/// The part of the fiscal year that holds the date, where a year has parts of so many months.
fn part_of_fiscal_year(months: i8, date: Date) -> Period {
    let since_april = (date.month() - APRIL).rem_euclid(12);
    let into_part = i64::from(since_april % months);
    let this_month = date.first_of_month();
    Period {
        first: this_month.saturating_sub(into_part.months()),
        last: this_month.saturating_add((i64::from(months) - 1 - into_part).months()).last_of_month(),
    }
}
