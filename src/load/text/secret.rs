//! Private keys, and what is written as a password (第8条第3項).
//!
//! Deliberately absent: guessing at random-looking strings. Only what says of itself that it is a secret is called one.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use crate::model::text::Text;

/// Marks of punctuation that may stand between «password» and its value, or close it.
const QUOTES: &str = r#"[\s"'`「『(\[<]"#;

static SECRET: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(
        r#"(?ix)
        -----BEGIN\ [A-Z0-9\ ]*PRIVATE\ KEY
        | PuTTY-User-Key-File
        | (?: pass(?:word|wd|phrase|code) | (?:^|[^a-z0-9])pwd? | パスワード | パスフレーズ | 暗証番号 )
          {QUOTES}* [\])"'」』]* \s* (?: [=:] | は ) {QUOTES}*
          (?<value> [!-~]{{4,}} )"#
    );
    // A constant pattern: it compiles, or no test passes.
    Regex::new(&pattern).expect("constant pattern")
});

pub fn message() -> Text {
    Text::fixed(
        "パスワードか秘密鍵の値と読める記載があります。値は記録に書けません。",
        "this reads as the value of a password or a private key, which no record may hold.",
    )
}

/// Whether a text may give a secret away, here or between a key and its text; where this says no there is none.
pub fn may_be_in(text: &str) -> bool {
    let folded = || text.split_inclusive('\n').map(fold).collect::<String>();
    SECRET.is_match(text) || has_forms(text) && SECRET.is_match(&folded())
}

pub fn find(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let line_start = start;
        start += line.len();
        let folded = fold(line);
        let mut hits = SECRET.captures_iter(&folded);
        let hit = hits.find(|hit| hit.name("value").is_none_or(|value| says(value.as_str())))?.get_match().range();
        // Folding changes lengths: what was found in a folded line is told as the line.
        let within = if matches!(folded, Cow::Borrowed(_)) { hit } else { 0..line.trim_end().len() };
        Some(line_start + within.start..line_start + within.end)
    })
}

/// Full-width and half-width forms as their plain ones; most lines have none, and folding is slow.
fn fold(line: &str) -> Cow<'_, str> {
    if has_forms(line) { Cow::Owned(line.nfkc().collect()) } else { Cow::Borrowed(line) }
}

fn has_forms(text: &str) -> bool {
    text.chars().any(|c| ('\u{ff00}'..='\u{ffef}').contains(&c))
}

/// Whether a key and its text together, but not the text alone, are a password and its value.
pub fn is_credential(key: &str, text: &str) -> bool {
    let first_line = text.lines().next().unwrap_or_default();
    find(text).next().is_none() && find(&format!("{key} = {first_line}")).next().is_some()
}

/// Four or more letters, digits or signs, one of them at least a digit or a sign.
fn says(value: &str) -> bool {
    let value = value.trim_end_matches(['"', '\'', '`', ')', ']', '}', '>', ',', '.', ';']);
    value.len() >= 4 && value.chars().any(|c| !c.is_ascii_alphabetic())
}
