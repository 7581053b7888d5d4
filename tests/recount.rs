//! The verdict told by everything that tells it, and counted again: pages, JSON, terminal and exit status cannot disagree.
//!
//! The ledgers are those of `tests/obligations`, drawn from a seed of this test's own. Nothing is judged here: whether the verdict is
//! right is for the other tests to say.

#[path = "obligations/generate.rs"]
mod generate;
#[path = "obligations/ledger.rs"]
#[expect(dead_code, reason = "the second judge of tests/obligations asks for more of it")]
mod ledger;
#[path = "recount/page.rs"]
mod page;
#[path = "obligations/write.rs"]
mod write;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use daicho::load::{Loaded, load};
use daicho::model::{File, Lang};
use daicho::print;
use daicho::report::{Brief, Origin};
use daicho::rules::{Standing, Verdict, judge};
use daicho::site::{Site, site};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngSeed, TestRunner};
use rayon::prelude::*;
use serde_json::Value;

use page::{Counts, Found, Tally};

const LEDGERS: usize = 60;
const SEED: u64 = 20_190_301;
/// For how many the program itself is run.
const RUN: usize = 5;

#[test]
fn everything_that_tells_the_verdict_tells_the_same() {
    let tallies: Vec<Tally> = drawn().into_par_iter().enumerate().map(|(at, drawn)| recounted(at, &drawn)).collect();
    let sum = tallies.into_iter().fold(Tally::default(), Tally::plus);
    for severity in ["violation", "error", "warning"] {
        assert!(sum.found.open.contains_key(severity), "no ledger has an open {severity}");
    }
    assert!(sum.found.waived > 0, "no ledger has a waiver that covers something");
    for standing in ["met", "late", "failed", "missing", "waived", "pending"] {
        assert!(sum.counts.contains_key(standing), "no ledger owes anything that is {standing}");
    }
}

fn drawn() -> Vec<ledger::Ledger> {
    let config = Config { rng_seed: RngSeed::Fixed(SEED), failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new(config);
    (0..LEDGERS).map(|_| generate::ledger().new_tree(&mut runner).unwrap().current()).collect()
}

fn recounted(at: usize, drawn: &ledger::Ledger) -> Tally {
    let files = write::files(drawn);
    let loaded = load(&files);
    let verdict = judge(&loaded, drawn.as_of);
    let brief = Brief {
        ledger: &loaded.ledger,
        verdict: &verdict,
        history: None,
        chronicle: None,
        origin: &Origin::Folder,
        version: env!("CARGO_PKG_VERSION"),
        scope: None,
    };
    let expected = Tally::of(&verdict);
    let site = site(&brief, None).unwrap_or_else(|error| panic!("ledger {at}: {}", error.text.en));
    pages(at, &site, &expected);
    json(at, &site, &verdict, &expected);
    obligations(at, &site, &verdict, &expected);
    terminal(at, &verdict, &loaded, &expected);
    if at < RUN {
        program(at, &files, &verdict, &site);
    }
    expected
}

/// What the pages show, each by itself.
fn pages(at: usize, site: &Site, expected: &Tally) {
    let all: BTreeMap<&str, &str> = site
        .files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), str::from_utf8(bytes).unwrap()))
        .collect();
    let again = |path: &str| path.starts_with("incidents/") || path.starts_with("history/");
    let is_month = |path: &str| !again(path) && path.rsplit('/').next().is_some_and(|name| name.starts_with("20"));
    let homes = || all.iter().filter(|(path, _)| !again(path)).map(|(_, html)| *html);

    let told = homes().map(page::findings).fold(Found::default(), Found::plus);
    assert_eq!(told, expected.found, "ledger {at}: findings where they are told");

    let months = all.iter().filter(|(path, _)| is_month(path)).map(|(_, html)| page::duties(html));
    assert_eq!(months.fold(Counts::new(), page::plus), expected.counts, "ledger {at}: duties of the months");
    let places = all.iter().filter(|(path, _)| path.contains('/') && path.ends_with("/index.html"));
    let sums = places.map(|(_, html)| page::sums_of_years(html)).fold(Counts::new(), page::plus);
    assert_eq!(sums, expected.counts, "ledger {at}: sums of the places");

    assert_eq!(page::rules(all["rules.html"]), expected.by_rule, "ledger {at}: rules.html");
    let (cited, counts) = page::citations(all["matrix.html"], "<tr id=\"");
    assert_eq!(page::without_none(&cited), expected.by_citation, "ledger {at}: matrix.html");
    assert_eq!(counts.values().cloned().fold(Counts::new(), page::plus), expected.counts, "ledger {at}: matrix.html");
    page::agrees_with_matrix(at, all["regulation.html"], &cited, &counts);

    let (open, attention) = page::overview(all["index.html"]);
    let expected_open: usize = expected.found.open.values().sum();
    assert_eq!((open, attention), (expected_open, expected_open), "ledger {at}: index.html");
}

/// `data/findings.json`, and what `check --format json` writes.
fn json(at: usize, site: &Site, verdict: &Verdict, expected: &Tally) {
    let published: Value = serde_json::from_slice(&site.files["data/findings.json"]).unwrap();
    let mut out = Vec::new();
    print::json::verdict(&mut out, verdict, None, Lang::Ja).unwrap();
    assert_eq!(published, serde_json::from_slice::<Value>(&out).unwrap(), "ledger {at}: the two JSON documents");

    let mut told = Found::default();
    for row in published["findings"].as_array().unwrap() {
        told.count(row["severity"].as_str().unwrap(), row["state"] == "open");
    }
    assert_eq!(told, expected.found, "ledger {at}: findings.json");
    let summary = |key: &str| usize::try_from(published["summary"][key].as_u64().unwrap()).unwrap();
    let open = |severity: &str| expected.found.open.get(severity).copied().unwrap_or_default();
    let keys = [("errors", "error"), ("violations", "violation"), ("warnings", "warning")];
    assert!(keys.into_iter().all(|(key, severity)| summary(key) == open(severity)), "ledger {at}: the summary");
    assert_eq!(summary("waived"), expected.found.waived, "ledger {at}: the summary");
}

/// `data/obligations.json` and the table beside it: each thing owed, and the sums.
fn obligations(at: usize, site: &Site, verdict: &Verdict, expected: &Tally) {
    let published: Value = serde_json::from_slice(&site.files["data/obligations.json"]).unwrap();
    let mut told = Counts::new();
    for row in published["obligations"].as_array().unwrap() {
        for key in ["owed", row["standing"].as_str().unwrap()] {
            *told.entry(key.to_owned()).or_default() += usize::from(row["standing"] != "not-owed");
        }
    }
    told.retain(|_, number| *number > 0);
    assert_eq!(told, expected.counts, "ledger {at}: obligations.json");
    let summary = published["summary"].as_object().unwrap().iter();
    let sums = summary.map(|(key, sum)| (key.clone(), usize::try_from(sum.as_u64().unwrap()).unwrap()));
    assert_eq!(sums.filter(|(_, sum)| *sum > 0).collect::<Counts>(), expected.counts, "ledger {at}: the sums");

    let table = site.files["data/obligations.csv"].strip_prefix("\u{feff}".as_bytes()).unwrap();
    let mut reader = csv::Reader::from_reader(table);
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().collect::<Result<_, _>>().unwrap();
    assert_eq!(rows.len(), verdict.obligations.len(), "ledger {at}: obligations.csv");
    for (row, owed) in rows.iter().zip(&verdict.obligations) {
        let told = ["place", "subject", "from", "until", "due", "evidence"].map(|key| row[key].clone());
        let due = owed.due.map(|due| due.to_string()).unwrap_or_default();
        let subject = owed.subject.as_ref().map(|subject| subject.to_string()).unwrap_or_default();
        let period = (owed.period.first.to_string(), owed.period.last.to_string());
        assert_eq!(told, [owed.place.to_string(), subject, period.0, period.1, due, owed.evidence.join(" ")]);
    }
}

/// The findings told one by one to a person, and the line that sums them up.
fn terminal(at: usize, verdict: &Verdict, loaded: &Loaded, expected: &Tally) {
    let mut out = Vec::new();
    print::human::verdict(&mut out, verdict, &loaded.ledger, Lang::En, print::human::Detail::All).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert_eq!(page::terminal(&text), expected.found, "ledger {at}: the terminal");
    let open = |severity: &str| expected.found.open.get(severity).copied().unwrap_or_default();
    let (errors, violations, warnings) = (open("error"), open("violation"), open("warning"));
    let sum =
        format!("{errors} errors, {violations} violations, {warnings} warnings ({} waived)", expected.found.waived);
    assert!(text.lines().last().is_some_and(|last| last.ends_with(&sum)), "ledger {at}: {sum}");
}

/// The program on the same files: the same site, and the exit status that the counts call for.
fn program(at: usize, files: &[File], verdict: &Verdict, site: &Site) {
    let folder = tempfile::TempDir::new().unwrap();
    for file in files {
        let path = folder.path().join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &file.bytes).unwrap();
    }
    let as_of = verdict.as_of.to_string();
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_daicho"));
        command.arg("-C").arg(folder.path()).args(args).args(["--as-of", &as_of]).output().unwrap()
    };
    let summary = &verdict.summary;
    let grave = summary.errors + summary.violations;
    let check = run(&["check", "--format", "json"]);
    assert_eq!(check.status.code(), Some(i32::from(grave > 0)), "ledger {at}");
    assert!(check.stdout == site.files["data/findings.json"], "ledger {at}: what the program writes");
    let strict = run(&["check", "--quiet", "--deny", "warnings"]);
    assert_eq!(strict.status.code(), Some(i32::from(grave + summary.warnings > 0)), "ledger {at}, warnings denied");
    assert_eq!(run(&["build", "--out", "site"]).status.code(), Some(0), "ledger {at}");
    let built = |path: &str| fs::read(folder.path().join("site").join(path)).unwrap();
    let differing = site.files.iter().find(|(path, bytes)| built(path) != **bytes);
    assert!(differing.is_none(), "ledger {at}: {:?}", differing.map(|(path, _)| path));
    assert!(Path::new(&folder.path().join("site/rules.html")).exists());
}

impl Tally {
    fn of(verdict: &Verdict) -> Tally {
        let mut tally = Tally::default();
        for finding in &verdict.findings {
            let severity = match finding.severity() {
                daicho::model::Severity::Error => "error",
                daicho::model::Severity::Violation => "violation",
                daicho::model::Severity::Warning => "warning",
            };
            tally.found.count(severity, finding.is_open());
            page::add(&mut tally.by_rule, finding.rule.id, finding.is_open());
            page::add(&mut tally.by_citation, &finding.citation.to_string(), finding.is_open());
        }
        for owed in verdict.obligations.iter().filter(|owed| owed.standing != Standing::NotOwed) {
            let standing = serde_json::to_value(owed.standing).unwrap();
            for key in ["owed", standing.as_str().unwrap()] {
                *tally.counts.entry(key.to_owned()).or_default() += 1;
            }
        }
        tally
    }
}
