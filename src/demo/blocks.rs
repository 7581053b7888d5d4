//! The parts of a TOML text that come and go as a whole: a block (a table's header with all below it, and the blank lines
//! and comments that lead up to it), a key's lines, a comment.
//!
//! Only lines are told apart here. What they say is read by `load`, and when they were written is told elsewhere.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::model::source::Span;

/// Bytes of a text, from the beginning of a line to the end of one.
pub type Part = Range<usize>;

/// A TOML text, and where its blocks begin.
pub struct Blocks<'t> {
    text: &'t str,
    /// The beginning of each block below the root's, the lines that lead up to its header included.
    starts: Vec<usize>,
}

impl<'t> Blocks<'t> {
    /// A text that is no TOML has no blocks.
    pub fn of(text: &'t str) -> Blocks<'t> {
        let mut headers = Vec::new();
        if let Ok(table) = DeTable::parse(text) {
            for value in table.get_ref().values() {
                find_headers(value.get_ref(), value.span(), text, &mut headers);
            }
        }
        headers.sort_unstable();
        headers.dedup();
        let starts = headers.into_iter().map(|header| lead(text, header)).collect();
        Blocks { text, starts }
    }

    /// The block in which a place lies, its lead included.
    pub fn around(&self, place: Span) -> Part {
        let after = self.starts.partition_point(|start| *start <= place.start);
        let start = after.checked_sub(1).map_or(0, |at| self.starts[at]);
        start..self.starts.get(after).copied().unwrap_or(self.text.len())
    }

    /// The lines on which a value stands, its key with it.
    pub fn lines(&self, value: Span) -> Part {
        line_start(self.text, value.start)..line_end(self.text, value.end)
    }

    /// The comments that stand on lines of their own before a block's header, or at the top of the text.
    pub fn comments(&self) -> impl Iterator<Item = Part> {
        let top = (self.starts.first() != Some(&0)).then_some(0);
        top.into_iter().chain(self.starts.iter().copied()).flat_map(move |start| {
            let mut at = start;
            std::iter::from_fn(move || {
                let line = at..line_end(self.text, at);
                let leading = line.start < line.end && leads(&self.text[line.clone()]);
                at = line.end;
                leading.then_some(line)
            })
            .filter(|line| self.text[line.clone()].starts_with('#'))
        })
    }
}

/// The text less these parts, which may lie within each other.
pub fn without(text: &str, mut parts: Vec<Part>) -> String {
    parts.sort_unstable_by_key(|part| part.start);
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    for part in parts {
        kept.push_str(text.get(at..part.start).unwrap_or_default());
        at = at.max(part.end);
    }
    kept.push_str(text.get(at..).unwrap_or_default());
    kept
}

fn find_headers(value: &DeValue<'_>, span: Range<usize>, text: &str, found: &mut Vec<usize>) {
    match value {
        DeValue::Table(table) => {
            // An inline table has no header.
            if text[span.start..].starts_with('[') {
                found.push(span.start);
            }
            for value in table.values() {
                find_headers(value.get_ref(), value.span(), text, found);
            }
        }
        DeValue::Array(array) => {
            for value in array.iter() {
                find_headers(value.get_ref(), value.span(), text, found);
            }
        }
        DeValue::String(_) | DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {}
    }
}

/// The beginning of the blank lines and comments before a header.
fn lead(text: &str, header: usize) -> usize {
    let mut start = line_start(text, header);
    while start > 0 {
        let before = line_start(text, start - 1);
        if !leads(&text[before..start]) {
            break;
        }
        start = before;
    }
    start
}

/// Whether a line says nothing itself: blank, or a comment.
fn leads(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty() || line.starts_with('#')
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# 冒頭\na = 1\nb = \"\"\"\n[x]\n# no comment\n\"\"\"\n\n# 一つ目\n[[entry]]\nc = { d = 2 }\n\n[[entry]]\nc = [1,\n  2]\nd = 3\n";

    fn place(of: &str) -> Span {
        let start = TEXT.find(of).unwrap();
        (start..start + of.len()).into()
    }

    #[test]
    fn a_block_brings_what_leads_up_to_it() {
        let blocks = Blocks::of(TEXT);
        let first = blocks.around(place("[[entry]]"));
        assert_eq!(&TEXT[first.clone()], "\n# 一つ目\n[[entry]]\nc = { d = 2 }\n");
        assert_eq!(blocks.around(place("{ d")), first);
        assert_eq!(&TEXT[blocks.around(place("d = 3"))], "\n[[entry]]\nc = [1,\n  2]\nd = 3\n");
        assert_eq!(blocks.around(place("a = 1")).start, 0);
    }

    #[test]
    fn comments_are_those_outside_strings() {
        let blocks = Blocks::of(TEXT);
        let comments: Vec<&str> = blocks.comments().map(|part| &TEXT[part]).collect();
        assert_eq!(comments, ["# 冒頭\n", "# 一つ目\n"]);
    }

    #[test]
    fn what_is_left_out_may_be_nested() {
        let blocks = Blocks::of(TEXT);
        let (block, line) = (blocks.around(place("d = 3")), blocks.lines(place("[1,\n  2]")));
        assert_eq!(&TEXT[line.clone()], "c = [1,\n  2]\n");
        assert!(without(TEXT, vec![line.clone()]).ends_with("\n[[entry]]\nd = 3\n"));
        assert!(without(TEXT, vec![line, block]).ends_with("c = { d = 2 }\n"));
        assert_eq!(without(TEXT, Vec::new()), TEXT);
    }
}
