//! Drafts before the records' own reader, beside the ledger's settings and registers: what they say, and what is found in them.

use std::collections::{BTreeMap, BTreeSet};

use super::Draft;
use crate::load::{self, Loaded};
use crate::model::file::{File, Mode};
use crate::model::finding::Finding;
use crate::model::{Ledger, Record, Slot};

/// The errors in what was read. They come from outside: nothing is judged here.
pub type Errors<'e> = &'e dyn Fn(&mut Loaded) -> Vec<Finding>;

#[derive(Default)]
pub struct Reading {
    /// Settings and registers.
    pub ledger: Ledger,
    /// By path.
    pub records: BTreeMap<String, Record>,
    pub found: Vec<Finding>,
}

impl Reading {
    pub fn of(files: &[File], there: &BTreeMap<&str, &File>, drafts: &[Draft], errors: Errors<'_>) -> Reading {
        let texts = drafts.iter().filter_map(|draft| Some(file(draft.path.as_deref()?, draft.text())));
        let is_there = |id: &str| there.contains_key(format!("records/{id}.toml").as_str());
        let mut loaded = load::load_among(&with_registers(files, texts), &is_there);
        let found = errors(&mut loaded);
        let records = by_path(&mut loaded);
        Reading { ledger: loaded.ledger, records, found }
    }
}

/// Records that are there, of some paths.
pub fn old<'p>(
    files: &[File],
    there: &BTreeMap<&str, &File>,
    paths: impl Iterator<Item = &'p str>,
) -> BTreeMap<String, Record> {
    let paths: BTreeSet<&str> = paths.collect();
    let old = paths.iter().filter_map(|path| there.get(path)).map(|file| (*file).clone());
    by_path(&mut load::load_among(&with_registers(files, old), &|_| true))
}

fn by_path(loaded: &mut Loaded) -> BTreeMap<String, Record> {
    let records = std::mem::take(&mut loaded.ledger.records).into_values();
    records.map(|record| (record.source.path.clone(), record)).collect()
}

/// Settings and registers, which say what a record may name, with some records.
fn with_registers(files: &[File], records: impl Iterator<Item = File>) -> Vec<File> {
    let is_register = |file: &&File| Slot::parse(&file.path).is_some_and(|slot| !matches!(slot, Slot::Record(_)));
    let mut all: Vec<File> = files.iter().filter(is_register).cloned().chain(records).collect();
    all.sort_by(|a, b| a.path.cmp(&b.path));
    all
}

fn file(path: &str, text: String) -> File {
    let bytes = text.into_bytes();
    File { path: path.to_owned(), lossy: false, mode: Mode::Plain, size: bytes.len() as u64, bytes }
}
