//! A CSV file, in whichever encoding Excel saved it.

use super::{MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_TEXT, Room, Sheet, too_large};
use crate::import::cell::Cell;
use crate::model::Text;

/// UTF-8 with or without a byte-order mark, UTF-16 with one; else what Excel writes in Japan.
pub fn read(name: &str, bytes: &[u8]) -> Result<Sheet, Text> {
    let text = decoded(bytes).ok_or_else(|| {
        Text::fixed(
            "ブックでも、UTF-8 か CP932(Shift_JIS)の CSV でもありません。Excel で .xlsx か「CSV UTF-8」に保存し直してください。",
            "neither a workbook nor CSV in UTF-8 or CP932 (Shift_JIS); save it again in Excel, as .xlsx or as CSV UTF-8.",
        )
    })?;
    let mut room = Room { cells: MOST_CELLS, text: MOST_TEXT };
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut records = reader(&text).into_records();
    for is_blank in blank(&text) {
        if rows.len() >= MOST_ROWS {
            return Err(too_large());
        }
        let record = if is_blank { None } else { records.next().transpose().map_err(|_| unquoted())? };
        let cells: Vec<Cell> = record.iter().flatten().map(field).collect();
        if cells.len() > MOST_COLUMNS {
            return Err(too_large());
        }
        cells.iter().try_for_each(|cell| room.take(cell))?;
        rows.push(cells);
    }
    let [name, cited, label] = [name; 3].map(str::to_owned);
    Ok(Sheet { name, cited, label, rows, is_csv: true, is_1904: false, merged: Vec::new() })
}

/// Between tabs where Excel saved it as Unicode text.
fn reader(text: &str) -> ::csv::Reader<&[u8]> {
    let first = text.lines().next().unwrap_or_default();
    let delimiter = if first.contains('\t') && !first.contains(',') { b'\t' } else { b',' };
    ::csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes())
}

fn unquoted() -> Text {
    Text::fixed("CSV として読めません。引用符を確かめてください。", "not readable as CSV; look at its quotation marks.")
}

/// Of each row, whether it is a blank line: the reader passes those over, and a row is a row where people count.
fn blank(text: &str) -> Vec<bool> {
    let mut rows = Vec::new();
    let mut is_within = false;
    for line in text.lines() {
        if !is_within {
            rows.push(line.is_empty());
        }
        is_within ^= line.matches('"').count() % 2 == 1;
    }
    rows
}

fn decoded(bytes: &[u8]) -> Option<String> {
    let encodings = match std::str::from_utf8(bytes) {
        Ok(_) => encoding_rs::UTF_8,
        Err(_) if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") => encoding_rs::UTF_16LE,
        Err(_) => encoding_rs::SHIFT_JIS,
    };
    let (text, _, is_faulty) = encodings.decode(bytes);
    // A text has no such characters; another kind of file has.
    (!is_faulty && !text.contains('\0')).then(|| text.into_owned())
}

/// Without the apostrophe that an export puts before what a spreadsheet would run.
fn field(text: &str) -> Cell {
    let runs = |rest: &&str| rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    match text.strip_prefix('\'').filter(runs).unwrap_or(text) {
        "" => Cell::Blank,
        text => Cell::Text(text.to_owned()),
    }
}
