//! What the ways in which a reader went have apart: what a word brings with it, and a key that is there.

use super::super::shape::{Case, Shape};
use super::{Sketch, Way};

/// What holds besides for single words, those with the same consequences together.
pub fn cases(shape: &Shape, ways: &[Way]) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for (word, runs) in ways {
        let Some((key, word)) = *word else { continue };
        // What no other word of the key changes is not this key's doing.
        let peers =
            || ways.iter().filter(|(word, _)| word.is_some_and(|(own, _)| own == key)).flat_map(|(_, runs)| runs);
        let names = |wanted: &dyn Fn(&'static str) -> bool| -> Vec<&'static str> {
            shape.keys.iter().map(|key| key.name).filter(|name| wanted(name)).collect()
        };
        let required = names(&|own| runs.iter().all(|run| run.requires(own)) && !peers().all(|run| run.requires(own)));
        let unknown = names(&|own| !runs.iter().any(|run| run.knows(own)) && peers().any(|run| run.knows(own)));
        let alike =
            cases.iter_mut().find(|case| case.key == key && case.required == required && case.unknown == unknown);
        match alike {
            Some(case) => case.words.push(word),
            None => cases.push(Case { key, words: vec![word], required, unknown }),
        }
    }
    cases.retain(|case| !case.required.is_empty() || !case.unknown.is_empty());
    cases
}

/// Which keys must be there where another is, whatever the words.
pub fn needs(shape: &Shape, runs: &[Sketch]) -> Vec<(&'static str, Vec<&'static str>)> {
    let need = |run: &Sketch| {
        let there = run.assumed.there?;
        let others = shape.keys.iter().filter(|key| !key.required && run.requires(key.name)).map(|key| key.name);
        let others: Vec<&str> = others.filter(|other| runs.iter().any(|run| !run.requires(other))).collect();
        (!others.is_empty()).then_some((there, others))
    };
    runs.iter().filter_map(need).collect()
}
