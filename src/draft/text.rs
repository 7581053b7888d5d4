//! The text of a record: keys in their order, equal signs aligned, a blank line before each table.

use jiff::civil::Date;

use crate::model::text::Text;

use super::shape::{Key, Shape, Table};
use super::value::literal;

/// Keys and what was typed for them.
pub type Pairs = Vec<(String, String)>;

/// A record before it is written.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub keys: Pairs,
    pub entries: Vec<(String, Pairs)>,
}

impl Draft {
    pub fn get(&self, key: &str) -> Option<&str> {
        get(&self.keys, key)
    }

    /// Sets a key that is not there yet.
    pub fn fill(&mut self, key: &str, value: impl FnOnce() -> Option<String>) {
        if self.get(key).is_none()
            && let Some(value) = value()
        {
            self.keys.push((key.to_owned(), value));
        }
    }

    /// The keys that must be there and are not, as the flags that would say them.
    pub fn missing(&self, shape: &Shape) -> Vec<String> {
        let lacks = |keys: &[Key], pairs: &Pairs, flag: &dyn Fn(&str) -> String| -> Vec<String> {
            keys.iter().filter(|key| key.required && get(pairs, key.name).is_none()).map(|key| flag(key.name)).collect()
        };
        let mut missing = lacks(&shape.keys, &self.keys, &|key| format!("--set {key}=…"));
        for table in shape.tables.iter().filter(|table| table.required) {
            if !self.entries.iter().any(|(name, _)| name == table.name) {
                missing.push(format!("--entry {} …", table.name));
            }
        }
        for (name, pairs) in &self.entries {
            let keys = shape.table(name).map(|table| table.keys.as_slice()).unwrap_or_default();
            missing.extend(lacks(keys, pairs, &|key| format!("--entry {name} {key}=…")));
        }
        missing
    }

    /// The whole file. Times without a day are of `day`, those of a run of the run's own.
    pub fn text(&self, shape: &Shape, day: Date) -> Result<String, Text> {
        if let Some((unknown, _)) = self.entries.iter().find(|(name, _)| shape.table(name).is_none()) {
            let known: Vec<&str> = shape.tables.iter().map(|table| table.name).collect();
            return Err(nothing_like(unknown, &known));
        }
        let top = lines(&shape.keys, &self.keys, day)?;
        let mut parts: Vec<String> = Some(top).filter(|top| !top.is_empty()).into_iter().collect();
        for table in &shape.tables {
            for (_, pairs) in self.entries.iter().filter(|(name, _)| name == table.name) {
                parts.push(block(table, pairs, day)?);
            }
        }
        Ok(parts.join("\n"))
    }
}

pub fn get<'p>(pairs: &'p Pairs, key: &str) -> Option<&'p str> {
    pairs.iter().rev().find(|(own, _)| own == key).map(|(_, value)| value.as_str())
}

/// A table's header and keys.
pub fn block(table: &Table, pairs: &Pairs, day: Date) -> Result<String, Text> {
    let day = get(pairs, "run").and_then(|run| run.parse().ok()).unwrap_or(day);
    let name = table.name;
    let header = if table.repeats { format!("[[{name}]]") } else { format!("[{name}]") };
    Ok(format!("{header}\n{}", lines(&table.keys, pairs, day)?))
}

/// Those keys that have a value, in the order of the shape.
pub fn lines(keys: &[Key], pairs: &Pairs, day: Date) -> Result<String, Text> {
    if let Some((unknown, _)) = pairs.iter().find(|(name, _)| !keys.iter().any(|key| key.name == name)) {
        let known: Vec<&str> = keys.iter().map(|key| key.name).collect();
        return Err(nothing_like(unknown, &known));
    }
    let own: Vec<(&Key, &str)> = keys.iter().filter_map(|key| Some((key, get(pairs, key.name)?))).collect();
    let width = own.iter().map(|(key, _)| key.name.len()).max().unwrap_or_default();
    let line = |(key, typed): (&Key, &str)| Ok(format!("{:width$} = {}\n", key.name, literal(key, typed, day)?));
    own.into_iter().map(line).collect()
}

fn nothing_like(unknown: &str, known: &[&str]) -> Text {
    let (known, unknown) = (known.join(", "), crate::load::shorten(unknown));
    Text::new(
        format!("「{unknown}」はここには書けません。書けるもの: {known}"),
        format!("there is no `{unknown}` here; there are: {known}"),
    )
}
