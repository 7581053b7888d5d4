//! How a key is asked for: in Japanese by its name in the report, with the words that it may hold and what each is called. English has
//! the keys and words themselves.

use crate::draft::shape::Key;
use crate::model::text::Text;
use crate::report::{labels, values};

/// `分類 category (backup バックアップ, …):`; `silence` stands where there are no words to choose from.
pub fn of(table: &str, key: &Key, silence: &str) -> Text {
    let words = key.form.words();
    let called = words.iter().map(|word| match labels::word(table, key.name, word) {
        Some(name) => format!("{word} {}", name.ja),
        None => (*word).to_owned(),
    });
    let hint = |words: String| if words.is_empty() { silence.to_owned() } else { format!(" ({words})") };
    let name = values::label(table, key.name).ja;
    Text::new(
        format!("{name} {}{}:", key.name, hint(called.collect::<Vec<_>>().join(", "))),
        format!("{}{}:", key.name, hint(words.join(", "))),
    )
}

/// The word that was meant by its name.
pub fn meant(table: &str, key: &Key, typed: String) -> String {
    let is_meant = |word: &&&str| labels::word(table, key.name, word).is_some_and(|name| name.ja == *typed);
    key.form.words().iter().find(is_meant).map_or(typed.clone(), |word| (*word).to_owned())
}
