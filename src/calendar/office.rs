//! When an office is open (開庁日): on which days one place did business, as its closures stood on each of them.
//!
//! The days are those of a municipality's ordinance under 地方自治法 Article 4-2: Saturdays and Sundays, national holidays, the
//! turn of the year, and days of the place's own. Office hours and half days are absent.

use jiff::civil::{Date, Weekday};

use super::holidays::{Holiday, holiday};
use crate::model::{Closures, OwnClosure, Period};

/// How far ahead a business day is looked for, in days: about ten years, more than any deadline and less than an office
/// that is always closed could cost.
const HORIZON: usize = 3653;

/// The business days of one place over time. The default is closed on weekends and national holidays only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Office {
    /// The ledger's closures, each with the day from which it holds, in the order of those days; the first from
    /// [`Date::MIN`].
    pub ledger: Vec<(Date, Closures)>,
    /// The place's own yearly closure days, in place of the ledger's while at least one of them is in force.
    pub own: Vec<OwnClosure>,
}

/// Why an office is closed on a day (閉庁の理由).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Closed {
    Saturday,
    Sunday,
    /// 休日
    Holiday(Holiday),
    /// A closure day of each year, such as 年末年始.
    Yearly,
    /// 臨時の閉庁日
    Also,
}

impl Office {
    /// Why the office is closed on that day; `None` when it is open.
    ///
    /// Of several reasons the one that tells most: a holiday by its name, then what the ledger or the town decided, then the
    /// weekend.
    pub fn why_closed(&self, date: Date) -> Option<Closed> {
        let ledger = self.ledger_on(date);
        if ledger.is_some_and(|closures| closures.also_open.contains(&date)) {
            return None;
        }
        if let Some(holiday) = holiday(date) {
            return Some(Closed::Holiday(holiday));
        }
        if ledger.is_some_and(|closures| closures.also_closed.contains(&date)) {
            return Some(Closed::Also);
        }
        if self.is_closed_yearly(date) {
            return Some(Closed::Yearly);
        }
        match date.weekday() {
            Weekday::Saturday => Some(Closed::Saturday),
            Weekday::Sunday => Some(Closed::Sunday),
            _ => None,
        }
    }

    /// Whether the office is open that day (開庁日).
    pub fn is_business_day(&self, date: Date) -> bool {
        self.why_closed(date).is_none()
    }

    /// The business days of the period, in order.
    pub fn business_days(&self, period: Period) -> impl Iterator<Item = Date> {
        period.days().filter(|day| self.is_business_day(*day))
    }

    /// The nth business day after the date, counted from the day after it (初日不算入, 民法 Article 140); the date itself, open
    /// or not, for 0.
    ///
    /// `None` when there aren't so many within about ten years: then everything is closed, or n is no deadline.
    pub fn nth_business_day_after(&self, date: Date, n: u32) -> Option<Date> {
        let Some(skipped) = n.checked_sub(1) else {
            return Some(date);
        };
        let days_ahead = Period { first: date, last: Date::MAX }.days().skip(1).take(HORIZON);
        days_ahead.filter(|day| self.is_business_day(*day)).nth(usize::try_from(skipped).ok()?)
    }

    fn ledger_on(&self, date: Date) -> Option<&Closures> {
        self.ledger.iter().rev().find(|(from, _)| *from <= date).map(|(_, closures)| closures)
    }

    fn is_closed_yearly(&self, date: Date) -> bool {
        let mut own = self.own.iter().filter(|own| own.in_force(date)).peekable();
        if own.peek().is_some() {
            own.flat_map(|own| &own.days).any(|days| days.contains(date))
        } else {
            self.ledger_on(date).is_some_and(|closures| closures.closed.iter().any(|days| days.contains(date)))
        }
    }
}
