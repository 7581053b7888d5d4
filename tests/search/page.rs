//! A plain reading of the pages: the words that stand at each place, without what the templates say themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use daicho::site::search::fold;
use scraper::{ElementRef, Html, Node, Selector};

use crate::sample::Sample;

/// Elements that do not end a word.
const WITHIN_A_LINE: &[&str] = &["a", "b", "i", "span", "code", "del", "ins", "em", "strong"];
/// What an incident's page tells of other things.
const OF_OTHERS: &[&str] = &["findings", "provenance", "why"];

/// What the templates show where there is nothing.
const NOTHING: &str = "ー";

pub struct Pages {
    /// The folded words of each place that has an anchor, and of each page of an incident.
    places: BTreeMap<String, BTreeSet<String>>,
    /// The longest first.
    labels: Vec<String>,
}

impl Pages {
    pub fn of(sample: &Sample) -> Pages {
        let mut places = BTreeMap::new();
        for path in sample.files().into_iter().filter(|path| path.ends_with(".html")) {
            let html = Html::parse_document(&sample.read(&path));
            if path == "regulation.html" {
                places.extend(passages(&html).into_iter().map(|(id, text)| (format!("{path}#{id}"), words(&text))));
            } else if path.starts_with("incidents/") && path != "incidents/index.html" {
                places.insert(path.clone(), words(&incident(&html)));
            } else {
                for element in html.select(&Selector::parse("main [id]").unwrap()) {
                    let id = element.value().id().unwrap();
                    places.insert(format!("{path}#{id}"), words(&text(element)));
                }
            }
        }
        Pages { places, labels: labels(sample.lang()) }
    }

    /// Where an entry says what the page does not show, and where it does not say what the page shows.
    pub fn differences(&self, href: &str, head: &str, text: &str) -> Vec<String> {
        let Some(there) = self.places.get(href) else { return vec![format!("{href} is nowhere")] };
        let (said, headed) = (words(text), words(head));
        let unseen = said.iter().filter(|word| !there.iter().any(|shown| shown.contains(*word)));
        let unseen = unseen.map(|word| format!("{href} does not show {word:?}"));
        let is_known = |part: &String| said.union(&headed).any(|word| word.contains(part.as_str()));
        let missed = there.iter().filter(|word| !said.contains(*word)).flat_map(|word| self.own(word, &said));
        let missed = missed
            .filter(|part| !is_known(part))
            .map(|part| format!("{href} shows {part:?}, which is not in the index"));
        unseen.chain(missed).collect()
    }

    /// The words of a place and of the hit's own line; those that only the template says are left out.
    pub fn shown(&self, href: &str, head: &str, text: &str) -> BTreeSet<String> {
        let said = words(text);
        let there = self.places[href].iter();
        let own = there.flat_map(|word| if said.contains(word) { vec![word.clone()] } else { self.own(word, &said) });
        own.chain(words(head)).collect()
    }

    /// What can be found: every finding, run, record, correction and sign-off of a month, every finding elsewhere, every incident,
    /// every part of the regulation. A day is left out where all of it stands among the exceptions.
    pub fn places(&self) -> Vec<String> {
        let exceptions = |page: &str, day: &str| {
            ["backup", "transmission"].iter().all(|run| self.places.contains_key(&format!("{page}#{run}-{day}")))
        };
        let is_place = |href: &&String| match href.split_once('#') {
            None => true,
            Some(("regulation.html", _)) => true,
            Some((page, id)) if page.contains("/20") && !page.starts_with("history/") => match id.split_once('-') {
                Some(("d", day)) => !exceptions(page, day),
                Some((sort, _)) => ["f", "t", "x", "backup", "transmission", "owed", "sign"].contains(&sort),
                None => false,
            },
            Some((_, id)) => id.starts_with("f-"),
        };
        self.places.keys().filter(is_place).cloned().collect()
    }

    /// What no template says of a word: what the entry says, where labels alone stand around that; else what labels leave over.
    fn own(&self, word: &str, said: &BTreeSet<String>) -> Vec<String> {
        let mut within: Vec<&str> = said.iter().map(String::as_str).filter(|said| word.contains(said)).collect();
        within.sort_by_key(|said| std::cmp::Reverse(said.len()));
        let longest = within.first().copied().unwrap_or_default();
        let labels = || self.labels.iter().map(String::as_str);
        let around = without(word, std::iter::once(longest).filter(|longest| !longest.is_empty()).chain(labels()));
        if !longest.is_empty() && around.iter().all(|part| labels().any(|label| label.contains(part.as_str()))) {
            return vec![longest.to_owned()];
        }
        without(word, labels())
    }
}

/// The parts of a word that are left over and have letters.
fn without<'l>(word: &str, labels: impl Iterator<Item = &'l str>) -> Vec<String> {
    let mut parts = vec![word.to_owned()];
    for label in labels {
        parts = parts.iter().flat_map(|part| part.split(label)).map(str::to_owned).collect();
    }
    parts.retain(|part| part != NOTHING && part.chars().any(char::is_alphanumeric));
    parts
}

fn words(text: &str) -> BTreeSet<String> {
    text.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect()
}

/// Pictures, the numbers that tie them to their tables, and the commit of the report: the page's own, and not the record's.
fn is_of_the_page(element: ElementRef<'_>) -> bool {
    element.value().name() == "svg" || element.value().classes().any(|class| ["nr", "made"].contains(&class))
}

/// The text of an element, without what is the page's own.
fn text(element: ElementRef<'_>) -> String {
    let mut out = String::new();
    for child in element.children() {
        match (child.value(), ElementRef::wrap(child)) {
            (Node::Text(words), _) => out.push_str(words),
            (_, Some(element)) if !is_of_the_page(element) => {
                let space = if WITHIN_A_LINE.contains(&element.value().name()) { "" } else { " " };
                out.extend([space, &text(element), space]);
            }
            _ => {}
        }
    }
    out
}

fn incident(html: &Html) -> String {
    let main = html.select(&Selector::parse("main").unwrap()).next().unwrap();
    let sections = main.children().filter_map(ElementRef::wrap).filter(|child| child.value().name() == "section");
    let own = sections.filter(|section| !section.value().id().is_some_and(|id| OF_OTHERS.contains(&id)));
    own.map(|section| text(section)).collect::<Vec<_>>().join(" ")
}

/// The regulation's words from each anchor to the next, without how each part stands.
fn passages(html: &Html) -> BTreeMap<String, String> {
    let law = html.select(&Selector::parse(".law").unwrap()).next().unwrap();
    let mut passages: Vec<(String, String)> = Vec::new();
    pass(law, &mut passages);
    passages.into_iter().collect()
}

fn pass(element: ElementRef<'_>, passages: &mut Vec<(String, String)>) {
    for child in element.children() {
        let element = ElementRef::wrap(child);
        if element.is_some_and(|element| element.value().classes().any(|class| class == "st")) {
            continue;
        }
        if let Some(id) = element.and_then(|element| element.value().id()) {
            passages.push((id.to_owned(), String::new()));
        }
        if let (Node::Text(text), Some((_, passage))) = (child.value(), passages.last_mut()) {
            passage.push_str(text);
        }
        if let Some(element) = element {
            let end = if WITHIN_A_LINE.contains(&element.value().name()) { "" } else { " " };
            pass(element, passages);
            if let Some((_, passage)) = passages.last_mut() {
                passage.push_str(end);
            }
        }
    }
}

/// What the templates say in a language: `t(ja="…", en="…")`.
fn labels(lang: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut labels = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let template = fs::read_to_string(entry.unwrap().path()).unwrap();
        for rest in template.split(&format!("{lang}=\"")).skip(1) {
            labels.extend(words(rest.split('"').next().unwrap()));
        }
    }
    let mut labels: Vec<String> = labels.into_iter().collect();
    labels.sort_by_key(|label| std::cmp::Reverse(label.len()));
    labels
}
