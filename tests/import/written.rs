//! A draft of a mapping completed, and what is written with it: all or nothing, once.

use std::fs;

use crate::book::{self, Hour, Merged, Nothing, Number, Own, Text};
use crate::town::Town;
use crate::{import, read, records};

const HEADS: &[Merged] = &[
    (((0, 0), (0, 6)), "むかわ町 日次確認簿 令和8年度"),
    (((2, 1), (2, 3)), "バックアップ"),
    (((2, 4), (2, 5)), "確認"),
];

fn book(town: &Town, size: f64) {
    let sub: &[Own] = &[Text("日付"), Text("結果"), Text("時刻"), Text("容量"), Text("者"), Text("日時")];
    let rows = |day: &'static str, at: &'static str, size: f64| -> Vec<Vec<Own>> {
        vec![
            vec![],
            vec![],
            vec![Nothing],
            sub.iter().map(|own| if let Text(text) = own { Text(text) } else { Nothing }).collect(),
            vec![Text(day), Text("○"), Hour("0:30"), Number(size), Text("佐藤"), Text(at)],
            vec![Text("合計")],
        ]
    };
    let months = [rows("10/4", "10/5 8:47", size), rows("11/3", "11/4 8:47", 18230.0)];
    let months: Vec<Vec<&[Own]>> = months.iter().map(|rows| rows.iter().map(Vec::as_slice).collect()).collect();
    book::write(town, "kanri.xlsx", &[("10月", &months[0], HEADS), ("11月", &months[1], HEADS)]);
}

const DRAFT: &str = r#"# 「kanri.xlsx」の対応表(見出しからの下書き)
# 「…」を埋め、違うところを直し、--map で示します。
# 実行日が書いてある日の前の日なら、days = -1 を足します。

[[table]]
kind   = "check" # 確認
sheets = ["10月", "11月"]
header = [3, 4]
place  = "mukawa"
year   = 2026 # 年度
skip   = ["合計"]

[table.keys]
operator           = "確認 者"
terminal           = { default = "…" } # 管理用端末機
checked_at         = "確認 日時"
backup.run         = "日付"
backup.result      = { column = "バックアップ 結果", words = { "○" = "ok" } }
backup.finished_at = { column = "日付", time = "バックアップ 時刻", overnight = true }
backup.size_mb     = "バックアップ 容量"
"#;

#[test]
fn a_draft_is_completed_and_used() {
    let town = Town::new();
    fs::remove_dir_all(town.path("records/mukawa")).unwrap();
    book(&town, 18230.0);
    let (status, text) = import(&town, &["--guess", "kanri.xlsx"]);
    assert_eq!((status, text.as_str()), (0, DRAFT));
    let (status, text) = import(&town, &["--guess", "kanri.xlsx", "--out", "map.toml"]);
    assert!(status == 0 && text.ends_with("「…」を埋めてから: daicho import kanri.xlsx --map map.toml\n"), "{text}");
    assert_eq!(read(&town, "map.toml"), DRAFT);
    let (status, text) = import(&town, &["--guess", "kanri.xlsx", "--out", "map.toml"]);
    assert!(status == 2 && text.contains("map.toml: もうあります。書き換えません。"), "{text}");
    let (status, text) = import(&town, &["kanri.xlsx", "--map", "map.toml"]);
    assert_eq!(
        (status, text.as_str()),
        (2, "daicho: 対応表を直してください。\nmap.toml:15: 「…」を埋めてください。\n")
    );

    town.replace("map.toml", "{ default = \"…\" }", "{ default = \"mt-01\" }");
    let before = records(&town);
    let (status, trial) = import(&town, &["kanri.xlsx", "--map", "map.toml"]);
    assert_eq!(status, 0, "{trial}");
    assert!(trial.ends_with("2件の記録になります。まだ何も書いていません(--write で書きます)。\n"), "{trial}");
    assert_eq!(before, records(&town), "a trial writes nothing");

    let (status, text) = import(&town, &["kanri.xlsx", "--map", "map.toml", "--write", "-q"]);
    assert_eq!(status, 0, "{text}");
    let path = "records/mukawa/2026/10/05-check.toml";
    let written = read(&town, path);
    for line in written.lines() {
        assert!(trial.contains(format!("    {line}").trim_end()), "{line} was not shown before:\n{trial}");
    }
    let only = town.daicho(&["check", "--only", "records", path, "--as-of", "2026-11-20"]).output().unwrap();
    assert!(only.status.success(), "{}", String::from_utf8_lossy(&only.stdout));

    let before = records(&town);
    let (status, text) = import(&town, &["kanri.xlsx", "--map", "map.toml", "--write", "-q"]);
    assert_eq!(status, 0, "{text}");
    assert!(text.contains("2件は同じ内容でもうあります。\n新しく書く記録はありません。"), "{text}");
    book(&town, 99999.0);
    let (status, text) = import(&town, &["kanri.xlsx", "--map", "map.toml", "--write", "-q"]);
    assert_eq!(status, 1);
    assert!(text.contains(&format!("10月!A5: {path} がもうあり、値が違います。")), "{text}");
    assert_eq!(before, records(&town), "what is in the ledger counts");
}

#[test]
fn nothing_is_written_where_one_file_cannot_be() {
    let town = Town::new();
    fs::remove_dir_all(town.path("records/mukawa")).unwrap();
    book(&town, 18230.0);
    town.write("map.toml", &DRAFT.replace("{ default = \"…\" }", "{ default = \"mt-01\" }"));
    // The second record's folder cannot be made; the first one's could.
    town.write("records/mukawa/2026/11", "");
    let before = records(&town);
    let (status, text) = import(&town, &["kanri.xlsx", "--map", "map.toml", "--write", "-q"]);
    assert_eq!(status, 2, "{text}");
    assert_eq!(before, records(&town));
}

#[test]
fn a_second_record_of_a_day_gets_a_number_and_rows_of_one_check_come_together() {
    let town = Town::new();
    town.write(
        "map.toml",
        "[[table]]\nkind = \"check\"\nplace = \"mukawa\"\n[table.keys]\noperator = \"者\"\nterminal = { default = \"mt-01\" }\n\
         checked_at = \"日時\"\nbackup.run = \"回\"\nbackup.result = { default = \"ok\" }\nbackup.finished_at = \"終了\"\n",
    );
    town.write(
        "book.csv",
        "日時,者,回,終了\n2026/11/24 9:00,佐藤,2026/11/21,2026/11/21 23:00\n2026/11/24 9:00,佐藤,2026/11/22,2026/11/22 23:00\n\
         2026/11/24 9:00,佐藤,2026/11/23,2026/11/23 23:00\n2026/11/24 13:00,佐藤,2026/11/23,2026/11/23 23:30\n",
    );
    let (status, text) = import(&town, &["book.csv", "--map", "map.toml", "--write", "-q"]);
    assert_eq!(status, 0, "{text}");
    let first = read(&town, "records/mukawa/2026/11/24-check.toml");
    assert!(first.starts_with("# 移行 (migrated): book.csv!2,3,4\n"), "{first}");
    assert_eq!(first.matches("[[backup]]").count(), 3);
    assert_eq!(read(&town, "records/mukawa/2026/11/24-check-2.toml").matches("[[backup]]").count(), 1);
}
