//! Where in a file a thing stands: spans of bytes for the program, lines and columns for people.
//!
//! Deliberately absent: quoting and carets. Drawing a place on its line is the business of whoever prints it.

use std::ops::{Deref, Range};
use std::sync::OnceLock;

/// A file's path below the ledger's root (`records/…`) and its text as read, without a byte-order mark.
#[derive(Debug, Default)]
pub struct Source {
    pub path: String,
    pub text: String,
    /// Where each line begins, found once: a broken file can have as many faults as lines.
    line_starts: OnceLock<Vec<usize>>,
}

/// A line and a column, both counted from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

impl Source {
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Source {
        Source { path: path.into(), text: text.into(), line_starts: OnceLock::new() }
    }

    /// The position of a byte offset. An offset within a character or past the end counts for the nearest one before.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let starts = self.line_starts.get_or_init(|| {
            let newlines = self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0).chain(newlines.map(|(at, _)| at + 1)).collect()
        });
        let line = starts.partition_point(|start| *start <= offset);
        let start = line.checked_sub(1).and_then(|index| starts.get(index)).copied().unwrap_or_default();
        Position { line, column: self.text[start..offset].chars().count() + 1 }
    }
}

/// A span of bytes in a file's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        Span { start: range.start, end: range.end }
    }
}

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    pub value: T,
    pub span: Span,
}

impl<T> Deref for At<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// A key's value. `None` where it was not written or could not be read, which has then been reported: a record with a fault
/// still is evidence of the rest that it says.
pub type Field<T> = Option<At<T>>;

/// The value of a field, without its place.
pub fn plain<T: Clone>(field: &Field<T>) -> Option<T> {
    field.as_ref().map(|at| at.value.clone())
}
