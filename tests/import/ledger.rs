//! What the ledger at hand has against rows that are well read: nothing is written that the hooks would refuse.

use std::fs;

use crate::faults::as_it_was_read;
use crate::town::Town;
use crate::{NOW, import, read, records};

/// Headings that are short, and all that a check needs.
const MAP: &str = "[[table]]\nkind = \"check\"\nplace = \"mukawa\"\n[table.keys]\noperator = \"者\"\nterminal = \"端末\"\n\
    checked_at = \"日時\"\nbackup.run = \"回\"\nbackup.result = { column = \"結果\", words = { \"○\" = \"ok\", \"×\" = \"failed\" } }\n\
    backup.finished_at = \"終了\"\n";

fn book(town: &Town, rows: &[&str]) {
    town.write("map.toml", MAP).write("book.csv", &format!("日時,者,端末,回,結果,終了\n{}\n", rows.join("\n")));
}

const WRITE: [&str; 5] = ["book.csv", "--map", "map.toml", "--write", "-q"];

#[test]
fn errors_of_one_cause_are_told_once_with_the_first_cell() {
    let town = Town::new();
    let people = "records/register/people.toml";
    // Of the one since later, of the other no longer, of the third never.
    town.write(people, &designations(&read(&town, people)));
    town.replace("records/register/equipment.toml", "in_use_from = 2024-03-01", "in_use_from = 2026-12-03");
    book(
        &town,
        &[
            "2026/12/1 9:00,佐藤,mt-01,2026/11/30,○,2026/11/30 23:00",
            "2026/12/2 9:00,佐藤,mt-01,2026/12/1,○,2026/12/1 23:00",
            "2026/12/3 9:00,佐藤,mt-01,2026/12/2,○,2026/12/2 23:00",
            "2026/12/4 9:00,伊藤,mt-01,2026/12/3,○,2026/12/3 23:00",
            "2026/12/7 9:00,伊藤,mt-01,2026/12/4,○,2026/12/4 23:00",
            "2026/12/8 9:00,長谷川,mt-01,2026/12/7,○,2026/12/7 23:00",
            "2026/12/9 9:00,長谷川,mt-01,2026/12/8,○,2026/12/8 23:00",
            "2018/3/9 9:00,田中,mt-01,2018/3/8,○,2018/3/8 23:00",
        ],
    );
    let before = records(&town);
    as_it_was_read(&town, "ledger", &WRITE);
    assert_eq!(before, records(&town));
}

/// Of 佐藤 from later on, of 伊藤 until before, of 長谷川 none.
fn designations(people: &str) -> String {
    let entries: Vec<&str> = people.split("\n\n").collect();
    let changed = entries.iter().filter_map(|entry| {
        let of = |person: &str| entry.contains("[[designation]]") && entry.contains(&format!("person = \"{person}\""));
        match () {
            () if of("sato") => Some(entry.replace("from = 2026-04-01", "from = 2026-12-04")),
            () if of("ito") => Some(entry.replace("from = 2026-04-01", "from = 2026-04-01\nuntil = 2026-12-03")),
            () if of("hasegawa") => None,
            () => Some((*entry).to_owned()),
        }
    });
    changed.collect::<Vec<_>>().join("\n\n")
}

#[test]
fn what_was_done_has_come_and_what_is_due_need_not() {
    let town = Town::new();
    town.write(
        "map.toml",
        "[[table]]\nkind = \"inspection\"\nplace = \"rankoshi\"\n[table.keys]\nsubject = { default = \"facility\" }\n\
         target = { default = \"datacenter\" }\ninspected_at = \"日時\"\ninspector = \"者\"\nitem.entry-control.result = { default = \"deficient\" }\n\
         item.entry-control.note = { default = \"錠の不良\" }\nitem.entry-control.remedy_due = \"期限\"\n",
    );
    let row = |at: &str| town.write("book.csv", &format!("日時,者,期限\n{at},佐藤,2031/3/31\n")).path("");
    row("R13.1.10 10:00");
    let (status, text) = import(&town, &WRITE);
    assert_eq!(status, 1, "{text}");
    let told = "book.csv!A2: 「R13.1.10 10:00」(2031-01-10)は今日より後の日です。年を確かめてください。\n";
    assert!(text.contains(told) && text.contains("問題が1件あります。"), "no {told} in {text}");
    let (status, text) = crate::import_in(&town, "en", &WRITE);
    assert!(
        status == 1 && text.contains("`R13.1.10 10:00` (2031-01-10) lies in the future; check the year."),
        "{text}"
    );
    // Its other items are asked for once it is of a day that has come.
    row("R12.1.10 10:00");
    let (status, text) = import(&town, &WRITE);
    assert!(status == 1 && !text.contains("今日より後"), "{text}");
    assert!(text.contains("book.csv!A2: 点検の項目「unattended-lock」(第6条第1項)がありません。"), "{text}");
}

#[test]
fn what_is_of_today_has_come() {
    let town = Town::new();
    let today = NOW.split('T').next().unwrap().replace('-', "/");
    book(&town, &[&format!("{today} 23:59,伊藤,mt-01,2030/12/30,○,2030/12/30 23:00")]);
    let (status, text) = import(&town, &WRITE);
    assert!(status == 0 && text.contains("1件の記録を書きました。"), "{text}");
}

#[test]
fn nothing_is_imported_beside_registers_that_cannot_be_read() {
    for (path, whole, torn) in [
        ("records/register/people.toml", "name = \"佐藤 花子\"", "name = \"佐藤 花子"),
        ("records/register/equipment.toml", "kind = \"server\"", "kind = \"server"),
        ("records/ledger.toml", "language = \"ja\"", "language = \"ja"),
    ] {
        let town = Town::new();
        book(&town, &["2026/12/1 9:00,佐藤,mt-01,2026/11/30,○,2026/11/30 23:00"]);
        town.replace(path, whole, torn);
        let before = records(&town);
        let (status, text) = import(&town, &WRITE);
        let told = format!("daicho: {path} が読めません。先に daicho check --only records の指摘を直してください。\n");
        assert_eq!((status, text), (2, told));
        let (_, text) = crate::import_in(&town, "en", &WRITE);
        assert_eq!(
            text,
            format!("daicho: {path} cannot be read; first mend what `daicho check --only records` tells.\n")
        );
        assert_eq!(before, records(&town));
    }
}

/// Those of an export were a ledger's already: whatever is wrong with them is told, and comes back with them.
#[test]
fn errors_in_an_exports_records_keep_nothing_back() {
    let town = Town::new();
    let out = tempfile::tempdir().unwrap();
    let path = "records/mukawa/2026/11/04-check.toml";
    let operator = read(&town, path).lines().find(|line| line.starts_with("operator")).unwrap().to_owned();
    town.replace(path, &operator, "operator = \"hasegawa\"");
    town.replace("records/register/people.toml", "person = \"hasegawa\"", "person = \"abe\"");
    let mut export = town.daicho(&["export", "xlsx", "--no-history", "--as-of", "2026-11-20", "--out"]);
    assert!(export.arg(out.path()).status().unwrap().success());
    let book = out.path().join("mukawa-2026.xlsx");
    fs::remove_dir_all(town.path("records/mukawa")).unwrap();
    let (status, text) = import(&town, &["--write", "-q", book.to_str().unwrap()]);
    assert_eq!(status, 1, "{text}");
    assert!(text.contains("長谷川 亮は、2026年11月4日(水)には操作者として指定されていません。"), "{text}");
    assert!(text.contains("上の誤りは、書き出した台帳の記録にもあるものです。"), "{text}");
    assert!(text.contains("件の記録を書きました。"), "{text}");
    assert!(read(&town, path).contains("operator   = \"hasegawa\""));
}
