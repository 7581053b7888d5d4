//! What a draft says of the keys of a record: a column, or `…` with what belongs there.

use super::super::mapping::UNSAID;
use super::column::{Columns, Nature};
use super::line::Line;
use super::{Form, Found, words};
use crate::draft::shape::{Form as Written, Key, Table};
use crate::draft::value::text as quoted;
use crate::import::keys;
use crate::load::shape::Case;
use crate::model::{Kind, Lang, Text};
use crate::report::values;

/// Every key that has a column or must have a value, in the order of a record.
pub fn lines(form: &Form<'_>, columns: &Columns<'_, '_>, lang: Lang) -> Vec<Line> {
    let mut lines = Part { form, columns, table: None, label: "", lang }.lines();
    for table in keys::tables(form.kind) {
        let mut labels: Vec<&str> = Vec::new();
        for found in form.found.iter().filter(|found| found.target.table.is_some_and(|own| own.name == table.name)) {
            if !labels.contains(&found.label.as_str()) {
                labels.push(&found.label);
            }
        }
        let part = |label: &&str| Part { form, columns, table: Some(table), label, lang }.lines();
        lines.extend(labels.iter().flat_map(part));
    }
    lines
}

/// The top of a record, or a table of it.
struct Part<'p> {
    form: &'p Form<'p>,
    columns: &'p Columns<'p, 'p>,
    table: Option<&'static Table>,
    label: &'p str,
    lang: Lang,
}

impl Part<'_> {
    fn lines(&self) -> Vec<Line> {
        let keys = self.table.map_or(&keys::shape(self.form.kind).keys, |table| &table.keys);
        keys.iter().filter_map(|key| self.line(key)).collect()
    }

    fn line(&self, key: &'static Key) -> Option<Line> {
        if let Some(found) = self.found(key.name) {
            return Some(self.said(key, found));
        }
        // Of an item its label is the id.
        if key.required && (key.name != "id" || self.label.is_empty()) {
            return Some(self.without_column(key));
        }
        let cases = keys::cases(self.form.kind, self.table.map(|table| table.name));
        let case = cases.iter().find(|case| case.required.contains(&key.name) && self.found(case.key).is_some());
        case.filter(|_| key.form == Written::Time).map(|case| self.owed(key, case))
    }

    fn name(&self, key: &Key) -> String {
        match (self.table, self.label) {
            (None, _) => key.name.to_owned(),
            (Some(table), "") => format!("{}.{}", table.name, key.name),
            (Some(table), label) => format!("{}.{label}.{}", table.name, key.name),
        }
    }

    fn found(&self, key: &str) -> Option<&Found> {
        self.form.found.iter().find(|found| {
            let is_of_table = found.target.table.map(|table| table.name) == self.table.map(|table| table.name);
            is_of_table && found.label == self.label && found.target.key.name == key
        })
    }

    fn said(&self, key: &Key, found: &Found) -> Line {
        let own = quoted(self.columns.name(found.column));
        match &key.form {
            Written::Words(known) => {
                let meanings = meanings(self.columns, found.column, known);
                let line =
                    Line::of(self.name(key), format!("{{ column = {own}, words = {{ {} }} }}", meanings.join(", ")));
                if line.value.contains(&quoted(UNSAID)) { line.noted(one_of(known), self.lang) } else { line }
            }
            Written::Time => self.time(key, found),
            Written::Text { .. }
            | Written::Pattern(_)
            | Written::Date
            | Written::Number { .. }
            | Written::Flag
            | Written::List { .. }
            | Written::Table(_)
            | Written::Tables(_) => Line::of(self.name(key), own),
        }
    }

    /// A time may stand in one column, or beside its day.
    fn time(&self, key: &Key, found: &Found) -> Line {
        let Part { columns, lang, .. } = *self;
        let own = quoted(columns.name(found.column));
        let is_own_time = found.target.is_own_time(self.form.kind);
        match columns.nature(found.column) {
            Nature::Hour => {
                let day = columns.day_of(found.column);
                let is_of_night = self.form.kind == Kind::Check && !is_own_time && columns.is_early(found.column);
                let overnight = if is_of_night { ", overnight = true" } else { "" };
                let day_name = day.map_or_else(|| quoted(UNSAID), |column| quoted(columns.name(column)));
                let line = Line::of(self.name(key), format!("{{ column = {day_name}, time = {own}{overnight} }}"));
                let heading = Text::fixed("その日の見出し", "heading of its day");
                if day.is_some() { line } else { line.noted(heading, lang) }
            }
            Nature::Day => {
                let after = found.column + 1;
                let is_hour = columns.is_free(after) && columns.nature(after) == Nature::Hour;
                let hour = if is_hour { quoted(columns.name(after)) } else { quoted(UNSAID) };
                let line = Line::of(self.name(key), format!("{{ column = {own}, time = {hour} }}"));
                if is_hour { line } else { line.noted(hour_heading(), lang) }
            }
            Nature::Both | Nature::Other => Line::of(self.name(key), own),
        }
    }

    /// A run and a record's own time are likely to be of the row's day; all else is to be said.
    fn without_column(&self, key: &Key) -> Line {
        let Part { columns, lang, .. } = *self;
        let day = columns.day.map(|column| quoted(columns.name(column)));
        let has_hour = columns.day.is_some_and(|column| columns.nature(column) == Nature::Both);
        let is_own_time = key.name == keys::shape(self.form.kind).time;
        let name = self.name(key);
        match (day, &key.form) {
            (Some(day), Written::Date) if key.name == "run" => Line::of(name, day),
            (Some(day), Written::Time) if is_own_time && has_hour => Line::of(name, day),
            (Some(day), Written::Time) if is_own_time => {
                Line::of(name, format!("{{ column = {day}, time = {} }}", quoted(UNSAID))).noted(hour_heading(), lang)
            }
            (_, sort) => {
                let label = values::label(self.table.map_or("", |table| table.name), key.name);
                let words =
                    if let Written::Words(known) = sort { format!(": {}", known.join(", ")) } else { String::new() };
                let note = Text::new(format!("{}{words}", label.ja), format!("{}{words}", label.en));
                Line::of(name, format!("{{ default = {} }}", quoted(UNSAID))).noted(note, lang)
            }
        }
    }

    /// A time that a record must have where it went well, and that no heading names.
    fn owed(&self, key: &Key, case: &Case) -> Line {
        let day = self.columns.day.map_or(UNSAID, |column| self.columns.name(column));
        let (heading, words) = (hour_heading(), case.words.join(", "));
        let note = Text::new(
            format!("{}。{} が {words} なら要る", heading.ja, case.key),
            format!("{}; needed where {} is {words}", heading.en, case.key),
        );
        let value = format!("{{ column = {}, time = {} }}", quoted(day), quoted(UNSAID));
        Line::of(self.name(key), value).noted(note, self.lang)
    }
}

fn hour_heading() -> Text {
    Text::fixed("時刻の見出し。列がなければ \"17:00\" など", "heading of the time, or such as \"17:00\"")
}

fn one_of(known: &[&str]) -> Text {
    let list = known.join(", ");
    Text::new(format!("書ける語: {list}(何もなければ \"\")"), format!("one of: {list}; \"\" for nothing"))
}

/// Every text that stands in a column, with what it is likely to mean.
fn meanings(columns: &Columns<'_, '_>, column: usize, known: &[&'static str]) -> Vec<String> {
    const MOST: usize = 12;
    let mut written: Vec<String> = Vec::new();
    for text in columns.cells(column).map(|cell| cell.shown().trim().to_owned()) {
        if written.len() < MOST && !written.contains(&text) {
            written.push(text);
        }
    }
    let pair = |text: &String| format!("{} = {}", quoted(text), quoted(words::meant(text, known).unwrap_or(UNSAID)));
    written.iter().map(pair).collect()
}
