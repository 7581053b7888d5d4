//! A workbook (`.xlsx`): cell by cell, no further than any ledger goes.

use std::io::{self, Cursor, Read};

use calamine::{Data, DataRef, ExcelDateTime, Reader, SheetType, Xlsx, XlsxError};
use jiff::ToSpan;
use jiff::civil::DateTime;

use super::{MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_TEXT, Merged, Room, Sheet, too_large};
use crate::import::cell::Cell;
use crate::model::Text;

/// What a workbook unpacks to, in bytes.
const MOST_UNPACKED: u64 = 256 << 20;

fn broken(error: XlsxError) -> Text {
    let why = crate::load::shorten(&error.to_string());
    Text::new(
        "壊れているか、.xlsx ではありません。Excel で開けるなら .xlsx で保存し直し、開けなければ控えから戻してください。",
        format!("damaged, or no .xlsx ({why}); if Excel opens it, save it again as .xlsx, else restore a copy."),
    )
}

pub fn read(file: &str, bytes: &[u8]) -> Result<Vec<Sheet>, Text> {
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
    if sheets.is_empty() { Err(no_sheet()) } else { Ok(sheets) }
}

fn no_sheet() -> Text {
    Text::fixed(
        "読めるシートがありません。Excel のブックなら、Excel で開いて .xlsx で保存し直してください。",
        "there is no sheet that can be read; if it is a workbook, open it in Excel and save it again as .xlsx.",
    )
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

/// Cell by cell: the rectangle that a sheet claims to fill may be all of Excel's.
fn cells(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, room: &mut Room) -> Result<Vec<Vec<Cell>>, Text> {
    let mut reader = book.worksheet_cells_reader(name).map_err(broken)?;
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    while let Some(own) = reader.next_cell_with_formula_metadata().map_err(broken)? {
        let (row, column) = (own.pos.0 as usize, own.pos.1 as usize);
        let own = match (&own.value, &own.formula) {
            // An empty text is a result; what other programs than spreadsheets write has none.
            (DataRef::Empty, Some(_)) => Cell::Unstored,
            (value, _) => cell(value),
        };
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
