//! Free text may name anybody. Here the names of others give way to a neutral word, in whatever width and kana they are written.
//!
//! Names are looked for in a folded copy (compatibility forms, katakana as hiragana, small letters) and replaced in the text itself.
//! Deliberately absent: ways of writing a name that no register has (its reading in kana where the register has kanji).

use std::collections::BTreeMap;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use crate::model::{Lang, Text};

/// Whose word it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// It stays, also where it holds another's name.
    Own,
    /// Another municipality's name, id or number.
    Place,
    /// What another municipality has: a server, a medium, a person.
    Thing,
}

impl Word {
    fn neutral(self) -> Text {
        match self {
            Word::Own => Text::default(),
            Word::Place => Text::fixed("他の町村", "another municipality"),
            Word::Thing => Text::fixed("他の町村のもの", "something of another municipality"),
        }
    }
}

pub struct Mask {
    /// Longer words first, so that at one place the longest is found. `None`: nothing to look for.
    words: Option<Regex>,
    known: BTreeMap<String, Word>,
}

/// What may stand between the parts of an enumeration: whoever is left out is not counted either.
const BETWEEN: &str = "、，,・&/と及びand ";

impl Mask {
    /// The first that says whose a word is counts.
    pub fn of(words: Vec<(String, Word)>) -> Mask {
        let mut known = BTreeMap::new();
        for (word, whose) in words {
            let folded = folded(word.trim());
            if !folded.is_empty() {
                known.entry(folded).or_insert(whose);
            }
        }
        let mut sorted: Vec<&String> = known.keys().collect();
        sorted.sort_by_key(|word| (std::cmp::Reverse(word.chars().count()), *word));
        let pattern = sorted.into_iter().map(|word| pattern(word)).collect::<Vec<_>>().join("|");
        // Escaped words make a pattern whatever they are; one too large to be built would let names through.
        let words = (!pattern.is_empty()).then(|| {
            let built = regex::RegexBuilder::new(&pattern).size_limit(1 << 30).build();
            built.expect("escaped words make a pattern")
        });
        Mask { words, known }
    }

    /// The text without the names of others.
    pub fn text(&self, text: &str, lang: Lang) -> String {
        let Some(words) = &self.words else { return text.to_owned() };
        let (folded, places) = fold(text);
        let (mut masked, mut from, mut before) = (String::with_capacity(text.len()), 0, None);
        for found in words.find_iter(&folded) {
            let whose = self.whose(found.as_str());
            if whose == Word::Own {
                continue;
            }
            let (start, end) = (places[found.start()].0, places[found.end() - 1].1);
            let between = text.get(from..start).unwrap_or_default();
            if before != Some(whose) || !between.chars().all(|c| BETWEEN.contains(c)) {
                masked.push_str(between);
                masked.push_str(whose.neutral().get(lang));
            }
            (from, before) = (end, Some(whose));
        }
        masked.push_str(text.get(from..).unwrap_or_default());
        masked
    }

    /// A word with the number or the path behind it.
    fn whose(&self, found: &str) -> Word {
        let before_path = found.split_once('/').map_or(found, |(word, _)| word);
        let before_number = before_path.trim_end_matches(|c: char| c.is_ascii_digit());
        let known = [found, before_path, before_number].into_iter().find_map(|word| self.known.get(word));
        known.copied().unwrap_or(Word::Place)
    }

    pub fn both(&self, text: &Text) -> Text {
        Text::new(self.text(&text.ja, Lang::Ja), self.text(&text.en, Lang::En))
    }

    pub fn names_others(&self, text: &str) -> bool {
        self.text(text, Lang::Ja) != text
    }
}

/// ASCII words whole: an id may be a part of an ordinary word. The number and the path behind an id go with it.
fn pattern(word: &str) -> String {
    let escaped = regex::escape(word);
    if word.is_ascii() { format!(r"(?-u:\b){escaped}[0-9]*(?-u:\b)(?:/[0-9][0-9a-z./-]*)?") } else { escaped }
}

fn folded(text: &str) -> String {
    fold(text).0
}

/// The folded text, and where in the text each of its bytes comes from.
fn fold(text: &str) -> (String, Vec<(usize, usize)>) {
    let (mut folded, mut places) = (String::with_capacity(text.len()), Vec::with_capacity(text.len()));
    for (at, c) in text.char_indices() {
        for c in std::iter::once(c).nfkd().flat_map(char::to_lowercase) {
            folded.push(plain(c));
        }
        places.resize(folded.len(), (at, at + c.len_utf8()));
    }
    (folded, places)
}

fn plain(c: char) -> char {
    const KATAKANA: std::ops::RangeInclusive<char> = 'ァ'..='ヶ';
    match c {
        // An underline joins words for a pattern, and parts them for a reader.
        '_' => '-',
        c if KATAKANA.contains(&c) => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mask() -> Mask {
        let words = [("みかわ町", Word::Own), ("mikawa", Word::Own), ("丘越町", Word::Own)];
        let others =
            [("トナミ町", Word::Place), ("トナミ", Word::Place), ("tonami", Word::Place), ("Tonami", Word::Place)];
        let more = [("沖部町", Word::Place), ("沖部", Word::Place), ("LTO-甲", Word::Thing), ("かわ町", Word::Place)];
        let all = words.into_iter().chain(others).chain(more);
        Mask::of(all.map(|(word, whose)| (word.to_owned(), whose)).collect())
    }

    #[test]
    fn names_of_others_give_way_however_they_are_written() {
        for (text, expected) in [
            ("トナミ町へ連絡", "他の町村へ連絡"),
            ("ﾄﾅﾐ町、となみ", "他の町村"),
            ("トナミ町、沖部町及びみかわ町", "他の町村及びみかわ町"),
            ("みかわ町とかわ町", "みかわ町と他の町村"),
            ("tonami/2026/10/14-incident を参照", "他の町村 を参照"),
            ("sv-tonami_2 と LTO-甲", "sv-他の町村-2 と 他の町村のもの".replace("-2", "_2").as_str()),
            ("TONAMI01", "他の町村"),
            ("tonamian mikawa/2026", "tonamian mikawa/2026"),
        ] {
            assert_eq!(mask().text(text, Lang::Ja), expected);
        }
        assert_eq!(mask().text("Tonami and みかわ町", Lang::En), "another municipality and みかわ町");
    }
}
