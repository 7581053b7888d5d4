//! The facts as tables (表), one thing a row: what a spreadsheet or another program reads.
//!
//! Keys, ids and days stand as the records have them, with the names beside them in the ledger's language. Deliberately absent: how a
//! table is written to a file (`export`), and whatever only a page needs.

mod findings;
mod kinds;
mod obligations;
mod records;

use std::borrow::Cow;

use jiff::civil::{Date, DateTime};

use super::brief::Brief;

pub use findings::table as findings;
pub use kinds::{EMPTY, KindTable, tables as kinds, title};
pub use obligations::{ObligationRow, table as obligations};
pub use records::{RecordRow, Recorded, table as records};

pub struct Table {
    pub columns: Vec<Cow<'static, str>>,
    /// Each as long as `columns`.
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Blank,
    Text(String),
    Number(usize),
    Day(Date),
    /// In the ledger's time zone.
    Time(DateTime),
}

impl Cell {
    fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }

    /// Blank where there is nothing.
    fn maybe<T>(value: Option<T>, cell: impl FnOnce(T) -> Cell) -> Cell {
        value.map_or(Cell::Blank, cell)
    }
}

fn columns(keys: &'static [&'static str]) -> Vec<Cow<'static, str>> {
    keys.iter().map(|key| Cow::Borrowed(*key)).collect()
}

/// The rows of both tables, made once.
pub struct Tables {
    pub obligations: Vec<ObligationRow>,
    pub records: Vec<RecordRow>,
}

pub fn tables(brief: &Brief<'_>, book: &super::past::Book<'_>) -> Tables {
    Tables { obligations: obligations::rows(brief), records: records::rows(brief, book) }
}
