//! How a value on the command line is read.

use jiff::civil::{Date, date};

use crate::model::Month;
use crate::model::path::Kind;
use crate::model::text::Lang;
use crate::model::word::Word;

pub fn language(tag: &str) -> Result<Lang, String> {
    Lang::from_tag(tag).ok_or_else(|| "ja か en を書きます / ja or en".to_owned())
}

pub fn kind(text: &str) -> Result<Kind, String> {
    let known = || Kind::ALL.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(", ");
    Kind::from_word(text).ok_or_else(|| format!("次のいずれかを書きます: {0} / one of: {0}", known()))
}

pub fn month(text: &str) -> Result<Month, String> {
    text.parse().map_err(|_| "2026-10 の形で書きます / write it as 2026-10".to_owned())
}

/// The calendar's years, as of the as-of date.
pub fn year(text: &str) -> Result<i16, String> {
    let year = text.parse::<i16>().ok().filter(|year| (1995..=2099).contains(year));
    year.ok_or_else(|| "1995 から 2099 までの年を西暦で書きます / a year from 1995 to 2099".to_owned())
}

/// A commit's id, or enough of its beginning to be found by.
pub fn anchor(text: &str) -> Result<String, String> {
    let text = text.trim().to_ascii_lowercase();
    let is_id = (7..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_id.then_some(text).ok_or_else(|| {
        "コミットの番号(16進数で7桁以上)を書きます / the id of a commit, 7 or more hexadecimal digits".to_owned()
    })
}

/// The days of which the calendar knows whether they are holidays.
pub const CALENDAR: std::ops::RangeInclusive<Date> = date(1994, 12, 1)..=date(2099, 12, 31);

/// As a clerk writes it: 令和8年12月1日, 2026/12/1.
pub fn day(text: &str) -> Result<Date, String> {
    let day = crate::import::day(text).filter(|day| CALENDAR.contains(day));
    day.ok_or_else(|| {
        "1994-12-01 から 2099-12-31 までの日を書きます(2026-12-01、令和8年12月1日) / a day from 1994-12-01 to 2099-12-31, such as 2026-12-01".to_owned()
    })
}

/// The calendar knows its holidays for these years, and nothing is owed outside them.
pub fn as_of(text: &str) -> Result<Date, String> {
    let day = text.parse::<Date>().ok().filter(|day| CALENDAR.contains(day));
    day.ok_or_else(|| "1994-12-01 から 2099-12-31 までの日を 2026-12-01 の形で書きます / a day from 1994-12-01 to 2099-12-31, written as 2026-12-01".to_owned())
}
