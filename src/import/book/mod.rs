//! The sheets of a workbook or a CSV file, whatever its encoding. Bounded: what no ledger comes near is refused before it costs memory.
//!
//! Formulas are not worked out: what the spreadsheet kept as their value is read. Nothing outside the file is looked at.

mod csv;
mod form;
mod workbook;

use super::cell::Cell;
use crate::model::Text;

/// A file's own size.
pub const MOST_BYTES: u64 = 32 << 20;
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
    pub fn is_blank(&self) -> bool {
        self.rows.iter().flatten().all(Cell::is_blank)
    }

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
    if let Some(other) = form::other(name, bytes) {
        return Err(other);
    }
    match bytes {
        [b'P', b'K', 3, 4, ..] => workbook::read(name, bytes),
        bytes => Ok(vec![csv::read(name, bytes)?]),
    }
}

pub fn too_large() -> Text {
    Text::fixed(
        "台帳としては大きすぎます。要るシートだけを別のブックに写して、読み込んでください。",
        "larger than any ledger; copy the sheets that matter to a workbook of their own.",
    )
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
            Cell::Blank | Cell::Number(_) | Cell::At(_) | Cell::Clock(_) | Cell::Unstored => 0,
        };
        self.cells = self.cells.checked_sub(1).ok_or_else(too_large)?;
        self.text = self.text.checked_sub(text).ok_or_else(too_large)?;
        Ok(())
    }
}
