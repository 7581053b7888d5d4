//! Adoption (移行): a ledger kept in Excel or CSV becomes records.
//!
//! ```text
//! bytes ─► book: sheets of typed cells ─► row, by a mapping: what each row says ─► record: texts, each line with its cell
//!                      └─► guess: a mapping, for a clerk to complete                     └─► judged by the records' own reader
//! ```
//!
//! Deliberately absent: files, and judging. What the records' own reader has against a text is told by cell, and nothing here is laxer
//! than it. Nothing is made up: what no cell says stands in the mapping, where a person wrote it.

mod book;
mod cell;
mod constant;
mod drawing;
mod erring;
mod fit;
mod gathered;
pub mod guess;
mod heading;
mod id;
mod judged;
mod keys;
mod making;
pub mod mapping;
mod moment;
mod names;
mod reading;
mod record;
mod row;
mod said;
mod term;
mod time;
mod twin;
mod value;

use jiff::civil::Date;

use drawing::Drawing;
use mapping::Table;
use time::Days;

use crate::model::Text;

pub use book::{MOST_BYTES, Sheet, read, too_large};
pub use cell::Origin;
pub use constant::constants;
pub use erring::records_are;
pub use judged::{Judged, judge};
pub use names::Names;
pub use reading::Errors;
pub use record::{Draft, Line};

/// Something wrong with a cell.
pub struct Problem {
    pub origin: Origin,
    pub message: Text,
    /// The line that it would have become, with its file and number where these can be told.
    pub line: Option<String>,
}

#[derive(Default)]
pub struct Drafted {
    pub drafts: Vec<Draft>,
    pub problems: Vec<Problem>,
    /// Rows, from 1, that say no more than a day, or that the mapping leaves out; by sheet.
    pub passed_over: Vec<(String, Vec<usize>)>,
    /// Sheets that no table of the mapping speaks of.
    pub unused: Vec<String>,
}

/// A day as town halls write it, with its year: 令和8年10月5日, R8.10.5, 2026/10/5.
pub fn day(written: &str) -> Option<Date> {
    Days { is_1904: false, year: None, month: None }.day(&cell::Cell::Text(written.to_owned()))
}

/// What the rows say, as texts of records that nobody has judged yet.
pub fn draft(sheets: &[Sheet], tables: &[Table], names: &Names, today: Date) -> Drafted {
    let mut drawing = Drawing::of(sheets, names, today);
    tables.iter().for_each(|table| drawing.table(table));
    let mut drafted = drawing.finished();
    let unused = sheets.iter().filter(|sheet| !tables.iter().any(|table| table.speaks_of(&sheet.name)));
    drafted.unused = unused.map(|sheet| sheet.label.clone()).collect();
    drafted
}
