//! Days and times in whatever way a town hall writes them; numbers beside. What could be two days is none, and says why.

mod count;
mod hour;
mod weekday;
mod why;
mod written;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time, date};

use super::cell::{Cell, plain};
use crate::model::{Month, Text};

pub use count::count;
pub use hour::{Hour, hour_of, why_no_hour};
use weekday::apart;
use why::Why;
use written::in_month;

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
        self.read_day(cell).ok()
    }

    pub fn moment(&self, cell: &Cell) -> Option<DateTime> {
        self.read_moment(cell).ok()
    }

    /// Why a cell that may look like it is no day, or no day and time; nothing where it looks like none.
    pub fn why_not(&self, cell: &Cell) -> Text {
        self.read_day(cell).map_or_else(|why| self.told(why), |_| Text::default())
    }

    fn read_day(&self, cell: &Cell) -> Result<Date, Why> {
        match cell {
            Cell::At(at) => Ok(at.date()),
            Cell::Number(number) => self.number(*number),
            Cell::Text(text) => match self.written(&plain(text)) {
                Err(why @ (Why::Unlike | Why::NotInDigits)) => match self.read_moment(cell) {
                    Ok(at) => Ok(at.date()),
                    Err(Why::Unlike) => Err(why),
                    Err(of_day) => Err(of_day),
                },
                read => read,
            },
            Cell::Blank | Cell::Clock(_) | Cell::Fault(_) | Cell::Unstored => Err(Why::Unlike),
        }
    }

    fn read_moment(&self, cell: &Cell) -> Result<DateTime, Why> {
        match cell {
            Cell::At(at) => Ok(*at),
            Cell::Number(number) if number.fract() != 0.0 => self.serial(*number).ok_or(Why::Unlike),
            Cell::Text(text) => {
                let text = plain(text);
                let (text, weekday) = apart(&text);
                // A blank may stand within a day: the first cut that leaves a day and a time is the one.
                let cuts = text.match_indices([' ', 'T']).map(|(at, cut)| (&text[..at], &text[at + cut.len()..]));
                let written_out = text.find('日').map(|at| text.split_at(at + '日'.len_utf8()));
                let mut why = Why::Unlike;
                for (day, hour) in cuts.chain(written_out) {
                    let Some(seconds) = hour_of(hour) else { continue };
                    match self.agreed(day, weekday) {
                        Ok(day) => return at(day, seconds).ok_or(Why::Unlike),
                        Err(Why::Unlike) => {}
                        Err(own) => why = own,
                    }
                }
                Err(why)
            }
            Cell::Blank | Cell::Number(_) | Cell::Clock(_) | Cell::Fault(_) | Cell::Unstored => Err(Why::Unlike),
        }
    }

    /// 5 in a sheet of a month, 20261005, or Excel's own count of days.
    fn number(&self, number: f64) -> Result<Date, Why> {
        let is_whole = number.fract() == 0.0;
        match self.month {
            Some(month) if is_whole && (1.0..=31.0).contains(&number) => in_month(month, number as i16),
            None if is_whole && (1.0..=31.0).contains(&number) => Err(Why::NoMonth),
            _ if is_whole && (19_000_101.0..=29_991_231.0).contains(&number) => written::eight(&format!("{number}")),
            Some(_) | None => self.serial(number).map(|at| at.date()).ok_or(Why::Unlike),
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
}

/// That many seconds after a day's midnight.
pub fn at(day: Date, seconds: i64) -> Option<DateTime> {
    day.to_datetime(Time::midnight()).checked_add(jiff::Span::new().try_seconds(seconds).ok()?).ok()
}
