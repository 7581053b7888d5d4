//! What is said of one key: the heading of its column, and how what stands there is read.

use std::ops::RangeInclusive;

use toml::Spanned;
use toml::de::DeTable;

use super::super::{From, Hour};
use super::{Reading, Value};
use crate::import::time;
use crate::model::Text;

pub const OPTIONS: &[&str] = &["column", "time", "days", "overnight", "digits", "words", "default"];

impl Reading {
    /// A heading, or all that may be said of it.
    pub(super) fn from(&mut self, value: &Value<'_>) -> Option<From> {
        let line = self.source.position(value.span().start).line;
        let Some(table) = value.get_ref().as_table() else {
            return self.text(value).map(|column| From { column: Some(column), line, ..From::default() });
        };
        self.unknown(table, OPTIONS);
        let [column, default] = ["column", "default"].map(|key| table.get(key).and_then(|value| self.text(value)));
        let hour = table.get("time").and_then(|value| self.text(value)).map(|text| {
            let fixed = time::hour_of(&text).and_then(|seconds| time::at(jiff::civil::date(2000, 1, 1), seconds));
            fixed.map_or(Hour::Column(text), |at| Hour::Fixed(at.time()))
        });
        let days = self.number(table, "days", -366..=366, "-1");
        let digits = self.number(table, "digits", 1..=20, "6");
        let overnight = table.get("overnight").and_then(|value| self.flag(value));
        let words = table.get("words").map(|value| self.words(value)).unwrap_or_default();
        let from = From {
            column,
            hour,
            days: days.unwrap_or_default(),
            overnight: overnight.unwrap_or_default(),
            digits: digits.and_then(|digits| usize::try_from(digits).ok()).unwrap_or_default(),
            words,
            default,
            line,
        };
        // One that is there and cannot be read has been told of.
        if !table.contains_key("column") && !table.contains_key("default") {
            let message = Text::fixed("column か default を書きます。", "give `column` or `default`.");
            self.fault(value.span().start, message);
        }
        Some(from)
    }

    fn number(&mut self, table: &DeTable<'_>, key: &str, range: RangeInclusive<i64>, such: &str) -> Option<i64> {
        let value = table.get(key)?;
        let written = value.get_ref().as_integer();
        let number = written.and_then(|number| i64::from_str_radix(number.as_str(), number.radix()).ok());
        let number = number.filter(|number| range.contains(number));
        if number.is_none() {
            let (first, last) = range.into_inner();
            let message = Text::new(
                format!("{key} は{first}から{last}までの整数で書きます({such} など)。引用符は付けません。"),
                format!("`{key}` is a whole number such as {such}, from {first} to {last}, without quotation marks."),
            );
            self.fault(value.span().start, message);
        }
        number
    }

    fn flag(&mut self, value: &Value<'_>) -> Option<bool> {
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            let message = Text::fixed(
                "overnight は true か false です。引用符は付けません。",
                "`overnight` is true or false, without quotation marks.",
            );
            self.fault(value.span().start, message);
        }
        flag
    }

    fn words(&mut self, value: &Value<'_>) -> Vec<(String, String)> {
        let Some(table) = value.get_ref().as_table() else {
            let message =
                Text::fixed("words は { \"○\" = \"ok\" } の形で書きます。", "write `words` as { \"○\" = \"ok\" }.");
            self.fault(value.span().start, message);
            return Vec::new();
        };
        let pair = |(written, word): (&Spanned<_>, &Value<'_>)| {
            let written: &std::borrow::Cow<'_, str> = written.get_ref();
            Some((written.to_string(), self.text(word)?))
        };
        table.iter().filter_map(pair).collect()
    }
}
