//! The transcripts in `docs/cli.ja.md` and `docs/cli.en.md`, run as they are read: every `$ daicho …` of a `console` block, in
//! order, in one small ledger (`tests/cases/base`, committed in two commits, with `docs/import` beside it). `? 1` is an exit status that is not 0.
//! `UPDATE=1 cargo test --test walkthrough` writes what is told now, for reading.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What stands in the documents for the folder of the ledger, which is another each time.
const FOLDER: &str = "/home/abe/ledger";

/// Commands that have no transcript yet.
const WITHOUT: &[&str] = &["record"];

#[test]
fn every_transcript_is_what_the_program_tells() {
    let mut differences = Vec::new();
    for lang in ["ja", "en"] {
        let document = root().join(format!("docs/cli.{lang}.md"));
        let read = fs::read_to_string(&document).expect("a document").replace("\r\n", "\n");
        let told = told_now(&read, lang);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&document, &told).expect("a writable document");
        } else if read != told {
            let (was, is) = read.lines().zip(told.lines()).find(|(was, is)| was != is).unwrap_or(("", "more, or less"));
            differences.push(format!("{}: {was:?} is {is:?} now; in all:\n{told}", document.display()));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn every_command_is_in_both_documents() {
    for lang in ["ja", "en"] {
        let document = fs::read_to_string(root().join(format!("docs/cli.{lang}.md"))).expect("a document");
        for command in daicho::cli::command(daicho::model::Lang::En).get_subcommands() {
            let name = command.get_name();
            if WITHOUT.contains(&name) {
                continue;
            }
            assert!(document.contains(&format!("\n$ daicho {name}")), "no transcript of {name} in docs/cli.{lang}.md");
        }
    }
}

/// A document with the answers of now in place of those that it holds.
fn told_now(document: &str, lang: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = folder.path().canonicalize().expect("a folder").join("ledger");
    commit(&ledger);
    // A ledger as it was kept before, with its mapping.
    copy(&root().join("docs/import"), &ledger, |_| true);
    let mut told = String::new();
    let mut in_transcript = false;
    for line in document.lines() {
        let is_fence = line.starts_with("```");
        if is_fence {
            in_transcript = line == "```console";
        }
        if !in_transcript || is_fence {
            told.push_str(&format!("{line}\n"));
        } else if let Some(command) = line.strip_prefix("$ daicho ") {
            told.push_str(&format!("{line}\n{}", answer(&ledger, command, lang)));
        }
    }
    told
}

fn answer(ledger: &Path, command: &str, lang: &str) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_daicho"));
    program.env_clear().env("HOME", ledger).env("GIT_CONFIG_NOSYSTEM", "1").env("DAICHO_LANG", lang);
    program.env("DAICHO_NOW", "2026-12-01T09:00:00");
    let out =
        program.env("COLUMNS", "100").current_dir(ledger).args(command.split(' ')).output().expect("the program runs");
    let status = match out.status.code() {
        Some(0) => String::new(),
        other => format!("? {}\n", other.expect("no signal")),
    };
    let (out, errors) = (String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    format!("{status}{out}{errors}").replace(&ledger.display().to_string(), FOLDER)
}

/// Two commits of fixed days, by an operator: all but one check, then that.
fn commit(ledger: &Path) {
    let base = root().join("tests/cases/base");
    let later = "records/mukawa/2026/10/16-check.toml";
    copy(&base, ledger, |path| path != later);
    git(ledger, "2026-10-15T09:00:00+09:00", &["init", "-q", "-b", "main"]);
    git(ledger, "2026-10-15T09:00:00+09:00", &["config", "user.name", "Abe Hiroshi"]);
    git(ledger, "2026-10-15T09:00:00+09:00", &["config", "user.email", "abe@example.jp"]);
    for (day, message) in [("15", "Records up to 15 October"), ("16", "The check of 16 October")] {
        let time = format!("2026-10-{day}T09:00:00+09:00");
        git(ledger, &time, &["add", "-A"]);
        git(ledger, &time, &["commit", "-q", "-m", message]);
        copy(&base, ledger, |path| path == later);
    }
}

fn copy(from: &Path, to: &Path, wanted: impl Fn(&str) -> bool) {
    for entry in walkdir::WalkDir::new(from).into_iter().map(|entry| entry.expect("a readable folder")) {
        let below = entry.path().strip_prefix(from).expect("below").to_str().expect("UTF-8").replace('\\', "/");
        if entry.file_type().is_dir() {
            fs::create_dir_all(to.join(&below)).expect("a folder");
        } else if wanted(&below) {
            // As it is in git, wherever it was cloned.
            let text = fs::read_to_string(entry.path()).expect("a readable file").replace("\r\n", "\n");
            fs::write(to.join(&below), text).expect("a file");
        }
    }
}

fn git(ledger: &Path, time: &str, args: &[&str]) {
    let mut git = Command::new("git");
    git.current_dir(ledger).env("HOME", ledger).env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    git.env("GIT_AUTHOR_DATE", time).env("GIT_COMMITTER_DATE", time).args(["-c", "core.autocrlf=false"]);
    assert!(git.args(args).status().expect("git runs").success(), "git {args:?}");
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}
