//! The directory: which years have a term, told once for all terms that the same years have.
//!
//! What has no day is small and always looked through. So the regulation, which names every municipality, leaves no trace here, and
//! the site of one of them holds others' names in that text alone.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::Serialize;

use super::UNDATED;
use super::shard::Shard;

#[derive(Serialize)]
pub struct Directory<'s> {
    shards: Vec<&'s str>,
    /// The numbers of some shards, and the terms that these have and no others, with spaces between.
    terms: BTreeMap<String, String>,
}

pub fn directory(shards: &[(String, Shard)]) -> Directory<'_> {
    let shards: Vec<&(String, Shard)> = shards.iter().filter(|(name, _)| name != UNDATED).collect();
    let of_shards: Vec<BTreeSet<String>> = shards.par_iter().map(|(_, shard)| shard.terms()).collect();
    let mut of_term: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, terms) in of_shards.iter().enumerate() {
        terms.iter().for_each(|term| of_term.entry(term).or_default().push(at));
    }
    let mut terms: BTreeMap<String, String> = BTreeMap::new();
    for (term, shards) in of_term {
        let shards = shards.iter().map(usize::to_string).collect::<Vec<_>>().join(" ");
        let told = terms.entry(shards).or_default();
        if !told.is_empty() {
            told.push(' ');
        }
        told.push_str(term);
    }
    Directory { shards: shards.iter().map(|(name, _)| name.as_str()).collect(), terms }
}
