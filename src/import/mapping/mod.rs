//! What a ledger's columns mean (対応表): a file in TOML that `import --guess` drafts and a clerk completes.

mod own;
mod read;

use jiff::civil::Time;

use super::cell::{Cell, folded};
use super::keys::Target;
use crate::model::{Kind, Month};

pub use own::own;
pub use read::{Fault, UNSAID, read};

/// The rows of some sheets.
pub struct Table {
    pub kind: Kind,
    /// By name; none: every sheet.
    pub sheets: Vec<String>,
    /// The first and the last row of headings, from 0.
    pub header: (usize, usize),
    pub place: Option<From>,
    /// The fiscal year and the month of days that are written without.
    pub year: Option<i16>,
    pub month: Option<Month>,
    /// Rows with one of these texts are none: 合計.
    pub skip: Vec<String>,
    pub columns: Columns,
}

pub enum Columns {
    Named(Vec<Fill>),
    /// The headings are the keys, of this list of tables (`""`: of the record's top), and `record` names the record: an export's.
    Keys {
        part: &'static str,
    },
}

/// A key, and where its value comes from.
#[derive(Clone)]
pub struct Fill {
    pub target: Target,
    /// Tells several entries of one list in one row apart: `theft` of `item.theft.result`.
    pub label: String,
    pub from: From,
}

#[derive(Clone, Debug, Default)]
pub struct From {
    /// A heading, or `[C]`.
    pub column: Option<String>,
    pub hour: Option<Hour>,
    /// Added to the day.
    pub days: i64,
    /// An hour before noon is of the next day.
    pub overnight: bool,
    /// As many digits, with zeros before: what a spreadsheet dropped.
    pub digits: usize,
    /// What is written, and the word that it stands for; `""` for nothing.
    pub words: Vec<(String, String)>,
    /// Where the cell is blank, or there is no column.
    pub default: Option<String>,
    /// Where the mapping says it.
    pub line: usize,
}

/// The hour of a day that stands in a column of its own.
#[derive(Clone, Debug)]
pub enum Hour {
    Column(String),
    /// No column has it: the same for all, and said so in the record.
    Fixed(Time),
}

impl Table {
    /// Whether a row is one of those that are none.
    pub fn leaves_out(&self, row: &[Cell]) -> bool {
        let is_left_out = |text: &str| self.skip.iter().any(|skip| folded(skip) == folded(text));
        row.iter().any(|cell| is_left_out(&cell.shown()))
    }

    pub fn speaks_of(&self, sheet: &str) -> bool {
        self.sheets.is_empty() || self.sheets.iter().any(|own| folded(own) == folded(sheet))
    }
}

impl From {
    pub fn column(name: &str) -> From {
        From { column: Some(name.to_owned()), ..From::default() }
    }

    /// Every heading that is asked for.
    pub fn headings(&self) -> impl Iterator<Item = &str> {
        let hour = self.hour.as_ref().and_then(|hour| match hour {
            Hour::Column(name) => Some(name.as_str()),
            Hour::Fixed(_) => None,
        });
        self.column.as_deref().into_iter().chain(hour)
    }

    pub fn word(&self, written: &str) -> Option<&str> {
        self.words.iter().find(|(own, _)| folded(own) == folded(written)).map(|(_, word)| word.as_str())
    }
}
