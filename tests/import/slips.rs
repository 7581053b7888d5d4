//! Slips in a ledger's file and in its mapping: each is told in both languages, and none costs a row or makes up a value.

use std::fs;

use crate::book::{self, At, Hour, Number, Own, Text};
use crate::import_in;
use crate::town::Town;

pub const HEADS: &str = "日付,確認時刻,確認者,結果,終了時刻,容量,備考\n";

pub const MAP: &str = r#"[[table]]
kind   = "check"
place  = "mukawa"

[table.keys]
operator           = "確認者"
terminal           = { default = "mt-01" }
checked_at         = { column = "日付", time = "確認時刻" }
backup.run         = { column = "日付", days = -1 }
backup.result      = { column = "結果", words = { "○" = "ok" } }
backup.finished_at = { column = "日付", time = "終了時刻" }
backup.size_mb     = "容量"
backup.note        = "備考"
"#;

/// A row of that day of October, with a note.
fn row(day: u32, note: &str) -> String {
    format!("2026/10/{day},8:45,佐藤,○,0:38,18230,{note}\n")
}

/// What is told in both languages, and how it ends.
pub fn as_told(town: &Town, args: &[&str], status: i32, ja: &str, en: &str) {
    for (lang, words) in [("ja", ja), ("en", en)] {
        let (ended, text) = import_in(town, lang, args);
        assert!(ended == status && text.contains(words), "{args:?}: {ended}, no {words} in\n{text}");
    }
}

#[test]
fn no_row_of_csv_is_lost_whatever_its_quotation_marks_and_line_ends() {
    let town = Town::new();
    town.write("map.toml", MAP);
    let days =
        |notes: [&str; 4]| HEADS.to_owned() + &(5..9).zip(notes).map(|(day, note)| row(day, note)).collect::<String>();
    let plain = days([""; 4]);
    for csv in [
        days(["3.5\"ディスク", "", "", ""]),
        days(["3.5\"ディスク", "", "5\"", ""]),
        days(["\"3.5\"\"ディスク\"", "\"一行目\n\n三行目\"", "", ""]),
        plain.replace('\n', "\r"),
        plain.replace('\n', "\r\n\r\n"),
        plain.replace(',', "\t"),
    ] {
        fs::write(town.path("a.csv"), &csv).unwrap();
        let args = ["a.csv", "--map", "map.toml", "-q"];
        as_told(&town, &args, 0, "4件の記録になります。", "Records that would be written: 4.");
    }
    // A row is a row where people count: a blank line is one, a cell of several lines is within one.
    for end in ["\n", "\r\n", "\r"] {
        let csv = HEADS.to_owned() + "\n" + &row(5, "\"一行目\n\n三行目\"") + "\n\n" + &row(6, "x");
        fs::write(town.path("a.csv"), csv.replace('\n', end)).unwrap();
        let args = ["a.csv", "--map", "map.toml"];
        as_told(&town, &args, 0, "06-check.toml ← a.csv!A6\n", "06-check.toml ← a.csv!A6\n");
    }
}

#[test]
fn a_quotation_mark_that_is_not_closed_is_told_and_swallows_no_row() {
    let town = Town::new();
    town.write("map.toml", MAP);
    for (csv, cell) in [
        (row(5, "\"開いた") + &row(6, "") + &row(7, ""), "G2"),
        (row(5, "") + &row(6, "\"開いた") + &row(7, "\"閉じた\"") + &row(8, ""), "G3"),
        ("\n".to_owned() + &row(5, "\"a\"b") + &row(6, ""), "G3"),
    ] {
        town.write("a.csv", &(HEADS.to_owned() + &csv));
        let ja = format!(
            "a.csv: {cell} の初めの引用符(\")が閉じていないか、閉じた後に文字が続いています。文の中の引用符は \"\" と二つ続けて書きます。\n"
        );
        let en = format!(
            "a.csv: the quotation mark that opens {cell} is never closed, or text follows where it is; within a text write it twice (\"\").\n"
        );
        as_told(&town, &["a.csv", "--map", "map.toml"], 2, &ja, &en);
    }
}

#[test]
fn what_a_comma_cuts_off_is_told() {
    let town = Town::new();
    town.write("map.toml", MAP);
    let cut = |cell: &str, text: &str| {
        (
            format!(
                "{cell}: 見出しのない列に「{text}」があります。コンマを含む文や数は引用符(\")で囲みます。別の列なら見出しを付けます。\n"
            ),
            format!(
                "{cell}: `{text}` stands in a column without a heading; put text or numbers that hold a comma in quotation marks, or give the column a heading.\n"
            ),
        )
    };
    let longer = (
        "a.csv!H2: 見出しより列の多い行です。コンマを含む文や数は引用符(\")で囲みます。\n".to_owned(),
        "a.csv!H2: this row has more columns than there are headings; put text or numbers that hold a comma in quotation marks.\n".to_owned(),
    );
    for (csv, (ja, en)) in [
        (row(5, "電源断,復旧済"), cut("a.csv!H2", "復旧済")),
        (row(5, "").replace("18230", "18,230") + &row(6, ""), longer),
        (row(5, "").replace("18230", "18,230").replace(",\n", ",断\n"), cut("a.csv!H2", "断")),
    ] {
        town.write("a.csv", &(HEADS.to_owned() + &csv));
        as_told(&town, &["a.csv", "--map", "map.toml"], 1, &ja, &en);
    }
    // A column that the mapping names, rows that it leaves out, and commas that end every row cut nothing off.
    for (csv, change) in [
        (row(5, "x,復旧済"), ("\"備考\"", "\"[H]\"")),
        (row(5, "") + "合計,,,,,18230,,済\n", ("kind ", "skip = [\"合計\"]\nkind ")),
        (row(5, ",") + &row(6, ","), ("", "")),
    ] {
        town.write("map.toml", MAP).replace("map.toml", change.0, change.1);
        town.write("a.csv", &(HEADS.to_owned() + &csv));
        as_told(&town, &["a.csv", "--map", "map.toml"], 0, "の記録になります。", "would be written: ");
    }
}

#[test]
fn what_a_mapping_says_in_a_wrong_way_is_told_by_its_line() {
    let town = Town::new();
    town.write("a.csv", &(HEADS.to_owned() + &row(5, "")));
    let days = (
        "9: days は-366から366までの整数で書きます(-1 など)。引用符は付けません。",
        "9: `days` is a whole number such as -1, from -366 to 366, without quotation marks.",
    );
    let overnight = (
        "11: overnight は true か false です。引用符は付けません。",
        "11: `overnight` is true or false, without quotation marks.",
    );
    let digits = (
        "6: digits は1から20までの整数で書きます(6 など)。引用符は付けません。",
        "6: `digits` is a whole number such as 6, from 1 to 20, without quotation marks.",
    );
    let words = ("10: words は { \"○\" = \"ok\" } の形で書きます。", "10: write `words` as { \"○\" = \"ok\" }.");
    let text = ("6: ここには文字列(\"…\")を書きます。", "6: a text (\"…\") belongs here.");
    let near = |line: u32, path: &str, near: &str| {
        (
            format!("{line}: check に「{path}」というキーはありません。「{near}」の誤りではありませんか。"),
            format!("{line}: check has no key `{path}`. Did you mean `{near}`?"),
        )
    };
    let misspelt = near(12, "bakup.size_mb", "backup.size_mb");
    let misnamed = near(8, "check_at", "checked_at");
    for (from, to, (ja, en)) in [
        ("days = -1", "days = \"-1\"", days),
        ("days = -1", "days = -1.5", days),
        ("days = -1", "days = 1000", days),
        ("time = \"終了時刻\"", "time = \"終了時刻\", overnight = \"true\"", overnight),
        ("\"確認者\"", "{ column = \"確認者\", digits = \"3\" }", digits),
        ("\"確認者\"", "{ column = \"確認者\", digits = 0 }", digits),
        ("{ \"○\" = \"ok\" }", "\"ok\"", words),
        ("\"確認者\"", "3", text),
        ("backup.size_mb", "bakup.size_mb", (&misspelt.0, &misspelt.1)),
        ("checked_at ", "check_at ", (&misnamed.0, &misnamed.1)),
    ] {
        town.write("map.toml", MAP).replace("map.toml", from, to);
        as_told(&town, &["a.csv", "--map", "map.toml"], 2, &format!("map.toml:{ja}\n"), &format!("map.toml:{en}\n"));
    }
    town.write("map.toml", MAP).replace("map.toml", "\"確認者\"", "3");
    let (_, told) = import_in(&town, "ja", &["a.csv", "--map", "map.toml"]);
    assert!(!told.contains("必ず要るキーがありません"), "it is there: {told}");
}

#[test]
fn why_a_mapping_is_no_toml_is_told() {
    let town = Town::new();
    town.write("a.csv", &(HEADS.to_owned() + &row(5, "")));
    for (from, to, ja, en) in [
        ("\"mukawa\"", "mukawa", "3: 文字列は引用符 \"...\" で囲みます。", "3: string values must be quoted"),
        ("\"mukawa\"", "“mukawa”", "3: 文字列は引用符 \"...\" で囲みます。", "3: string values must be quoted"),
        ("operator ", "確認者 ", "6: キーに使えない文字があります", "6: invalid unquoted key"),
        ("backup.note ", "operator ", "13: 同じキーか表が二度書かれています。", "13: duplicate key"),
    ] {
        town.write("map.toml", MAP).replace("map.toml", from, to);
        as_told(&town, &["a.csv", "--map", "map.toml"], 2, &format!("map.toml:{ja}"), &format!("map.toml:{en}"));
    }
}

/// The ledger as a workbook, the formula `=A1` in a cell of its second row without what it came to.
fn unstored(town: &Town, cells: &[&str]) {
    let heads: Vec<&'static str> = HEADS.trim().split(',').collect();
    let heads: Vec<Own> = heads.into_iter().map(Text).collect();
    let own = [At("2026-10-05"), Hour("8:45"), Text("佐藤"), Text("○"), Hour("0:38"), Number(18230.0)];
    book::write(town, "a.xlsx", &[("10月", &[&heads, &own, &[Text("合計")]], &[])]);
    book::changed(town, "a.xlsx", "xl/worksheets/sheet1.xml", |text| {
        cells.iter().fold(text, |text, cell| {
            let start = text.find(&format!("<c r=\"{cell}\"")).unwrap();
            let end = start + text[start..].find("</c>").unwrap();
            format!("{}<c r=\"{cell}\"><f>A1</f>{}", &text[..start], &text[end..])
        })
    });
}

#[test]
fn a_formula_whose_result_the_workbook_does_not_hold_is_no_blank() {
    let town = Town::new();
    town.write("map.toml", &MAP.replace("kind ", "skip = [\"合計\"]\nkind "));
    for (cells, count) in [(&["D2"][..], 1), (&["A2", "B2", "C2", "D2", "E2", "F2"], 6)] {
        unstored(&town, cells);
        let cell = cells[0];
        let ja = format!(
            "10月!{cell}: 式の結果がブックに保存されていないセルが{count}個あります。Excel で開いて保存し直してください。\n問題が1件"
        );
        let en = format!(
            "10月!{cell}: the results of formulas are not stored (cells: {count}); open the workbook in Excel and save it again.\nProblems: 1"
        );
        as_told(&town, &["a.xlsx", "--map", "map.toml"], 1, &ja, &en);
    }
    // An empty text is a result, and what nobody asks for may be missing.
    unstored(&town, &["F2"]);
    book::changed(&town, "a.xlsx", "xl/worksheets/sheet1.xml", |text| {
        text.replace("<c r=\"F2\"><f>A1</f>", "<c r=\"F2\" t=\"str\"><f>A1</f><v></v>")
    });
    as_told(&town, &["a.xlsx", "--map", "map.toml", "-q"], 0, "1件の記録になります。", "would be written: 1.");
    unstored(&town, &["F2"]);
    town.replace("map.toml", "backup.size_mb     = \"容量\"\n", "");
    as_told(&town, &["a.xlsx", "--map", "map.toml", "-q"], 0, "1件の記録になります。", "would be written: 1.");
}

#[test]
fn a_file_without_a_sheet_that_can_be_read_is_refused() {
    let town = Town::new();
    town.write("map.toml", MAP);
    unstored(&town, &[]);
    let mut old = zip::ZipArchive::new(fs::File::open(town.path("a.xlsx")).unwrap()).unwrap();
    let mut new = zip::ZipWriter::new(fs::File::create(town.path("b.xlsx")).unwrap());
    for index in 0..old.len() {
        let part = old.by_index_raw(index).unwrap();
        if part.name().unwrap() != "xl/workbook.xml" {
            new.raw_copy_file(part).unwrap();
        }
    }
    new.finish().unwrap();
    as_told(
        &town,
        &["b.xlsx", "--map", "map.toml"],
        2,
        "b.xlsx: 読めるシートがありません。Excel のブックなら、Excel で開いて .xlsx で保存し直してください。\n",
        "b.xlsx: there is no sheet that can be read; if it is a workbook, open it in Excel and save it again as .xlsx.\n",
    );
}

#[test]
fn a_file_that_is_no_table_says_which_one_to_read() {
    let town = Town::new();
    town.write("map.toml", MAP);
    let damaged = (
        "壊れているか、.xlsx ではありません。Excel で開けるなら .xlsx で保存し直し、開けなければ控えから戻してください。\n",
        "); if Excel opens it, save it again as .xlsx, else restore a copy.\n",
    );
    let lock = (
        "Excel が開いている間の作業ファイルです。~$ のない方を示してください。\n",
        "Excel's lock file; name the one without ~$.\n",
    );
    let pdf = (
        "PDF は読めません。元の Excel のファイルを示してください。\n",
        "a PDF cannot be read; name the workbook that it was made from.\n",
    );
    let markup = (
        "ブックでも CSV でもなく、HTML か XML です。Excel で開いて .xlsx で保存し直してください。\n",
        "HTML or XML, neither a workbook nor CSV; open it in Excel and save it as .xlsx.\n",
    );
    for (name, bytes, (ja, en)) in [
        ("torn.xlsx", &b"PK\x03\x04 and no more"[..], damaged),
        ("~$a.xlsx", b"\x06\x0b\x8b\xe5 and more", lock),
        ("a.pdf", b"%PDF-1.4\n1 0 obj\n", pdf),
        ("b.xls", b"\xef\xbb\xbf\r\n<HTML><table><tr><td>1</td></tr></table></HTML>", markup),
        ("c.xls", b"<?xml version=\"1.0\"?><Workbook/>", markup),
    ] {
        fs::write(town.path(name), bytes).unwrap();
        as_told(&town, &[name, "--map", "map.toml"], 2, &format!("{name}: {ja}"), en);
    }
}
