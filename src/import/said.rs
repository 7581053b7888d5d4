//! What a cell says for a key, and what is wrong with it or missing.

use jiff::civil::DateTime;

use super::cell::{Cell, Origin};
use super::keys::{self, Target};
use super::mapping::{Fill, From, Hour};
use super::row::Row;
use super::value::{Made, Shift, Wrong};
use crate::draft::shape::Form;
use crate::draft::value::text as quoted;
use crate::load::shorten;
use crate::model::Text;

/// A value, the cell that it came from, and what is wrong with it.
#[derive(Clone)]
pub struct Said {
    pub target: Target,
    pub literal: String,
    pub origin: Origin,
    pub fault: Option<Fault>,
    /// Its hour stands in the mapping alone.
    pub is_assumed: bool,
    pub time: Option<DateTime>,
}

#[derive(Clone)]
pub struct Fault {
    pub message: Text,
    /// It is mended in the mapping or the registers, and told once for all rows.
    pub is_of_mapping: bool,
}

impl Fault {
    pub fn of_cell(message: Text) -> Fault {
        Fault { message, is_of_mapping: false }
    }
}

impl Row<'_> {
    /// The value of a key; `None` where nothing is said of it.
    pub fn said(&self, fill: &Fill) -> Option<Said> {
        let from = &fill.from;
        let column = from.column.as_ref().and_then(|name| self.headings.column(name));
        let origin = self.origin(column.unwrap_or_default());
        let own = |literal: String, fault: Option<Text>, time, is_assumed, origin| {
            Some(Said { target: fill.target, literal, origin, fault: fault.map(Fault::of_cell), is_assumed, time })
        };
        let Some(cell) = self.written(from) else {
            let is_owed = fill.target.key.required && column.is_some() && !self.how.is_exact;
            let blank = || Text::fixed("空です。必ず要る項目です。", "blank, but required.");
            return if is_owed { own("\"\"".to_owned(), Some(blank()), None, false, origin) } else { None };
        };
        let fixed;
        let (hour, origin) = match &from.hour {
            None => (None, origin),
            Some(Hour::Fixed(time)) => {
                fixed = Cell::Clock(i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60);
                // A day that has its hour keeps it.
                (Some(&fixed).filter(|_| self.how.days.moment(&cell).is_none_or(is_midnight)), origin)
            }
            Some(Hour::Column(name)) => {
                let hour = self.cell(name);
                let origin = self.origin(self.headings.column(name).unwrap_or_default());
                if hour.is_blank() {
                    let missing = || Text::fixed("時刻が空です。", "the time is blank.");
                    let is_owed = fill.target.key.required;
                    return if is_owed { own("\"\"".to_owned(), Some(missing()), None, false, origin) } else { None };
                }
                (Some(hour), origin)
            }
        };
        let is_assumed = matches!(from.hour, Some(Hour::Fixed(_))) && hour.is_some();
        match self.how.value(fill.target, &cell, hour, Shift { days: from.days, overnight: from.overnight }) {
            Ok(Made { literal, time }) => own(literal, None, time, is_assumed, origin),
            Err(Wrong { message, is_of_hour, is_of_mapping }) => {
                let written = [cell.shown(), hour.map(Cell::shown).unwrap_or_default()].join(" ");
                let origin = if is_of_hour { origin } else { self.origin(column.unwrap_or_default()) };
                let fault = Some(Fault { message, is_of_mapping });
                Some(Said {
                    target: fill.target,
                    literal: quoted(written.trim()),
                    origin,
                    fault,
                    is_assumed: false,
                    time: None,
                })
            }
        }
    }

    /// What the cell says, in the words of the mapping.
    pub fn written(&self, from: &From) -> Option<Cell> {
        let cell = from.column.as_ref().map_or(&Cell::Blank, |name| self.cell(name));
        if cell.is_blank() {
            return from.default.clone().map(Cell::Text);
        }
        match word(from, cell) {
            Some("") => None,
            Some(word) => Some(Cell::Text(word.to_owned())),
            None => Some(padded(cell, from.digits)),
        }
    }

    /// What the words of an entry ask for and nobody said: of a run that is ok, when it ended.
    pub fn owed(&self, fills: &[&Fill], said: &[Said]) -> Vec<Said> {
        let table = fills.first().and_then(|fill| fill.target.table).map(|table| table.name);
        let mut owed = Vec::new();
        for case in keys::cases(self.kind, table) {
            let is_word = |own: &&Said| {
                own.target.key.name == case.key && case.words.iter().any(|word| own.literal == quoted(word))
            };
            let Some(own) = said.iter().find(is_word) else { continue };
            for key in case.required.iter().filter(|key| !said.iter().any(|said| said.target.key.name == **key)) {
                let Some(target) = Target::of(self.kind, table, key) else { continue };
                let fill = fills.iter().find(|fill| fill.target.key.name == *key);
                let (origin, fault) = match fill.and_then(|fill| self.blank(fill)) {
                    Some(column) => (self.origin(column), self.unsaid(column, own)),
                    None => (own.origin.clone(), unmapped(target, own)),
                };
                let literal = "\"\"".to_owned();
                owed.push(Said { target, literal, origin, fault: Some(fault), is_assumed: false, time: None });
            }
        }
        owed
    }

    /// The column that is to be filled: of a day and its time that of the time.
    fn blank(&self, fill: &Fill) -> Option<usize> {
        let named = |name: &String| self.headings.column(name);
        let hour = match &fill.from.hour {
            Some(Hour::Column(name)) => named(name),
            Some(Hour::Fixed(_)) | None => None,
        };
        hour.or_else(|| fill.from.column.as_ref().and_then(named))
    }

    fn unsaid(&self, column: usize, own: &Said) -> Fault {
        let (heading, word) = (shorten(self.headings.name(column)), own.literal.trim_matches('"'));
        let key = own.target.path();
        Fault::of_cell(Text::new(
            format!("「{heading}」が空です。{key} が {word} のときには要ります。"),
            format!("`{heading}` is blank, which is required where {key} is {word}."),
        ))
    }
}

/// No column has it: the mapping is to say where it comes from, and is told so once.
fn unmapped(target: Target, own: &Said) -> Fault {
    let (path, key, word) = (target.path(), own.target.path(), own.literal.trim_matches('"'));
    let such = match target.key.form {
        Form::Time => "{ column = \"日\", time = \"20:00\" }",
        _ => "{ default = \"…\" }",
    };
    let message = Text::new(
        format!(
            "{path} がありません。{key} が {word} のときには要ります。列がなければ、対応表に {such} のように書きます。"
        ),
        format!(
            "{path} is missing, which is required where {key} is {word}; without a column write, in the mapping, {such}."
        ),
    );
    Fault { message, is_of_mapping: true }
}

/// The word that stands for what is written, with the zeros in front or without.
pub fn word<'f>(from: &'f From, cell: &Cell) -> Option<&'f str> {
    from.word(&cell.shown()).or_else(|| from.word(&padded(cell, from.digits).shown()))
}

fn is_midnight(at: DateTime) -> bool {
    at.time() == jiff::civil::Time::midnight()
}

fn padded(cell: &Cell, digits: usize) -> Cell {
    let text = super::cell::plain(&cell.shown());
    let is_short = !text.is_empty() && text.len() < digits && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_short { Cell::Text(format!("{text:0>digits$}")) } else { cell.clone() }
}
