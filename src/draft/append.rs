//! What an incident gains: text after what is there, or lines in a table that is there. Every other byte stays.

use jiff::civil::Date;
use toml::de::DeTable;

use crate::model::text::Text;

use super::shape::{Key, Table};
use super::text::{Pairs, block, lines};

/// The text with a new entry, a new table, or new keys in the one that is there.
pub fn append(text: &str, table: &Table, pairs: &Pairs, day: Date) -> Result<String, Text> {
    let there = if table.repeats { None } else { end_of(text, table.name)? };
    let (at, new) = match there {
        None => (text.len(), format!("\n{}", block(table, pairs, day)?)),
        Some(end) => (end, lines(&table.keys, pairs, day)?),
    };
    let starts_a_line = at == 0 || text[..at].ends_with('\n');
    let new = if starts_a_line { new } else { format!("\n{new}") };
    let new = if text.contains("\r\n") { new.replace('\n', "\r\n") } else { new };
    Ok(format!("{}{new}{}", &text[..at], &text[at..]))
}

/// The keys that must still be said: none of a table that is there has to.
pub fn missing(text: &str, table: &Table, pairs: &Pairs) -> Vec<String> {
    let is_there = !table.repeats && matches!(end_of(text, table.name), Ok(Some(_)));
    let lacks = |key: &&Key| key.required && !is_there && super::text::get(pairs, key.name).is_none();
    table.keys.iter().filter(lacks).map(|key| format!("--set {}=…", key.name)).collect()
}

/// The end of a table's last line; `None` where there is no such table.
fn end_of(text: &str, name: &str) -> Result<Option<usize>, Text> {
    let root = DeTable::parse(text).map_err(|_| unreadable())?;
    let Some(value) = root.get_ref().get(name) else { return Ok(None) };
    let header = value.span().start;
    let line = text[..header].rfind('\n').map_or(0, |newline| newline + 1);
    let keys = value.get_ref().as_table().filter(|_| text[line..].trim_start().starts_with('['));
    let last = keys.and_then(|keys| keys.values().map(|value| value.span().end).max());
    let last = last.ok_or_else(unreadable)?;
    Ok(Some(text[last..].find('\n').map_or(text.len(), |newline| last + newline + 1)))
}

fn unreadable() -> Text {
    Text::fixed(
        "この記録の書き方には書き足せません。エディターで書いてください。",
        "this record is not written so that it can be added to; use an editor.",
    )
}
