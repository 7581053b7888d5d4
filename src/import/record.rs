//! Records in the making: rows that tell of one thing come together, and become the text of a file whose lines know their cells.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::cell::Origin;
use super::keys;
use super::row::{Entry, Said};
use crate::load;
use crate::model::{Kind, Text, Word};

/// A record that would be written.
pub struct Draft {
    pub kind: Kind,
    /// Below the ledger's root; `None` where its place or its day cannot be told.
    pub path: Option<String>,
    pub place: String,
    pub day: Option<Date>,
    pub lines: Vec<Line>,
    /// The first row.
    pub origin: Origin,
    /// The line at its head.
    pub mark: String,
    /// It was a ledger's record already, whose path and values are kept.
    pub is_of_export: bool,
}

/// A line of the text; of a value that is written over several, all of them.
pub struct Line {
    pub text: String,
    pub origin: Origin,
    pub fault: Option<Text>,
}

impl Line {
    /// As it may be shown: what must not be in a record must not get onto a screen either.
    pub fn shown(&self) -> Cow<'_, str> {
        let key = self.text.split(" = ").next().unwrap_or_default();
        if load::shorten(&self.text) == "***" { format!("{key} = ***").into() } else { (&self.text).into() }
    }
}

impl Draft {
    pub fn text(&self) -> String {
        self.lines.iter().map(|line| format!("{}\n", line.text)).collect()
    }

    /// The line's number, from 1, of each line.
    pub fn numbered(&self) -> impl Iterator<Item = (usize, &Line)> {
        let mut number = 1;
        self.lines.iter().map(move |line| {
            let own = number;
            number += line.text.split('\n').count();
            (own, line)
        })
    }

    /// The line that holds the physical line of that number.
    pub fn line(&self, number: usize) -> Option<(usize, &Line)> {
        self.numbered().take_while(|(own, _)| *own <= number).last()
    }
}

/// A record in the making.
pub struct Making {
    pub kind: Kind,
    pub record: Option<String>,
    pub place: String,
    pub origin: Origin,
    /// Its rows, from 1, by sheet.
    pub rows: BTreeMap<(usize, String), Vec<usize>>,
    pub entries: Vec<Entry>,
}

impl Making {
    /// Whether another row tells of the same: of the same check another run.
    pub fn is_also(&self, other: &Making) -> bool {
        if let (Some(own), Some(record)) = (&self.record, &other.record) {
            return self.kind == other.kind && own == record;
        }
        let has_list = |own: &Making| own.entries.iter().any(|entry| entry.table.is_some_and(|table| table.repeats));
        (self.record.is_none() && other.record.is_none())
            && (self.kind, &self.place, self.day()) == (other.kind, &other.place, other.day())
            && (self.day().is_some() && has_list(self) && has_list(other))
            && self.head().eq(other.head())
    }

    /// Its own keys, those of lists apart.
    fn head(&self) -> impl Iterator<Item = (String, &str)> {
        let own = self.entries.iter().filter(|entry| entry.table.is_none_or(|table| !table.repeats));
        own.flat_map(|entry| &entry.said).map(|said| (said.target.path(), said.literal.as_str()))
    }

    pub fn take(&mut self, other: Making) {
        for (sheet, rows) in other.rows {
            self.rows.entry(sheet).or_default().extend(rows);
        }
        let has_top = self.entries.iter().any(|entry| entry.table.is_none_or(|table| !table.repeats));
        let is_new = |entry: &Entry| !has_top || entry.table.is_some_and(|table| table.repeats);
        self.entries.extend(other.entries.into_iter().filter(is_new));
    }

    /// Rows of one record have this in common.
    pub fn gathered_by(&self) -> String {
        let day = self.day().map(|day| day.to_string());
        let own = self.record.clone().or(day).unwrap_or_default();
        format!("{}\t{}\t{own}", self.kind.word(), self.place)
    }

    fn day(&self) -> Option<Date> {
        let said = self.entries.iter().flat_map(|entry| &entry.said);
        said.filter(|said| said.target.is_own_time(self.kind)).find_map(|said| said.time).map(|at| at.date())
    }

    /// The file's text, marked as migrated at its head.
    pub fn drafted(self) -> Draft {
        let sources = self.rows.iter().map(|((_, sheet), rows)| {
            let rows: Vec<String> = rows.iter().map(ToString::to_string).collect();
            format!("{sheet}!{}", rows.join(","))
        });
        let mark = format!("# 移行 (migrated): {}", sources.collect::<Vec<_>>().join(" "));
        // Nothing of a name can end the comment, or hide in it.
        let mark = mark.replace(char::is_control, " ");
        let mut lines = vec![Line { text: mark.clone(), origin: self.origin.clone(), fault: None }];
        let tops = self.entries.iter().filter(|entry| entry.table.is_none());
        lines.extend(pairs(tops.flat_map(|entry| &entry.said).collect(), &keys::shape(self.kind).keys));
        for table in keys::tables(self.kind) {
            for entry in self.entries.iter().filter(|entry| entry.table.is_some_and(|own| own.name == table.name)) {
                let name = table.name;
                let header = if table.repeats { format!("[[{name}]]") } else { format!("[{name}]") };
                let own = |text: String| Line { text, origin: entry.origin.clone(), fault: None };
                lines.extend([own(String::new()), own(header)]);
                lines.extend(pairs(entry.said.iter().collect(), &table.keys));
            }
        }
        Draft {
            kind: self.kind,
            day: self.day(),
            path: self.record.as_ref().map(|id| format!("records/{id}.toml")),
            is_of_export: self.record.is_some(),
            place: self.place,
            lines,
            origin: self.origin,
            mark,
        }
    }
}

/// Keys in the order of a file, equal signs below each other.
fn pairs(mut said: Vec<&Said>, order: &[crate::draft::shape::Key]) -> Vec<Line> {
    said.sort_by_key(|said| order.iter().position(|key| key.name == said.target.key.name));
    said.dedup_by_key(|said| said.target.key.name);
    let width = said.iter().map(|said| said.target.key.name.len()).max().unwrap_or_default();
    let line = |said: &Said| {
        let assumed = if said.is_assumed { " # 時刻は対応表から (the hour is the mapping's)" } else { "" };
        Line {
            text: format!("{:width$} = {}{assumed}", said.target.key.name, said.literal),
            origin: said.origin.clone(),
            fault: said.fault.clone(),
        }
    };
    said.into_iter().map(line).collect()
}

/// `records/<place>/2026/10/05-check.toml`, or the next number of that day that nobody has.
pub fn free_path(draft: &Draft, is_taken: impl Fn(&str) -> bool) -> Option<String> {
    let stem = format!("records/{}/{}-{}", draft.place, draft.day?.strftime("%Y/%m/%d"), draft.kind.word());
    let numbered = (2..10_000).map(|number| format!("{stem}-{number}.toml"));
    std::iter::once(format!("{stem}.toml")).chain(numbered).find(|path| !is_taken(path))
}
