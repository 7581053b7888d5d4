//! What a repository says, as a page may show it: on one line, short, and without what must not be in a record.
//!
//! A value that was corrected away because it is a My Number or a password would otherwise come back by way of its history.

use crate::history::chronicle::Value;
use crate::load::shorten;
use crate::model::Id;
use crate::model::text::{Lang, Text};

/// What stands for what must not be shown.
pub const WITHHELD: &str = "***";

/// How many characters of a text are shown.
const LONGEST: usize = 160;
/// How many of them come before the first difference, where the texts are longer than that.
const LEAD: usize = 20;
/// How many values of a list are shown.
const MOST: usize = 24;

/// A commit's words, a name, a path.
pub fn clean(text: &str) -> String {
    if is_forbidden("", text) { WITHHELD.to_owned() } else { cut(text, 0) }
}

/// A value that stands at a key, before and after a change.
pub fn pair(lang: Lang, key: &str, before: Option<&Value>, after: Option<&Value>) -> (Option<String>, Option<String>) {
    let texts = if let (Some(Value::Text(before)), Some(Value::Text(after))) = (before, after) {
        Some((before, after))
    } else {
        None
    };
    let from = texts.map_or(0, |(before, after)| first_shown(before, after));
    (before.map(|value| said(lang, key, value, from)), after.map(|value| said(lang, key, value, from)))
}

/// A value as it was written; a text in the quotation marks of the reader's language.
fn said(lang: Lang, key: &str, value: &Value, from: usize) -> String {
    match value {
        Value::Text(text) if is_forbidden(key, text) => WITHHELD.to_owned(),
        Value::Text(text) if Id::parse(text).is_some() => text.clone(),
        Value::Text(text) => {
            let text = cut(text, from);
            Text::new(format!("「{text}」"), format!("“{text}”")).get(lang).to_owned()
        }
        Value::Flag(flag) => flag.to_string(),
        Value::Day(day) => day.to_string(),
        Value::Time(time) => time.to_string(),
        Value::Other(other) if is_forbidden(key, other) => WITHHELD.to_owned(),
        Value::Other(other) => cut(other, 0),
        Value::List(list) => {
            let parts: Vec<String> = list.iter().take(MOST).map(|value| said(lang, key, value, 0)).collect();
            format!("[{}{}]", parts.join(", "), if list.len() > MOST { ", …" } else { "" })
        }
        Value::Table(table) if table.is_empty() => "{}".to_owned(),
        Value::Table(table) => {
            let parts = table.iter().map(|(key, value)| format!("{} {}", clean(key), said(lang, key, value, 0)));
            parts.collect::<Vec<_>>().join(", ")
        }
    }
}

/// Whether it is withheld from messages too, by itself or as the value of its key.
fn is_forbidden(key: &str, text: &str) -> bool {
    let first_line = text.lines().next().unwrap_or_default();
    shorten(text) == WITHHELD || !key.is_empty() && shorten(&format!("{key} = {first_line}")) == WITHHELD
}

/// From which character on two texts are shown so that the difference is.
fn first_shown(before: &str, after: &str) -> usize {
    if before.chars().count().max(after.chars().count()) <= LONGEST {
        return 0;
    }
    before.chars().zip(after.chars()).take_while(|(a, b)| a == b).count().saturating_sub(LEAD)
}

fn cut(text: &str, from: usize) -> String {
    let one_line = |c: char| if c.is_control() { ' ' } else { c };
    let mut rest = text.chars().map(one_line).skip(from);
    let shown: String = rest.by_ref().take(LONGEST).collect();
    format!("{}{shown}{}", if from > 0 { "…" } else { "" }, if rest.next().is_some() { "…" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_must_not_be_in_a_record_is_not_shown() {
        let text = |text: &str| Value::Text(text.to_owned());
        let table = |key: &str, value: Value| Value::Table([(key.to_owned(), value)].into());
        for (key, value) in [
            ("note", text("パスワードは abc123 です")),
            ("password", text("abc123")),
            ("note", text("個人番号 1234 5678 9018")),
            ("event", table("password", text("abc123"))),
            ("note", Value::List(vec![text("pw: abc123")])),
        ] {
            let (before, _) = pair(Lang::Ja, key, Some(&value), None);
            let before = before.unwrap();
            assert!(before.contains(WITHHELD) && !before.contains("abc123") && !before.contains("9018"), "{before}");
        }
        assert_eq!(clean("abc\u{202e}def"), WITHHELD);
        assert_eq!(clean("a\nb"), "a b");
    }

    #[test]
    fn of_long_texts_the_difference_is_shown() {
        let (one, other) = ("長".repeat(500) + "甲", "長".repeat(500) + "乙");
        let (one, other) = (Value::Text(one), Value::Text(other));
        let (before, after) = pair(Lang::Ja, "note", Some(&one), Some(&other));
        assert_eq!(before.unwrap(), format!("「…{}甲」", "長".repeat(LEAD)));
        assert_eq!(after.unwrap(), format!("「…{}乙」", "長".repeat(LEAD)));
        let (before, _) = pair(Lang::En, "note", Some(&one), Some(&other));
        assert_eq!(before.unwrap(), format!("“…{}甲”", "長".repeat(LEAD)));
    }
}
