//! `[table.keys]`: which keys of a record are filled, and whether those that every record has are among them.

use toml::de::DeTable;

use super::super::Fill;
use super::Reading;
use super::said::OPTIONS;
use crate::import::keys::{self, Target};
use crate::load::{nearest, shorten};
use crate::model::{Kind, Text, Word};

impl Reading {
    /// `operator`, `backup.run` and `item.theft.result`, with or without quotation marks.
    pub(super) fn keys(&mut self, kind: Kind, under: &[&str], keys: &DeTable<'_>, fills: &mut Vec<Fill>) {
        // In the order in which they are written.
        let mut pairs: Vec<_> = keys.iter().collect();
        pairs.sort_by_key(|(name, _)| name.span().start);
        for (name, value) in pairs {
            let name = name.get_ref().as_ref();
            let path: Vec<&str> = under.iter().copied().chain(name.split('.')).collect();
            let found = match &path[..] {
                [key] => Target::of(kind, None, key).map(|target| (target, "")),
                [table, key] => Target::of(kind, Some(table), key).map(|target| (target, "")),
                [table, label, key] => Target::of(kind, Some(table), key).map(|target| (target, *label)),
                _ => None,
            };
            let below = value.get_ref().as_table().filter(|_| found.is_none() && path.len() < 3);
            match (found, below) {
                (Some((target, label)), _) => {
                    // One that cannot be read has been told of, and is not missing.
                    let from = self.from(value).unwrap_or_default();
                    fills.push(Fill { target, label: label.to_owned(), from });
                }
                (None, Some(below)) if keys::tables(kind).any(|table| table.name == path[0]) || holds_keys(below) => {
                    self.keys(kind, &path, below, fills);
                }
                (None, _) => self.no_key(kind, &path.join("."), value.span().start),
            }
        }
    }

    fn no_key(&mut self, kind: Kind, path: &str, at: usize) {
        let top = keys::shape(kind).keys.iter().map(|key| key.name.to_owned());
        let tables = keys::tables(kind);
        let lower = tables.flat_map(|table| table.keys.iter().map(|key| format!("{}.{}", table.name, key.name)));
        let known: Vec<String> = top.chain(lower).collect();
        let (shown, word) = (shorten(path), kind.word());
        let near = nearest(path, known.iter().map(String::as_str));
        let hint = near.map_or_else(
            || Text::new(format!("書けるもの: {}", known.join(", ")), format!("There are: {}", known.join(", "))),
            |near| Text::new(format!("「{near}」の誤りではありませんか。"), format!("Did you mean `{near}`?")),
        );
        let message = Text::new(
            format!("{word} に「{shown}」というキーはありません。{}", hint.ja),
            format!("{word} has no key `{shown}`. {}", hint.en),
        );
        self.fault(at, message);
    }

    /// What every record must say is asked for once, not in each row.
    pub(super) fn complete(&mut self, kind: Kind, fills: &[Fill], start: usize) {
        let has = |table: Option<&str>, key: &str| {
            fills.iter().any(|fill| fill.target.table.map(|table| table.name) == table && fill.target.key.name == key)
        };
        let used = |name: &str| fills.iter().any(|fill| fill.target.table.is_some_and(|table| table.name == name));
        let top = keys::shape(kind).keys.iter().filter(|key| key.required && !has(None, key.name));
        let mut missing: Vec<String> = top.map(|key| key.name.to_owned()).collect();
        for table in keys::tables(kind).filter(|table| used(table.name) || table.required) {
            let is_said = |key: &str| has(Some(table.name), key) || (table.name == "item" && key == "id");
            let lacks = table.keys.iter().filter(|key| key.required && !is_said(key.name));
            missing.extend(lacks.map(|key| format!("{}.{}", table.name, key.name)));
        }
        if !missing.is_empty() {
            let list = missing.join(", ");
            let message = Text::new(
                format!("必ず要るキーがありません: {list}。列がなければ {{ default = \"…\" }} で書けます。"),
                format!(
                    "keys that every record has are missing: {list}. Without a column, write {{ default = \"…\" }}."
                ),
            );
            self.fault(start, message);
        }
    }
}

/// `bakup.size_mb` is read as a table, as is what is said of a key.
fn holds_keys(below: &DeTable<'_>) -> bool {
    !below.is_empty() && below.keys().all(|name| !OPTIONS.contains(&name.get_ref().as_ref()))
}
