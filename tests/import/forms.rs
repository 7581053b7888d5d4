//! Ledgers in the forms that town halls keep: each becomes the same records.

use std::fs;

use crate::book::{self, At, Formula, Hour, Merged, Nothing, Number, Own, Text};
use crate::town::Town;
use crate::{import, read};

/// A mapping for the form below.
pub const MAP: &str = r#"
[[table]]
kind   = "check"
sheets = ["12月"]
header = [2, 3]
place  = "mukawa"
year   = 2026
skip   = ["合計"]

[table.keys]
operator             = "確認者"
terminal             = { column = "端末", words = { "1" = "mt-01" } }
checked_at           = { column = "確認日", time = "確認 時刻" }
backup.run           = { column = "日付" }
backup.result        = { column = "バックアップ 結果", words = { "○" = "ok", "×" = "failed", "休" = "" } }
backup.finished_at   = { column = "日付", time = "バックアップ 時刻", overnight = true }
"backup.size_mb"     = "バックアップ 容量"
backup.note          = "備考"
"#;

const HEADS: &[Merged] = &[
    (((0, 0), (0, 8)), "むかわ町 確認簿 令和8年12月"),
    (((1, 0), (2, 0)), "日付"),
    (((1, 1), (1, 3)), "バックアップ"),
    (((1, 4), (2, 4)), "確認日"),
    (((1, 5), (1, 6)), "確認"),
    (((1, 7), (2, 7)), "端末"),
    (((1, 8), (2, 8)), "備考"),
];

const SUB: &[Own] = &[Nothing, Text("結果"), Text("時刻"), Text("容量"), Nothing, Text("時刻"), Text("確認者")];

#[test]
fn days_hours_and_numbers_are_read_however_they_are_written() {
    let town = Town::new();
    town.write("map.toml", MAP);
    let rows: &[&[Own]] = &[
        &[],
        &[],
        SUB,
        &[
            At("2026-12-01"),
            Text("○"),
            Hour("23:41"),
            Number(18230.0),
            At("2026-12-02"),
            Hour("8:47"),
            Text("佐藤"),
            Number(1.0),
        ],
        &[
            Text("令和８年１２月２日(水)"),
            Text("〇"),
            Text("午前０時４１分"),
            Text("１８，２３０ＭＢ"),
            Text("R8.12.3"),
            Text("８：４７"),
            Text("佐藤　花子"),
            Text("１"),
        ],
        &[
            Text("12/3"),
            Text("○"),
            Text("25:10"),
            Text("18230"),
            Text("8.12.4"),
            Text("8時47分"),
            Text("sato"),
            Text("1"),
        ],
        &[
            Text("12月4日"),
            Text("○"),
            Number(2341.0),
            Number(18230.0),
            Text("20261207"),
            Text("0847"),
            Text("伊藤"),
            Number(1.0),
        ],
        &[
            Number(5.0),
            Text("×"),
            Nothing,
            Nothing,
            Text("2026年12月7日"),
            Hour("9:00"),
            Text("伊藤"),
            Number(1.0),
            Text("テープ\n詰まり"),
        ],
        &[Text("６日"), Text("休"), Nothing, Nothing, Nothing, Nothing, Nothing, Nothing],
        &[Text("合計"), Nothing, Nothing, Formula("=SUM(D4:D8)", "72920")],
    ];
    book::write(&town, "book.xlsx", &[("12月", rows, HEADS), ("表紙", &[&[Text("表紙")]], &[])]);
    let (status, text) = import(&town, &["book.xlsx", "--map", "map.toml", "--write"]);
    assert_eq!(status, 0, "{text}");
    assert_eq!(
        text,
        "records/mukawa/2026/12/02-check.toml ← 12月!A4\n\
         records/mukawa/2026/12/03-check.toml ← 12月!A5\n\
         records/mukawa/2026/12/04-check.toml ← 12月!A6\n\
         records/mukawa/2026/12/07-check.toml ← 12月!A7\n\
         records/mukawa/2026/12/07-check-2.toml ← 12月!A8\n\
         12月: 読まなかった行: 9、10行目(読む列に日付しかない行か skip の行)\n\
         使わないシート: 表紙\n\
         5件は採用日(adopted = 2026-12-01)以後の日です。移行ではなく、遅れた記録と見なされます。\n\
         5件の記録を書きました。daicho check で確かめ、git に登録してください。\n"
    );
    let check = |day: u32, run: &str, finished: &str, operator: &str, row: u32| {
        format!(
            "# 移行 (migrated): [book.xlsx]12月!{row}\n\
             operator   = \"{operator}\"\nterminal   = \"mt-01\"\nchecked_at = 2026-12-{day:02}T08:47:00\n\n\
             [[backup]]\nrun         = 2026-12-{run}\nresult      = \"ok\"\nfinished_at = 2026-12-{finished}:00\nsize_mb     = 18230\n"
        )
    };
    for (path, text) in [
        ("02-check", check(2, "01", "01T23:41", "sato", 4)),
        ("03-check", check(3, "02", "03T00:41", "sato", 5)),
        ("04-check", check(4, "03", "04T01:10", "sato", 6)),
        ("07-check", check(7, "04", "04T23:41", "ito", 7)),
    ] {
        assert_eq!(read(&town, &format!("records/mukawa/2026/12/{path}.toml")), text);
    }
    let failed = read(&town, "records/mukawa/2026/12/07-check-2.toml");
    assert!(failed.contains("result = \"failed\"") && failed.contains("テープ\n詰まり"), "{failed}");
}

#[test]
fn a_workbook_that_counts_from_1904_tells_the_same_days() {
    let town = Town::new();
    town.write(
        "map.toml",
        "[[table]]\nkind = \"media\"\nplace = { column = \"団体コード\" }\n[table.keys]\n\
        stored.medium = \"媒体\"\nstored.stored_at = \"格納日時\"\nstored.location = { default = \"rack-1\" }\n\
        stored.by = { default = \"datacenter\" }\nstored.backup_until = { column = \"最終\", days = -1 }\n",
    );
    // A day as Excel shows it, and one whose cell is shown as a number.
    let rows: &[&[Own]] = &[
        &[Text("団体コード"), Text("媒体"), Text("格納日時"), Text("最終")],
        &[Number(15865.0), Text("lto-mukawa-a"), At("2026-12-04T10:30"), Number(46360.0)],
    ];
    book::write(&town, "book.xlsx", &[("媒体", rows, &[])]);
    book::changed(&town, "book.xlsx", "xl/workbook.xml", |text| {
        assert!(text.contains("<workbookPr "));
        text.replace("<workbookPr ", "<workbookPr date1904=\"1\" ")
    });
    let (status, text) = import(&town, &["book.xlsx", "--map", "map.toml", "--write"]);
    assert_eq!(status, 0, "{text}");
    // Counted from four years and a day later.
    let stored = read(&town, "records/mukawa/2030/12/05-media.toml");
    assert!(stored.contains("stored_at    = 2030-12-05T10:30:00\n"), "{stored}");
    assert!(stored.contains("backup_until = 2030-12-04\n"), "{stored}");
}

const CSV: &str = "団体,受付日,文書番号,根拠,内容,担当者\n\
    むかわ町,令和8年11月24日,む戸第①号,要領第3条,\"届書の写し,\n至急\",伊藤 健一\n\
    \n\
    015865,R8.11.25,7,要領第3条,㈱北海の照会,ito\n";

const CSV_MAP: &str = "[[table]]\nkind = \"request\"\nplace = { column = \"団体\", digits = 6 }\n[table.keys]\n\
    received_at = { column = \"受付日\", time = \"17:00\" }\ndocument = { column = \"文書番号\", digits = 4 }\n\
    basis = \"根拠\"\ncontent = \"内容\"\noperator = \"担当者\"\n";

#[test]
fn csv_is_the_same_in_every_encoding_that_excel_writes() {
    let (cp932, _, is_faulty) = encoding_rs::SHIFT_JIS.encode(CSV);
    assert!(!is_faulty && cp932.len() < CSV.len());
    let utf16: Vec<u8> = [0xfeff]
        .into_iter()
        .chain(CSV.replace(',', "\t").replace("写し\t", "写し,").encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let crlf = format!("\u{feff}{}", CSV.replace('\n', "\r\n").replace(",\r\n至急", ",\n至急"));
    for bytes in [CSV.as_bytes().to_vec(), crlf.into_bytes(), cp932.into_owned(), utf16] {
        let town = Town::new();
        town.write("map.toml", CSV_MAP);
        fs::write(town.path("依頼.csv"), bytes).unwrap();
        let (status, text) = import(&town, &["依頼.csv", "--map", "map.toml", "--write"]);
        assert_eq!(status, 0, "{text}");
        let first = read(&town, "records/mukawa/2026/11/24-request.toml");
        let second = read(&town, "records/mukawa/2026/11/25-request.toml");
        assert!(first.starts_with("# 移行 (migrated): 依頼.csv!2\n"), "{first}");
        assert!(second.starts_with("# 移行 (migrated): 依頼.csv!4\n"), "a blank line is a row: {second}");
        assert!(first.contains("received_at = 2026-11-24T17:00:00 # 時刻は対応表から"), "{first}");
        let (first, second): (toml::Table, toml::Table) = (first.parse().unwrap(), second.parse().unwrap());
        assert_eq!(
            (first["document"].as_str(), first["content"].as_str()),
            (Some("む戸第①号"), Some("届書の写し,\n至急"))
        );
        assert_eq!((second["document"].as_str(), second["content"].as_str()), (Some("0007"), Some("㈱北海の照会")));
    }
}

#[test]
fn several_entries_stand_in_one_row_where_they_are_told_apart() {
    let town = Town::new();
    let items = ["theft", "destruction", "fire", "flood", "earthquake", "other-disaster", "placement"];
    let keys: String = items
        .iter()
        .map(|item| format!("item.{item}.result = {{ column = \"{item}\", words = {{ \"○\" = \"good\" }} }}\n"))
        .collect();
    let map = format!(
        "[[table]]\nkind = \"inspection\"\nplace = \"rankoshi\"\n[table.keys]\nsubject = {{ default = \"terminal\" }}\n\
         target = {{ default = \"mt-01\" }}\ninspected_at = \"日時\"\ninspector = \"点検者\"\n{keys}"
    );
    town.write("map.toml", &map);
    town.write("book.csv", &format!("日時,点検者,{}\n2026/11/27 10:00,佐藤{}\n", items.join(","), ",○".repeat(7)));
    let (status, text) = import(&town, &["book.csv", "--map", "map.toml", "--write"]);
    assert_eq!(status, 0, "{text}");
    let written: toml::Table = read(&town, "records/rankoshi/2026/11/27-inspection.toml").parse().unwrap();
    let found: Vec<&str> =
        written["item"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!(found, items);
}
