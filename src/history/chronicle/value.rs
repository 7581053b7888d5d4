//! What a file says, key by key: values without their places, so that layout, comments and the order of keys are no difference.
//!
//! Deliberately absent: kinds of record and what their keys mean. A time with an offset is the ledger's own time of that
//! moment, as a reader of the record has it.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use toml::de::{DeTable, DeValue};
use toml::value::{Datetime, Offset as TomlOffset};

/// A table's keys and values.
pub type Table = BTreeMap<String, Value>;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    Text(String),
    Flag(bool),
    Day(Date),
    Time(DateTime),
    /// Any other value, as it is written in its plainest form: a number, a time of no day.
    Other(String),
    List(Vec<Value>),
    Table(Table),
}

/// The values of a TOML file; `None` where it cannot be read whole, and so is no evidence of anything.
pub fn values(bytes: &[u8], timezone: &TimeZone) -> Option<Table> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let parsed = DeTable::parse(str::from_utf8(bytes).ok()?).ok()?;
    Some(table(parsed.get_ref(), timezone))
}

fn table(table: &DeTable<'_>, timezone: &TimeZone) -> Table {
    table.iter().map(|(key, held)| (key.get_ref().to_string(), value(held.get_ref(), timezone))).collect()
}

fn value(held: &DeValue<'_>, timezone: &TimeZone) -> Value {
    match held {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(integer) => {
            let digits = integer.as_str().trim_start_matches('+');
            let plain = i128::from_str_radix(digits, integer.radix()).map(|number| number.to_string());
            Value::Other(plain.unwrap_or_else(|_| digits.to_owned()))
        }
        DeValue::Float(float) => Value::Other(float.as_str().to_owned()),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Datetime(written) => moment(written, timezone).unwrap_or_else(|| Value::Other(written.to_string())),
        DeValue::Array(array) => Value::List(array.iter().map(|held| value(held.get_ref(), timezone)).collect()),
        DeValue::Table(inner) => Value::Table(table(inner, timezone)),
    }
}

fn moment(written: &Datetime, timezone: &TimeZone) -> Option<Value> {
    let date = written.date?;
    let date =
        Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()?;
    let Some(time) = written.time else {
        return Some(Value::Day(date));
    };
    // A leap second (:60) is valid TOML and no civil time: the second before it stands for it.
    let second = i8::try_from(time.second.unwrap_or(0).min(59)).ok()?;
    let nanosecond = i32::try_from(time.nanosecond.unwrap_or(0)).ok()?;
    let time = Time::new(i8::try_from(time.hour).ok()?, i8::try_from(time.minute).ok()?, second, nanosecond).ok()?;
    let local = date.to_datetime(time);
    let minutes = match written.offset {
        None => return Some(Value::Time(local)),
        Some(TomlOffset::Z) => 0,
        Some(TomlOffset::Custom { minutes }) => i32::from(minutes),
    };
    let offset = Offset::from_seconds(minutes.checked_mul(60)?).ok()?;
    Some(Value::Time(offset.to_timestamp(local).ok()?.to_zoned(timezone.clone()).datetime()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Table> {
        values(text.as_bytes(), &TimeZone::fixed(jiff::tz::offset(9)))
    }

    #[test]
    fn layout_is_no_difference() {
        let one = "a = 16\nb = \"x\\ny\"\nc = 2026-10-05T08:47:00\n[d]\ne = [1, 2]\n";
        let other = "\u{feff}# a note\r\nc = 2026-10-04T23:47Z\r\nb = \"\"\"\nx\ny\"\"\"\r\na = 0x10\r\nd = { e = [\r\n1, +2,\r\n] }\r\n";
        assert_eq!(read(one), read(other));
        assert!(read(one).is_some());
    }

    #[test]
    fn what_cannot_be_read_whole_says_nothing() {
        assert_eq!(read("a = 1\nb = "), None);
        assert_eq!(read("a = 1\na = 2"), None);
        assert_eq!(values(b"a = \"\xff\"", &TimeZone::UTC), None);
    }
}
