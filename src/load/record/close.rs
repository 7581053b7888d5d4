//! Sign-offs. Whether the digest is that of the month's folder is for the rules to tell.

use std::sync::LazyLock;

use super::super::reading::shorten;
use super::super::shape::Form;
use super::super::table::Table;
use super::super::value::{Value, any_text, text, time};
use super::person;
use crate::model::citation::Citation;
use crate::model::record::Close;
use crate::model::text::Text;

pub fn close(table: &mut Table<'_>) -> Close {
    Close {
        closed_at: table.need("closed_at", time),
        by: table.need("by", person),
        digest: table.need("digest", digest),
        declared: table.list("declared", citation).unwrap_or_default(),
        comment: table.may("comment", any_text),
    }
}

fn digest(value: &Value<'_>) -> Option<String> {
    value.wants(|| Form::Pattern("^sha256:[0-9a-f]{64}$"));
    let digest = text(value)?;
    let hex = digest.strip_prefix("sha256:").unwrap_or_default();
    if hex.len() != 64 || !hex.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        value.bad(Text::fixed(
            "digestは「sha256:」に続く64桁の16進数(英小文字)です。",
            "a digest is `sha256:` and 64 hex digits in lower case.",
        ));
    }
    Some(digest)
}

fn citation(value: &Value<'_>) -> Option<Citation> {
    static IDS: LazyLock<Vec<String>> =
        LazyLock::new(|| Citation::all().map(|citation| citation.to_string()).collect());
    value.wants(|| Form::Words(IDS.iter().map(String::as_str).collect()));
    let written = text(value)?;
    let citation = Citation::parse(&written);
    if citation.is_none() {
        let shown = shorten(&written);
        value.bad(Text::new(
            format!("「{shown}」という条項はありません(例: art-7-3)。"),
            format!("the regulation has no `{shown}` (say, art-7-3)."),
        ));
    }
    citation
}
