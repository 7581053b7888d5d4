//! The text of a record that would be written, whose lines know their cells.

use std::borrow::Cow;

use jiff::civil::Date;

use super::cell::Origin;
use super::said::Fault;
use crate::load;
use crate::model::{Kind, Word};

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
    pub fault: Option<Fault>,
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

/// `records/<place>/2026/10/05-check.toml`, or the next number of that day that nobody has.
pub fn free_path(draft: &Draft, is_taken: impl Fn(&str) -> bool) -> Option<String> {
    let stem = format!("records/{}/{}-{}", draft.place, draft.day?.strftime("%Y/%m/%d"), draft.kind.word());
    let numbered = (2..10_000).map(|number| format!("{stem}-{number}.toml"));
    std::iter::once(format!("{stem}.toml")).chain(numbered).find(|path| !is_taken(path))
}
