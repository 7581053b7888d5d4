//! Reading a mapping: every fault of the file, each with its line.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::super::keys::{self, Target};
use super::super::time;
use super::{Columns, Fill, From, Hour, Table};
use crate::load::{nearest, shorten};
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
    let tables = match DeTable::parse(text) {
        Ok(root) => reading.root(root.get_ref()),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            reading.fault(at, Text::fixed("TOML として読めません。", "not valid TOML."));
            Vec::new()
        }
    };
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
                "place がありません。町村の番号か、町村の列({ column = \"町村\" })を書きます。",
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
            Some(_) => self.text(value).map(|place| From { default: Some(place), ..From::default() }),
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

    /// `operator`, `backup.run` and `item.theft.result`, with or without quotation marks.
    fn keys(&mut self, kind: Kind, under: &[&str], keys: &DeTable<'_>, fills: &mut Vec<Fill>) {
        // In the order in which they are written.
        let mut pairs: Vec<_> = keys.iter().collect();
        pairs.sort_by_key(|(name, _)| name.span().start);
        for (name, value) in pairs {
            let name = name.get_ref().as_ref();
            let path: Vec<&str> = under.iter().copied().chain(name.split('.')).collect();
            let found = match &path[..] {
                [key] => Target::of(kind, None, key).map(|target| (target, "")),
                [table, key] => Target::of(kind, Some(table), key).map(|target| (target, "")),
                [table, label, key] => Target::of(kind, Some(table), key).map(|target| (target, *label)),
                _ => None,
            };
            let below = value.get_ref().as_table().filter(|_| found.is_none() && path.len() < 3);
            match (found, below) {
                (Some((target, label)), _) => {
                    let from = self.from(value);
                    fills.extend(from.map(|from| Fill { target, label: label.to_owned(), from }));
                }
                (None, Some(below)) if keys::tables(kind).any(|table| table.name == path[0]) => {
                    self.keys(kind, &path, below, fills);
                }
                (None, _) => self.no_key(kind, &path.join("."), value.span().start),
            }
        }
    }

    fn no_key(&mut self, kind: Kind, path: &str, at: usize) {
        let top = keys::shape(kind).keys.iter().map(|key| key.name.to_owned());
        let tables = keys::tables(kind);
        let lower = tables.flat_map(|table| table.keys.iter().map(|key| format!("{}.{}", table.name, key.name)));
        let known: Vec<String> = top.chain(lower).collect();
        let (shown, word) = (shorten(path), kind.word());
        let near = nearest(path, known.iter().map(String::as_str));
        let hint = near.map_or_else(
            || Text::new(format!("書けるもの: {}", known.join(", ")), format!("There are: {}", known.join(", "))),
            |near| Text::new(format!("「{near}」の誤りではありませんか。"), format!("Did you mean `{near}`?")),
        );
        let message = Text::new(
            format!("{word} に「{shown}」というキーはありません。{}", hint.ja),
            format!("{word} has no key `{shown}`. {}", hint.en),
        );
        self.fault(at, message);
    }

    /// A heading, or all that may be said of it.
    fn from(&mut self, value: &Value<'_>) -> Option<From> {
        let Some(table) = value.get_ref().as_table() else {
            return self.text(value).map(|column| From { column: Some(column), ..From::default() });
        };
        self.unknown(table, &["column", "time", "days", "overnight", "digits", "words", "default"]);
        let [column, default] = ["column", "default"].map(|key| table.get(key).and_then(|value| self.text(value)));
        let hour = table.get("time").and_then(|value| self.text(value)).map(|text| {
            let fixed = time::hour_of(&text).and_then(|seconds| time::at(jiff::civil::date(2000, 1, 1), seconds));
            fixed.map_or(Hour::Column(text), |at| Hour::Fixed(at.time()))
        });
        let number =
            |key: &str| table.get(key).and_then(|value| value.get_ref().as_integer()?.as_str().parse::<i64>().ok());
        let words = table.get("words").map(|value| self.words(value)).unwrap_or_default();
        let from = From {
            column,
            hour,
            days: number("days").filter(|days| days.abs() < 400).unwrap_or_default(),
            overnight: table.get("overnight").and_then(|value| value.get_ref().as_bool()).unwrap_or_default(),
            digits: number("digits").and_then(|digits| usize::try_from(digits).ok()).unwrap_or_default().min(20),
            words,
            default,
        };
        // One that is there and cannot be read has been told of.
        if !table.contains_key("column") && !table.contains_key("default") {
            let message = Text::fixed("column か default を書きます。", "give `column` or `default`.");
            self.fault(value.span().start, message);
        }
        Some(from)
    }

    fn words(&mut self, value: &Value<'_>) -> Vec<(String, String)> {
        let Some(table) = value.get_ref().as_table() else {
            self.no_text(value);
            return Vec::new();
        };
        let pair = |(written, word): (&Spanned<_>, &Value<'_>)| {
            let written: &std::borrow::Cow<'_, str> = written.get_ref();
            Some((written.to_string(), self.text(word)?))
        };
        table.iter().filter_map(pair).collect()
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

    /// What every record must say is asked for once, not in each row.
    fn complete(&mut self, kind: Kind, fills: &[Fill], start: usize) {
        let has = |table: Option<&str>, key: &str| {
            fills.iter().any(|fill| fill.target.table.map(|table| table.name) == table && fill.target.key.name == key)
        };
        let used = |name: &str| fills.iter().any(|fill| fill.target.table.is_some_and(|table| table.name == name));
        let top = keys::shape(kind).keys.iter().filter(|key| key.required && !has(None, key.name));
        let mut missing: Vec<String> = top.map(|key| key.name.to_owned()).collect();
        for table in keys::tables(kind).filter(|table| used(table.name) || table.required) {
            let is_said = |key: &str| has(Some(table.name), key) || (table.name == "item" && key == "id");
            let lacks = table.keys.iter().filter(|key| key.required && !is_said(key.name));
            missing.extend(lacks.map(|key| format!("{}.{}", table.name, key.name)));
        }
        if !missing.is_empty() {
            let list = missing.join(", ");
            let message = Text::new(
                format!("必ず要るキーがありません: {list}。列がなければ {{ default = \"…\" }} で書けます。"),
                format!(
                    "keys that every record has are missing: {list}. Without a column, write {{ default = \"…\" }}."
                ),
            );
            self.fault(start, message);
        }
    }
}
