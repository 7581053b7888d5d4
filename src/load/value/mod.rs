//! Reading one value: a text, a word, a number, a day, a time, an id.
//!
//! Each function reports what is wrong and returns `None` where nothing can be made of the value. A date in quotes is reported, and
//! read all the same: what was meant is plain, and one slip must not raise a second alarm.

mod id;
mod moment;

use toml::de::DeValue;

use super::reading::{Reading, nearest, shorten, type_name};
use super::shape::Form;
use super::sketch::Question;
use super::table::Table;
use crate::model::source::Span;
use crate::model::text::Text;
use crate::model::word::Word;

pub use id::{id_of, name_of, own_id};
pub use moment::{date, time, yearly_days};

/// A value in a file.
pub struct Value<'r> {
    pub reading: &'r Reading<'r>,
    pub inner: &'r DeValue<'r>,
    pub span: Span,
    pub key: &'static str,
    /// Where nothing is read: what its reader would take.
    pub(super) question: Option<Box<Question>>,
}

impl<'r> Value<'r> {
    /// Says how the value is written, where nothing is read but that is asked.
    pub fn wants(&self, form: impl FnOnce() -> Form) {
        if let Some(question) = &self.question {
            question.wants(form());
        }
    }

    pub fn bad(&self, message: Text) {
        self.reading.bad(self.span, message);
    }

    fn wrong_type(&self, wanted: Text) {
        let (key, got) = (self.key, type_name(self.inner));
        self.bad(Text::new(
            format!("「{key}」は{}で書きます({}になっています)。", wanted.ja, got.ja),
            format!("`{key}` wants {}, not {}.", wanted.en, got.en),
        ));
    }

    fn string(&self) -> Option<&'r str> {
        if let Some(question) = &self.question {
            return question.word();
        }
        let text = self.inner.as_str();
        if text.is_none() {
            self.wrong_type(Text::fixed("文字列", "a string"));
        }
        text
    }

    /// The elements of a list, or `None` with a report where it is no list.
    pub fn elements(&self) -> Option<Vec<Value<'r>>> {
        let Some(array) = self.inner.as_array() else {
            self.wrong_type(Text::fixed("配列", "an array"));
            return None;
        };
        let element = |spanned: &'r toml::Spanned<DeValue<'r>>| Value {
            reading: self.reading,
            inner: spanned.get_ref(),
            span: spanned.span().into(),
            key: self.key,
            question: None,
        };
        Some(array.iter().map(element).collect())
    }

    pub fn is_empty_list(&self) -> bool {
        self.inner.as_array().is_some_and(|array| array.is_empty())
    }

    /// The first of an array of tables.
    pub fn first_table(&self) -> Option<Table<'r>> {
        let first = self.inner.as_array()?.first()?;
        Some(Table::new(self.reading, first.get_ref().as_table()?, first.span().into()))
    }

    pub fn table(&self) -> Option<Table<'r>> {
        let Some(table) = self.inner.as_table() else {
            self.wrong_type(Text::fixed("表", "a table"));
            return None;
        };
        Some(Table::new(self.reading, table, self.span))
    }
}

/// Text that may be blank.
pub fn any_text(value: &Value<'_>) -> Option<String> {
    value.wants(|| Form::Text { may_be_blank: true });
    value.string().map(str::to_owned)
}

/// Text that says something.
pub fn text(value: &Value<'_>) -> Option<String> {
    value.wants(|| Form::Text { may_be_blank: false });
    let text = value.string()?;
    if text.trim().is_empty() {
        let key = value.key;
        value.bad(Text::new(format!("「{key}」が空です。"), format!("`{key}` is blank.")));
        return None;
    }
    Some(text.to_owned())
}

/// One of the listed words.
pub fn word<W: Word>(value: &Value<'_>) -> Option<W> {
    value.wants(|| Form::Words(W::ALL.iter().map(|word| word.word()).collect()));
    let written = value.string()?;
    let found = W::from_word(written);
    if found.is_none() {
        let words: Vec<&str> = W::ALL.iter().map(|word| word.word()).collect();
        let (shown, list) = (shorten(written), words.join(", "));
        let hint = nearest(written, words.into_iter());
        let (ja, en) = match hint {
            Some(near) => (format!("「{near}」の誤りではありませんか。"), format!(" Did you mean `{near}`?")),
            None => (String::new(), String::new()),
        };
        value.bad(Text::new(
            format!("「{shown}」は「{}」の語ではありません。{ja}書ける語: {list}", value.key),
            format!("`{shown}` is no word for `{}`.{en} Words: {list}", value.key),
        ));
    }
    found
}

pub fn flag(value: &Value<'_>) -> Option<bool> {
    value.wants(|| Form::Flag);
    let flag = value.inner.as_bool();
    if flag.is_none() {
        value.wrong_type(Text::fixed("true か false", "true or false"));
    }
    flag
}

/// A number from 0, at most what any ledger could count.
pub fn count(value: &Value<'_>) -> Option<u64> {
    const MOST: u64 = 1_000_000_000_000_000;
    at_least(value, 0, MOST)
}

/// A whole number between two bounds.
pub fn at_least(value: &Value<'_>, least: u64, most: u64) -> Option<u64> {
    value.wants(|| Form::Number { least, most });
    let Some(integer) = value.inner.as_integer() else {
        value.wrong_type(Text::fixed("整数", "an integer"));
        return None;
    };
    let digits = integer.as_str().trim_start_matches('+');
    let number = u64::from_str_radix(digits, integer.radix()).ok();
    let fits = number.filter(|number| (least..=most).contains(number));
    if fits.is_none() {
        let key = value.key;
        value.bad(Text::new(
            format!("「{key}」は{least}以上{most}以下の整数で書きます。"),
            format!("`{key}` is a whole number from {least} to {most}."),
        ));
    }
    fits
}
