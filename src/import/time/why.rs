//! Why something that looks like a day is none, for whoever is to put it right.

use jiff::civil::Date;

use super::Days;
use super::weekday::{WEEK, Weekday};
use super::written::last_year;
use crate::calendar::era::Era;
use crate::model::Text;
use crate::rules::words;

pub enum Why {
    /// It looks like no day.
    Unlike,
    /// With an era or 年, and yet no day: 令和八年, 令和8年10月.
    NotInDigits,
    NoSuchDay,
    NotInMonth {
        month: i8,
        day: i16,
    },
    NotOfEra {
        era: Era,
        year: i16,
    },
    Weekday {
        weekday: Weekday,
        day: Date,
    },
    NoYear,
    NoMonth,
    /// Of two digits, and which year is at hand is not known.
    ShortYear,
    /// Of two digits, and not the one at hand.
    OtherYear {
        year: i16,
    },
}

impl Days {
    /// A sentence to follow what could not be read.
    pub(super) fn told(&self, why: Why) -> Text {
        match why {
            Why::Unlike => Text::default(),
            Why::NoMonth if self.year.is_some() => Text::fixed(
                "何月か分かりません。シートの名を「10月」のようにするか、対応表に month = \"2026-10\" を書きます。",
                " Of which month is not known: name the sheet 10月, say, or write `month = \"2026-10\"` in the mapping.",
            ),
            Why::NoYear | Why::NoMonth => Text::fixed(
                "年がないときは、対応表に year = 2026(年度)を書きます。",
                " Where the year is left out, write `year = 2026` (the fiscal year) in the mapping.",
            ),
            Why::ShortYear => Text::fixed(
                "年が2桁では令和か西暦か分かりません。対応表に year = 2026(年度)を書きます。",
                " A year of two digits may be an era's or not; write `year = 2026` (the fiscal year) in the mapping.",
            ),
            Why::NotInDigits => Text::fixed(
                "「令和8年10月5日」や「2026/10/5」のように、数字で日まで書きます。",
                " Write it in digits with its day: 令和8年10月5日 or 2026/10/5.",
            ),
            Why::NoSuchDay => Text::fixed("その日はありません。", " There is no such date."),
            Why::NotInMonth { month, day } => Text::new(
                format!("{month}月に{day}日はありません。"),
                format!(
                    " {} has no day {day}.",
                    MONTHS.get(usize::from(month.unsigned_abs()).saturating_sub(1)).unwrap_or(&"The month")
                ),
            ),
            Why::NotOfEra { era, year } => not_of_era(era, year),
            Why::Weekday { weekday, day } => weekday_differs(weekday, day),
            Why::OtherYear { year } => self.other_year(year),
        }
    }

    fn other_year(&self, year: i16) -> Text {
        let at_hand = self.year.map_or_else(
            || {
                let month = self.month.map(|month| month.to_string()).unwrap_or_default();
                Text::new(format!(" month({month})"), format!("`month` ({month})"))
            },
            |year| Text::new(format!(" year({year}年度)"), format!("`year` ({year})")),
        );
        Text::new(
            format!("令和{year}年は対応表の{}と合いません。西暦の年なら4桁で書きます。", at_hand.ja),
            format!(
                " Reiwa {year} does not agree with {}; write all four digits if it is no year of an era.",
                at_hand.en
            ),
        )
    }
}

fn not_of_era(era: Era, year: i16) -> Text {
    let (ja, en) = (era.ja(), era.en());
    match last_year(era) {
        Some(last) => Text::new(
            format!("{ja}に{year}年はありません(元年から{last}年まで)。"),
            format!(" There is no {en} {year}; {en} has years 1 to {last}."),
        ),
        None => Text::new(format!("{ja}に{year}年はありません。"), format!(" There is no {en} {year}.")),
    }
}

fn weekday_differs(weekday: Weekday, day: Date) -> Text {
    let own = words::date(day);
    let (ja, en) = WEEK[usize::from(weekday.unsigned_abs()) % WEEK.len()];
    Text::new(
        format!("{}なので、曜日の「{ja}」と合いません。年と日を確かめてください。", own.ja),
        format!(" That is {}, not ({en}); check the year and the day.", own.en),
    )
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
