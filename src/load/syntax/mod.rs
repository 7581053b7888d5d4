//! From bytes to a TOML table: encodings, then syntax, with every error at its place.

mod words;

use std::sync::Arc;

use toml::de::{DeTable, Error};

use super::form::SYNTAX;
use super::reading::Reading;
use crate::model::source::{Source, Span};
use crate::model::text::Text;

pub use words::explain;

/// A file's text, and what is wrong with its bytes if they are not UTF-8.
pub fn decode(path: &str, bytes: &[u8]) -> (Arc<Source>, Option<(Span, Text)>) {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let (text, fault) = match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), None),
        Err(error) => {
            let at = error.valid_up_to();
            (String::from_utf8_lossy(bytes).into_owned(), Some(((at..at).into(), not_utf8(bytes))))
        }
    };
    (Arc::new(Source::new(path, text)), fault)
}

fn not_utf8(bytes: &[u8]) -> Text {
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let shift_jis = || encoding_rs::SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes).is_some();
    let name = match () {
        () if utf16 => "UTF-16",
        () if shift_jis() => "Shift_JIS",
        () => {
            return Text::fixed("UTF-8の文字ではありません。", "these bytes are not UTF-8.");
        }
    };
    Text::new(
        format!("{name}で保存されています。UTF-8で保存し直してください。"),
        format!("the file is in {name}; save it as UTF-8."),
    )
}

/// What parsing made of a text.
pub enum Parsed<'s> {
    Sound(DeTable<'s>, Span),
    /// With syntax errors, but the rest of the file stands as it was meant: the lines in error are left out.
    Broken(DeTable<'s>, Span),
    /// With errors that may have moved keys from one table into another.
    Lost,
}

/// Parses a text whose spans are those of `reading`'s source, and reports every syntax error.
pub fn parse<'s>(reading: &Reading<'_>, text: &'s str, mended: &'s mut String) -> Parsed<'s> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        let span = Span { start: table.span().start, end: table.span().start };
        return Parsed::Sound(table.into_inner(), span);
    }
    report(reading, &errors);
    match without_errors(text, &errors) {
        Some(rest) => {
            *mended = rest;
            match DeTable::parse(mended) {
                Ok(table) => Parsed::Broken(table.into_inner(), Span::default()),
                Err(_) => Parsed::Lost,
            }
        }
        None => Parsed::Lost,
    }
}

fn report(reading: &Reading<'_>, errors: &[Error]) {
    for (span, message) in explained(reading.source, errors) {
        reading.fault(&SYNTAX, Some(span), message);
    }
}

/// One a line: what follows an error on its line is mostly its echo.
pub fn explained(source: &Source, errors: &[Error]) -> Vec<(Span, Text)> {
    let mut places: Vec<(usize, &Error)> =
        errors.iter().map(|error| (error.span().map_or(0, |span| span.start), error)).collect();
    places.sort_by_key(|(start, _)| *start);
    places.dedup_by_key(|(start, _)| source.position(*start).line);
    let told =
        |(start, error): (usize, &Error)| (error.span().unwrap_or(start..start).into(), explain(error.message()));
    places.into_iter().map(told).collect()
}

/// The text with the lines in error blanked out, unless one of them is a table's header.
fn without_errors(text: &str, errors: &[Error]) -> Option<String> {
    let mut rest = text.to_owned();
    for error in errors {
        let at = text.floor_char_boundary(error.span()?.start);
        let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
        if text[start..end].trim_start().starts_with('[') {
            return None;
        }
        rest.replace_range(start..end, &" ".repeat(end - start));
    }
    Some(rest)
}
