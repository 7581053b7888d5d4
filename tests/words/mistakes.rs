//! What is wrong with the arguments: told in one language, in words of ours, with exit status 2 and nothing on stdout.

use daicho::model::Lang;

use super::{LANGS, faults, run};

/// Arguments, and what is told of them.
const MISTAKES: &[(&[&str], &str, &str)] = &[
    (
        &["chek"],
        "「chek」というコマンドはありません。「check」のことですか。",
        "there is no command `chek`. Did you mean `check`?",
    ),
    (&["qqq"], "「qqq」というコマンドはありません。\n", "there is no command `qqq`.\n"),
    (&["hook", "instal"], "「instal」というコマンドはありません。「install」のことですか。", "Did you mean `install`?"),
    (
        &["check", "--forma"],
        "「--forma」というオプションはありません。「--format」のことですか。",
        "there is no option `--forma`. Did you mean `--format`?",
    ),
    (&["check", "-x"], "「-x」というオプションはありません。", "there is no option `-x`."),
    (&["history", "a", "b"], "「b」は余分です。", "`b` is one argument too many."),
    (
        &["check", "--format", "jsno"],
        "「jsno」は --format <human|json",
        "`jsno` is not a value for --format <human|json",
    ),
    (&["check", "--format", "jsno"], "「json」のことですか。", "Did you mean `json`?"),
    (&["check", "--format"], "に値がありません。", "lacks its value."),
    (&["check", "--rev"], "--rev <版> に値がありません。", "--rev <REV> lacks its value."),
    (
        &["check", "--month", "x"],
        "「x」は --month <YYYY-MM> に書けません。2026-10 の形で書きます。",
        "Write it as 2026-10.",
    ),
    (
        &["check", "--as-of", "1900-01-01"],
        "1994-12-01 から 2099-12-31 までの日を 2026-12-01 の形で書きます",
        "Write a day from 1994-12-01 to",
    ),
    (&["check", "--anchor", "x"], "16進数で7桁以上", "7 or more"),
    (&["-C", "nowhere", "check"], "nowhere が見つかりません。名前と場所を", "nowhere is not there; check its name"),
    (&["import", "nowhere.xlsx"], "nowhere.xlsx が見つかりません。", "nowhere.xlsx is not there"),
    (&["import", ".."], "はフォルダーです。ファイルを示してください。", "is a folder; name a file."),
    (&["--lang", "fr", "check"], "「fr」は --lang <ja|en> に書けません。ja か en を書きます。", "Write ja or en."),
    (&["serve", "--port", "x"], "「x」は --port <数> に書けません。数を書きます。", "Write a number."),
    (&["serve", "--port", "99999"], "0 から 65535 までの数を書きます。", "Write a number from 0 to 65535."),
    (&["audit-pack", "a.tar", "--sample", "x"], "数を書きます。", "Write a number."),
    (&["audit-pack", "a.tar", "--sample", "-1"], "「-1」というオプションはありません。", "there is no option `-1`."),
    (
        &["check", "--staged", "--rev", "HEAD"],
        "--staged と --rev <版> は一緒に使えません。",
        "--staged cannot be used with --rev <REV>.",
    ),
    (
        &["check", "--rev", "a", "--rev", "b"],
        "--rev <版> は一度だけ書けます。",
        "--rev <REV> can be written once only.",
    ),
    (&["close"], "次の引数が必要です: <YYYY-MM>", "an argument is missing: <YYYY-MM>"),
    (&["check", "--quiet=x"], "に値は書けません", "takes no value"),
    (
        &["completions", "sh"],
        "次のいずれかを書きます: bash, elvish, fish, powershell, zsh",
        "Write one of: bash, elvish, fish, powershell, zsh",
    ),
    (
        &["man", "chek"],
        "「chek」というコマンドはありません。「check」のことですか。",
        "there is no command `chek`; did you mean `check`?",
    ),
    (&["hook"], "使い方: daicho hook [オプション] <コマンド>", "Usage: daicho hook [OPTIONS] <COMMAND>"),
    (&[], "使い方: daicho [オプション] <コマンド>", "Usage: daicho [OPTIONS] <COMMAND>"),
];

#[test]
fn every_mistake_is_told_in_the_language_that_was_asked_for() {
    for (args, ja, en) in MISTAKES {
        for (lang, wanted) in LANGS.into_iter().zip([ja, en]) {
            let out = run(args, lang, 80);
            let told = String::from_utf8(out.stderr).expect("UTF-8");
            assert_eq!(out.status.code(), Some(2), "{args:?}: {told}");
            assert_eq!(String::from_utf8_lossy(&out.stdout), "", "{args:?}");
            // However it was wrapped.
            let plain = |text: &str| text.split_whitespace().collect::<String>();
            assert!(plain(&told).contains(&plain(wanted)), "{args:?} is to be told with {wanted}:\n{told}");
            assert_eq!(faults(&told, lang, 80), [""; 0], "{args:?}");
        }
    }
}

#[test]
fn whoever_writes_a_control_character_does_not_see_it_obeyed() {
    let told = String::from_utf8(run(&["check", "--month", "\u{1b}[31mred"], Lang::En, 80).stderr).expect("UTF-8");
    assert!(!told.contains("\u{1b}[31m"), "{told:?}");
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_no_text_is_a_mistake_like_others() {
    use std::os::unix::ffi::OsStrExt;
    let odd = std::ffi::OsStr::from_bytes(b"--rev=\xff");
    let mut program = super::program(std::path::Path::new(env!("CARGO_TARGET_TMPDIR")));
    let out = program.args(["--lang", "en", "check"]).arg(odd).output().expect("the program runs");
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("characters that are not UTF-8"));
}
