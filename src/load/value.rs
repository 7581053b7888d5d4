//! Reading one value: a text, a word, a number, a day, a time, an id.
//!
//! Each function reports what is wrong and returns `None` where nothing can be made of the value. A date in quotes is reported, and
//! read all the same: what was meant is plain, and one slip must not raise a second alarm.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use toml::de::DeValue;
use toml::value::{Datetime, Offset as TomlOffset};

use super::reading::{Reading, nearest, shorten, type_name};
use super::resolve::Referent;
use super::shape::{Form, ID};
use super::sketch::Question;
use super::table::Table;
use crate::model::closures::YearlyDays;
use crate::model::id::Id;
use crate::model::source::Span;
use crate::model::text::Text;
use crate::model::word::Word;

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

/// A day.
pub fn date(value: &Value<'_>) -> Option<Date> {
    value.wants(|| Form::Date);
    if let Some(written) = quoted_time(value) {
        value.wrong_type(Text::fixed("引用符のない日付(2026-10-05)", "a date without quotes (2026-10-05)"));
        return civil_date(&written);
    }
    let datetime = value.inner.as_datetime();
    match datetime {
        Some(written) if written.time.is_none() => civil_date(written),
        _ => {
            value.wrong_type(Text::fixed("日付だけ(2026-10-05)", "a date alone (2026-10-05)"));
            datetime.and_then(civil_date)
        }
    }
}

/// A time: in the ledger's time zone, or with an offset, which is then told in the ledger's.
pub fn time(value: &Value<'_>) -> Option<DateTime> {
    value.wants(|| Form::Time);
    let wanted = Text::fixed("日付と時刻(2026-10-05T08:47:00)", "a date with a time (2026-10-05T08:47:00)");
    if let Some(written) = quoted_time(value) {
        value.wrong_type(wanted);
        return civil_time(&written, value.reading.timezone);
    }
    let read = value.inner.as_datetime().and_then(|written| civil_time(written, value.reading.timezone));
    if read.is_none() {
        value.wrong_type(wanted);
    }
    read
}

/// A date or time written in quotes.
fn quoted_time(value: &Value<'_>) -> Option<Datetime> {
    value.inner.as_str()?.trim().parse().ok()
}

fn civil_date(written: &Datetime) -> Option<Date> {
    let date = written.date?;
    Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
}

fn civil_time(written: &Datetime, timezone: &TimeZone) -> Option<DateTime> {
    let time = written.time?;
    // A leap second (:60) is valid TOML and no civil time: the second before it stands for it.
    let second = i8::try_from(time.second.unwrap_or(0).min(59)).ok()?;
    let nanosecond = i32::try_from(time.nanosecond.unwrap_or(0)).ok()?;
    let time = Time::new(i8::try_from(time.hour).ok()?, i8::try_from(time.minute).ok()?, second, nanosecond).ok()?;
    let local = civil_date(written)?.to_datetime(time);
    let minutes = match written.offset {
        None => return Some(local),
        Some(TomlOffset::Z) => 0,
        Some(TomlOffset::Custom { minutes }) => i32::from(minutes),
    };
    let offset = Offset::from_seconds(minutes.checked_mul(60)?).ok()?;
    Some(offset.to_timestamp(local).ok()?.to_zoned(timezone.clone()).datetime())
}

/// Days that close an office each year: `12-29/01-03`.
pub fn yearly_days(value: &Value<'_>) -> Option<YearlyDays> {
    value.wants(|| Form::Pattern("^[0-9]{2}-[0-9]{2}(/[0-9]{2}-[0-9]{2})?$"));
    let written = value.string()?;
    let days = YearlyDays::parse(written);
    if days.is_none() {
        value.bad(Text::new(
            format!("「{}」は 12-31 か 12-29/01-03 の形で書きます。", value.key),
            format!("`{}` wants a day as 12-31 or days as 12-29/01-03.", value.key),
        ));
    }
    days
}

/// A new id, of the entry in which it stands.
pub fn own_id(value: &Value<'_>) -> Option<Id> {
    value.wants(|| ID);
    let written = value.string()?;
    let id = Id::parse(written);
    if id.is_none() {
        value.bad(Text::new(
            format!("識別子「{}」は英小文字・数字・ハイフンで、{}字までです。", shorten(written), Id::LONGEST),
            format!("an id is lower-case letters, digits and hyphens, at most {}.", Id::LONGEST),
        ));
    }
    id
}

/// The id of something that is registered elsewhere.
pub fn id_of(wanted: Referent) -> impl Fn(&Value<'_>) -> Option<Id> {
    move |value| Id::parse(&name_of(wanted)(value)?)
}

/// The same, as it was written.
pub fn name_of(wanted: Referent) -> impl Fn(&Value<'_>) -> Option<String> {
    move |value| {
        value.wants(|| wanted.form());
        let name = text(value)?;
        value.reading.mention(wanted, &name, value.span);
        Some(name)
    }
}
