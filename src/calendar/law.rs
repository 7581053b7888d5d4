//! The national days (国民の祝日) of Article 2 of the Act on National Holidays (国民の祝日に関する法律, 昭和23年法律第178号) as it
//! stood in each year since 1980, and the days that laws of their own made holidays.
//!
//! Today's law is taken to last; the next amendment ends a span of years here and begins another. What follows from these
//! days by Article 3 is in [`super::holidays`].

use std::ops::RangeInclusive;

use jiff::civil::{Date, Weekday};

use super::holidays::Holiday;

/// The national day that falls on the date.
pub(super) fn national_day(date: Date) -> Option<Holiday> {
    NATIONAL_DAYS.iter().find(|day| day.falls_on(date)).map(|day| day.holiday)
}

struct NationalDay {
    holiday: Holiday,
    /// Which day it was, in which years.
    when: &'static [(RangeInclusive<i16>, Day)],
}

enum Day {
    /// A month and its day.
    On(i8, i8),
    /// A month and which of its Mondays, the first being 1 (ハッピーマンデー).
    Monday(i8, i8),
    VernalEquinox,
    AutumnalEquinox,
}
use Day::{AutumnalEquinox, Monday, On, VernalEquinox};

/// The end of a span that no law has ended.
const STILL: i16 = i16::MAX;

#[rustfmt::skip] // One line a span of years, so that the table reads as the history of the law.
const NATIONAL_DAYS: &[NationalDay] = &[
    day("元日", "New Year's Day", &[(1980..=STILL, On(1, 1))]),
    day("成人の日", "Coming of Age Day", &[
        (1980..=1999, On(1, 15)),
        (2000..=STILL, Monday(1, 2)),
    ]),
    // The day is set by 建国記念の日となる日を定める政令 (昭和41年政令第376号).
    day("建国記念の日", "National Foundation Day", &[(1980..=STILL, On(2, 11))]),
    // None in 2019: the abdication of 30 April lay between the old day and the new.
    day("天皇誕生日", "The Emperor's Birthday", &[
        (1980..=1988, On(4, 29)),
        (1989..=2018, On(12, 23)),
        (2020..=STILL, On(2, 23)),
    ]),
    day("春分の日", "Vernal Equinox Day", &[(EQUINOXES_KNOWN, VernalEquinox)]),
    day("みどりの日", "Greenery Day", &[
        (1989..=2006, On(4, 29)),
        (2007..=STILL, On(5, 4)),
    ]),
    day("昭和の日", "Showa Day", &[(2007..=STILL, On(4, 29))]),
    day("憲法記念日", "Constitution Memorial Day", &[(1980..=STILL, On(5, 3))]),
    day("こどもの日", "Children's Day", &[(1980..=STILL, On(5, 5))]),
    // 2020 and 2021: Article 32 of 令和三年東京オリンピック競技大会・東京パラリンピック競技大会特別措置法
    // (平成27年法律第33号) as amended for each year; so too 山の日 and スポーツの日.
    day("海の日", "Marine Day", &[
        (1996..=2002, On(7, 20)),
        (2003..=2019, Monday(7, 3)),
        (2020..=2020, On(7, 23)),
        (2021..=2021, On(7, 22)),
        (2022..=STILL, Monday(7, 3)),
    ]),
    day("山の日", "Mountain Day", &[
        (2016..=2019, On(8, 11)),
        (2020..=2020, On(8, 10)),
        (2021..=2021, On(8, 8)),
        (2022..=STILL, On(8, 11)),
    ]),
    day("敬老の日", "Respect for the Aged Day", &[
        (1980..=2002, On(9, 15)),
        (2003..=STILL, Monday(9, 3)),
    ]),
    day("秋分の日", "Autumnal Equinox Day", &[(EQUINOXES_KNOWN, AutumnalEquinox)]),
    day("体育の日", "Health and Sports Day", &[
        (1980..=1999, On(10, 10)),
        (2000..=2019, Monday(10, 2)),
    ]),
    day("スポーツの日", "Sports Day", &[
        (2020..=2020, On(7, 24)),
        (2021..=2021, On(7, 23)),
        (2022..=STILL, Monday(10, 2)),
    ]),
    day("文化の日", "Culture Day", &[(1980..=STILL, On(11, 3))]),
    day("勤労感謝の日", "Labor Thanksgiving Day", &[(1980..=STILL, On(11, 23))]),
    // By laws of their own. That of 2019 (平成30年法律第99号) makes its two count as national days, so that 30 April and
    // 2 May became holidays between holidays; the earlier three have no neighbours to which it could matter.
    day("大喪の礼", "State Funeral of Emperor Showa", &[(1989..=1989, On(2, 24))]),
    day("即位礼正殿の儀", "Enthronement Ceremony", &[(1990..=1990, On(11, 12))]),
    day("結婚の儀", "Wedding of Crown Prince Naruhito", &[(1993..=1993, On(6, 9))]),
    day("休日（祝日扱い）", "Day of the Enthronement", &[(2019..=2019, On(5, 1))]),
    day("休日（祝日扱い）", "Enthronement Ceremony", &[(2019..=2019, On(10, 22))]),
];

const fn day(ja: &'static str, en: &'static str, when: &'static [(RangeInclusive<i16>, Day)]) -> NationalDay {
    NationalDay { holiday: Holiday { ja, en }, when }
}

impl NationalDay {
    fn falls_on(&self, date: Date) -> bool {
        self.when.iter().any(|(years, day)| years.contains(&date.year()) && day.is(date))
    }
}

impl Day {
    /// Whether it is that date, in that date's year.
    fn is(&self, date: Date) -> bool {
        match *self {
            On(month, day) => (date.month(), date.day()) == (month, day),
            Monday(month, nth) => {
                date.month() == month && date.weekday() == Weekday::Monday && (date.day() - 1) / 7 + 1 == nth
            }
            VernalEquinox => date.month() == 3 && equinox(20_843_100, date.year()) == i32::from(date.day()),
            AutumnalEquinox => date.month() == 9 && equinox(23_248_800, date.year()) == i32::from(date.day()),
        }
    }
}

/// The years for which the coefficients of [`equinox`] are given.
const EQUINOXES_KNOWN: RangeInclusive<i16> = 1980..=2099;

/// The day of March or September on which the equinox falls in Japan: by how far it lay into the month in 1980, and how
/// much later it comes each year but for the leap days, both in millionths of a day.
///
/// The formula of 海上保安庁水路部 暦計算研究会編『新こよみ便利帳』(恒星社厚生閣): ⌊20.8431 + 0.242194 (y − 1980)⌋ − ⌊(y − 1980) / 4⌋ for
/// spring, and 23.2488 for autumn.
fn equinox(in_1980: i32, year: i16) -> i32 {
    let years = i32::from(year) - 1980;
    (in_1980 + 242_194 * years) / 1_000_000 - years / 4
}
