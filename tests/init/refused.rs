//! Answers that are missing, wrong, or another's already: all told at once, and nothing is written.

use crate::{Town, init};

#[test]
fn everything_that_is_missing_is_named_at_once() {
    let town = Town::new();
    let told = town.refused(&["init", "ledger", "--name", "小丸町"]);
    assert_eq!(told.lines().count(), 1, "{told}");
    for flag in ["--id ", "--code ", "--municipality ", "--manager "] {
        assert!(told.contains(flag), "no {flag} in {told}");
    }
    assert!(!told.contains("--name"), "{told}");
    assert!(town.files().is_empty() && !town.root().join("ledger").exists());
}

#[test]
fn everything_that_is_wrong_is_told_at_once_and_nothing_is_written() {
    let town = Town::new();
    let told = town.refused(&[
        "init",
        "ledger",
        "--name",
        " ",
        "--id",
        "小丸",
        "--code",
        "014002",
        "--municipality",
        "okaru:大軽町:13943:2024-04-01",
        "--municipality",
        "okaru",
        "--manager",
        "y:山田:yamada:課長",
        "--municipality",
        "a:b:013943:令和6年",
        "--operator",
        "con:x:x@y",
    ]);
    let lines: Vec<&str> = told.lines().skip(1).map(str::trim).collect();
    let wanted = [
        ("--name", "write a name"),
        ("--id", "lower-case letters"),
        ("--code", "look for a typing error"),
        ("--municipality", "013943"),
        ("--municipality", "ID:NAME:CODE:DATE"),
        ("--municipality", "2026-04-01"),
        ("--manager", "not shaped as an e-mail address"),
        ("--operator", "cannot be the name"),
    ];
    for ((flag, word), line) in wanted.iter().zip(&lines) {
        assert!(line.starts_with(flag) && line.contains(word), "{line}");
    }
    assert!(town.files().is_empty());
}

#[test]
fn what_is_anothers_already_or_the_reader_would_not_take_is_not_written() {
    for (flag, wrong, told_of) in [
        ("--operator", "yamada:別人:b@komaru.example", "--operator `yamada` is 山田 一郎's already"),
        ("--operator", "ito:伊藤:sato@komaru.example", "--operator `sato@komaru.example` is 佐藤 花子's already"),
        ("--municipality", "komaru:別町:013951:2024-04-01", "--municipality `komaru` is 小丸町's already"),
        ("--municipality", "betsu:別町:013943:2024-04-01", "--municipality `013943` is 大軽町's already"),
        ("--document", "a\u{202e}b", "records/register/people.toml: "),
    ] {
        let town = Town::new();
        let told = town.refused(&[init(&["ledger"]), vec![flag, wrong]].concat());
        assert!(told.contains("nothing was written") && told.contains(told_of), "{told}");
        assert!(!town.root().join("ledger").exists());
    }
}
