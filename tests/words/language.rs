//! Whose language is spoken: `--lang`, `DAICHO_LANG`, the locale, the ledger, Japanese.

use std::fs;
use std::path::Path;

use super::program;

/// The language of the first word that is told of a month which is none.
fn spoken(folder: &Path, args: &[&str], set: &[(&str, &str)]) -> &'static str {
    let out = program(folder).envs(set.iter().copied()).args(args).args(["check", "--month", "x"]).output();
    let told = String::from_utf8(out.expect("the program runs").stderr).expect("UTF-8");
    if told.contains("Write it as 2026-10.") {
        "en"
    } else {
        assert!(told.contains("2026-10 の形で書きます。"), "{told}");
        "ja"
    }
}

fn ledger(lang: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("records")).expect("a folder");
    fs::write(folder.path().join("records/ledger.toml"), format!("language = \"{lang}\"\n")).expect("a file");
    folder
}

#[test]
fn the_argument_then_the_environment_then_the_locale_then_the_ledger() {
    let english = ledger("en");
    let at = english.path();
    let nowhere = tempfile::tempdir().expect("a folder");
    assert_eq!(spoken(nowhere.path(), &[], &[]), "ja");
    assert_eq!(spoken(at, &[], &[]), "en");
    assert_eq!(spoken(at, &[], &[("LANG", "ja_JP.UTF-8")]), "ja");
    assert_eq!(spoken(at, &[], &[("LANG", "ja_JP.UTF-8"), ("LC_MESSAGES", "en_GB.UTF-8")]), "en");
    assert_eq!(spoken(at, &[], &[("LC_ALL", "ja"), ("LC_MESSAGES", "en_GB.UTF-8")]), "ja");
    assert_eq!(spoken(at, &[], &[("LANG", "en_US.UTF-8"), ("DAICHO_LANG", "ja")]), "ja");
    assert_eq!(spoken(at, &["--lang", "en"], &[("DAICHO_LANG", "ja")]), "en");
    assert_eq!(spoken(at, &["--lang=ja"], &[("LANG", "en_US.UTF-8")]), "ja");
}

#[test]
fn a_locale_that_says_nothing_leaves_it_to_the_ledger() {
    let english = ledger("en");
    for nothing in ["C", "POSIX", "C.UTF-8", "fr_FR.UTF-8", ""] {
        assert_eq!(spoken(english.path(), &[], &[("LC_ALL", nothing)]), "en", "{nothing}");
    }
}

#[test]
fn the_ledger_is_the_one_that_is_meant() {
    let (english, japanese) = (ledger("en"), ledger("ja"));
    let other = english.path().to_str().expect("UTF-8");
    assert_eq!(spoken(japanese.path(), &["-C", other], &[]), "en");
    assert_eq!(spoken(japanese.path(), &[&format!("-C{other}")], &[]), "en");
    assert_eq!(spoken(&english.path().join("records"), &[], &[]), "en");
}
