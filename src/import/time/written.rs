//! A day written as text: 令和8年10月5日(月), R8.10.5, 2026/10/5, 20261005; with a year 10/5 and 8.10.5 too, with a month 5日.

use jiff::civil::Date;

use super::Days;
use super::weekday::{Weekday, apart};
use super::why::Why;
use crate::calendar::era::Era;
use crate::model::Month;

impl Days {
    pub(super) fn written(&self, text: &str) -> Result<Date, Why> {
        let (text, weekday) = apart(text);
        self.agreed(&text, weekday)
    }

    /// A day without its weekday, which it must have.
    pub(super) fn agreed(&self, text: &str, weekday: Option<Weekday>) -> Result<Date, Why> {
        let day = self.bare(text)?;
        match weekday {
            Some(weekday) if weekday != day.weekday().to_monday_zero_offset() => Err(Why::Weekday { weekday, day }),
            Some(_) | None => Ok(day),
        }
    }

    fn bare(&self, text: &str) -> Result<Date, Why> {
        if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return eight(text);
        }
        let era = Era::ALL.into_iter().find_map(|era| Some((era, behind(era, text)?)));
        let (era, rest) = era.map_or((None, text), |(era, rest)| (Some(era), rest));
        let rest = rest.trim_start().replacen('元', "1", 1);
        let parts = rest.split(['年', '月', '日', '/', '-', '.', '−', '‐', '–']).map(str::trim);
        let parts = parts.filter(|part| !part.is_empty()).map(|part| part.parse().ok());
        // Of a day written out more is told than that it looks like none.
        let unlike = if era.is_some() || text.contains('年') { Why::NotInDigits } else { Why::Unlike };
        let Some(parts) = parts.collect::<Option<Vec<i16>>>() else { return Err(unlike) };
        match (era, &parts[..]) {
            (Some(era), [year, month, day]) => of(of_era(era, *year)?, *month, *day),
            (None, [year, month, day]) if *year >= 1900 => of(*year, *month, *day),
            (None, [year, month, day]) if *year < 100 => {
                // A year of two digits says not of which era, unless it is the one at hand.
                let meant = self.year_of(*month).ok_or(Why::ShortYear)?;
                let is_of_reiwa = of_era(Era::Reiwa, *year).is_ok_and(|reiwa| reiwa == meant);
                if is_of_reiwa { of(meant, *month, *day) } else { Err(Why::OtherYear { year: *year }) }
            }
            (None, [month, day]) => of(self.year_of(*month).ok_or(Why::NoYear)?, *month, *day),
            (None, [day]) if (1..=31).contains(day) => in_month(self.month.ok_or(Why::NoMonth)?, *day),
            (_, _) => Err(unlike),
        }
    }

    /// The calendar's year in which a month of the fiscal year lies.
    fn year_of(&self, month: i16) -> Option<i16> {
        let of_month = || self.month.map(|month| month.period().first.year());
        self.year.map_or_else(of_month, |year| if month >= 4 { Some(year) } else { year.checked_add(1) })
    }
}

/// A day of the calendar; a month or a day that no calendar has is a slip, other numbers are something else.
fn of(year: i16, month: i16, day: i16) -> Result<Date, Why> {
    if !(0..100).contains(&month) || !(0..100).contains(&day) {
        return Err(Why::Unlike);
    }
    let day =
        i8::try_from(month).ok().zip(i8::try_from(day).ok()).and_then(|(month, day)| Date::new(year, month, day).ok());
    day.ok_or(Why::NoSuchDay)
}

pub(super) fn eight(digits: &str) -> Result<Date, Why> {
    let part = |from, to| digits.get(from..to).and_then(|part: &str| part.parse().ok()).ok_or(Why::Unlike);
    of(part(0, 4)?, part(4, 6)?, part(6, 8)?)
}

pub(super) fn in_month(month: Month, day: i16) -> Result<Date, Why> {
    let first = month.period().first;
    of(first.year(), i16::from(first.month()), day).map_err(|_| Why::NotInMonth { month: first.month(), day })
}

/// The calendar's year of an era's. The first and the last are taken whole, as ledgers of a fiscal year have them (平成31年6月), but no
/// year that the era never had: Meiji ended in its 45th year, Taisho in its 15th, Showa in its 64th (昭和64年政令第1号), Heisei in its
/// 31st (平成31年政令第143号).
fn of_era(era: Era, year: i16) -> Result<i16, Why> {
    let first = era.first_day().year();
    let last = last_year(era);
    let is_of_era = year >= 1 && last.is_none_or(|last| year <= last);
    is_of_era.then(|| year.checked_add(first - 1)).flatten().ok_or(Why::NotOfEra { era, year })
}

/// The year in which the next era began.
pub(super) fn last_year(era: Era) -> Option<i16> {
    let next = Era::ALL.into_iter().find(|next| *next > era)?;
    Some(next.first_day().year() - era.first_day().year() + 1)
}

/// What follows the era, whichever way it is written: 令和, 令, R.
fn behind(era: Era, text: &str) -> Option<&str> {
    let letter = era.en().chars().next()?;
    let short = era.ja().chars().next()?;
    let letters = || text.strip_prefix([short, letter, letter.to_ascii_lowercase()]);
    let rest = text.strip_prefix(era.ja()).or_else(letters)?;
    Some(rest.trim_start_matches('.'))
}
