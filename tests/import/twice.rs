//! What is said twice, in a file, in two of them, or here and in the ledger: told where it stands, and never written twice.

use crate::town::Town;
use crate::{import_in, read, records};

const HEADS: &str = "日時,者,回,結果,終了,容量\n";

const MAP: &str = r#"[[table]]
kind  = "check"
place = "mukawa"

[table.keys]
operator           = "者"
terminal           = { default = "mt-01" }
checked_at         = "日時"
backup.run         = "回"
backup.result      = { column = "結果", words = { "○" = "ok", "×" = "failed" } }
backup.finished_at = "終了"
backup.size_mb     = "容量"
"#;

const INCIDENTS: &str = r#"[[table]]
kind  = "incident"
place = "mukawa"

[table.keys]
title       = "件名"
category    = { default = "backup" }
severity    = { default = "minor" }
detected_at = "日時"
detected_by = "者"
narrative   = "件名"
"#;

const FIRST: &str = "2026/12/1 9:00,佐藤,2026/11/30,○,2026/11/30 23:00,18000\n";

/// A town that has a file of these rows.
fn town(map: &str, heads: &str, rows: &str) -> Town {
    let town = Town::new();
    town.write("map.toml", map).write("a.csv", &format!("{heads}{rows}"));
    town
}

fn as_told(town: &Town, files: &[&str], status: i32, told: [&str; 2]) {
    for (lang, told) in ["ja", "en"].into_iter().zip(told) {
        let (ended, text) = import_in(town, lang, &[files, &["--map", "map.toml", "-q"]].concat());
        assert!(ended == status && text.contains(told), "{files:?}: {ended}, no {told} in\n{text}");
        assert!(status == 0 || text.contains("問題が1件") || text.contains("Problems: 1."), "{text}");
    }
}

#[test]
fn a_row_that_says_the_same_again_is_told_and_so_is_one_that_says_otherwise() {
    let checks = |second: &str| town(MAP, HEADS, &format!("{FIRST}{second}\n"));
    let same = ["a.csv!A3: 2行目と同じ内容です。", "a.csv!A3: the same as row 2."];
    as_told(&checks(FIRST), &["a.csv"], 1, same);
    let other = [
        "a.csv!D3: 2行目と同じ回ですが、結果が違います。再実行なら、それを確認した時刻の行にします。",
        "a.csv!D3: of the same run as row 2, but with another result; a rerun belongs to the later check of it.",
    ];
    as_told(&checks("2026/12/1 9:00,佐藤,2026/11/30,×,,"), &["a.csv"], 1, other);
    for (second, ja, en) in [
        ("2026/12/1 13:00,佐藤,2026/11/30,○,2026/11/30 23:00,18000", "2件の記録になります", "written: 2."),
        ("2026/12/1 9:00,佐藤,2026/11/29,○,2026/11/29 23:00,18000", "1件の記録になります", "written: 1."),
        ("2026/12/1 9:00,伊藤,2026/11/30,○,2026/11/30 23:00,18000", "2件の記録になります", "written: 2."),
    ] {
        as_told(&checks(second), &["a.csv"], 0, [ja, en]);
    }
    let twice = "2026/11/30 9:00,佐藤,媒体の不良\n".repeat(2);
    as_told(&town(INCIDENTS, "日時,者,件名\n", &twice), &["a.csv"], 1, same);
    let two = "2026/11/30 9:00,佐藤,媒体の不良\n2026/11/30 9:00,佐藤,電源断\n";
    as_told(&town(INCIDENTS, "日時,者,件名\n", two), &["a.csv"], 0, ["2件の記録になります", "written: 2."]);
}

#[test]
fn a_whole_file_or_table_that_is_there_twice_is_told_once() {
    let rows = format!("{FIRST}{}", FIRST.replace("2026/12/1", "2026/12/2").replace("2026/11/30", "2026/12/1"));
    let town = town(MAP, HEADS, &rows);
    as_told(&town, &["a.csv", "./a.csv"], 0, ["2件の記録になります", "written: 2."]);
    town.write("copy.csv", &read(&town, "a.csv"));
    let copied = [
        "copy.csv!A2: a.csv!A2 と同じ内容です(ほか1行も同様)。",
        "copy.csv!A2: the same as a.csv!A2 (1 more likewise).",
    ];
    as_told(&town, &["a.csv", "copy.csv"], 1, copied);
    town.write("map.toml", &MAP.repeat(2));
    let tables = [
        "a.csv!A2: 対応表の別の [[table]] からも同じ内容ができます。sheets か keys を分けてください。",
        "a.csv!A2: another [[table]] of the mapping says the same; part their `sheets` or `keys`.",
    ];
    as_told(&town, &["a.csv"], 1, tables);
}

#[test]
fn a_file_of_another_name_says_nothing_against_what_is_there() {
    let town = town(MAP, HEADS, FIRST);
    let (status, text) = import_in(&town, "ja", &["a.csv", "--map", "map.toml", "--write", "-q"]);
    assert_eq!(status, 0, "{text}");
    let before = records(&town);
    let there = [
        "b.csv!A2: records/mukawa/2026/12/01-check.toml がもうあり、値が違います。",
        "b.csv!A2: records/mukawa/2026/12/01-check.toml is there already, with other values,",
    ];
    for (row, status, told) in [
        (FIRST.to_owned(), 0, ["1件は同じ内容でもうあります。", "Already there with the same values: 1."]),
        (FIRST.replace("18000", "99999"), 1, there),
        (FIRST.replace("○", "×"), 1, there),
        // Another's look at the same run, a rerun, and runs in a ledger of their own.
        (FIRST.replace("佐藤", "伊藤"), 0, ["1件の記録になります。", "written: 1."]),
        (FIRST.replace(" 9:00", " 13:00"), 0, ["1件の記録になります。", "written: 1."]),
        (FIRST.replace("2026/11/30", "2026/11/29"), 0, ["1件の記録になります。", "written: 1."]),
    ] {
        town.write("b.csv", &format!("{HEADS}{row}"));
        as_told(&town, &["b.csv"], status, told);
    }
    assert_eq!(before, records(&town));
}

#[test]
fn a_row_that_is_passed_over_is_named_and_text_in_place_of_its_day_is_no_reason() {
    let only_days =
        |rows: std::ops::Range<u32>| rows.map(|day| format!("2026/12/{day} 9:00,,,,,\n")).collect::<String>();
    let town = town(MAP, HEADS, &format!("{FIRST}{}\n,,,,,\n{}{FIRST}", only_days(5..8), only_days(9..10)));
    town.write("a.csv", &read(&town, "a.csv").replace(&format!("9:00,,,,,\n{FIRST}"), "9:00,,,,,\n"));
    let told = [
        "a.csv: 読まなかった行: 3〜5、8行目(読む列に日付しかない行か skip の行)\n",
        "a.csv: rows passed over (only a date in the columns read, or `skip`): 3–5, 8\n",
    ];
    as_told(&town, &["a.csv"], 0, told);
    let many: String = (0..12).map(|_| format!("{}{}", only_days(5..6), "\n")).collect();
    town.write("a.csv", &format!("{HEADS}{FIRST}{many}"));
    let told = [
        "読まなかった行: 3、5、7、9、11、13、15、17、19、21行目のほか2行(読む列に日付しかない行か skip の行)\n",
        "rows passed over (only a date in the columns read, or `skip`): 3, 5, 7, 9, 11, 13, 15, 17, 19, 21 and 2 more\n",
    ];
    as_told(&town, &["a.csv"], 0, told);

    for text in ["※ 停電のため", "確認印", "12/32"] {
        town.write("a.csv", &format!("{HEADS}{FIRST}{text},,,,,\n"));
        let ja = format!("a.csv!A3: 「{text}」を日付として読めません。");
        let en = format!("a.csv!A3: `{text}` cannot be read as a date.");
        as_told(&town, &["a.csv"], 1, [&ja, &en]);
        let skip = [
            "記録でない行なら、その言葉を対応表の skip に書きます。\n",
            " If the row is no record, write these words in `skip` in the mapping.\n",
        ];
        as_told(&town, &["a.csv"], 1, skip);
        town.write("map.toml", &MAP.replace("\"mukawa\"", &format!("\"mukawa\"\nskip = [\"{text}\"]")));
        as_told(&town, &["a.csv"], 0, ["読まなかった行: 3行目", "`skip`): 3\n"]);
        town.write("map.toml", MAP);
    }
}
