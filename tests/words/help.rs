//! Every command and argument has its words in both languages, and every page keeps to one.

use clap::{Arg, Command};
use daicho::cli::command;
use daicho::model::Lang;

use super::{LANGS, faults, is_japanese, run};

/// All commands, each with the words that name it.
fn all(command: &Command, above: &[String]) -> Vec<(Vec<String>, Command)> {
    let mut found = vec![(above.to_vec(), command.clone())];
    for sub in command.get_subcommands() {
        found.extend(all(sub, &[above, &[sub.get_name().to_owned()]].concat()));
    }
    found
}

fn is_in(text: &str, lang: Lang) -> bool {
    !text.is_empty() && !text.contains(" / ") && text.chars().any(is_japanese) == (lang == Lang::Ja)
}

#[test]
fn every_command_argument_and_word_is_told_in_both_languages() {
    for lang in LANGS {
        let mut wrong = Vec::new();
        for (names, command) in all(&command(lang), &[]) {
            let mut told = vec![("".to_owned(), command.get_about().map(ToString::to_string).unwrap_or_default())];
            for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
                told.push((arg.get_id().to_string(), arg.get_help().map(ToString::to_string).unwrap_or_default()));
            }
            wrong.extend(
                told.into_iter().filter(|(_, text)| !is_in(text, lang)).map(|(arg, text)| (names.join(" "), arg, text)),
            );
        }
        assert!(wrong.is_empty(), "without words in {}: {wrong:#?}", lang.tag());
    }
}

#[test]
fn what_stands_for_a_value_is_named_in_japanese_too() {
    let mut english = Vec::new();
    for (names, command) in all(&command(Lang::Ja), &[]) {
        for arg in command.get_arguments().filter(|arg| arg.get_action().takes_values()) {
            english
                .extend(names_of(arg).into_iter().filter(|name| is_english(name)).map(|name| (names.join(" "), name)));
        }
    }
    assert!(english.is_empty(), "no Japanese in src/cli/help for {english:#?}");
}

fn names_of(arg: &Arg) -> Vec<String> {
    arg.get_value_names().unwrap_or_default().iter().flat_map(|name| name.split('|').map(str::to_owned)).collect()
}

/// A word in capitals, and no form such as `YYYY-MM`, nor a word that is to be written as it stands.
fn is_english(name: &str) -> bool {
    !name.is_empty()
        && name.chars().all(|c| c.is_ascii_uppercase() || c == '-')
        && name != "YYYY-MM"
        && name != "YYYY-MM-DD"
}

#[test]
fn every_page_keeps_to_one_language_and_to_the_width() {
    let mut found = Vec::new();
    for lang in LANGS {
        for (names, _) in all(&command(lang), &[]) {
            for columns in [60, 80, 100] {
                let args: Vec<&str> = names.iter().map(String::as_str).chain(["--help"]).collect();
                let out = run(&args, lang, columns);
                assert_eq!(out.status.code(), Some(0), "{args:?}");
                assert_eq!(String::from_utf8_lossy(&out.stderr), "", "{args:?}");
                let page = String::from_utf8(out.stdout).expect("UTF-8");
                let heading = if lang == Lang::Ja { "使い方: daicho" } else { "Usage: daicho" };
                assert!(page.contains(heading), "{page}");
                found.extend(
                    faults(&without_english_names(&page), lang, columns)
                        .into_iter()
                        .map(|fault| (args.join(" "), fault)),
                );
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// Commands to be typed, in backquotes, are the same in both languages.
fn without_english_names(page: &str) -> String {
    page.split('`').step_by(2).collect::<Vec<_>>().join("")
}

#[test]
fn a_line_of_japanese_neither_begins_nor_ends_where_it_must_not() {
    for (names, _) in all(&command(Lang::Ja), &[]) {
        let args: Vec<&str> = names.iter().map(String::as_str).chain(["--help"]).collect();
        for columns in 40..60 {
            let page = String::from_utf8(run(&args, Lang::Ja, columns).stdout).expect("UTF-8");
            for line in page.lines() {
                assert!(!line.trim_start().starts_with(['、', '。', '」', ')', 'ー', 'っ', 'ょ']), "{columns}: {line}");
                assert!(!line.ends_with(['「', '(']), "{columns}: {line}");
            }
        }
    }
}

#[test]
fn help_is_reached_in_three_ways_and_needs_no_ledger() {
    let page = run(&["check", "--help"], Lang::Ja, 80).stdout;
    assert_eq!(run(&["help", "check"], Lang::Ja, 80).stdout, page);
    assert_eq!(run(&["-C", "hook", "check", "--rev", "build", "-h"], Lang::Ja, 80).stdout, page);
    assert_eq!(run(&["help", "chek"], Lang::Ja, 80).status.code(), Some(2));
    let version = run(&["--version"], Lang::En, 80);
    assert_eq!(String::from_utf8_lossy(&version.stdout), concat!("daicho ", env!("CARGO_PKG_VERSION"), "\n"));
}
