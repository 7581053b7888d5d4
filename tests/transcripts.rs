//! What `check` tells a person, word for word: `tests/transcripts/<name>.toml` says how the base of `tests/cases` is spoiled,
//! `<name>.ja.txt` and `<name>.en.txt` what is told. `UPDATE=1 cargo test --test transcripts` writes them anew, for reading.

#[expect(dead_code, reason = "only `cases` commits a ledger")]
mod ledger;

use std::fs;
use std::path::Path;
use std::process::Command;

use ledger::{Ledger, Overlay};

#[test]
fn every_word_is_as_it_was_read() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let base = Ledger::read(&tests.join("cases/base"));
    let mut differences = Vec::new();
    for entry in walkdir::WalkDir::new(tests.join("transcripts")).min_depth(1).sort_by_file_name() {
        let spoiled = entry.expect("a readable folder").into_path();
        if spoiled.extension().is_none_or(|ending| ending != "toml") {
            continue;
        }
        let overlay: Overlay =
            toml::from_str(&fs::read_to_string(&spoiled).expect("a readable file")).expect("an overlay");
        let mut ledger = base.clone();
        ledger.spoil(&overlay);
        let folder = tempfile::tempdir().expect("a folder");
        ledger.write(folder.path());
        for lang in ["ja", "en"] {
            let transcript = spoiled.with_extension(format!("{lang}.txt"));
            let told = tell(folder.path(), lang);
            if std::env::var_os("UPDATE").is_some() {
                fs::write(&transcript, &told).expect("a writable transcript");
            } else if fs::read_to_string(&transcript).ok().as_deref() != Some(&told) {
                differences.push(format!("{} is not what is told now:\n{told}", transcript.display()));
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

fn tell(ledger: &Path, lang: &str) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_daicho"));
    program.env_clear().env("HOME", ledger).arg("-C").arg(ledger);
    let out = program.args(["--lang", lang, "check", "--as-of", "2026-10-16"]).output().expect("the program runs");
    assert_eq!(String::from_utf8_lossy(&out.stderr), "");
    String::from_utf8(out.stdout).expect("UTF-8")
}
