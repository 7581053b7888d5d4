//! Reading a mapping: every fault of the file, each with its line. A table as a whole here, what it says of keys beside.

mod keys;
mod said;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Columns, From, Table};
use crate::load::{explained, shorten};
use crate::model::source::Source;
use crate::model::{Kind, Month, Text, Word};

/// What stands in a draft where somebody has to say something.
pub const UNSAID: &str = "…";

pub struct Fault {
    pub line: usize,
    pub message: Text,
}

/// # Errors
/// The text is no mapping: all that is wrong with it.
pub fn read(text: &str) -> Result<Vec<Table>, Vec<Fault>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reading = Reading { source: Source::new("", text), faults: Vec::new() };
    let (root, errors) = DeTable::parse_recoverable(text);
    for (span, message) in explained(&reading.source, &errors) {
        reading.fault(span.start, message);
    }
    let tables = if errors.is_empty() { reading.root(root.get_ref()) } else { Vec::new() };
    reading.faults.sort_by_key(|fault| fault.line);
    if reading.faults.is_empty() { Ok(tables) } else { Err(reading.faults) }
}

struct Reading {
    source: Source,
    faults: Vec<Fault>,
}

type Value<'t> = Spanned<DeValue<'t>>;

impl Reading {
    fn fault(&mut self, at: usize, message: Text) {
        self.faults.push(Fault { line: self.source.position(at).line, message });
    }

    /// Keys that a table does not know.
    fn unknown(&mut self, table: &DeTable<'_>, known: &[&str]) {
        for (key, _) in table.iter().filter(|(key, _)| !known.contains(&key.get_ref().as_ref())) {
            let (shown, list) = (shorten(key.get_ref()), known.join(", "));
            let message = Text::new(
                format!("「{shown}」はここには書けません。書けるもの: {list}"),
                format!("there is no `{shown}` here; there are: {list}"),
            );
            self.fault(key.span().start, message);
        }
    }

    fn root(&mut self, root: &DeTable<'_>) -> Vec<Table> {
        self.unknown(root, &["table"]);
        let tables = root.get("table").and_then(|tables| tables.get_ref().as_array());
        let Some(tables) = tables.filter(|tables| !tables.is_empty()) else {
            self.fault(0, Text::fixed("[[table]] がありません。", "there is no [[table]]."));
            return Vec::new();
        };
        let of = |own: &Value<'_>| {
            let start = own.span().start;
            own.get_ref().as_table().and_then(|table| self.table(table, start))
        };
        tables.iter().filter_map(of).collect()
    }

    fn table(&mut self, table: &DeTable<'_>, start: usize) -> Option<Table> {
        self.unknown(table, &["kind", "sheets", "header", "place", "year", "month", "skip", "keys"]);
        let kind = self.kind(table, start)?;
        let place = table.get("place").and_then(|value| self.place(value));
        if table.get("place").is_none() {
            let message = Text::fixed(
                "place がありません。町村の識別子か、町村の列({ column = \"町村\" })を書きます。",
                "`place` is missing: the id of a municipality, or its column ({ column = \"…\" }).",
            );
            self.fault(start, message);
        }
        let header = table.get("header").and_then(|value| self.header(value)).unwrap_or((0, 0));
        let year = table.get("year").and_then(|value| self.year(value));
        let month = table.get("month").and_then(|value| self.month(value));
        let [sheets, skip] =
            ["sheets", "skip"].map(|key| table.get(key).map(|value| self.texts(value)).unwrap_or_default());
        let mut fills = Vec::new();
        match table.get("keys").and_then(|keys| keys.get_ref().as_table()) {
            Some(keys) => self.keys(kind, &[], keys, &mut fills),
            None => self.fault(start, Text::fixed("[table.keys] がありません。", "[table.keys] is missing.")),
        }
        self.complete(kind, &fills, start);
        Some(Table { kind, sheets, header, place, year, month, skip, columns: Columns::Named(fills) })
    }

    fn kind(&mut self, table: &DeTable<'_>, start: usize) -> Option<Kind> {
        let value = table.get("kind");
        let at = value.map_or(start, |value| value.span().start);
        let kind = value.and_then(|value| Kind::from_word(value.get_ref().as_str()?));
        match kind {
            Some(Kind::Close) => {
                let message = Text::fixed(
                    "月の締めは管理者の行為なので、取り込めません。daicho close で締めます。",
                    "a sign-off is the manager's own act and cannot be imported; see `daicho close`.",
                );
                self.fault(at, message);
                None
            }
            Some(kind) => Some(kind),
            None => {
                let kinds = Kind::ALL.iter().filter(|kind| **kind != Kind::Close).map(|kind| kind.word());
                let kinds = kinds.collect::<Vec<_>>().join(", ");
                let message = Text::new(
                    format!("kind に記録の種類を書きます: {kinds}"),
                    format!("`kind` says what the rows are: {kinds}"),
                );
                self.fault(at, message);
                None
            }
        }
    }

    fn place(&mut self, value: &Value<'_>) -> Option<From> {
        match value.get_ref().as_str() {
            Some(_) => {
                let line = self.source.position(value.span().start).line;
                self.text(value).map(|place| From { default: Some(place), line, ..From::default() })
            }
            None => self.from(value),
        }
    }

    fn header(&mut self, value: &Value<'_>) -> Option<(usize, usize)> {
        let number = |value: &DeValue<'_>| -> Option<usize> {
            let number = value.as_integer()?;
            usize::from_str_radix(number.as_str(), number.radix()).ok().filter(|row| (1..=1000).contains(row))
        };
        let read = match value.get_ref() {
            DeValue::Array(rows) => match &rows[..] {
                [first, last] => number(first.get_ref()).zip(number(last.get_ref())),
                _ => None,
            },
            one => number(one).map(|row| (row, row)),
        };
        let read = read.filter(|(first, last)| first <= last && last - first < 5);
        if read.is_none() {
            let message = Text::fixed(
                "header は見出しの行の番号(3)か、初めと終わりの行([2, 3])を書きます。",
                "`header` is the row of the headings (3), or their first and last row ([2, 3]).",
            );
            self.fault(value.span().start, message);
        }
        read.map(|(first, last)| (first - 1, last - 1))
    }

    fn year(&mut self, value: &Value<'_>) -> Option<i16> {
        let year = value.get_ref().as_integer().and_then(|year| year.as_str().parse().ok());
        let year = year.filter(|year| (1900..=2099).contains(year));
        if year.is_none() {
            let message = Text::fixed("year は年度を西暦で書きます(2026)。", "`year` is a fiscal year: 2026.");
            self.fault(value.span().start, message);
        }
        year
    }

    fn month(&mut self, value: &Value<'_>) -> Option<Month> {
        let month = value.get_ref().as_str().and_then(Month::parse);
        if month.is_none() {
            let message = Text::fixed("month は \"2026-10\" の形で書きます。", "`month` is written as \"2026-10\".");
            self.fault(value.span().start, message);
        }
        month
    }

    fn text(&mut self, value: &Value<'_>) -> Option<String> {
        match value.get_ref().as_str() {
            Some(UNSAID) => {
                let message = Text::fixed("「…」を埋めてください。", "fill in the `…`.");
                self.fault(value.span().start, message);
                None
            }
            Some(text) => Some(text.to_owned()),
            None => {
                self.no_text(value);
                None
            }
        }
    }

    fn texts(&mut self, value: &Value<'_>) -> Vec<String> {
        match value.get_ref() {
            DeValue::Array(list) => list.iter().filter_map(|own| self.text(own)).collect(),
            _ => self.text(value).into_iter().collect(),
        }
    }

    fn no_text(&mut self, value: &Value<'_>) {
        let message = Text::fixed("ここには文字列(\"…\")を書きます。", "a text (\"…\") belongs here.");
        self.fault(value.span().start, message);
    }
}
