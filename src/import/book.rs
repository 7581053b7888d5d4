//! The sheets of a workbook or a CSV file, whatever its encoding. Bounded: what no ledger comes near is refused before it costs memory.
//!
//! Formulas are not worked out: what the spreadsheet kept as their value is read. Nothing outside the file is looked at.

use std::io::{self, Cursor, Read};

use calamine::{Data, DataRef, ExcelDateTime, Reader, SheetType, Xlsx, XlsxError};
use jiff::ToSpan;
use jiff::civil::DateTime;

use super::cell::Cell;
use crate::model::Text;

/// A file's own size, and what it unpacks to.
pub const MOST_BYTES: u64 = 32 << 20;
const MOST_UNPACKED: u64 = 256 << 20;
const MOST_ROWS: usize = 100_000;
const MOST_COLUMNS: usize = 1_000;
const MOST_CELLS: usize = 2_000_000;
const MOST_TEXT: usize = 64 << 20;

/// The first and the last cell of merged ones: row and column.
type Merged = ((usize, usize), (usize, usize));

pub struct Sheet {
    /// Of a CSV file its own name.
    pub name: String,
    /// With its file before it, as spreadsheets write it: `[2026.xlsx]10月`.
    pub cited: String,
    /// As it is called in messages: cited, where several files are read.
    pub label: String,
    pub rows: Vec<Vec<Cell>>,
    pub is_csv: bool,
    pub is_1904: bool,
    merged: Vec<Merged>,
}

impl Sheet {
    pub fn cell(&self, row: usize, column: usize) -> &Cell {
        self.rows.get(row).and_then(|row| row.get(column)).unwrap_or(&Cell::Blank)
    }

    /// The cell, or the first of those that it is merged with.
    pub fn merged(&self, row: usize, column: usize) -> &Cell {
        let holds = |((top, left), (bottom, right)): &&Merged| {
            (*top..=*bottom).contains(&row) && (*left..=*right).contains(&column)
        };
        self.merged.iter().find(holds).map_or(self.cell(row, column), |((top, left), _)| self.cell(*top, *left))
    }
}

/// Every sheet of a file.
///
/// # Errors
/// It is neither a workbook nor a text in an encoding that is known here, or larger than any ledger.
pub fn read(name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, Text> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(too_large());
    }
    match bytes {
        [b'P', b'K', 3, 4, ..] => workbook(name, bytes),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(Text::fixed(
            "古い形式(.xls)かパスワード付きのブックです。Excel で開き、パスワードなしの .xlsx で保存し直してください。",
            "a workbook of the old form (.xls), or one with a password; open it in Excel and save it as .xlsx without a password.",
        )),
        bytes => Ok(vec![csv(name, bytes)?]),
    }
}

pub fn too_large() -> Text {
    Text::fixed(
        "台帳としては大きすぎます。要るシートだけを別のブックに写して、読み込んでください。",
        "larger than any ledger; copy the sheets that matter to a workbook of their own.",
    )
}

fn broken(error: XlsxError) -> Text {
    let why = crate::load::shorten(&error.to_string());
    Text::new(
        format!("ブックとして読めません({why})。Excel で開いて .xlsx で保存し直してください。"),
        format!("not a readable workbook ({why}); open it in Excel and save it again as .xlsx."),
    )
}

fn workbook(file: &str, bytes: &[u8]) -> Result<Vec<Sheet>, Text> {
    let unpacked = unpacked(bytes).map_err(|error| broken(XlsxError::Io(error)))?;
    if unpacked > MOST_UNPACKED {
        return Err(too_large());
    }
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(broken)?;
    let names = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = names.map(|sheet| sheet.name.clone()).collect();
    let mut room = Room { cells: MOST_CELLS, text: MOST_TEXT };
    let mut sheets = Vec::new();
    for name in names {
        let mut rows = cells(&mut book, &name, &mut room)?;
        let merged: Vec<Merged> =
            book.merge_cells_by_sheet_name(&name).map_err(broken)?.into_iter().map(ends).collect();
        for own in &merged {
            down(&mut rows, *own, &mut room)?;
        }
        let (cited, label, is_1904) = (format!("[{file}]{name}"), name.clone(), book.has_1904_epoch());
        sheets.push(Sheet { name, cited, label, rows, is_csv: false, is_1904, merged });
    }
    Ok(sheets)
}

fn ends(own: calamine::Dimensions) -> Merged {
    let place = |(row, column): (u32, u32)| (row as usize, column as usize);
    (place(own.start), place(own.end))
}

/// What all parts come to: counted, since what an archive says of itself need not be so.
fn unpacked(bytes: &[u8]) -> io::Result<u64> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    let mut sum = 0;
    for part in 0..archive.len() {
        let part = archive.by_index(part)?;
        sum += io::copy(&mut part.take(MOST_UNPACKED + 1 - sum), &mut io::sink())?;
        if sum > MOST_UNPACKED {
            break;
        }
    }
    Ok(sum)
}

/// How much more may be read.
struct Room {
    cells: usize,
    text: usize,
}

impl Room {
    fn take(&mut self, cell: &Cell) -> Result<(), Text> {
        let text = match cell {
            Cell::Text(text) | Cell::Fault(text) => text.len(),
            Cell::Blank | Cell::Number(_) | Cell::At(_) | Cell::Clock(_) => 0,
        };
        self.cells = self.cells.checked_sub(1).ok_or_else(too_large)?;
        self.text = self.text.checked_sub(text).ok_or_else(too_large)?;
        Ok(())
    }
}

/// Cell by cell: the rectangle that a sheet claims to fill may be all of Excel's.
fn cells(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, room: &mut Room) -> Result<Vec<Vec<Cell>>, Text> {
    let mut reader = book.worksheet_cells_reader(name).map_err(broken)?;
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    while let Some(own) = reader.next_cell().map_err(broken)? {
        let (row, column) = own.get_position();
        let (row, column) = (row as usize, column as usize);
        let own = cell(own.get_value());
        if own == Cell::Blank {
            continue;
        }
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            return Err(too_large());
        }
        room.take(&own)?;
        put(&mut rows, row, column, own, room)?;
    }
    Ok(rows)
}

fn put(rows: &mut Vec<Vec<Cell>>, row: usize, column: usize, own: Cell, room: &mut Room) -> Result<(), Text> {
    if rows.len() <= row {
        rows.resize(row + 1, Vec::new());
    }
    if let Some(cells) = rows.get_mut(row) {
        if cells.len() <= column {
            room.cells = room.cells.checked_sub(column + 1 - cells.len()).ok_or_else(too_large)?;
            cells.resize(column + 1, Cell::Blank);
        }
        cells[column] = own;
    }
    Ok(())
}

/// Of merged cells only the first has a value. Downwards the rows share it; to the right it is a heading's or a title's.
fn down(rows: &mut Vec<Vec<Cell>>, ((top, left), (bottom, _)): Merged, room: &mut Room) -> Result<(), Text> {
    let Some(value) = rows.get(top).and_then(|row| row.get(left)).cloned() else { return Ok(()) };
    for row in top + 1..=bottom.min(rows.len().saturating_sub(1)) {
        room.take(&value)?;
        put(rows, row, left, value.clone(), room)?;
    }
    Ok(())
}

fn cell(data: &DataRef<'_>) -> Cell {
    match Data::from(data.clone()) {
        Data::Empty => Cell::Blank,
        Data::String(text) if text.is_empty() => Cell::Blank,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::Text(text),
        Data::Int(number) => Cell::Number(number as f64),
        Data::Float(number) => Cell::Number(number),
        Data::Bool(flag) => Cell::Text(flag.to_string()),
        Data::Error(error) => Cell::Fault(error.to_string()),
        Data::DateTime(at) => time(&at),
    }
}

fn time(at: &ExcelDateTime) -> Cell {
    let serial = at.as_f64();
    if (0.0..1.0).contains(&serial) || at.is_duration() {
        return Cell::Clock((serial * 86_400.0).round() as i64);
    }
    let (year, month, day, hour, minute, second, milli) = at.to_ymd_hms_milli();
    let [month, day, hour, minute, second] =
        [month, day, hour, minute, second].map(|part| i8::try_from(part).unwrap_or(-1));
    let whole = DateTime::new(i16::try_from(year).unwrap_or(-1), month, day, hour, minute, second, 0);
    // Serial numbers are fractions of days: the half of a second decides.
    let up = i64::from(milli >= 500).seconds();
    whole.and_then(|at| at.checked_add(up)).map_or(Cell::Number(serial), Cell::At)
}

/// UTF-8 with or without a byte-order mark, UTF-16 with one; else what Excel writes in Japan.
fn csv(name: &str, bytes: &[u8]) -> Result<Sheet, Text> {
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
fn reader(text: &str) -> csv::Reader<&[u8]> {
    let first = text.lines().next().unwrap_or_default();
    let delimiter = if first.contains('\t') && !first.contains(',') { b'\t' } else { b',' };
    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes())
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
