//! What is found in the past, held against a second judge over thousands of generated histories.
//!
//! `generate` draws a history as plain data, `repository` makes it and has the library judge it, `oracle` judges the data. Nothing may
//! differ. Every run draws the same histories; `PROPTEST_CASES=100000` draws more, `PROPTEST_RNG_SEED=7` others.

mod generate;
mod oracle;
mod repository;
mod world;

use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;
use std::path::Path;

use proptest::test_runner::{Config, RngSeed, TestCaseError, TestError, TestRunner};
use rayon::prelude::*;

use oracle::Found;
use repository::Workshop;
use world::World;

const HISTORIES: u32 = 10_000;
const SEED: u64 = 20_190_301;
/// So many histories share a repository: a fresh one costs more than they do.
const TOGETHER: u32 = 500;

/// The rules whose findings are compared.
pub const COMPARED: [&str; 8] = [
    "record-rewritten",
    "record-deleted",
    "committed-late",
    "committed-before-event",
    "author-unknown",
    "author-not-operator",
    "clock-suspect",
    "changed-after-close",
];

#[test]
fn a_second_judge_agrees() {
    let wanted = env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(HISTORIES);
    let seed = env::var("PROPTEST_RNG_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(SEED);
    let rounds: Vec<u64> = (0..u64::from(wanted.div_ceil(TOGETHER))).collect();
    let tallies: Vec<Tally> = rounds.par_iter().map(|round| judged(seed + round, wanted.min(TOGETHER))).collect();
    let mut all = Tally::new();
    for (what, count) in tallies.into_iter().flatten() {
        *all.entry(what).or_default() += count;
    }
    // A look at a few histories need not see everything.
    if wanted >= HISTORIES {
        for rule in COMPARED {
            for place in ["alone", "in a merge"] {
                assert!(all.contains_key(&format!("{rule} {place}")), "{rule} was never found {place}: {all:#?}");
            }
        }
    }
}

/// How often each rule was found, in merges and elsewhere: agreement about nothing would be worth nothing.
type Tally = BTreeMap<String, u32>;

fn judged(seed: u64, cases: u32) -> Tally {
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 200,
        rng_seed: RngSeed::Fixed(seed),
        ..Config::default()
    };
    // In memory, where there is such a folder: a file an object is what takes the time.
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.expect("a folder");
    let workshop = Workshop::new(folder.path());
    let tally = std::cell::RefCell::new(Tally::new());
    let outcome = TestRunner::new(config).run(&generate::world(), |world| {
        let (expected, got) = (oracle::judge(&world), workshop.judge(&world));
        for found in &expected {
            let place = if world.commits[found.commit].parents.len() > 1 { "in a merge" } else { "alone" };
            *tally.borrow_mut().entry(format!("{} {place}", found.rule)).or_default() += 1;
        }
        if expected == got { Ok(()) } else { Err(TestCaseError::fail("the judges differ")) }
    });
    match outcome {
        Ok(()) => tally.into_inner(),
        Err(TestError::Fail(reason, world)) => panic!("{reason}\n{}", story(&world, &workshop)),
        Err(TestError::Abort(reason)) => panic!("{reason}"),
    }
}

/// Where the judges differ, and what became of the files concerned.
fn story(world: &World, workshop: &Workshop) -> String {
    let (expected, got) = (oracle::judge(world), workshop.judge(world));
    let without = |these: &[Found], those: &[Found]| -> Vec<Found> {
        these.iter().filter(|one| !those.contains(one)).cloned().collect()
    };
    let (missing, more) = (without(&expected, &got), without(&got, &expected));
    let mut story = format!("adopted {:?}\n", world.adopted);
    for (what, found) in [("expected, not got", &missing), ("got, not expected", &more)] {
        for one in found {
            writeln!(story, "{what}: {one:?}").unwrap();
        }
    }
    let concerns = |path: &str| {
        let of_path = |found: &Found| found.path.as_deref().is_none_or(|own| own == path);
        missing.iter().chain(&more).any(of_path) || path.ends_with("close.toml")
    };
    for (number, commit) in world.commits.iter().enumerate() {
        writeln!(story, "=== {number} after {:?} by {} at {}", commit.parents, commit.email, commit.at).unwrap();
        let before = commit.parents.first().map(|parent| &world.commits[*parent].files);
        for (path, text) in commit.files.iter().filter(|(path, _)| concerns(path)) {
            if before.and_then(|before| before.get(path)) != Some(text) {
                writeln!(story, "--- {path}\n{text}").unwrap();
            }
        }
        for path in before.into_iter().flat_map(|before| before.keys()).filter(|path| concerns(path)) {
            if !commit.files.contains_key(path) {
                writeln!(story, "--- {path} gone").unwrap();
            }
        }
    }
    story
}
