//! How things stand, for a terminal and as JSON (`status --format json`).

use std::io::{self, Write};

use crate::model::text::{Lang, Text};
use crate::report::status::{Line, Status};

use super::visible;

/// Writes a heading a section, and under it each thing with what to do.
///
/// # Errors
/// The output cannot be written.
pub fn human(out: &mut impl Write, status: &Status, lang: Lang) -> io::Result<()> {
    let sections = [
        (Text::fixed("今日の分", "Owed today"), &status.owed),
        (Text::fixed("期限を過ぎたもの・誤り", "Overdue, and errors"), &status.overdue),
        (Text::fixed("終結していない事故等", "Open incidents"), &status.incidents),
        (Text::fixed("30日以内に期限が来るもの", "Within 30 days"), &status.expiring),
    ];
    for (title, lines) in sections {
        let title = title.get(lang);
        match lines.len() {
            0 => writeln!(out, "{title}: {}", Text::fixed("なし", "none").get(lang))?,
            number => writeln!(out, "{title} ({number})")?,
        }
        for line in lines {
            self::line(out, line)?;
        }
    }
    let since = &status.since;
    let foot = Text::new(
        format!("{since} 以後の義務を見ました。それより前と、登録の履歴は daicho check で確かめられます。"),
        format!("Duties since {since}; for earlier ones and the history run daicho check."),
    );
    writeln!(out, "{}", foot.get(lang))
}

fn line(out: &mut impl Write, line: &Line) -> io::Result<()> {
    let told = [&line.what, &line.of, &line.who, &line.when];
    let told: Vec<String> = told.into_iter().filter(|word| !word.is_empty()).map(|word| visible(word)).collect();
    writeln!(out, "  {}\n      → {}", told.join("  "), visible(&line.next))
}

/// Writes the whole document, with a newline at its end.
///
/// # Errors
/// The output cannot be written.
pub fn json(out: &mut impl Write, status: &Status) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, status)?;
    writeln!(out)
}
