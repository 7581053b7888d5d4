//! The search (検索), run by node without a page, beside a plain scan of what the pages show: the same queries have the same hits.
//!
//! The scan reads each page with a browser's parser, takes the words of the element that a hit leads to, folds them with the
//! library's own folding, and looks for the query's. What it leaves out is what the templates say themselves: their labels are read
//! from the templates. Queries are cut from the pages, and written in all the ways in which people write the same.

mod folders;
#[path = "search/page.rs"]
mod page;
#[path = "search/queries.rs"]
mod queries;
#[path = "search/sample.rs"]
mod sample;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use daicho::site::search::{fold, terms};
use serde::Deserialize;
use serde_json::json;

use page::Pages;
use sample::Sample;

#[derive(Deserialize)]
struct Answer {
    folded: Vec<String>,
    terms: Vec<Vec<String>>,
    hits: Vec<Vec<String>>,
    marks: Vec<Vec<String>>,
    all: Vec<Told>,
}

/// A hit as the page would show it.
#[derive(Deserialize)]
struct Told {
    href: String,
    group: usize,
    head: String,
    text: String,
}

static JA: LazyLock<Sample> = LazyLock::new(Sample::with_history);
static EN: LazyLock<Sample> = LazyLock::new(Sample::in_english);
static JA_PAGES: LazyLock<Pages> = LazyLock::new(|| Pages::of(&JA));
static EN_PAGES: LazyLock<Pages> = LazyLock::new(|| Pages::of(&EN));

#[test]
fn both_fold_alike() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/search-words.json");
    let vectors: Vec<(String, String, Vec<String>)> =
        serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let words: Vec<&String> = vectors.iter().map(|(word, ..)| word).collect();
    let answer = ask(&JA, json!({ "words": words, "queries": [], "marks": [] }));
    for (at, (word, folded, of_folded)) in vectors.iter().enumerate() {
        assert_eq!((&fold(word), &terms(folded)), (folded, of_folded), "src/site/search/fold.rs folds {word:?}");
        assert_eq!((&answer.folded[at], &answer.terms[at]), (folded, of_folded), "site.js folds {word:?}");
        assert_eq!(&fold(folded), folded, "{word:?} is folded once for all");
    }
}

#[test]
fn what_is_found_is_what_the_pages_show() {
    for (sample, pages) in [(&*JA, &*JA_PAGES), (&*EN, &*EN_PAGES)] {
        let answer = ask(sample, json!({ "words": [], "queries": [], "marks": [] }));
        assert!(answer.all.len() > 1000, "{} entries", answer.all.len());
        let groups: BTreeSet<usize> = answer.all.iter().map(|told| told.group).collect();
        assert_eq!(groups.len(), 5, "every group has something: {groups:?}");
        let mut wrong = Vec::new();
        for told in &answer.all {
            wrong.extend(pages.differences(&told.href, &told.head, &told.text));
        }
        assert!(wrong.is_empty(), "{} differences, such as {:#?}", wrong.len(), &wrong[..wrong.len().min(10)]);
        let hrefs: BTreeSet<&str> = answer.all.iter().map(|told| told.href.as_str()).collect();
        assert_eq!(hrefs.len(), answer.all.len(), "each place once");
        let left_out: Vec<String> =
            pages.places().into_iter().filter(|place| !hrefs.contains(place.as_str())).collect();
        assert!(left_out.is_empty(), "cannot be found: {left_out:?}");
    }
}

#[test]
fn the_same_queries_have_the_same_hits_as_a_plain_scan() {
    for (sample, pages, seed) in [(&*JA, &*JA_PAGES, 1), (&*EN, &*EN_PAGES, 2)] {
        let everything = ask(sample, json!({ "words": [], "queries": [], "marks": [] }));
        let documents: BTreeMap<&str, BTreeSet<String>> = everything
            .all
            .iter()
            .map(|told| (told.href.as_str(), pages.shown(&told.href, &told.head, &told.text)))
            .collect();
        let texts: Vec<&str> = everything.all.iter().map(|told| told.text.as_str()).collect();
        let queries = queries::queries(&texts, seed);
        let answer = ask(sample, json!({ "words": [], "queries": queries, "marks": [] }));
        let (mut some, mut none) = (0, 0);
        for (query, hits) in queries.iter().zip(&answer.hits) {
            let hits: BTreeSet<&str> = hits.iter().map(String::as_str).collect();
            let scanned = scan(&documents, query);
            let wrong: Vec<_> = hits.symmetric_difference(&scanned).take(5).collect();
            assert!(
                wrong.is_empty(),
                "{query:?}: the index has {} hits, the scan {}: {wrong:?}",
                hits.len(),
                scanned.len()
            );
            if hits.is_empty() { none += 1 } else { some += 1 }
        }
        assert!(some > 150 && none > 15, "{some} queries found something, {none} nothing");
    }
}

#[test]
fn people_find_what_they_type() {
    let asked: &[(&str, &str)] = &[
        // As it stands, with full-width letters and digits, half-width kana, the other wave, capitals.
        ("髙橋𠮷之助", "incidents/mukawa/2026/11/18-incident.html"),
        ("𠮷", "incidents/mukawa/2026/11/18-incident.html"),
        ("ﾙｰﾀｰの電源ﾕﾆｯﾄ", "incidents/mukawa/2026/11/18-incident.html"),
        ("るーたー むかわ", "incidents/mukawa/2026/11/18-incident.html"),
        ("ｒｘ－９００", "incidents/mukawa/2026/11/18-incident.html"),
        ("RX−900 9時～17時", "incidents/mukawa/2026/11/18-incident.html"),
        ("2026-11-18 Rx-900", "incidents/mukawa/2026/11/18-incident.html"),
        ("デジタル庁(仮称)", "mukawa/2026-11.html#t-18-request"),
        ("ﾃﾞｼﾞﾀﾙ 請求", "mukawa/2026-11.html#t-18-request"),
        ("三つの告示", "regulation.html#art-1"),
        ("みつのこくじ", ""),
        ("第3条第1号 自動ばっくあっぷ", "regulation.html#art-3-item-1"),
        ("ありえない言葉", ""),
        ("zzz", ""),
        ("→→→", ""),
        ("電源 ありえない", ""),
        ("　", ""),
    ];
    let queries: Vec<&str> = asked.iter().map(|(query, _)| *query).collect();
    let marks = [("ルーターの電源ﾕﾆｯﾄ RX-900 を、ルータ", "ユニット るーた"), ("a𠮷b", "𠮷"), ("なし", "有")];
    let answer = ask(&JA, json!({ "words": [], "queries": queries, "marks": marks }));
    for ((query, expected), hits) in asked.iter().zip(&answer.hits) {
        let found = hits.iter().any(|hit| hit == expected);
        assert!(if expected.is_empty() { hits.is_empty() } else { found }, "{query:?} finds {hits:?}");
    }
    assert_eq!(answer.marks, [vec!["ルータ", "ﾕﾆｯﾄ", "ルータ"], vec!["𠮷"], vec![]]);
}

#[test]
fn the_script_is_small_and_does_nothing_else() {
    let script = JA.read("site.js");
    assert!(script.len() < 10_000 && script.len() + JA.read("style.css").len() < 40_000, "{} bytes", script.len());
    for forbidden in
        ["innerHTML", "outerHTML", "insertAdjacent", "fetch", "XMLHttp", "import", "eval(", "://", "Function("]
    {
        assert!(!script.contains(forbidden), "{forbidden}");
    }
    let index: Vec<_> = JA.files().into_iter().filter(|path| path.starts_with("data/search/")).collect();
    assert_eq!(index, ["data/search/2026.js", "data/search/index.js", "data/search/undated.js"]);
    for path in &index {
        assert!(JA.read(path).len() < 1_000_000, "{path} is large");
    }
}

/// The places of whose words every word of the query is a part.
fn scan<'d>(documents: &BTreeMap<&'d str, BTreeSet<String>>, query: &str) -> BTreeSet<&'d str> {
    let query = fold(query);
    let has = |document: &BTreeSet<String>| {
        query.split_whitespace().all(|word| document.iter().any(|shown| shown.contains(word)))
    };
    let found = documents.iter().filter(|(_, document)| !query.is_empty() && has(document));
    found.map(|(href, _)| *href).collect()
}

fn ask(sample: &Sample, asked: serde_json::Value) -> Answer {
    let harness = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search/run.cjs");
    let node =
        Command::new("node").arg(harness).arg(sample.site()).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut node = node.expect("these tests run the site's script with node: install Debian's package nodejs");
    node.stdin.take().unwrap().write_all(asked.to_string().as_bytes()).unwrap();
    let output = node.wait_with_output().unwrap();
    assert!(output.status.success(), "node failed");
    serde_json::from_slice(&output.stdout).unwrap()
}
