//! A cell as the file has it, and where it stands.

use std::fmt;

use jiff::civil::DateTime;
use unicode_normalization::UnicodeNormalization;

#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    #[default]
    Blank,
    Text(String),
    Number(f64),
    /// A day with its hour, midnight where there is none.
    At(DateTime),
    /// An hour alone, in seconds from midnight; more than a day where the sheet counts on: 25:10.
    Clock(i64),
    /// What the spreadsheet could not work out: `#REF!`.
    Fault(String),
    /// A formula whose result the file does not hold.
    Unstored,
}

/// Where a value came from: a sheet, a row and a column, both from 0.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// The sheet's place among those that were read, by which problems are told in the file's own order.
    pub rank: usize,
    pub row: usize,
    pub column: usize,
    pub sheet: String,
}

impl fmt::Display for Origin {
    /// `10月!C5`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}!{}{}", self.sheet, letters(self.column), self.row + 1)
    }
}

/// A, B, … Z, AA
pub fn letters(column: usize) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).unwrap_or_default());
    match column / 26 {
        0 => last.to_string(),
        more => format!("{}{last}", letters(more - 1)),
    }
}

impl Cell {
    pub fn is_blank(&self) -> bool {
        match self {
            Cell::Blank => true,
            Cell::Text(text) => text.trim().is_empty(),
            Cell::Number(_) | Cell::At(_) | Cell::Clock(_) | Cell::Fault(_) | Cell::Unstored => false,
        }
    }

    /// As it is told in a message, and looked up among words.
    pub fn shown(&self) -> String {
        match self {
            Cell::Blank | Cell::Unstored => String::new(),
            Cell::Text(text) | Cell::Fault(text) => text.clone(),
            Cell::Number(number) => number.to_string(),
            Cell::At(at) if at.time() == jiff::civil::Time::midnight() => at.date().to_string(),
            Cell::At(at) => at.strftime("%Y-%m-%d %H:%M:%S").to_string(),
            Cell::Clock(seconds) => format!("{}:{:02}", seconds / 3600, seconds / 60 % 60),
        }
    }
}

/// Full-width letters and digits as half-width ones, without blanks around.
pub fn plain(text: &str) -> String {
    text.nfkc().collect::<String>().trim().to_owned()
}

/// For comparing: in whichever width and case, without any blanks or line ends; a circle is a circle.
pub fn folded(text: &str) -> String {
    let letters = text.nfkc().filter(|c| !c.is_whitespace()).map(|c| match c {
        '◯' | '〇' => '○',
        '✕' | '✖' | '╳' | '✗' => '×',
        other => other,
    });
    letters.flat_map(char::to_lowercase).collect()
}
