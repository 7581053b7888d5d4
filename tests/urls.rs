//! URLs never change once published: `tests/urls.txt` lists every one of the sample's site, and every place on a page that others link
//! to (articles, rules, records). What is there stays; what is new is added by `UPDATE=1 cargo test --test urls`.
//!
//! The pages of the history are listed without their commits, whose ids are the repository's.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// On which pages which anchors are for others to link to.
const PUBLISHED: [(&str, &[&str]); 4] = [
    ("regulation.html", &["art-", "table", "supplementary"]),
    ("matrix.html", &["art-", "table", "supplementary", "ledger"]),
    ("rules.html", &["rule-"]),
    ("", &["r-"]),
];

#[test]
fn urls_never_change() {
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/urls.txt");
    let listed = fs::read_to_string(&list).unwrap_or_default();
    let listed: BTreeSet<&str> = listed.lines().filter(|line| !line.is_empty()).collect();
    let there = urls();
    let gone: Vec<&&str> = listed.iter().filter(|url| !there.contains(**url)).collect();
    assert!(
        gone.is_empty(),
        "URLs never change once published: somebody's bookmark, an e-mail, a paper slip leads there. These are gone: {gone:#?}"
    );
    let new: Vec<&str> = there.iter().map(String::as_str).filter(|url| !listed.contains(url)).collect();
    if std::env::var_os("UPDATE").is_some() {
        let all: Vec<&str> = there.iter().map(String::as_str).collect();
        fs::write(&list, all.join("\n") + "\n").unwrap();
        return;
    }
    assert!(
        new.is_empty(),
        "new URLs, to be kept for ever once they are in tests/urls.txt (`UPDATE=1 cargo test --test urls` adds them): {new:#?}"
    );
}

/// The address of every file of the sample's site, and of what is published on it.
fn urls() -> BTreeSet<String> {
    let ledger = TempDir::new().unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"));
    for entry in walkdir::WalkDir::new(sample.join("records")) {
        let entry = entry.unwrap();
        let to = ledger.path().join(entry.path().strip_prefix(sample).unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        if entry.file_type().is_file() {
            fs::copy(entry.path(), to).unwrap();
        }
    }
    git(ledger.path(), &["init", "-q", "-b", "main"]);
    git(ledger.path(), &["add", "records"]);
    git(ledger.path(), &["commit", "-q", "-m", "records"]);
    let mut daicho = Command::new(env!("CARGO_BIN_EXE_daicho"));
    daicho.arg("-C").arg(ledger.path()).args(["build", "--as-of", "2026-11-20", "--out", "site"]);
    assert!(daicho.status().unwrap().success());

    let site = ledger.path().join("site");
    let files =
        walkdir::WalkDir::new(&site).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files
        .flat_map(|file| addresses(file.path().strip_prefix(&site).unwrap(), &fs::read(file.path()).unwrap()))
        .collect()
}

fn addresses(path: &Path, bytes: &[u8]) -> Vec<String> {
    let path = path.to_str().unwrap().replace('\\', "/");
    let mut addresses = vec![path.clone()];
    if path.ends_with(".html") {
        let published = PUBLISHED.iter().find(|(page, _)| *page == path || page.is_empty()).unwrap().1;
        let html = String::from_utf8_lossy(bytes);
        let ids = html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
        let for_others = ids.filter(|id| published.iter().any(|prefix| id.starts_with(prefix)));
        addresses.extend(for_others.map(|id| format!("{path}#{id}")));
    }
    addresses
}

fn git(folder: &Path, args: &[&str]) {
    let mut git = Command::new("git");
    git.current_dir(folder).args(args).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    for who in ["AUTHOR", "COMMITTER"] {
        git.env(format!("GIT_{who}_NAME"), "S").env(format!("GIT_{who}_EMAIL"), "sato@town.rankoshi.example");
        git.env(format!("GIT_{who}_DATE"), "2026-11-20T00:30:00Z");
    }
    assert!(git.status().unwrap().success(), "git {args:?}");
}
