//! A register as the manager reads it: what holds now and what is to come in one table, what has ended in a second one.

use jiff::civil::Date;
use serde::Serialize;

use crate::model::register::Term;
use crate::model::{Field, Text};

use super::brief::{Brief, Link, dash};
use super::mark::{Mark, Tone};

/// One register, or one sort of its entries.
#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    pub anchor: &'static str,
    pub title: String,
    /// The words on which it rests.
    pub citation: Option<Link>,
    /// What there is to know before reading it.
    pub note: Option<String>,
    pub columns: Vec<String>,
    pub now: Vec<SheetRow>,
    pub past: Vec<SheetRow>,
}

#[derive(Clone, Debug, Serialize)]
pub struct SheetRow {
    pub mark: Mark,
    /// The first one names the thing.
    pub cells: Vec<Cell>,
    #[serde(skip)]
    pub is_past: bool,
}

/// A few words, each of which may lead somewhere, with a mark where there is one.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Cell {
    pub mark: Option<Mark>,
    pub words: Vec<Link>,
    /// Names and days are not broken within.
    pub is_whole: bool,
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Cell {
        Cell { words: vec![Link { text: text.into(), href: None }], ..Cell::default() }
    }

    pub fn whole(text: impl Into<String>) -> Cell {
        Cell { is_whole: true, ..Cell::text(text) }
    }

    pub fn link(link: Link) -> Cell {
        Cell { words: vec![link], ..Cell::default() }
    }

    pub fn none() -> Cell {
        Cell::text(dash())
    }
}

/// Whether something holds on the as-of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    Now,
    Ahead,
    Past,
}

impl Phase {
    pub fn of(term: &Term, as_of: Date) -> Phase {
        match () {
            () if term.holds(as_of) => Phase::Now,
            () if term.from.as_ref().is_some_and(|from| as_of < from.value) => Phase::Ahead,
            () => Phase::Past,
        }
    }
}

impl Brief<'_> {
    pub fn phase(&self, term: &Term) -> Phase {
        Phase::of(term, self.as_of())
    }

    /// 有効, 予定 or 終了: how an entry stands that only has days.
    pub fn held(&self, term: &Term) -> Mark {
        match self.phase(term) {
            Phase::Now => self.mark(Tone::Good, "有効", "in force"),
            Phase::Ahead => self.mark(Tone::Wait, "予定", "to come"),
            Phase::Past => self.mark(Tone::None, "終了", "ended"),
        }
    }

    /// An entry's row: its mark by its days, which come last before what `after` adds.
    pub fn entry(&self, term: &Term, cells: Vec<Cell>, after: Vec<Cell>) -> SheetRow {
        SheetRow {
            mark: self.held(term),
            cells: cells.into_iter().chain([self.days(term)]).chain(after).collect(),
            is_past: self.phase(term) == Phase::Past,
        }
    }

    /// 2026年4月1日(水)から 2027年3月31日(水)まで
    fn days(&self, term: &Term) -> Cell {
        let day = |day: &Field<Date>| Some(self.date(day.as_ref()?.value));
        let from = day(&term.from).map(|day| Text::new(format!("{day}から"), format!("from {day}")));
        let until = day(&term.until).map(|day| Text::new(format!("{day}まで"), format!("until {day}")));
        let words = from.into_iter().chain(until).map(|text| Link { text: self.say(&text), href: None });
        Cell { mark: None, words: words.collect(), is_whole: true }
    }

    /// The rows in the order given, what has ended apart.
    pub fn sheet(&self, anchor: &'static str, title: &Text, columns: &[Text], rows: Vec<SheetRow>) -> Sheet {
        let (past, now) = rows.into_iter().partition(|row| row.is_past);
        Sheet {
            anchor,
            title: self.say(title),
            citation: None,
            note: None,
            columns: columns.iter().map(|column| self.say(column)).collect(),
            now,
            past,
        }
    }
}

pub const DAYS: Text = Text::fixed("期間", "Days");
pub const DOCUMENT: Text = Text::fixed("文書", "Document");
