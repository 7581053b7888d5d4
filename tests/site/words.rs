//! Each language by itself: a page in English has no Japanese of the program's own, and a page in Japanese no English. What comes from
//! the records keeps its language, so the English site is made of records that have no Japanese left in them.

use super::history::Town;
use super::*;

const CLERK: (&str, &str, &str) = ("A Clerk", "clerk@town.example", "08:00");

/// Signs, not words: the marks that every page explains at its foot.
const MARKS: &str = "○△×ー？";

#[test]
fn an_english_page_has_no_japanese_of_its_own() {
    let town = Town::new();
    let records = town.path("records");
    let law = fs::read_to_string(records.join("regulation.md")).unwrap();
    for path in files(&records).keys().filter(|path| path.ends_with(".toml")) {
        let text = fs::read_to_string(records.join(path)).unwrap();
        fs::write(records.join(path), latin(&text)).unwrap();
    }
    replace(&records.join("ledger.toml"), "language = \"ja\"", "language = \"en\"");
    town.commit(CLERK, CLERK, "all of it", &[]);
    let check = records.join("mukawa/2026/11/18-check.toml");
    replace(&check, "terminal", "note = \"said later\"\nterminal");
    town.commit(CLERK, CLERK, "a note", &[]);
    let site = build(town.path("").as_path());
    assert!(text(&site, "history/2026-11.html").contains("said later"));

    let mut left = BTreeSet::new();
    for (path, html) in pages(&site) {
        let mut of_page: Vec<&str> = html.split(|c| !is_japanese(c)).filter(|run| !run.is_empty()).collect();
        if path == "regulation.html" {
            of_page.retain(|run| !law.contains(run));
        }
        left.extend(of_page.into_iter().map(|run| format!("{path}: {run}")));
    }
    assert!(left.is_empty(), "{left:#?}");
}

#[test]
fn a_japanese_page_has_no_english_of_its_own() {
    let said: String = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("records"))
        .into_iter()
        .map(|(path, bytes)| format!("{path} {}\n", String::from_utf8(bytes).unwrap()))
        .collect();
    let known: BTreeSet<&str> = words(&said).chain(["daicho", "records", "MB", "SHA", "TOML"]).collect();
    let mut own = BTreeSet::new();
    // The catalogue says how a key is written, and what to type.
    for (path, html) in pages(&SITE).filter(|(path, _)| *path != "rules.html") {
        let shown = shown(&html);
        own.extend(words(&shown).filter(|word| !known.contains(word)).map(|word| format!("{path}: {word}")));
    }
    assert!(own.is_empty(), "{own:#?}");
}

/// Every letter beyond ASCII as two of the alphabet's, the same for the same.
fn latin(text: &str) -> String {
    let letter = |number: u32| char::from(b'a' + u8::try_from(number % 26).unwrap());
    let spelt = |c: char| {
        if c.is_ascii() { c.to_string() } else { [letter(c as u32), letter(c as u32 / 26)].iter().collect() }
    };
    text.chars().map(spelt).collect()
}

/// Kana, ideographs, and the full-width forms and brackets that go with them.
fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ffef}') && !MARKS.contains(c)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1)
}

/// The text of a page and what is said aloud for it, without what is quoted as code and without fingerprints.
fn shown(html: &str) -> String {
    let names = attributes(html, " aria-label=\"");
    let html = html.split("<code>").map(|part| part.split_once("</code>").map_or(part, |(_, after)| after));
    let text: String = html.collect();
    let text = text.split('<').map(|part| part.split_once('>').map_or("", |(_, after)| after));
    let text: Vec<&str> = text.flat_map(str::split_whitespace).filter(|word| !word.contains("SHA256:")).collect();
    text.join(" ") + " " + &names.join(" ")
}
