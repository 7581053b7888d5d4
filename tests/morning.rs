//! `docs/morning.md`, keystroke by keystroke in a terminal. `UPDATE=1 cargo test --test morning` writes its screen anew, for reading.
#![cfg(unix)]

mod desk;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use desk::Desk;
use expectrl::session::OsSession;
use expectrl::{Expect, Session};

const MOST: usize = 40;

fn doc() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/morning.md")
}

fn shell(desk: &Desk) -> OsSession {
    let mut command = desk.command("sh");
    command.env("DAICHO_LANG", "ja");
    let mut shell = Session::spawn(command).unwrap();
    shell.set_expect_timeout(Some(Duration::from_secs(60)));
    shell.expect("$ ").unwrap();
    shell
}

/// Waits for some words, and tells all that was shown up to them.
fn until(shell: &mut OsSession, words: &str) -> String {
    let shown = shell.expect(words).unwrap_or_else(|error| panic!("no {words:?}: {error}"));
    let all = [shown.before(), words.as_bytes()].concat();
    String::from_utf8(all).unwrap().replace('\r', "")
}

/// Types each line and waits for what follows it; nothing is written meanwhile.
fn asked(desk: &Desk, shell: &mut OsSession, talk: &[(&str, &str)]) {
    for (typed, shown) in talk {
        shell.send(typed).unwrap();
        until(shell, shown);
        assert_eq!(desk.loose(), "");
    }
}

/// The rows of the table of keystrokes: what is typed, and how many that is said to be.
fn keystrokes(doc: &str) -> Vec<(String, usize)> {
    let row = |line: &str| {
        let mut cells = line.strip_prefix("| `")?.split("` | ");
        let (typed, rest) = (cells.next()?, cells.next()?);
        Some((typed.replace('⏎', "\n"), rest.split(' ').next()?.parse().ok()?))
    };
    doc.lines().filter_map(row).collect()
}

#[test]
fn a_morning_after_a_long_weekend() {
    let text = fs::read_to_string(doc()).unwrap();
    let keys = keystrokes(&text);
    assert_eq!(keys.len(), 4);
    assert!(keys.iter().all(|(typed, number)| typed.chars().count() == *number), "{keys:?}");
    let sum: usize = keys.iter().map(|(_, number)| number).sum();
    assert!(sum <= MOST, "{sum} keystrokes");
    assert!(text.contains(&format!("**{sum} keystrokes**")));

    let desk = Desk::new();
    desk.git(&["init", "-q", "--bare", "-b", "main", "../server.git"]);
    desk.git(&["remote", "add", "origin", "../server.git"]);
    desk.git(&["push", "-q", "-u", "origin", "main"]);
    let mut shell = shell(&desk);
    let mut screen = String::from("$ ");
    for ((typed, _), shown) in keys.iter().zip(["[Y/n] ", "[y/N] ", "8町村)", "main -> main"]) {
        shell.send(typed).unwrap();
        let told = until(&mut shell, shown);
        // What git says of a push has ids in it.
        if !shown.starts_with("main") {
            screen.push_str(&format!("{typed}{told}"));
        }
    }
    shell.send("exit\n").unwrap();

    assert_eq!(desk.git(&["rev-parse", "HEAD"]), desk.git(&["--git-dir", "../server.git", "rev-parse", "main"]));
    assert_eq!(desk.loose(), "");
    let written = desk.git(&["diff", "--name-only", "HEAD~1"]);
    assert_eq!(written.lines().count(), 8, "{written}");
    let by_flags = Desk::new();
    assert!(by_flags.daicho(&["record", "check", "--all", "--usual-times"]).status.success());
    for path in written.lines() {
        assert_eq!(desk.read(path), by_flags.read(path));
    }
    the_doc_shows(&text, screen.trim_end());
}

fn the_doc_shows(text: &str, screen: &str) {
    let start = text.find("```text\n").unwrap() + "```text\n".len();
    let end = start + text[start..].find("\n```").unwrap();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(doc(), format!("{}{screen}{}", &text[..start], &text[end..])).unwrap();
    } else {
        assert_eq!(&text[start..end], screen);
    }
}

#[test]
fn an_exception_is_asked_for_and_shown_before_anything_is_written() {
    let desk = Desk::new();
    let mut shell = shell(&desk);
    let talk = [
        ("daicho record check -a\n", "[Y/n] "),
        ("n\n", "識別子): "),
        ("niseko\n", "(番号): "),
        ("3\n", "result ("),
        ("not-r\n", "finished_at"),
        ("\n", "incident"),
        ("\n", "note"),
        ("停電\n", "22(日)=not-run"),
        ("", "ほかは異常なし? [Y/n] "),
        ("\n", "[y/N] "),
    ];
    asked(&desk, &mut shell, &talk);
    shell.send("y\n").unwrap();
    until(&mut shell, "aibetsu/2026/11/24-check.toml");
    let text = desk.read("records/niseko/2026/11/24-check.toml");
    assert!(text.contains("[[backup]]\nrun    = 2026-11-22\nresult = \"not-run\"\nnote   = \"停電\"\n"), "{text}");
    assert_eq!(desk.loose().lines().count(), 8);
}

#[test]
fn a_record_of_another_kind_is_asked_for_by_its_names() {
    let desk = Desk::new();
    let mut shell = shell(&desk);
    let talk = [
        ("daicho record incident\n", "どの町村(識別子): "),
        ("mukawa\n", "件名 title: "),
        ("端末が起動しない\n", "分類 category (backup バックアップ, "),
        ("末端\n", "次のように書きます"),
        ("端末\n", "重大さ severity (minor 軽微, "),
        ("maj\n", "状況 narrative: "),
    ];
    asked(&desk, &mut shell, &talk);
    shell.send("朝、電源が入らない。\n").unwrap();
    until(&mut shell, "narrative   = ");
    let text = desk.read("records/mukawa/2026/11/24-incident.toml");
    assert!(text.contains("category    = \"terminal\"\nseverity    = \"major\"\n"), "{text}");
}

#[test]
fn an_interrupt_leaves_nothing() {
    for answers in [0, 1] {
        let desk = Desk::new();
        let mut shell = shell(&desk);
        shell.send("daicho record check -ac\n").unwrap();
        until(&mut shell, "[Y/n] ");
        for _ in 0..answers {
            shell.send("\n").unwrap();
            until(&mut shell, "[y/N] ");
        }
        shell.send("\u{3}").unwrap();
        until(&mut shell, "$ ");
        assert_eq!(desk.loose(), "");
        assert_eq!(desk.git(&["rev-list", "--count", "HEAD"]), "1\n");
    }
}
