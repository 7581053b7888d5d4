//! Japanese eras (元号) since Meiji, and dates written in them (和暦).
//!
//! A day on which the era changed belongs to the new one, as in the decrees that changed them. Absent: reading such dates,
//! and the calendar in use before 1873, whose months were the moon's: a Meiji date before that year is the Gregorian day
//! under the era's name, not what a document of that day says.

use jiff::civil::{self, Date};

/// An era (元号).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Era {
    Meiji,
    Taisho,
    Showa,
    Heisei,
    Reiwa,
}

impl Era {
    /// From the first to the present one.
    pub const ALL: [Era; 5] = [Era::Meiji, Era::Taisho, Era::Showa, Era::Heisei, Era::Reiwa];

    /// The era of that day; `None` before Meiji.
    pub fn of(date: Date) -> Option<Era> {
        Era::ALL.into_iter().rev().find(|era| era.first_day() <= date)
    }

    pub fn first_day(self) -> Date {
        match self {
            Era::Meiji => const { civil::date(1868, 10, 23) },
            Era::Taisho => const { civil::date(1912, 7, 30) },
            Era::Showa => const { civil::date(1926, 12, 25) },
            Era::Heisei => const { civil::date(1989, 1, 8) },
            Era::Reiwa => const { civil::date(2019, 5, 1) },
        }
    }

    pub fn ja(self) -> &'static str {
        match self {
            Era::Meiji => "明治",
            Era::Taisho => "大正",
            Era::Showa => "昭和",
            Era::Heisei => "平成",
            Era::Reiwa => "令和",
        }
    }

    pub fn en(self) -> &'static str {
        match self {
            Era::Meiji => "Meiji",
            Era::Taisho => "Taisho",
            Era::Showa => "Showa",
            Era::Heisei => "Heisei",
            Era::Reiwa => "Reiwa",
        }
    }
}

/// A year counted in its era (年). The first is short: it ends on 31 December, and the second begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EraYear {
    era: Era,
    year: i16,
}

impl EraYear {
    /// The year of the era that the day belongs to; `None` before Meiji.
    pub fn of(date: Date) -> Option<EraYear> {
        let era = Era::of(date)?;
        Some(EraYear { era, year: date.year() - era.first_day().year() + 1 })
    }

    pub fn era(self) -> Era {
        self.era
    }

    /// From 1.
    pub fn year(self) -> i16 {
        self.year
    }

    /// `令和元年`, `令和8年`
    pub fn ja(self) -> String {
        match self.year {
            1 => format!("{}元年", self.era.ja()),
            year => format!("{}{year}年", self.era.ja()),
        }
    }

    /// `Reiwa 8`
    pub fn en(self) -> String {
        format!("{} {}", self.era.en(), self.year)
    }
}

/// The date in full, `平成30年3月12日`; before Meiji by the Western year.
pub fn date_ja(date: Date) -> String {
    format!("{}{}月{}日", year_ja(date), date.month(), date.day())
}

/// The year of the date, `平成30年`; before Meiji the Western year, `1867年`.
pub(super) fn year_ja(date: Date) -> String {
    EraYear::of(date).map_or_else(|| format!("{}年", date.year()), EraYear::ja)
}
