//! What the history of the sample proves and what it owns up to: signatures, receipts, corrections, and every finding.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use daicho::history::{Commit, History, Repo, walk};
use daicho::model::receipt;
use git2::{Oid, Repository};
use serde_json::Value as Json;

use super::{AS_OF, Seen, daicho, demo, git, history, records, values};

/// The history as the library reads it, the oldest commit first.
fn read(made: &Path) -> (History, Vec<Commit>) {
    let repo = Repo::open(made).unwrap().unwrap();
    let head = Repository::open(made).unwrap().head().unwrap().target().unwrap();
    let history = walk(&repo, head).unwrap();
    let commits = history.commits.iter().rev().cloned().collect();
    (history, commits)
}

#[test]
fn a_server_has_witnessed_every_commit() {
    let (_home, made) = demo();
    let (history, commits) = read(&made);
    let mut delayed = Vec::new();
    for (at, commit) in commits.iter().enumerate() {
        let (claimed, received) = (commit.committer.seconds, commit.received.unwrap());
        assert!(claimed < received, "{}", commit.id);
        assert!(
            commits
                .get(at + 1)
                .is_none_or(|next| received <= next.committer.seconds || next.author.email == commit.author.email)
        );
        if received - claimed > 5 * 60 {
            delayed.push((commit.author.email.as_str(), (received - claimed) / 3600));
        }
    }
    // The server stood still from a Friday evening to the Monday morning.
    assert_eq!(delayed, [("sato@town.rankoshi.example", 62)]);

    let receipts = &history.receipts;
    assert!(receipts.is_sorted_by(|a, b| a.seconds < b.seconds && a.new == b.old));
    assert_eq!(receipts[0].old, "0".repeat(40));
    assert_eq!(receipts.last().unwrap().new, commits.last().unwrap().id);
    assert!(receipts.iter().all(|receipt| !receipt.is_lost && receipt.reference == "refs/heads/main"));

    // As the hook writes them, the commits are byte for byte the server's.
    let repo = Repository::open(&made).unwrap();
    let mut next = Some(repo.refname_to_id(receipt::REFERENCE).unwrap());
    for told in receipts.iter().rev() {
        let kept = repo.find_commit(next.unwrap()).unwrap();
        let message = receipt::message(&told.reference, &told.old, &told.new, &told.pusher);
        assert_eq!((kept.message(), kept.tree().unwrap().len()), (Ok(message.as_str()), 0));
        assert_eq!(kept.author().to_string(), format!("{} <{}>", receipt::NAME, receipt::EMAIL));
        let pushed = repo.find_commit(Oid::from_str(&told.new).unwrap()).unwrap();
        assert_eq!(pushed.author().email().unwrap(), format!("{}@town.rankoshi.example", told.pusher));
        next = kept.parent_ids().next();
    }
    assert_eq!(next, None);
}

#[test]
fn what_was_wrong_was_put_right_in_the_open() {
    let (_home, made) = demo();
    let history = history(&Repository::open(&made).unwrap());
    let versions = |path: &str| -> Vec<(String, String)> {
        let touches =
            |commit: &Seen| commit.changes.iter().find(|(own, ..)| own == path).map(|(.., text)| text.clone());
        history.iter().filter_map(|commit| Some((commit.author.clone(), touches(commit)?))).collect()
    };
    for (path, key, expected) in [
        ("records/mukawa/2026/11/09-check.toml", "transmission.000.accepted", vec![(8, 0), (18, 1)]),
        ("records/saroma/2026/11/06-check.toml", "backup.000.size_mb", vec![(11_452, 0), (11_542, 0), (11_452, 1)]),
    ] {
        let versions = versions(path);
        let seen = versions.iter().map(|(author, text)| {
            let values = values(text);
            assert_eq!(*author, super::person(values["operator"].as_str().unwrap()));
            (values[key].as_integer().unwrap(), text.matches("[[correction]]").count())
        });
        assert_eq!(seen.collect::<Vec<_>>(), expected, "{path}");
        assert_eq!(versions.last().unwrap().1, fs::read_to_string(made.join(path)).unwrap());
    }
}

/// All that `check` tells.
fn check(folder: &Path, args: &[&str]) -> Json {
    let mut command = daicho(folder);
    let output = command.args(["check", "--as-of", AS_OF, "--format", "json"]).args(args).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn exactly_the_faults_that_the_readme_lists() {
    let (home, made) = demo();
    let told = check(&made, &[]);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in told["findings"].as_array().unwrap() {
        *counts.entry(finding["rule"].as_str().unwrap()).or_default() += 1;
    }
    let expected = [
        ("backup-confirmed-late", 8),
        ("committed-late", 1),
        ("maintenance-not-reported", 1),
        ("manager-act-by-proxy", 1),
        ("password-not-revoked", 1),
        ("record-rewritten", 1),
        ("transmission-confirmed-late", 8),
    ];
    assert_eq!(counts, BTreeMap::from(expected));
    let readme = fs::read_to_string(records().parent().unwrap().join("README.md")).unwrap();
    for (rule, _) in expected {
        assert_eq!(readme.matches(&format!("`{rule}`")).count(), 2, "{rule} is told in both languages");
    }

    // A plain clone has no receipts, but no fault of the sample hangs on them.
    git(home.path(), &["clone", "--quiet", "--bare", "daicho-demo", "bare.git"]);
    git(home.path(), &["clone", "--quiet", "--mirror", "daicho-demo", "mirror.git"]);
    assert_eq!(check(&made, &["--rev", "HEAD"]), told);
    assert_eq!(check(&home.path().join("mirror.git"), &[]), told);
    assert_eq!(check(&home.path().join("bare.git"), &[]), told);
}

#[test]
fn a_commit_that_is_not_signed_is_told() {
    let (_home, made) = demo();
    let path = made.join("records/mukawa/2026/11/20-check.toml");
    fs::write(&path, fs::read_to_string(&path).unwrap() + "# 夕方に追記\n").unwrap();
    let author = ["-c", "user.name=sato", "-c", "user.email=sato@town.rankoshi.example"];
    let commit = ["commit", "--quiet", "--all", "--message=追記", "--date=2026-11-20T17:00:00+09:00"];
    git(&made, &[&author[..], &commit[..]].concat());
    let told = check(&made, &[]);
    let is_missing = |finding: &&Json| finding["rule"] == "signature-missing";
    assert_eq!(told["findings"].as_array().unwrap().iter().filter(is_missing).count(), 1);
}
