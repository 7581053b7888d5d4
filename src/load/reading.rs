//! Reading one file: its faults, the ids it mentions, and tables that know which keys were asked for.
//!
//! Every key a reader asks for is known, and every other is reported: the list of keys is written once, as the code that reads them.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use toml::de::{DeTable, DeValue};

use super::form::{BAD_VALUE, MISSING_KEY, SYNTAX, UNKNOWN_KEY};
use super::resolve::{Mention, Referent};
use super::value::Value;
use crate::model::finding::Fault;
use crate::model::id::Id;
use crate::model::rule::Rule;
use crate::model::source::{At, Field, Source, Span};
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

/// A table that is being read.
pub struct Table<'r> {
    pub reading: &'r Reading<'r>,
    /// The header, or the whole of an inline table.
    pub span: Span,
    inner: &'r DeTable<'r>,
    asked: Vec<&'static str>,
}

impl<'r> Table<'r> {
    pub fn new(reading: &'r Reading<'r>, inner: &'r DeTable<'r>, span: Span) -> Table<'r> {
        Table { reading, span, inner, asked: Vec::new() }
    }

    fn value(&mut self, key: &'static str) -> Option<Value<'r>> {
        self.asked.push(key);
        let spanned = self.inner.get(key)?;
        Some(Value { reading: self.reading, inner: spanned.get_ref(), span: spanned.span().into(), key })
    }

    pub fn has(&self, key: &str) -> bool {
        self.inner.contains_key(key)
    }

    /// A key that may be absent.
    pub fn may<T>(&mut self, key: &'static str, parse: impl Fn(&Value<'r>) -> Option<T>) -> Field<T> {
        let value = self.value(key)?;
        Some(At { value: parse(&value)?, span: value.span })
    }

    /// A key that must be there.
    pub fn need<T>(&mut self, key: &'static str, parse: impl Fn(&Value<'r>) -> Option<T>) -> Field<T> {
        self.demand(key);
        self.may(key, parse)
    }

    /// Reports a key that is absent.
    pub fn demand(&self, key: &'static str) {
        if !self.has(key) {
            self.missing(Text::new(format!("「{key}」がありません。"), format!("`{key}` is missing.")));
        }
    }

    /// Reports that something required is absent.
    pub fn missing(&self, message: Text) {
        if !self.reading.broken.get() {
            self.reading.fault(&MISSING_KEY, Some(self.span), message);
        }
    }

    /// A list of values; `None` where the key is absent.
    pub fn list<T>(&mut self, key: &'static str, parse: impl Fn(&Value<'r>) -> Option<T>) -> Option<Vec<At<T>>> {
        let value = self.value(key)?;
        let Some(elements) = value.elements() else {
            return Some(Vec::new());
        };
        let read = |element: Value<'r>| Some(At { value: parse(&element)?, span: element.span });
        Some(elements.into_iter().filter_map(read).collect())
    }

    /// A list that must be there and hold something.
    pub fn need_list<T>(&mut self, key: &'static str, parse: impl Fn(&Value<'r>) -> Option<T>) -> Vec<At<T>> {
        self.demand(key);
        if let Some(value) = self.value(key)
            && value.is_empty_list()
        {
            self.reading.bad(value.span, Text::new(format!("「{key}」が空です。"), format!("`{key}` is empty.")));
        }
        self.list(key, parse).unwrap_or_default()
    }

    /// A table that may be absent.
    pub fn table<T>(&mut self, key: &'static str, read: impl FnOnce(&mut Table<'r>) -> T) -> Option<T> {
        let value = self.value(key)?;
        value.table().map(|mut table| table.read(read))
    }

    /// An array of tables, which may be absent.
    pub fn tables<T>(&mut self, key: &'static str, read: impl Fn(&mut Table<'r>) -> T) -> Vec<T> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let elements = value.elements().unwrap_or_default();
        elements.iter().filter_map(Value::table).map(|mut table| table.read(&read)).collect()
    }

    /// Reads with a function and reports the keys that it did not ask for.
    pub fn read<T>(&mut self, read: impl FnOnce(&mut Table<'r>) -> T) -> T {
        let content = read(self);
        for (key, _) in self.inner.iter().filter(|(key, _)| !self.asked.contains(&key.get_ref().as_ref())) {
            self.reading.fault(&UNKNOWN_KEY, Some(key.span().into()), unknown_key(key.get_ref(), &self.asked));
        }
        content
    }
}

fn unknown_key(key: &str, known: &[&'static str]) -> Text {
    let shown = shorten(key);
    match nearest(key, known.iter().copied()) {
        Some(near) => Text::new(
            format!("「{shown}」というキーはありません。「{near}」の誤りではありませんか。"),
            format!("there is no key `{shown}` here; did you mean `{near}`?"),
        ),
        None => Text::new(
            format!("「{shown}」というキーはここにはありません。"),
            format!("there is no key `{shown}` here."),
        ),
    }
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
