//! What must not stand in any text: hidden characters, personal numbers, secrets.
//!
//! Strings are looked at as they read (escapes undone), keys and comments as they are written, file names too. Typed numbers and dates are
//! no text. What is found is never quoted in a message: the report must not spread what it reports.

mod hidden;
mod number;
mod secret;

use std::collections::HashSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::form::{HIDDEN_TEXT, PERSONAL_NUMBER, SECRET_IN_RECORD};
use super::reading::Reading;
use crate::model::rule::Rule;
use crate::model::source::Span;
use crate::model::text::Text;

/// Something found at a range of bytes of a text.
type Hit = (&'static Rule, std::ops::Range<usize>, Text);

fn hits(text: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    hits.extend(hidden::find(text).map(|(range, message)| (&HIDDEN_TEXT, range, message)));
    hits.extend(number::find(text).map(|range| (&PERSONAL_NUMBER, range, number::message())));
    hits.extend(secret::find(text).map(|range| (&SECRET_IN_RECORD, range, secret::message())));
    hits
}

/// Looks at a file's name.
pub fn inspect_name(path: &str) -> Vec<(&'static Rule, Text)> {
    hits(path).into_iter().map(|(rule, _, message)| (rule, message)).collect()
}

/// Looks at all of a text that is not TOML.
pub fn inspect_prose(reading: &Reading<'_>) {
    let mut report = Report::new(reading);
    for (rule, range, message) in hits(&reading.source.text) {
        report.add(rule, range.into(), message);
    }
}

/// Looks at a file that is no record: what must not get into the repository at all, whatever else it holds.
pub fn inspect_stray(reading: &Reading<'_>) {
    let mut report = Report::new(reading);
    for (rule, range, message) in hits(&reading.source.text).into_iter().filter(|(rule, ..)| **rule != HIDDEN_TEXT) {
        report.add(rule, range.into(), message);
    }
}

/// Looks at all of a TOML file: its strings, then what is left between the values.
pub fn inspect(reading: &Reading<'_>, table: &DeTable<'_>) {
    if is_innocent(&reading.source.text) {
        return;
    }
    let mut report = Report::new(reading);
    let text = &reading.source.text;
    let mut between = text.clone().into_bytes();
    walk(text, table, &mut |leaf| {
        if let Leaf::String(text, span) = &leaf {
            report.add_string(text, *span);
        }
        if let Leaf::String(_, span) | Leaf::Other(span) = leaf
            && let Some(written) = between.get_mut(span.start..span.end)
        {
            // Same length, so that places stay true; letters, which alone are neither a number nor a password.
            written.fill(b'x');
        }
        if let Leaf::Credential(span) = leaf {
            report.add(&SECRET_IN_RECORD, span, secret::message());
        }
    });
    for (rule, range, message) in hits(&String::from_utf8_lossy(&between)) {
        report.add(rule, range.into(), message);
    }
}

/// Whether nothing can be found in a file, as nearly always: where no escape hides how its strings read, each is a piece of its text.
fn is_innocent(text: &str) -> bool {
    let is_found = text.contains('\\')
        || hidden::find(text).next().is_some()
        || number::find(text).next().is_some()
        || secret::may_be_in(text);
    !is_found
}

enum Leaf<'t> {
    String(&'t str, Span),
    /// A key that reads as «password», with its value: only the value's place is told.
    Credential(Span),
    Other(Span),
}

fn walk(text: &str, table: &DeTable<'_>, see: &mut impl FnMut(Leaf<'_>)) {
    for (key, value) in table.iter() {
        let written = |span: std::ops::Range<usize>| text.get(span).unwrap_or_default();
        // A key is looked at as it is written, but where an escape hides how it reads.
        if written(key.span()).contains('\\') {
            see(Leaf::String(key.get_ref(), key.span().into()));
        }
        let said = match value.get_ref() {
            DeValue::String(said) => Some(said.as_ref()),
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => Some(written(value.span())),
            DeValue::Boolean(_) | DeValue::Array(_) | DeValue::Table(_) => None,
        };
        if said.is_some_and(|said| secret::is_credential(key.get_ref(), said)) {
            see(Leaf::Credential(value.span().into()));
        }
        walk_value(text, value, see);
    }
}

fn walk_value(text: &str, value: &Spanned<DeValue<'_>>, see: &mut impl FnMut(Leaf<'_>)) {
    match value.get_ref() {
        DeValue::String(said) => see(Leaf::String(said, value.span().into())),
        DeValue::Array(array) => array.iter().for_each(|element| walk_value(text, element, see)),
        DeValue::Table(table) => walk(text, table, see),
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {
            see(Leaf::Other(value.span().into()));
        }
    }
}

/// Reports each rule once a line: the fault is the line's, however many characters make it.
struct Report<'r, 'a> {
    reading: &'r Reading<'a>,
    told: HashSet<(&'static str, usize)>,
}

impl<'r, 'a> Report<'r, 'a> {
    fn new(reading: &'r Reading<'a>) -> Report<'r, 'a> {
        Report { reading, told: HashSet::new() }
    }

    fn add(&mut self, rule: &'static Rule, span: Span, message: Text) {
        let line = self.reading.source.position(span.start).line;
        if self.told.insert((rule.id, line)) {
            self.reading.fault(rule, Some(span), message);
        }
    }

    /// Reports what a string says, at the place where it is written if it is written there as it reads.
    fn add_string(&mut self, text: &str, span: Span) {
        for (rule, range, message) in hits(text) {
            let written = self.reading.source.text.get(span.start..span.end).unwrap_or_default();
            let place = text.get(range).and_then(|hit| written.find(hit).map(|at| (at, hit.len())));
            let span = place.map_or(span, |(at, length)| (span.start + at..span.start + at + length).into());
            self.add(rule, span, message);
        }
    }
}
