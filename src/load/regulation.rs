//! `regulation.md`: TOML front matter between `+++` lines, then Markdown.

use std::sync::Arc;

use super::form::SYNTAX;
use super::reading::Reading;
use super::syntax::{Parsed, parse};
use super::table::Table;
use super::value::{date, text};
use crate::model::regulation::Regulation;
use crate::model::source::{Source, Span};
use crate::model::text::Text;

const FENCE: &str = "+++";

/// Reads the regulation; without front matter it is reported, and nothing is known of it.
pub fn regulation(reading: &Reading<'_>) -> Option<Regulation> {
    let source = reading.source;
    let Some((front, body)) = front_matter(&source.text) else {
        let message = Text::fixed(
            "冒頭に +++ の行で挟んだ見出し(title, number, authority, enforced, amended)がありません。",
            "the front matter between +++ lines (title, number, authority, enforced, amended) is missing.",
        );
        reading.fault(&SYNTAX, Some(Span::default()), message);
        return None;
    };
    let mut mended = String::new();
    let table = match parse(reading, &front, &mut mended) {
        Parsed::Sound(table, _) => table,
        Parsed::Broken(..) | Parsed::Lost => return None,
    };
    Some(Table::new(reading, &table, Span::default()).read(|table| head(table, source.clone(), body)))
}

fn head(table: &mut Table<'_>, source: Arc<Source>, body: usize) -> Regulation {
    table.demand("amended");
    Regulation {
        title: table.need("title", text),
        number: table.need("number", text),
        authority: table.need("authority", text),
        enforced: table.need("enforced", date),
        amended: table.list("amended", date).unwrap_or_default().into_iter().map(|at| at.value).collect(),
        source,
        body,
    }
}

/// The front matter, at the place where it stands in the file, and the byte at which the body begins.
fn front_matter(text: &str) -> Option<(String, usize)> {
    let mut lines = text.split_inclusive('\n');
    let opening = lines.next().filter(|line| line.trim_end() == FENCE)?.len();
    let mut end = opening;
    for line in lines {
        if line.trim_end() == FENCE {
            let blank = " ".repeat(opening.saturating_sub(1));
            return Some((format!("{blank}\n{}", &text[opening..end]), end + line.len()));
        }
        end += line.len();
    }
    None
}
