//! The texts that are the same for every town but for a few words, each beside this file in both languages.

use crate::draft::value::text;
use crate::model::text::Lang;

use super::Beginning;

/// The text of a file in one of the two languages.
macro_rules! told {
    ($lang:expr, $name:literal) => {
        match $lang {
            Lang::Ja => include_str!(concat!("ja/", $name)),
            Lang::En => include_str!(concat!("en/", $name)),
        }
    };
}

pub(super) use told;

/// What Article 5 calls the head of the section in charge of registers.
const HEAD: &str = "戸籍主管課長";

pub fn settings(beginning: &Beginning) -> String {
    let title = &beginning.manager.title;
    let heads = if title == HEAD { String::from("[]") } else { format!("[{}]", text(title)) };
    let words = [
        ("id", text(&beginning.trustee.id)),
        ("starts", beginning.starts.to_string()),
        ("adopted", beginning.adopted.to_string()),
        ("heads", heads),
        ("branch", text(&beginning.branch)),
    ];
    filled(told!(beginning.lang, "ledger.toml"), &words)
}

pub fn regulation(beginning: &Beginning) -> String {
    let first = beginning.entrusting.iter().map(|own| own.from).min().unwrap_or(beginning.starts);
    let words = [("name", text(&beginning.trustee.name)), ("enforced", first.to_string())];
    filled(told!(beginning.lang, "regulation.md"), &words)
}

pub fn agencies(lang: Lang) -> String {
    told!(lang, "agencies.toml").to_owned()
}

pub fn documents(lang: Lang) -> String {
    told!(lang, "documents.toml").to_owned()
}

/// A text with the words in place of `{{their names}}`, in one pass: no word is looked into.
fn filled(frame: &str, words: &[(&str, String)]) -> String {
    let mut parts = frame.split("{{");
    let mut told = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once("}}").unwrap_or(("", part));
        told.extend(words.iter().filter(|(own, _)| *own == name).map(|(_, word)| word.as_str()));
        told.push_str(rest);
    }
    told
}
