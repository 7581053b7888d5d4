//! What is told of a faulty ledger and of a faulty mapping, word for word: `tests/import/<name>.<lang>.txt`.
//! `UPDATE=1 cargo test --test import` writes them anew, for reading.

use std::fs;
use std::path::Path;

use crate::book::{self, At, Hour, Nothing, Number, Own, Text};
use crate::forms::MAP;
use crate::town::Town;
use crate::{import, import_in, records};

/// Runs in both languages; what is told and how it ends is as it was read.
pub fn as_it_was_read(town: &Town, name: &str, args: &[&str]) {
    for lang in ["ja", "en"] {
        let (status, text) = import_in(town, lang, args);
        let text = format!("? {status}\n{}", text.replace(town.path("").to_str().unwrap(), ""));
        let known = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/import/{name}.{lang}.txt"));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&known, &text).unwrap();
        }
        assert_eq!(text, fs::read_to_string(&known).unwrap_or_default(), "{}", known.display());
    }
}

/// The ledger of `forms`, with a slip in each row.
fn faulty(town: &Town) {
    let sub: &[Own] = &[Nothing, Text("結果"), Text("時刻"), Text("容量"), Nothing, Text("時刻"), Text("確認者")];
    let rows: &[&[Own]] = &[
        &[],
        &[
            Text("日付"),
            Text("バックアップ"),
            Text("バックアップ"),
            Text("バックアップ"),
            Text("確認日"),
            Text("確認"),
            Nothing,
            Text("端末"),
            Text("備考"),
        ],
        sub,
        &[
            Text("12/32"),
            Text("○"),
            Hour("23:41"),
            Number(18230.0),
            At("2026-12-02"),
            Hour("8:47"),
            Text("佐藤"),
            Number(1.0),
        ],
        &[
            At("2026-12-02"),
            Text("◎"),
            Hour("23:41"),
            Text("約18GB"),
            At("2026-12-03"),
            Hour("8:47"),
            Text("佐々木"),
            Number(1.0),
        ],
        &[
            At("2026-12-03"),
            Text("○"),
            Text("深夜"),
            Number(18230.5),
            At("2026-12-04"),
            Nothing,
            Text("佐藤"),
            Number(1.0),
        ],
        &[
            At("2026-12-04"),
            Text("○"),
            Hour("23:41"),
            Number(18230.0),
            At("2026-12-04"),
            Hour("8:47"),
            Text("佐藤"),
            Number(1.0),
        ],
        &[At("2026-12-05"), Text("○"), Nothing, Number(18230.0), At("2026-12-07"), Hour("8:47"), Text("伊藤"), Nothing],
        &[
            At("2026-12-06"),
            Text("×"),
            Nothing,
            Nothing,
            Text("12月7日"),
            Hour("8:50"),
            Text("伊藤"),
            Number(2.0),
            Text("暗証は password: koseki2026"),
        ],
        &[At("2026-12-07"), Text("×"), Nothing, Nothing, Nothing, Nothing, Text("伊藤"), Number(1.0), At("2026-12-07")],
    ];
    book::write(town, "book.xlsx", &[("12月", rows, &[])]);
}

#[test]
fn every_problem_is_told_by_its_cell_and_nothing_is_written() {
    let town = Town::new();
    faulty(&town);
    town.write("map.toml", MAP);
    town.write("records/mukawa/2026/12/02-check.toml", "# 移行 (migrated): [book.xlsx]12月!4\n");
    let before = records(&town);
    as_it_was_read(&town, "rows", &["book.xlsx", "--map", "map.toml", "--write", "-q"]);
    assert_eq!(before, records(&town));
}

#[test]
fn every_fault_of_a_mapping_is_told_by_its_line() {
    let town = Town::new();
    faulty(&town);
    town.write(
        "map.toml",
        "tabel = 1\n[[table]]\nkind = \"chek\"\n\n[[table]]\nkind = \"close\"\n\n[[table]]\nkind = \"check\"\nheader = 0\nyear = \"令和8年\"\nmonth = \"12月\"\n\
         sheets = [12]\nrows = 3\n[table.keys]\nterminal = \"…\"\noperater = \"確認者\"\nchecked_at = { colum = \"確認日\" }\n\
         backup.rslt = \"結果\"\nbackup.size_mb = { column = \"容量\", words = \"x\" }\n\n[[table]]\nkind = \"media\"\nplace = \"…\"\n",
    );
    as_it_was_read(&town, "mapping", &["book.xlsx", "--map", "map.toml"]);
}

#[test]
fn headings_and_sheets_that_are_not_there_are_told() {
    let town = Town::new();
    faulty(&town);
    town.write("map.toml", &MAP.replace("[\"12月\"]", "[\"12月\", \"13月\"]").replace("\"確認者\"", "\"確認した者\""));
    as_it_was_read(&town, "headings", &["book.xlsx", "--map", "map.toml"]);
}

#[test]
fn a_cover_is_told_in_one_line_and_an_empty_sheet_not_at_all() {
    let town = Town::new();
    town.write("map.toml", &MAP.replace("sheets = [\"12月\"]\n", ""));
    book::write(&town, "book.xlsx", &[("表紙", &[&[Text("確認簿")]], &[]), ("Sheet2", &[], &[])]);
    let (status, text) = import(&town, &["book.xlsx", "--map", "map.toml"]);
    let told = "表紙!A3: 3行目に見出しがありません: 確認者、端末、確認日、確認 時刻、日付、バックアップ 結果、バックアップ 時刻、\
                備考、バックアップ 容量。対応表の header を確かめてください。このシートを読まないなら、sheets に読むシートだけを書きます。\n\
                問題が1件あります。何も書いていません。\n";
    assert_eq!((status, text.as_str()), (1, told));
}

#[test]
fn files_that_cannot_be_read_end_with_2_and_say_what_to_do() {
    let town = Town::new();
    town.write("map.toml", MAP).write("torn.toml", "[[table]\n");
    fs::write(town.path("old.xls"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more").unwrap();
    fs::write(town.path("picture.csv"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
    fs::write(town.path("torn.xlsx"), b"PK\x03\x04 and no more").unwrap();
    town.write("plain.csv", "日付,結果\n1,2\n");
    for (args, ja) in [
        (&["gone.csv"][..], "gone.csv が見つかりません。"),
        (&["old.xls"], "old.xls: 古い形式(.xls)かパスワード付きのブックです。"),
        (&["picture.csv"], "picture.csv: ブックでも、UTF-8 か CP932(Shift_JIS)の CSV でもありません。"),
        (&["torn.xlsx"], "torn.xlsx: 壊れているか、.xlsx ではありません。"),
        (
            &["plain.csv"],
            "daicho: 列の意味が分かりません。--guess で対応表を下書きし、直してから --map で示してください。\n",
        ),
        (&["plain.csv", "--map", "torn.toml"], "torn.toml:1: 表の見出し [[...]] が閉じていません。"),
        (&["plain.csv", "--map", "gone.toml"], "gone.toml が見つかりません。"),
        (&["plain.csv", "--guess", "--write"], "--guess と --write は一緒に使えません。"),
    ] {
        let (status, text) = import(&town, args);
        assert_eq!(status, 2, "{args:?}: {text}");
        assert!(text.contains(ja), "no {ja} in {text}");
    }
}
