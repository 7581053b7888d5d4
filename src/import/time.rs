//! Days, hours and numbers in whatever way a town hall writes them.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time, date};

use super::cell::{Cell, plain};
use crate::calendar::era::Era;
use crate::model::Month;

/// What a day that is not written out belongs to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Days {
    /// The workbook counts its days from 1904.
    pub is_1904: bool,
    /// The fiscal year: April to March.
    pub year: Option<i16>,
    pub month: Option<Month>,
}

impl Days {
    pub fn day(&self, cell: &Cell) -> Option<Date> {
        match cell {
            Cell::At(at) => Some(at.date()),
            Cell::Number(number) => self.number(*number),
            Cell::Text(text) => self.written(&plain(text)),
            Cell::Blank | Cell::Clock(_) | Cell::Fault(_) | Cell::Unstored => None,
        }
    }

    pub fn moment(&self, cell: &Cell) -> Option<DateTime> {
        match cell {
            Cell::At(at) => Some(*at),
            Cell::Number(number) if number.fract() != 0.0 => self.serial(*number),
            Cell::Text(text) => {
                let text = without_weekday(&plain(text));
                // A blank may stand within a day: the first cut that leaves a day and an hour is the one.
                let cuts = text.match_indices([' ', 'T']).map(|(at, cut)| (&text[..at], &text[at + cut.len()..]));
                let written_out = text.find('日').map(|at| text.split_at(at + '日'.len_utf8()));
                cuts.chain(written_out).find_map(|(day, hour)| at(self.written(day)?, hour_of(hour)?))
            }
            Cell::Blank | Cell::Number(_) | Cell::Clock(_) | Cell::Fault(_) | Cell::Unstored => None,
        }
    }

    /// 5 in a sheet of a month, 20261005, or Excel's own count of days.
    fn number(&self, number: f64) -> Option<Date> {
        let is_whole = number.fract() == 0.0;
        match self.month {
            Some(month) if is_whole && (1.0..=31.0).contains(&number) => in_month(month, number as i8),
            _ if is_whole && (19_000_101.0..=29_991_231.0).contains(&number) => eight(&format!("{number}")),
            Some(_) | None => self.serial(number).map(|at| at.date()),
        }
    }

    /// Days since the end of 1899, or since 1904, as Excel counts them; of our time alone, so that a mere number is no day.
    fn serial(&self, number: f64) -> Option<DateTime> {
        let number = if self.is_1904 { number + 1462.0 } else { number };
        if !(20_000.0..90_000.0).contains(&number) {
            return None;
        }
        let seconds = (number * 86_400.0).round() as i64;
        date(1899, 12, 30).to_datetime(Time::midnight()).checked_add(seconds.seconds()).ok()
    }

    /// 令和8年10月5日, R8.10.5, 2026/10/5, 20261005; with a year 10/5 and 8.10.5 too, with a month 5日.
    fn written(&self, text: &str) -> Option<Date> {
        let text = without_weekday(text);
        if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return eight(&text);
        }
        let era = Era::ALL.into_iter().find_map(|era| Some((era, behind(era, &text)?)));
        let (era, rest) = era.map_or((None, text.as_str()), |(era, rest)| (Some(era), rest));
        let rest = rest.trim_start().replacen('元', "1", 1);
        let parts: Vec<i16> = rest
            .split(['年', '月', '日', '/', '-', '.', '−', '‐', '–'])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| part.parse().ok())
            .collect::<Option<_>>()?;
        let of = |year: i16, month: i16, day: i16| Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok();
        match (era, &parts[..]) {
            (Some(era), [year, month, day]) => of(year.checked_add(era.first_day().year() - 1)?, *month, *day),
            (None, [year, month, day]) if *year >= 1900 => of(*year, *month, *day),
            // A year of two digits says not of which era, unless it is the one at hand.
            (None, [year, month, day]) => {
                let meant = self.year_of(*month)?;
                (year.checked_add(Era::Reiwa.first_day().year() - 1)? == meant).then(|| of(meant, *month, *day))?
            }
            (None, [month, day]) => of(self.year_of(*month)?, *month, *day),
            (None, [day]) => in_month(self.month?, (*day).try_into().ok()?),
            (_, _) => None,
        }
    }

    /// The calendar's year in which a month of the fiscal year lies.
    fn year_of(&self, month: i16) -> Option<i16> {
        let of_month = || self.month.map(|month| month.period().first.year());
        self.year.map_or_else(of_month, |year| if month >= 4 { Some(year) } else { year.checked_add(1) })
    }
}

/// An hour in seconds from midnight, or a whole time where the cell says that.
pub enum Hour {
    Of(i64),
    At(DateTime),
}

impl Days {
    pub fn hour(&self, cell: &Cell) -> Option<Hour> {
        match cell {
            Cell::At(at) => Some(Hour::At(*at)),
            Cell::Clock(seconds) => Some(Hour::Of(*seconds)),
            Cell::Number(number) if (0.0..2.0).contains(number) && (number.fract() != 0.0 || *number == 0.0) => {
                Some(Hour::Of((number * 86_400.0).round() as i64))
            }
            // 2341 where a colon was spared.
            Cell::Number(number) if number.fract() == 0.0 && (100.0..4760.0).contains(number) => {
                hour_of(&format!("{number:04}")).map(Hour::Of)
            }
            Cell::Text(text) => {
                let whole = || self.moment(cell).map(Hour::At);
                hour_of(&plain(text)).map(Hour::Of).or_else(whole)
            }
            Cell::Blank | Cell::Number(_) | Cell::Fault(_) | Cell::Unstored => None,
        }
    }
}

/// That many seconds after a day's midnight.
pub fn at(day: Date, seconds: i64) -> Option<DateTime> {
    day.to_datetime(Time::midnight()).checked_add(jiff::Span::new().try_seconds(seconds).ok()?).ok()
}

/// 8:47, 8時47分, 午後8時5分, 23:41:05, 25:10, 0847
pub fn hour_of(text: &str) -> Option<i64> {
    let text = plain(text);
    let (late, text) = match (text.strip_prefix("午後"), text.strip_prefix("午前")) {
        (Some(rest), _) => (12, rest),
        (None, rest) => (0, rest.unwrap_or(&text)),
    };
    let text = text.trim();
    if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return seconds(&[text[..2].parse().ok()?, text[2..].parse().ok()?], late);
    }
    let is_bare = text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.replace('半', "30分");
    let parts = text.split(['時', '分', '秒', ':']).map(str::trim).filter(|part| !part.is_empty());
    let parts: Vec<i64> = parts.map(|part| part.parse().ok()).collect::<Option<_>>()?;
    if is_bare { None } else { seconds(&parts, late) }
}

fn seconds(parts: &[i64], late: i64) -> Option<i64> {
    let (hour, minute, second) = match parts {
        [hour] => (*hour, 0, 0),
        [hour, minute] => (*hour, *minute, 0),
        [hour, minute, second] => (*hour, *minute, *second),
        _ => return None,
    };
    // 午後0時 is noon, and 24 and more belong to the night after.
    let hour = if late > 0 && hour < 12 { hour + late } else { hour };
    let is_hour = (0..48).contains(&hour) && (0..60).contains(&minute) && (0..60).contains(&second);
    is_hour.then_some(hour * 3600 + minute * 60 + second)
}

/// 18,230MB, １４件
pub fn count(cell: &Cell) -> Option<u64> {
    match cell {
        Cell::Number(number) => (number.fract() == 0.0 && (0.0..1e15).contains(number)).then_some(*number as u64),
        Cell::Text(text) => {
            let text = plain(text);
            let unit = ["MB", "mb", "件", "通"].into_iter().find_map(|unit| text.strip_suffix(unit));
            unit.unwrap_or(&text).trim().replace(',', "").parse().ok().filter(|count| *count < 1_000_000_000_000_000)
        }
        Cell::Blank | Cell::At(_) | Cell::Clock(_) | Cell::Fault(_) | Cell::Unstored => None,
    }
}

fn eight(digits: &str) -> Option<Date> {
    Date::new(digits.get(..4)?.parse().ok()?, digits.get(4..6)?.parse().ok()?, digits.get(6..)?.parse().ok()?).ok()
}

fn in_month(month: Month, day: i8) -> Option<Date> {
    let first = month.period().first;
    Date::new(first.year(), first.month(), day).ok()
}

/// What follows the era, whichever way it is written: 令和, 令, R.
fn behind(era: Era, text: &str) -> Option<&str> {
    let letter = era.en().chars().next()?;
    let short = era.ja().chars().next()?;
    let letters = || text.strip_prefix([short, letter, letter.to_ascii_lowercase()]);
    let rest = text.strip_prefix(era.ja()).or_else(letters)?;
    Some(rest.trim_start_matches('.'))
}

/// 10月5日(月) without its bracket.
fn without_weekday(text: &str) -> String {
    match (text.find('('), text.find(')')) {
        (Some(open), Some(close)) if open < close => {
            format!("{}{}", &text[..open], &text[close + 1..]).trim().to_owned()
        }
        (_, _) => text.trim().to_owned(),
    }
}
