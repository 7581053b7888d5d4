//! What is said of one key: the heading of its column, and how what stands there is read.

use toml::Spanned;

use super::super::{From, Hour};
use super::{Reading, Value};
use crate::import::time;
use crate::model::Text;

impl Reading {
    /// A heading, or all that may be said of it.
    pub(super) fn from(&mut self, value: &Value<'_>) -> Option<From> {
        let Some(table) = value.get_ref().as_table() else {
            return self.text(value).map(|column| From { column: Some(column), ..From::default() });
        };
        self.unknown(table, &["column", "time", "days", "overnight", "digits", "words", "default"]);
        let [column, default] = ["column", "default"].map(|key| table.get(key).and_then(|value| self.text(value)));
        let hour = table.get("time").and_then(|value| self.text(value)).map(|text| {
            let fixed = time::hour_of(&text).and_then(|seconds| time::at(jiff::civil::date(2000, 1, 1), seconds));
            fixed.map_or(Hour::Column(text), |at| Hour::Fixed(at.time()))
        });
        let number =
            |key: &str| table.get(key).and_then(|value| value.get_ref().as_integer()?.as_str().parse::<i64>().ok());
        let words = table.get("words").map(|value| self.words(value)).unwrap_or_default();
        let from = From {
            column,
            hour,
            days: number("days").filter(|days| days.abs() < 400).unwrap_or_default(),
            overnight: table.get("overnight").and_then(|value| value.get_ref().as_bool()).unwrap_or_default(),
            digits: number("digits").and_then(|digits| usize::try_from(digits).ok()).unwrap_or_default().min(20),
            words,
            default,
        };
        // One that is there and cannot be read has been told of.
        if !table.contains_key("column") && !table.contains_key("default") {
            let message = Text::fixed("column か default を書きます。", "give `column` or `default`.");
            self.fault(value.span().start, message);
        }
        Some(from)
    }

    fn words(&mut self, value: &Value<'_>) -> Vec<(String, String)> {
        let Some(table) = value.get_ref().as_table() else {
            self.no_text(value);
            return Vec::new();
        };
        let pair = |(written, word): (&Spanned<_>, &Value<'_>)| {
            let written: &std::borrow::Cow<'_, str> = written.get_ref();
            Some((written.to_string(), self.text(word)?))
        };
        table.iter().filter_map(pair).collect()
    }
}
