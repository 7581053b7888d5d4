//! Values and names that will not do, each told at its own cell, or once where the mapping is to blame.

use crate::import_in;
use crate::town::Town;

const HEADS: &str = "確認日,時刻,者,回,結果,終了時刻,容量,備考\n";

const MAP: &str = r#"[[table]]
kind  = "check"
place = "mukawa"

[table.keys]
operator           = { column = "者", digits = 3, words = { "001" = "sato" } }
terminal           = { default = "mt-01" }
checked_at         = { column = "確認日", time = "時刻" }
backup.run         = "回"
backup.result      = { column = "結果", words = { "○" = "ok", "×" = "failed" } }
backup.finished_at = { column = "回", time = "終了時刻" }
backup.size_mb     = "容量"
backup.note        = "備考"
"#;

const ROW: [&str; 8] = ["2026/12/1", "9:00", "佐藤", "2026/11/30", "○", "23:00", "18000", ""];

/// A row with other cells in some columns.
fn row(others: &[(usize, &str)]) -> String {
    let mut cells = ROW;
    others.iter().for_each(|(at, text)| cells[*at] = text);
    cells.join(",") + "\n"
}

fn town(map: &str, rows: &str) -> Town {
    let town = Town::new();
    town.write("map.toml", map).write("a.csv", &format!("{HEADS}{rows}"));
    town
}

fn as_told(town: &Town, status: i32, told: [&str; 2]) {
    for (lang, told) in ["ja", "en"].into_iter().zip(told) {
        let (ended, text) = import_in(town, lang, &["a.csv", "--map", "map.toml"]);
        assert!(ended == status && text.contains(told), "{ended}, no {told} in\n{text}");
        let is_alone = text.contains("問題が1件") || text.contains("Problems: 1.");
        assert!(status != 1 || is_alone, "{text}");
    }
}

#[test]
fn what_is_wrong_is_told_at_its_own_cell() {
    for (others, ja, en) in [
        (&[(0, "いつか"), (1, "そのうち")][..], "A2: 「いつか」を日付として", "A2: `いつか` cannot be read as a date"),
        (&[(1, "そのうち")], "B2: 「そのうち」を時刻として", "B2: `そのうち` cannot be read as a time"),
        (&[(6, "-5")], "G2: 「-5」は書けません。0以上の整数に", "G2: `-5` will not do; write a whole number, 0 or"),
        (&[(6, "18230.5")], "G2: 「18230.5」は書けません。", "G2: `18230.5` will not do;"),
        (&[(6, "たくさん")], "G2: 「たくさん」を数として", "G2: `たくさん` cannot be read as a number"),
        (
            &[(5, "")],
            "F2: 「終了時刻」が空です。backup.result が ok のときには要ります。\n",
            "F2: `終了時刻` is blank, which is required where backup.result is ok.\n",
        ),
        (&[(2, "")], "C2: 空です。必ず要る項目です。", "C2: blank, but required."),
    ] {
        as_told(&town(MAP, &row(others)), 1, [&format!("a.csv!{ja}"), &format!("a.csv!{en}")]);
    }
}

#[test]
fn a_key_that_no_column_has_is_told_once_with_what_to_write() {
    let map = MAP.replace("backup.finished_at = { column = \"回\", time = \"終了時刻\" }\n", "");
    let rows = row(&[]) + &row(&[(0, "2026/12/2"), (3, "2026/12/1")]) + &row(&[(0, "2026/12/3"), (3, "2026/12/2")]);
    let told = [
        "a.csv!E2: backup.finished_at がありません。backup.result が ok のときには要ります。\
         列がなければ、対応表に { column = \"日\", time = \"20:00\" } のように書きます。(ほか2行も同様)\n",
        "a.csv!E2: backup.finished_at is missing, which is required where backup.result is ok; \
         without a column write, in the mapping, { column = \"日\", time = \"20:00\" }. (2 more likewise)\n",
    ];
    as_told(&town(&map, &rows), 1, told);
    as_told(&town(&map, &row(&[(4, "×")])), 0, ["1件の記録に", "written: 1."]);
}

#[test]
fn what_the_mapping_gives_is_looked_at_by_its_line() {
    for (from, to, ja, en) in [
        ("\"mt-01\"", "\"mt-1\"", "7: 「mt-1」は登録(records/register)にありません。", "7: `mt-1` is in no register ("),
        ("\"mukawa\"", "\"むかわ\"", "3: 「むかわ」は登録", "3: `むかわ` is in no register"),
        ("= \"sato\"", "= \"saito\"", "6: 「saito」は登録", "6: `saito` is in no register"),
        (
            "= \"failed\"",
            "= \"bad\"",
            "10: 「bad」は書けません。書ける語: ok, warning",
            "10: `bad` will not do. Words: ok,",
        ),
        ("= \"容量\"", "= { default = \"約18\" }", "12: 「約18」を数として", "12: `約18` cannot be read as a number"),
    ] {
        assert!(MAP.contains(from), "{from}");
        let town = town(&MAP.replace(from, to), &row(&[]));
        let ja = format!("対応表を直してください。\nmap.toml:{ja}");
        as_told(&town, 2, [&ja, &format!("correct the mapping:\nmap.toml:{en}")]);
    }
}

#[test]
fn a_name_or_word_that_nobody_knows_is_told_once() {
    for (at, text, ja, en) in [
        (2, "佐々木", "a.csv!C2: 「佐々木」は登録", "a.csv!C2: `佐々木` is in no register"),
        (4, "◎", "a.csv!E2: 「◎」の意味が", "a.csv!E2: what `◎` means"),
    ] {
        let rows = (2..6).map(|day| row(&[(0, &format!("2026/12/{day}")), (at, text)])).collect::<String>();
        let town = town(MAP, &rows);
        as_told(&town, 1, [ja, en]);
        as_told(&town, 1, ["(ほか3行も同様)\n", " (3 more likewise)\n"]);
    }
}

#[test]
fn a_name_is_found_with_its_zeros_and_one_that_is_not_found_is_sought() {
    for number in ["1", "001", "００１"] {
        as_told(&town(MAP, &row(&[(2, number)])), 0, ["operator   = \"sato\"", "operator   = \"sato\""]);
    }
    let town = town(MAP, &row(&[]));
    town.replace("records/register/people.toml", "佐藤 花子", "佐藤花子");
    let told = [
        "a.csv!C2: 「佐藤」は登録(records/register)にありません。「佐藤」で始まる人: 佐藤花子(sato)。\
         people.toml の氏名を「佐藤 花子」と空けて書くと、名字でも分かります。\n",
        "a.csv!C2: `佐藤` is in no register; people whose names begin so: 佐藤花子 (sato); with a blank after the surname \
         in people.toml (`佐藤 花子`) the surname alone is understood.\n",
    ];
    as_told(&town, 1, told);
    town.write("a.csv", &format!("{HEADS}{}", row(&[(2, "佐々木")])));
    let told = [
        "「佐々木」は登録(records/register)にありません。先に登録するか、対応表の words で識別子に読み替えてください。\n",
        "`佐々木` is in no register; register it first, or say its id in `words` in the mapping.\n",
    ];
    as_told(&town, 1, told);
}

#[test]
fn several_names_in_a_cell_are_parted_but_for_a_name_that_holds_what_parts_them() {
    let map = "[[table]]\nkind = \"incident\"\nplace = \"rankoshi\"\n[table.keys]\ntitle = \"備考\"\ncategory = { default = \"other\" }\n\
        severity = { default = \"minor\" }\naffects = \"結果\"\ndetected_at = { column = \"確認日\", time = \"時刻\" }\n\
        detected_by = \"者\"\nnarrative = \"備考\"\n";
    let two = "affects     = [\"mukawa\", \"niseko\"]";
    for places in ["むかわ町・ニセコ町", "むかわ町及びニセコ町", "むかわ町、ニセコ町", "むかわ町 ニセコ町"]
    {
        as_told(&town(map, &row(&[(4, places), (7, "停電")])), 0, [two, two]);
    }
    let three = "affects     = [\"mukawa\", \"niseko\", \"saroma\"]";
    as_told(&town(map, &row(&[(4, "むかわ町、ニセコ町及び佐呂間町"), (7, "停電")])), 0, [three, three]);
    let town = town(map, &row(&[(4, "ニセコ・むかわ町"), (7, "停電")]));
    town.replace("records/register/municipalities.toml", "name = \"ニセコ町\"", "name = \"ニセコ・むかわ町\"");
    let one = "affects     = [\"niseko\"]";
    as_told(&town, 0, [one, one]);
}
