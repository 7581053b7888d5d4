//! What somebody typed, as a value of TOML.

use jiff::civil::{Date, DateTime, Time};

use crate::model::text::Text;

use super::shape::{Form, Key};

/// The value as it is written. A time without a day is of `day`; what cannot be understood says how to write it.
pub fn literal(key: &Key, typed: &str, day: Date) -> Result<String, Text> {
    let typed = typed.trim();
    match &key.form {
        // No key of a draft holds a table: its tables stand apart.
        Form::Text { .. } | Form::Pattern(_) | Form::Table(_) | Form::Tables(_) => Ok(text(typed)),
        Form::Words(words) => word(key.name, typed, words),
        Form::Date => {
            typed.parse::<Date>().map(|date| date.to_string()).map_err(|_| wrong(key.name, typed, "2026-10-05"))
        }
        Form::Time => time(typed, day).map(written).ok_or_else(|| wrong(key.name, typed, "2026-10-05T08:47, 08:47")),
        Form::Number { .. } => {
            typed.parse::<u64>().map(|count| count.to_string()).map_err(|_| wrong(key.name, typed, "18230"))
        }
        Form::Flag => {
            typed.parse::<bool>().map(|flag| flag.to_string()).map_err(|_| wrong(key.name, typed, "true, false"))
        }
        Form::List { .. } => {
            let parts: Vec<String> = typed.split(['+', ' ']).filter(|part| !part.is_empty()).map(text).collect();
            Ok(format!("[{}]", parts.join(", ")))
        }
    }
}

pub fn text(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

pub fn written(time: DateTime) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

/// A whole time, or an hour and minute of the day.
pub fn time(typed: &str, day: Date) -> Option<DateTime> {
    let whole = typed.parse::<DateTime>().ok().filter(|_| typed.contains(['T', ' ']));
    let padded = if typed.find(':') == Some(1) { format!("0{typed}") } else { typed.to_owned() };
    whole.or_else(|| padded.parse::<Time>().ok().map(|time| day.to_datetime(time)))
}

/// A word, or enough of its beginning.
fn word(key: &str, typed: &str, words: &[&str]) -> Result<String, Text> {
    let exact = words.iter().copied().find(|word| *word == typed);
    let begun: Vec<&str> = words.iter().copied().filter(|word| !typed.is_empty() && word.starts_with(typed)).collect();
    match (exact, begun.as_slice()) {
        (Some(word), _) => Ok(text(word)),
        (None, [word]) => Ok(text(word)),
        (None, _) => Err(wrong(key, typed, &words.join(", "))),
    }
}

fn wrong(key: &str, typed: &str, example: &str) -> Text {
    let typed = crate::load::shorten(typed);
    Text::new(
        format!("{key} に「{typed}」は書けません。次のように書きます: {example}"),
        format!("`{typed}` is nothing for {key}; write it as: {example}"),
    )
}

/// The times that a record gives for things done, with their keys.
pub fn times(record: &str) -> Vec<(String, DateTime)> {
    fn walk(key: &str, value: &toml::Value, found: &mut Vec<(String, DateTime)>) {
        match value {
            toml::Value::Datetime(at) => {
                if let Some(time) = at.to_string().get(..19).and_then(|text| text.parse().ok()) {
                    found.push((key.to_owned(), time));
                }
            }
            toml::Value::Array(values) => values.iter().for_each(|value| walk(key, value, found)),
            toml::Value::Table(table) => table.iter().for_each(|(key, value)| walk(key, value, found)),
            toml::Value::String(_) | toml::Value::Integer(_) | toml::Value::Float(_) | toml::Value::Boolean(_) => {}
        }
    }
    let mut found = Vec::new();
    if let Ok(table) = record.parse::<toml::Table>() {
        walk("", &toml::Value::Table(table), &mut found);
    }
    found
}

/// The runs that a check speaks of, with their tables.
pub fn runs(check: &str) -> Vec<(String, Date)> {
    let table = check.parse::<toml::Table>().unwrap_or_default();
    let mut runs = Vec::new();
    for name in ["backup", "transmission"] {
        for entry in table.get(name).and_then(toml::Value::as_array).into_iter().flatten() {
            let run = entry.get("run").and_then(|run| run.as_datetime()).and_then(|run| run.to_string().parse().ok());
            runs.extend(run.map(|run| (name.to_owned(), run)));
        }
    }
    runs
}
