//! Days and times. A date in quotes is reported, and read all the same.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use toml::value::{Datetime, Offset as TomlOffset};

use super::Value;
use crate::load::shape::Form;
use crate::model::closures::YearlyDays;
use crate::model::text::Text;

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
