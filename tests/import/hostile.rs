//! Files that no ledger is: refused before they cost memory; and tables of any strings, which nothing panics at.

use std::fs;
use std::io::{Cursor, Write};

use daicho::import::{Names, draft, guess, judge, mapping};
use daicho::load::Loaded;
use daicho::model::{Finding, Lang, Ledger};
use jiff::civil::{Date, date};
use proptest::prelude::*;

use crate::book::{self, Text};
use crate::import;
use crate::town::Town;

const TOO_LARGE: &str =
    "book.xlsx: 台帳としては大きすぎます。要るシートだけを別のブックに写して、読み込んでください。\n";

#[test]
fn a_workbook_that_unpacks_to_more_than_any_ledger_is_refused() {
    let town = Town::new();
    let mut bomb = zip::ZipWriter::new(Cursor::new(Vec::new()));
    bomb.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default().compression_level(Some(1))).unwrap();
    let zeros = vec![b' '; 1 << 20];
    (0..300).for_each(|_| bomb.write_all(&zeros).unwrap());
    fs::write(town.path("book.xlsx"), bomb.finish().unwrap().into_inner()).unwrap();
    let (status, text) = import(&town, &["book.xlsx"]);
    assert!(status == 2 && text.ends_with(TOO_LARGE), "{text}");
}

#[test]
fn a_sheet_that_reaches_to_the_last_cell_of_all_is_refused() {
    for (row, cell) in [("1048576", "A1048576"), ("1", "XFD1")] {
        let town = Town::new();
        book::write(&town, "book.xlsx", &[("10月", &[&[Text("a"), Text("b")]], &[])]);
        book::changed(&town, "book.xlsx", "xl/worksheets/sheet1.xml", |text| {
            let last = format!("<row r=\"{row}\"><c r=\"{cell}\"><v>1</v></c></row></sheetData>");
            text.replace("</sheetData>", &last)
        });
        let (status, text) = import(&town, &["book.xlsx"]);
        assert!(status == 2 && text.ends_with(TOO_LARGE), "{text}");
    }
}

#[test]
fn cells_merged_over_all_rows_cost_no_more_than_the_rows_there_are() {
    let town = Town::new();
    book::write(&town, "book.xlsx", &[("10月", &[&[Text("a"), Text("b")]], &[])]);
    book::changed(&town, "book.xlsx", "xl/worksheets/sheet1.xml", |text| {
        let merged = "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>";
        text.replace("</sheetData>", merged)
    });
    let (status, text) = import(&town, &["book.xlsx", "--guess"]);
    assert!(status == 2 && text.contains("見出しの意味が分からないので、下書きできません。"), "{text}");
}

#[test]
fn a_formula_is_not_worked_out_and_what_went_wrong_in_it_is_told() {
    let town = Town::new();
    town.write(
        "map.toml",
        "[[table]]\nkind = \"request\"\nplace = \"mukawa\"\n[table.keys]\nreceived_at = \"日時\"\n\
        document = \"番号\"\nbasis = \"根拠\"\ncontent = \"内容\"\noperator = \"担当\"\n",
    );
    let heads = &[Text("日時"), Text("番号"), Text("根拠"), Text("内容"), Text("担当")][..];
    let own = &[Text("2026/11/24 9:00"), book::Formula("=700+77", "777"), Text("要領"), Text("=1+1"), Text("伊藤")][..];
    book::write(&town, "book.xlsx", &[("依頼", &[heads, own], &[])]);
    let (status, text) = import(&town, &["book.xlsx", "--map", "map.toml"]);
    assert!(status == 0 && text.contains("document    = \"777\"") && text.contains("content     = \"=1+1\""), "{text}");
    book::changed(&town, "book.xlsx", "xl/worksheets/sheet1.xml", |text| {
        text.replace("<v>777</v>", "<v>#REF!</v>").replace("<c r=\"B2\">", "<c r=\"B2\" t=\"e\">")
    });
    let (status, text) = import(&town, &["book.xlsx", "--map", "map.toml"]);
    assert!(
        status == 1
            && text.contains("依頼!B2: セルが Excel のエラー(#REF!)になっています。元のブックで式を直してください。"),
        "{text}"
    );
}

/// A mapping that asks every sort of value of the first columns.
const MAP: &str = r#"
[[table]]
kind   = "check"
header = 1
place  = { column = "[A]", digits = 6 }
year   = 2026

[table.keys]
operator             = "[B]"
terminal             = { column = "[C]", default = "mt-01" }
checked_at           = { column = "[D]", time = "[E]", overnight = true, days = -3 }
backup.run           = "[D]"
backup.result        = { column = "[F]", words = { "○" = "ok" } }
backup.size_mb       = "[G]"
backup.finished_at   = "[E]"

[[table]]
kind   = "incident"
header = [1, 2]
place  = "mukawa"

[table.keys]
title       = "[A]"
category    = "[B]"
severity    = { default = "minor" }
affects     = "[C]"
at_facility = "[G]"
detected_at = { column = "[D]", time = "9:00" }
detected_by = "[F]"
narrative   = "[E]"
"#;

const TODAY: Date = date(2026, 12, 1);

fn errors(loaded: &mut Loaded) -> Vec<Finding> {
    daicho::rules::judge(loaded, TODAY).findings
}

/// What people write, and what nobody would.
fn text() -> impl Strategy<Value = String> {
    let written = prop::sample::select(vec![
        "",
        "○",
        "確認者",
        "日付",
        "10月",
        "令和8年10月5日(月)",
        "R8.10.5",
        "8.10.5",
        "元",
        "5日",
        "25:10",
        "午後",
        "午後13時",
        "0847",
        "-1",
        "１８，２３０ＭＢ",
        "9999999999999999999",
        "1e400",
        "…",
        "\"",
        "\"\"\"",
        "'=1",
        "合計",
        "mukawa",
        "015865",
        "佐藤",
        "令和32767年1月1日",
        "99999999",
        "2026/10/05 8:47",
        "T",
        "2026-10-05T",
        "年月日",
        "時",
        "半",
        "(",
        ")(",
        "日",
        "\u{202e}",
        "\\",
        "record",
        "#N/A",
    ]);
    prop_oneof![3 => written.prop_map(str::to_owned), 2 => any::<String>(), 1 => "[0-9/年月日.:時分RH令和]{0,12}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn no_table_of_strings_panics(rows in prop::collection::vec(prop::collection::vec(text(), 0..9), 0..9), name in text()) {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        rows.iter().for_each(|row| writer.write_record(row).unwrap());
        let bytes = writer.into_inner().unwrap();
        let Ok(sheet) = daicho::import::read(&name, &bytes) else { return Ok(()) };
        let sheets = [sheet].into_iter().flatten().collect::<Vec<_>>();
        let ledger = Ledger::default();
        let drafted = guess::guess(&sheets, &ledger, &name, Lang::Ja);
        if let Some(drafted) = drafted {
            prop_assert!(drafted.parse::<toml::Table>().is_ok(), "{}", drafted);
            let _ = mapping::read(&drafted);
        }
        let tables = mapping::read(MAP).ok().expect("a mapping");
        let judged = judge(&[], draft(&sheets, &tables, &Names::of(&ledger), TODAY), &errors);
        for own in &judged.drafts {
            prop_assert!(own.text().starts_with("# 移行 (migrated): "));
            prop_assert!(own.lines.iter().all(|line| line.text.is_empty() || line.text.starts_with(['#', '[']) || line.text.contains(" = ")));
        }
        if let Some(own) = mapping::own(&sheets) {
            judge(&[], draft(&sheets, &own, &Names::of(&ledger), TODAY), &errors);
        }
    }

    #[test]
    fn no_bytes_and_no_mapping_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), map in any::<String>()) {
        let _ = daicho::import::read("book", &[b"PK\x03\x04", &bytes[..]].concat());
        let _ = daicho::import::read("book", &bytes);
        let _ = mapping::read(&map);
    }
}
