//! One shard: every string once, the most used first, and each place on each page as the numbers of its strings.
//!
//! A month's rows say the same over and over. As numbers a row takes a third of its text, and a query is compared with each string once.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::report::search::Group;

use super::fold::{fold, terms};

/// An entry, cut into words.
pub struct Place {
    pub page: String,
    pub anchor: String,
    pub group: Group,
    /// Title, place, date, kind, and the date as 2026-10-05.
    pub head: [String; 5],
    pub words: Vec<String>,
}

#[derive(Serialize)]
pub struct Shard {
    strings: Vec<String>,
    pages: Vec<Page>,
}

/// Its path, and its places.
#[derive(Serialize)]
struct Page(String, Vec<Row>);

/// Anchor, group, the strings of the head, the words.
#[derive(Serialize)]
struct Row(String, usize, [usize; 5], Vec<usize>);

impl Shard {
    pub fn of(places: &[Place]) -> Shard {
        let strings = strings(places);
        let numbers: BTreeMap<&str, usize> = strings.iter().enumerate().map(|(at, text)| (*text, at)).collect();
        let number = |text: &String| numbers[text.as_str()];
        let row = |place: &Place| {
            let head = place.head.each_ref().map(number);
            Row(place.anchor.clone(), place.group as usize, head, place.words.iter().map(number).collect())
        };
        let pages = places.chunk_by(|a, b| a.page == b.page);
        let pages = pages.map(|places| Page(places[0].page.clone(), places.iter().map(row).collect())).collect();
        Shard { strings: strings.into_iter().map(str::to_owned).collect(), pages }
    }

    /// What the directory knows it by.
    pub fn terms(&self) -> BTreeSet<String> {
        self.strings.iter().flat_map(|text| terms(&fold(text))).collect()
    }
}

fn strings(places: &[Place]) -> Vec<&str> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for text in places.iter().flat_map(|place| place.head.iter().chain(&place.words)) {
        *times.entry(text).or_default() += 1;
    }
    let mut strings: Vec<(&str, usize)> = times.into_iter().collect();
    strings.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    strings.into_iter().map(|(text, _)| text).collect()
}
