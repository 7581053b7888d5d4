//! A line of the draft: a key, what is said of it, and a comment for whoever completes it.

use crate::model::{Lang, Text};

pub struct Line {
    key: String,
    pub value: String,
    note: String,
}

impl Line {
    pub fn of(key: impl Into<String>, value: impl Into<String>) -> Line {
        Line { key: key.into(), value: value.into(), note: String::new() }
    }

    pub fn noted(self, note: Text, lang: Lang) -> Line {
        Line { note: note.get(lang).replace(char::is_control, " "), ..self }
    }
}

/// Equal signs below each other.
pub fn aligned(lines: &[Line]) -> String {
    let width = lines.iter().map(|line| line.key.len()).max().unwrap_or_default();
    let text = |line: &Line| {
        let note = if line.note.is_empty() { String::new() } else { format!(" # {}", line.note) };
        format!("{:width$} = {}{note}\n", line.key, line.value)
    };
    lines.iter().map(text).collect()
}
