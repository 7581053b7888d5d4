//! The search's index (検索): which words stand where, as scripts that a page loads from beside itself, with no network and no fetch.
//!
//! ```text
//! entries ─► shards, one a year: strings, each once, and for every place the numbers of its own
//!              └─► directory: which shards have which bigrams and words, so that a query loads no other
//! ```
//!
//! A hit is a place of whose strings one holds the words that are looked for, so that there is none by chance: the bigrams choose
//! shards and never hits. `templates/site.js` reads what is written here and folds words in the same way; `tests/search.rs` holds the
//! two together. Deliberately absent: folding of Chinese characters (髙 is not 高), and stems or synonyms.

mod directory;
mod fold;
mod shard;

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::SiteError;
use super::markdown;
use super::regulation::Passage;
use crate::report::search::{Entry, Group, Said};
use crate::report::{RegulationReport, Report, address};

pub use fold::{fold, terms};
use shard::{Place, Shard};

const FOLDER: &str = "data/search";
/// The shard of what has no day.
const UNDATED: &str = "undated";

/// The files of the index, by their path.
pub fn index(report: &Report, passages: &[Passage]) -> Result<BTreeMap<String, Vec<u8>>, SiteError> {
    let mut of_years: BTreeMap<Option<i16>, Vec<Place>> = BTreeMap::new();
    let places: Vec<(Option<i16>, Place)> = report.search.entries.par_iter().map(place).collect();
    for (year, place) in places {
        of_years.entry(year).or_default().push(place);
    }
    of_years.entry(None).or_default().extend(passages.iter().map(|passage| of_passage(report, passage)));
    let shards: Vec<(String, Shard)> =
        of_years.into_par_iter().map(|(year, places)| (name(year), Shard::of(&places))).collect();
    let mut files = BTreeMap::new();
    for (name, shard) in &shards {
        files.insert(format!("{FOLDER}/{name}.js"), call("shard", &(name, shard))?);
    }
    files.insert(format!("{FOLDER}/index.js"), call("index", &directory::directory(&shards))?);
    Ok(files)
}

fn name(year: Option<i16>) -> String {
    year.map_or_else(|| UNDATED.to_owned(), |year| format!("{year:04}"))
}

/// A script that hands a value to the page's own.
fn call(function: &str, value: &impl serde::Serialize) -> Result<Vec<u8>, SiteError> {
    let json = serde_json::to_string(value).map_err(SiteError::json)?;
    Ok(format!("daicho.{function}({json});\n").into_bytes())
}

fn place(entry: &Entry) -> (Option<i16>, Place) {
    let said = entry.text.iter().map(|said| match said {
        Said::Plain(text) => text.clone(),
        Said::Markdown(text) => markdown::plain(text),
    });
    let iso = entry.on.map(|on| on.to_string()).unwrap_or_default();
    let place = Place {
        page: entry.page.clone(),
        anchor: entry.anchor.clone(),
        group: entry.group,
        head: [&entry.title, &entry.place, &entry.date, &entry.kind, &iso].map(|text| one_line(text)),
        words: words(&said.collect::<Vec<_>>().join(" ")),
    };
    (entry.on.map(|on| on.year()), place)
}

fn of_passage(report: &Report, passage: &Passage) -> Place {
    let RegulationReport { states, title, .. } = &report.regulation;
    let words = words(&passage.words);
    let label = states.iter().find(|state| state.id == passage.id).map(|state| state.label.clone());
    Place {
        page: address::REGULATION.to_owned(),
        anchor: passage.id.clone(),
        group: Group::Regulation,
        head: [label.unwrap_or_else(|| words.join(" ")), String::new(), String::new(), one_line(title), String::new()],
        words,
    }
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn one_line(text: &str) -> String {
    words(text).join(" ")
}
