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

pub fn find(text: &str) -> impl Iterator<Item = Range<usize>> {
    // Full-width forms read the same to people. Folding a line changes lengths, so a hit is told as its line.
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let range = start..start + line.trim_end().len();
        start += line.len();
        let folded = fold(line);
        SECRET
            .captures_iter(&folded)
            .any(|found| found.name("value").is_none_or(|value| says(value.as_str())))
            .then_some(range)
    })
}

/// Full-width and half-width forms as their plain ones; most lines have none, and folding is slow.
fn fold(line: &str) -> Cow<'_, str> {
    let has_forms = line.chars().any(|c| ('\u{ff00}'..='\u{ffef}').contains(&c));
    if has_forms {
        Cow::Owned(line.nfkc().collect())
    } else {
        Cow::Borrowed(line)
    }
}

/// Whether a key and its text together are a password and its value.
pub fn is_credential(key: &str, text: &str) -> bool {
    find(&format!("{key} = {}", text.replace('\n', " "))).next().is_some()
}

/// Four or more letters, digits or signs, one of them at least a digit or a sign.
fn says(value: &str) -> bool {
    let value = value.trim_end_matches(['"', '\'', '`', ')', ']', '}', '>', ',', '.', ';']);
    value.len() >= 4 && value.chars().any(|c| !c.is_ascii_alphabetic())
}
