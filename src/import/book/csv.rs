//! A CSV file, in whichever encoding Excel saved it. Rows are counted as people count them: a blank line is one, a cell of several lines
//! is within one.

use super::{MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_TEXT, Room, Sheet, too_large};
use crate::import::cell::{Cell, letters};
use crate::model::Text;

/// UTF-8 with or without a byte-order mark, UTF-16 with one; else what Excel writes in Japan.
pub fn read(name: &str, bytes: &[u8]) -> Result<Sheet, Text> {
    let text = decoded(bytes).ok_or_else(|| {
        Text::fixed(
            "ブックでも、UTF-8 か CP932(Shift_JIS)の CSV でもありません。Excel で .xlsx か「CSV UTF-8」に保存し直してください。",
            "neither a workbook nor CSV in UTF-8 or CP932 (Shift_JIS); save it again in Excel, as .xlsx or as CSV UTF-8.",
        )
    })?;
    let rows = rows(&text)?;
    let [name, cited, label] = [name; 3].map(str::to_owned);
    Ok(Sheet { name, cited, label, rows, is_csv: true, is_1904: false, merged: Vec::new() })
}

fn rows(text: &str) -> Result<Vec<Vec<Cell>>, Text> {
    let mut room = Room { cells: MOST_CELLS, text: MOST_TEXT };
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let delimiter = delimiter(text);
    let mut reader = ::csv::ReaderBuilder::new();
    let mut reader = reader.has_headers(false).flexible(true).delimiter(delimiter as u8).from_reader(text.as_bytes());
    let mut record = ::csv::StringRecord::new();
    let mut rest = text;
    while reader.read_record(&mut record).map_err(|_| unreadable())? {
        let read = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        let (own, after) = rest.split_at_checked(read.saturating_sub(text.len() - rest.len())).unwrap_or((rest, ""));
        // A line feed after the carriage return that ended the row is of the same line end.
        rest = own.strip_suffix('\r').and_then(|_| after.strip_prefix('\n')).unwrap_or(after);
        let (blank, own) = after_blank_lines(own);
        if rows.len() + blank >= MOST_ROWS || record.len() > MOST_COLUMNS {
            return Err(too_large());
        }
        rows.resize(rows.len() + blank, Vec::new());
        if let Some(column) = misquoted(own, &record, delimiter) {
            return Err(unclosed(&format!("{}{}", letters(column), rows.len() + 1)));
        }
        let cells: Vec<Cell> = record.iter().map(field).collect();
        cells.iter().try_for_each(|cell| room.take(cell))?;
        rows.push(cells);
    }
    Ok(rows)
}

/// A tab where Excel saved it as Unicode text.
fn delimiter(text: &str) -> char {
    if text.matches('\t').count() > text.matches(',').count() { '\t' } else { ',' }
}

/// How many blank lines stand before a row: the reader passes them over.
fn after_blank_lines(mut text: &str) -> (usize, &str) {
    let mut blank = 0;
    while let Some(rest) = text.strip_prefix("\r\n").or_else(|| text.strip_prefix(['\r', '\n'])) {
        (blank, text) = (blank + 1, rest);
    }
    (blank, text)
}

/// The first field that begins with a quotation mark and does not end with its own: it may have swallowed the rows below.
fn misquoted(mut row: &str, fields: &::csv::StringRecord, delimiter: char) -> Option<usize> {
    fields.iter().position(|field| {
        let quoted = || format!("\"{}\"", field.replace('"', "\"\""));
        let after = if row.starts_with('"') { row.strip_prefix(&quoted()) } else { row.strip_prefix(field) };
        let after = after.filter(|after| after.is_empty() || after.starts_with([delimiter, '\r', '\n']));
        row = after.map_or(row, |after| after.strip_prefix(delimiter).unwrap_or(after));
        after.is_none()
    })
}

fn unclosed(cell: &str) -> Text {
    Text::new(
        format!(
            "{cell} の初めの引用符(\")が閉じていないか、閉じた後に文字が続いています。文の中の引用符は \"\" と二つ続けて書きます。"
        ),
        format!(
            "the quotation mark that opens {cell} is never closed, or text follows where it is; within a text write it twice (\"\")."
        ),
    )
}

fn unreadable() -> Text {
    Text::fixed("CSV として読めません。引用符を確かめてください。", "not readable as CSV; look at its quotation marks.")
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
