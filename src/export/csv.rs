//! CSV as Excel opens it by a double click: UTF-8 with a byte-order mark, lines that end in CRLF, and no cell that it would run.

use std::borrow::Cow;
use std::io;

use crate::report::tables::{Cell, Table};

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What a spreadsheet takes for the beginning of a formula; a Japanese one the full-width forms too.
const RUNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The table with its columns' keys in the first line.
///
/// # Errors
/// A row is not as long as the columns.
pub fn csv(table: &Table) -> io::Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(BYTE_ORDER_MARK.into());
    writer.write_record(table.columns.iter().map(|column| column.as_bytes()))?;
    for row in &table.rows {
        writer.write_record(row.iter().map(|cell| written(cell).into_owned()))?;
    }
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}

fn written(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Blank => Cow::Borrowed(""),
        // The apostrophe is what a spreadsheet itself puts before such a text.
        Cell::Text(text) if text.starts_with(RUNS) => Cow::Owned(format!("'{text}")),
        Cell::Text(text) => Cow::Borrowed(text),
        Cell::Number(number) => Cow::Owned(number.to_string()),
        Cell::Day(day) => Cow::Owned(day.to_string()),
        Cell::Time(time) => Cow::Owned(time.to_string()),
    }
}
