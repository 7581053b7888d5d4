//! `daicho explain`: every rule explains itself in both languages, by examples that are the very cases which the tests judge.

#[expect(dead_code, reason = "the whole case is for the tests of judging the past")]
mod commits;
#[expect(dead_code, reason = "a ledger in git is for the tests of judging")]
mod ledger;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use git2::FileMode;
use rayon::prelude::*;
use serde::Deserialize;

use daicho::explain::example::{Example, Examples, examples};
use daicho::explain::part::Part;
use daicho::history::{self, chronicle};
use daicho::load::load;
use daicho::model::file::{File, Mode};
use daicho::model::text::{Lang, Text};
use daicho::model::{Citation, Rule};
use daicho::rules::{Past, catalogue, judge, judge_with_past};
use ledger::{Ledger, Overlay};

#[test]
fn every_rule_explains_itself_in_both_languages() {
    let rules: Vec<&Rule> = catalogue::all().collect();
    rules.into_par_iter().for_each(|rule| {
        for lang in [Lang::Ja, Lang::En] {
            let told = told(&[rule.id, "--lang", lang.tag()]);
            let labels = [rule.severity.label(), rule.basis.label(), rule.citation.label()];
            let words: Vec<&Text> = [&rule.title, &rule.why, &rule.remedy].into_iter().chain(&labels).collect();
            for text in words.iter().map(|text| text.get(lang)).chain([rule.id]) {
                assert!(told.contains(text), "{} in {}: no {text:?} in\n{told}", rule.id, lang.tag());
            }
        }
    });
}

#[test]
fn examples_are_the_cases_that_the_tests_run() {
    let listed: BTreeMap<String, [String; 2]> = toml::from_str(&read("examples.toml")).expect("a list of cases");
    let known: BTreeSet<&str> = catalogue::all().map(|rule| rule.id).collect();
    assert_eq!(listed.keys().map(String::as_str).collect::<BTreeSet<_>>(), known, "one line a rule");
    let base = Ledger::read(&cases().join("base"));
    let first = commits::base(&tests());
    for rule in catalogue::all() {
        let Examples { fires, passes } = examples(rule).unwrap_or_else(|| panic!("{}: cannot be shown", rule.id));
        for (name, example, wanted) in [(&listed[rule.id][0], fires, true), (&listed[rule.id][1], passes, false)] {
            let name = format!("{}/{name}", rule.id);
            let past = std::fs::read_to_string(tests().join(format!("pasts/{name}.toml"))).ok();
            let text = past.clone().unwrap_or_else(|| read(&format!("{name}.toml")));
            let case: toml::Table = toml::from_str(&text).expect("a case");
            assert_eq!(is_expected(&case, rule), wanted, "{name}: what it expects");
            assert_eq!(example.findings.iter().any(|finding| finding.rule == rule), wanted, "{name}: what is found");
            let judged = match past {
                Some(past) => judged_past(&first, &past, &example),
                None => judged(&base, case, &example),
            };
            assert_eq!(messages(&example), judged, "{name}: as the tests spoil it");
        }
    }
}

#[test]
fn a_finding_is_shown_with_its_example() {
    for lang in [Lang::Ja, Lang::En] {
        let rule = catalogue::rule("maintenance-not-reported").expect("a rule");
        let Examples { fires, .. } = examples(rule).expect("examples");
        let told = told(&[rule.id, "--lang", lang.tag()]);
        assert!(told.contains(fires.findings[0].message.get(lang)), "{told}");
        assert!(
            told.contains("    - reported_at = 2026-10-08T10:00:00\n    + reported_at = 2026-10-11T00:00:00\n"),
            "{told}"
        );
    }
}

#[test]
fn each_part_of_the_regulation_lists_the_rules_that_rest_on_it() {
    let mut listed = Vec::new();
    for chapter in Part::chapters() {
        let told = told(&[&chapter.names()[0]]);
        let own = ids(&told);
        assert_eq!(own, chapter.rules().map(|rule| rule.id).collect::<Vec<_>>(), "{chapter:?}");
        listed.extend(own);
    }
    listed.sort_unstable();
    let mut all: Vec<&str> = catalogue::all().map(|rule| rule.id).collect();
    all.sort_unstable();
    assert_eq!(listed, all, "each rule in one chapter");
    let mut alone = ids(&told(&[]));
    alone.sort_unstable();
    assert_eq!(alone, all, "all of them alone");
    for citation in Citation::all().filter(|citation| !matches!(Part::of(*citation), Part::Article(_))) {
        let resting = catalogue::all().filter(|rule| rule.citation == citation).map(|rule| rule.id);
        assert_eq!(Part::of(citation).rules().map(|rule| rule.id).collect::<Vec<_>>(), resting.collect::<Vec<_>>());
    }
}

#[test]
fn an_article_has_many_names() {
    for names in [&["3", "３", "art-3", "第3条", "第３条", "Art. 3"] as &[_], &["art-6-4", "第6条第4項", "Art. 6(4)"]]
    {
        let told: BTreeSet<String> = names.iter().map(|name| told(&[name])).collect();
        assert_eq!(told.len(), 1, "{names:?}");
    }
    assert!(told(&["第3条第1号"]).contains("1) 自動バックアップが行われたことを確かめる。"));
    assert!(told(&["別表"]).contains("server-handler-not-appointed"));
}

#[test]
fn the_ledgers_own_words_come_before_the_samples() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut ledger = Ledger::read(&cases().join("base"));
    let regulation = ledger.0.get_mut("regulation.md").expect("a regulation");
    regulation.1 = String::from_utf8_lossy(&regulation.1)
        .replace("## 第4条 管理用端末の管理\n\n1 要旨。", "## 第四条\n\n町の正文。")
        .into();
    ledger.write(folder.path());
    let own = run(folder.path(), &["art-4"]).1;
    assert!(own.contains("町の正文。") && own.contains("この台帳"), "{own}");
    let sample = told(&["art-4"]);
    assert!(sample.contains("見本") && !sample.contains("町の正文。"), "{sample}");
}

#[test]
fn an_unknown_name_suggests_the_nearest() {
    for (name, near) in [("backup-unconfirmd", "backup-unconfirmed"), ("第33条", "第3条"), ("art-6-5", "art-6")] {
        let (status, _, complaint) = run(outside().path(), &[name]);
        assert_eq!(status, Some(2), "{name}");
        assert!(complaint.contains(near), "{name}: {complaint}");
    }
    let (status, told, complaint) = run(outside().path(), &["zzz"]);
    assert_eq!((status, told.as_str()), (Some(2), ""));
    assert!(complaint.contains("daicho explain"), "{complaint}");
}

/// What a case's overlay brings when the tests' own hands spoil the base.
fn judged(base: &Ledger, mut case: toml::Table, example: &Example) -> Vec<String> {
    case.retain(|key, _| key != "expect" && key != "as_of");
    let mut ledger = base.clone();
    ledger.spoil(&Overlay::deserialize(case).expect("an overlay"));
    let files = ledger.0.into_iter().map(|(path, (mode, bytes))| File {
        path: format!("records/{path}"),
        lossy: false,
        mode: if mode == FileMode::BlobExecutable { Mode::Executable } else { Mode::Plain },
        size: bytes.len() as u64,
        bytes,
    });
    let findings = judge(&load(&files.collect::<Vec<_>>()), example.as_of).findings;
    findings.into_iter().map(|finding| without_ids(&finding.message.en)).collect()
}

/// What the commits of a case bring when the tests' own hands make them. Their ids are others: the tests' commits have a message.
fn judged_past(first: &Ledger, case: &str, example: &Example) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let case: commits::Case = toml::from_str(case).expect("a case");
    let made = commits::make(&case, first, folder.path());
    let repo = history::Repo::open(folder.path()).expect("a repository").expect("a repository");
    let head = repo.head().expect("a repository").expect("a commit");
    let loaded = load(&history::files(&repo, head).expect("files"));
    let history = history::walk(&repo, head).expect("a history");
    let chronicle = chronicle::read(&repo, &history, &loaded.ledger.settings.timezone).expect("a history");
    let past = Past { history: &history, chronicle: &chronicle, anchors: &made.anchors };
    let findings = judge_with_past(&loaded, Some(&past), example.as_of).findings;
    findings.into_iter().map(|finding| without_ids(&finding.message.en)).collect()
}

/// A message without the ids of commits and digests in it.
fn without_ids(message: &str) -> String {
    let is_id = |word: &str| word.len() >= 10 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    message.split(|c: char| !c.is_alphanumeric()).filter(|word| !is_id(word)).collect::<Vec<_>>().join(" ")
}

fn messages(example: &Example) -> Vec<String> {
    example.findings.iter().map(|finding| without_ids(&finding.message.en)).collect()
}

fn is_expected(case: &toml::Table, rule: &Rule) -> bool {
    let lines =
        case.get("expect").and_then(toml::Value::as_array).into_iter().flatten().filter_map(toml::Value::as_str);
    lines.into_iter().any(|line| line.split(' ').next() == Some(rule.id))
}

/// The rules that are listed, a line each.
fn ids(told: &str) -> Vec<&'static str> {
    let lines = told.lines().filter_map(|line| line.strip_prefix("  ")?.split_whitespace().nth(1));
    lines.filter_map(|id| catalogue::rule(id).map(|rule| rule.id)).collect()
}

/// What is told where there is no ledger.
fn told(name: &[&str]) -> String {
    let (status, told, complaint) = run(outside().path(), name);
    assert_eq!((status, complaint.as_str()), (Some(0), ""), "{name:?}");
    told
}

fn run(folder: &Path, name: &[&str]) -> (Option<i32>, String, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_daicho"));
    let out = program.env_clear().env("HOME", folder).arg("-C").arg(folder).arg("explain").args(name).output();
    let out = out.expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (out.status.code(), text(out.stdout), text(out.stderr))
}

fn outside() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn cases() -> PathBuf {
    tests().join("cases")
}

fn read(below: &str) -> String {
    std::fs::read_to_string(cases().join(below)).expect("a readable file")
}
