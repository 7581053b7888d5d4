//! A row becomes what a record says: keys of its top, and entries of its tables.

use super::book::Sheet;
use super::cell::{Cell, Origin};
use super::heading::Headings;
use super::keys::{self, Target};
use super::mapping::{Fill, From};
use super::said::{Said, word};
use super::value::How;
use crate::draft::shape::Table;
use crate::draft::value::text as quoted;
use crate::load::shape::Case;
use crate::model::{Kind, Text};

/// The top, or an entry of a table.
pub struct Entry {
    pub table: Option<&'static Table>,
    pub origin: Origin,
    pub said: Vec<Said>,
}

/// A row of a sheet and how to read it.
pub struct Row<'r> {
    pub sheet: &'r Sheet,
    pub rank: usize,
    pub row: usize,
    pub headings: &'r Headings,
    pub kind: Kind,
    pub how: &'r How<'r>,
}

impl Row<'_> {
    pub fn origin(&self, column: usize) -> Origin {
        Origin { rank: self.rank, row: self.row, column, sheet: self.sheet.label.clone() }
    }

    pub fn cell(&self, name: &str) -> &Cell {
        self.headings.column(name).map_or(&Cell::Blank, |column| self.sheet.cell(self.row, column))
    }

    /// What the row says; nothing where it says no more than its day.
    pub fn entries(&self, fills: &[Fill]) -> Vec<Entry> {
        let telling = Telling::of(self.kind, fills, self.how.is_exact);
        let tells = |fill: &Fill| telling.columns(fill).any(|name| self.is_said(&fill.from, name));
        if !fills.iter().any(&tells) {
            return Vec::new();
        }
        let mut entries: Vec<Entry> = Vec::new();
        let mut parts: Vec<(Option<&str>, &str)> = Vec::new();
        for fill in fills {
            let part = (fill.target.table.map(|table| table.name), fill.label.as_str());
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        for (table, label) in parts {
            let own: Vec<&Fill> = fills
                .iter()
                .filter(|fill| fill.target.table.map(|table| table.name) == table && fill.label == label)
                .collect();
            let is_mute = own.iter().all(|fill| telling.columns(fill).next().is_none());
            if table.is_none() || is_mute || own.iter().any(|fill| tells(fill)) {
                entries.extend(self.entry(&own, label));
            }
        }
        entries
    }

    /// Of a row that says nothing, what stands in the column of its day and is none: no row of a form is lost without a word.
    pub fn undated(&self, fills: &[Fill]) -> Option<(usize, Text)> {
        let telling = Telling::of(self.kind, fills, self.how.is_exact);
        let of_day = |fill: &&Fill| fill.from.column.as_ref().is_some_and(|name| telling.days.contains(name));
        fills.iter().filter(of_day).find_map(|fill| {
            let cell = self.written(&fill.from)?;
            let message = self.how.undated(&cell)?;
            let column = fill.from.column.as_ref().and_then(|name| self.headings.column(name));
            Some((column.unwrap_or_default(), message))
        })
    }

    fn entry(&self, fills: &[&Fill], label: &str) -> Option<Entry> {
        let table = fills.first()?.target.table;
        let mut said: Vec<Said> = fills.iter().filter_map(|fill| self.said(fill)).collect();
        let words: Vec<(&str, String)> = said.iter().map(|own| (own.target.key.name, own.literal.clone())).collect();
        said.retain(|own| !self.is_idle(own, &words));
        // The label of an item is its id.
        let id = Target::of(self.kind, table.map(|table| table.name), "id").filter(|_| !label.is_empty());
        if let Some(target) = id.filter(|_| !fills.iter().any(|fill| fill.target.key.name == "id")) {
            let literal = quoted(label);
            let origin = said.first().map_or_else(|| self.origin(0), |said| said.origin.clone());
            said.push(Said { target, literal, origin, fault: None, is_assumed: false, time: None });
        }
        if !self.how.is_exact {
            said.extend(self.owed(fills, &said));
        }
        let origin = said.first().map_or_else(|| self.origin(0), |said| said.origin.clone());
        Some(Entry { table, origin, said })
    }

    /// A time that stands in the mapping alone is said of no run but those that must have one: nothing was sent where it failed.
    fn is_idle(&self, own: &Said, words: &[(&str, String)]) -> bool {
        let key = own.target.key;
        let cases = keys::cases(self.kind, own.target.table.map(|table| table.name)).iter();
        let mut cases = cases.filter(|case| case.required.contains(&key.name)).peekable();
        let is_owed_by_word = own.is_assumed && !key.required && cases.peek().is_some();
        let says = |case: &Case| {
            words.iter().any(|(key, word)| *key == case.key && case.words.iter().any(|own| quoted(own) == *word))
        };
        is_owed_by_word && !cases.any(says)
    }

    fn is_said(&self, from: &From, name: &str) -> bool {
        let cell = self.cell(name);
        !cell.is_blank() && word(from, cell) != Some("")
    }
}

/// Which columns say that something was done: a day that stands in every row of a printed form does not.
struct Telling {
    days: Vec<String>,
    is_exact: bool,
}

impl Telling {
    fn of(kind: Kind, fills: &[Fill], is_exact: bool) -> Telling {
        let is_day = |fill: &&Fill| fill.target.is_own_time(kind) || fill.target.key.name == "run";
        let days: Vec<String> = fills.iter().filter(is_day).filter_map(|fill| fill.from.column.clone()).collect();
        let telling = Telling { days, is_exact };
        // Where there is nothing but days, they tell.
        let has_more = fills.iter().any(|fill| telling.columns(fill).next().is_some());
        if has_more { telling } else { Telling { days: Vec::new(), is_exact } }
    }

    fn columns<'f>(&'f self, fill: &'f Fill) -> impl Iterator<Item = &'f str> {
        fill.from.headings().filter(|name| self.is_exact || !self.days.iter().any(|day| day == name))
    }
}
