//! Completions of the shells and pages of man, each in one language.

use std::fs;
use std::path::Path;

use daicho::model::Lang;

use super::{LANGS, is_japanese, program, run};

#[test]
fn every_shell_is_given_the_commands_and_their_words_in_one_language() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        for lang in LANGS {
            let out = run(&["completions", shell], lang, 80);
            assert_eq!((out.status.code(), String::from_utf8_lossy(&out.stderr).as_ref()), (Some(0), ""), "{shell}");
            let script = String::from_utf8(out.stdout).expect("UTF-8");
            assert!(script.contains("audit-pack") && script.contains("pre-receive"), "{shell}");
            assert!(!script.contains(" / "), "{shell} holds both languages");
            let (ja, en) = ("記録を検査する", "Judge the records");
            // bash shows names alone.
            let shown = shell != "bash";
            assert_eq!(script.contains(ja), shown && lang == Lang::Ja, "{shell}");
            assert_eq!(script.contains(en), shown && lang == Lang::En, "{shell}");
            assert!(!script.contains("daicho commands'") || lang == Lang::En, "{shell}");
        }
    }
}

#[test]
fn every_command_has_a_page_of_man_in_one_language() {
    for lang in LANGS {
        let folder = tempfile::tempdir().expect("a folder");
        let out = program(folder.path()).args(["--lang", lang.tag(), "man", "--out", "man"]).output();
        assert_eq!(out.expect("the program runs").status.code(), Some(0));
        let pages: Vec<_> = fs::read_dir(folder.path().join("man"))
            .expect("a folder")
            .map(|page| page.expect("a page").path())
            .collect();
        for wanted in
            ["daicho.1", "daicho-check.1", "daicho-audit-pack.1", "daicho-hook.1", "daicho-hook-pre-receive.1"]
        {
            assert!(pages.iter().any(|page| page.ends_with(wanted)), "no {wanted} among {pages:?}");
        }
        for page in pages {
            keeps_to(&page, lang);
        }
    }
}

/// Outside comments and the title, which holds the name alone, a page speaks one language.
fn keeps_to(page: &Path, lang: Lang) {
    let text = fs::read_to_string(page).expect("a readable page");
    assert!(!text.contains(" / "), "{} holds both languages", page.display());
    for line in text.lines() {
        let heading = line.strip_prefix(".SH ");
        let is_japanese = line.chars().any(is_japanese);
        match lang {
            Lang::En => assert!(!is_japanese, "{}: {line}", page.display()),
            Lang::Ja => assert!(heading.is_none() || is_japanese, "{}: {line}", page.display()),
        }
        for phrase in
            ["Possible values", "possible values", "[default", "Print ", "environment variable", "<subcommands>"]
        {
            assert!(!line.contains(phrase), "{}: {line}", page.display());
        }
    }
}

#[test]
fn one_page_goes_to_the_standard_output() {
    let page = String::from_utf8(run(&["man", "hook", "install"], Lang::Ja, 80).stdout).expect("UTF-8");
    assert!(page.contains(".SH 名前\ndaicho\\-hook\\-install"), "{page}");
    assert!(page.contains("フックを置く"), "{page}");
    let port = String::from_utf8(run(&["man", "serve"], Lang::Ja, 80).stdout).expect("UTF-8");
    assert!(port.contains("(省略時は 8080)"), "{port}");
}
