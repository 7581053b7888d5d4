//! Reading one file: its faults, the ids it mentions, and where the entries of a register begin.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use toml::de::DeValue;

use super::form::{BAD_VALUE, SYNTAX};
use super::resolve::{Mention, Referent};
use crate::model::finding::Fault;
use crate::model::id::Id;
use crate::model::rule::Rule;
use crate::model::source::{Field, Source, Span};
use crate::model::text::Text;

/// What a file is read with, and what comes up meanwhile.
pub struct Reading<'a> {
    pub source: &'a Arc<Source>,
    pub timezone: &'a TimeZone,
    /// The place whose folder the file is in, and whether that is the trustee's; `None` where nobody knows who that is.
    pub folder: Option<(&'a Id, bool)>,
    /// The file has a syntax error: what is absent may merely not have been understood.
    pub broken: Cell<bool>,
    faults: RefCell<Vec<Fault>>,
    mentions: RefCell<Vec<Mention>>,
    /// Where each table of a register begins, and its first day.
    entries: RefCell<Vec<(usize, Option<Date>)>>,
}

impl<'a> Reading<'a> {
    pub fn new(source: &'a Arc<Source>, timezone: &'a TimeZone) -> Reading<'a> {
        Reading {
            source,
            timezone,
            folder: None,
            broken: Cell::new(false),
            faults: RefCell::default(),
            mentions: RefCell::default(),
            entries: RefCell::default(),
        }
    }

    pub fn fault(&self, rule: &'static Rule, span: Option<Span>, message: Text) {
        self.faults.borrow_mut().push(Fault { rule, source: self.source.clone(), span, message, entry_day: None });
    }

    pub fn bad(&self, span: Span, message: Text) {
        self.fault(&BAD_VALUE, Some(span), message);
    }

    /// Remembers an id to be looked up once everything is read.
    pub fn mention(&self, wanted: Referent, name: &str, span: Span) {
        self.mentions.borrow_mut().push(Mention { wanted, name: name.to_owned(), span });
    }

    /// Says that an entry of a register begins here and holds from that day.
    pub fn entry_from(&self, span: Span, day: Option<Date>) {
        self.entries.borrow_mut().push((span.start, day));
    }

    /// Reports `later` if it lies before `earlier`.
    pub fn in_order<T: PartialOrd>(&self, earlier: &Field<T>, later: &Field<T>, message: Text) {
        if let (Some(earlier), Some(later)) = (earlier, later)
            && later.value < earlier.value
        {
            self.bad(later.span, message);
        }
    }

    /// What came up, with the first day of the entry in which each fault stands.
    pub fn finish(self) -> Outcome {
        let mut entries = self.entries.into_inner();
        entries.sort_unstable_by_key(|(start, _)| *start);
        let mut faults = self.faults.into_inner();
        // What cannot be read has no first day.
        for fault in faults.iter_mut().filter(|fault| *fault.rule != SYNTAX) {
            fault.entry_day = fault.span.and_then(|span| entry_day(&entries, span));
        }
        Outcome { faults, mentions: self.mentions.into_inner(), entries }
    }
}

/// The first day of the entry in which a span lies: of the last one that begins before it.
pub fn entry_day(entries: &[(usize, Option<Date>)], span: Span) -> Option<Date> {
    let after = entries.partition_point(|(start, _)| *start <= span.start);
    entries.get(after.checked_sub(1)?)?.1
}

/// What reading a file brought up beside its content.
pub struct Outcome {
    pub faults: Vec<Fault>,
    pub mentions: Vec<Mention>,
    pub entries: Vec<(usize, Option<Date>)>,
}

/// The word most like the one written, if any is like it at all.
pub fn nearest<'w>(written: &str, known: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let likeness = |word: &&str| (strsim::jaro_winkler(written, word) * 1000.0) as u32;
    known.max_by_key(likeness).filter(|word| likeness(word) >= 800)
}

/// The words, the one most like what was written first.
pub fn by_likeness<'w>(written: &str, known: impl Iterator<Item = &'w str>) -> Vec<&'w str> {
    let mut words: Vec<&str> = known.collect();
    words.sort_by_key(|word| std::cmp::Reverse((strsim::jaro_winkler(written, word) * 1000.0) as u32));
    words
}

/// A text from a record, short enough to stand in a message.
pub fn shorten(text: &str) -> String {
    const LONGEST: usize = 40;
    // What must not be in the file must not get into a message either.
    if !super::text::inspect_name(text).is_empty() {
        return "***".to_owned();
    }
    let one_line = text.replace(|c: char| c.is_control(), " ");
    match one_line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}...", &one_line[..end]),
        None => one_line,
    }
}

/// What a value is, for a message about its type.
pub fn type_name(value: &DeValue<'_>) -> Text {
    match value {
        DeValue::String(_) => Text::fixed("文字列", "a string"),
        DeValue::Integer(_) => Text::fixed("整数", "an integer"),
        DeValue::Float(_) => Text::fixed("小数", "a float"),
        DeValue::Boolean(_) => Text::fixed("真偽", "a boolean"),
        DeValue::Datetime(_) => Text::fixed("日付・時刻", "a date or time"),
        DeValue::Array(_) => Text::fixed("配列", "an array"),
        DeValue::Table(_) => Text::fixed("表", "a table"),
    }
}
