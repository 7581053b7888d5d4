//! Days, times and sizes that could be taken for others: none is, and each says why.

use crate::book::{self, At, Hour, Number, Own, Text};
use crate::slips::{HEADS, MAP, as_told};
use crate::town::Town;

/// A ledger of a sheet, with a cell of its row changed.
fn sheet(town: &Town, name: &str, column: usize, cell: Own) {
    let heads: Vec<Own> = HEADS.trim().split(',').map(Text).collect();
    let mut own = [At("2026-10-05"), Hour("8:45"), Text("佐藤"), Text("○"), Hour("0:38"), Number(18230.0)];
    own[column] = cell;
    book::write(town, "a.xlsx", &[(name, &[&heads, &own], &[])]);
}

const NO_YEAR: (&str, &str) = (
    "年がないときは、対応表に year = 2026(年度)を書きます。",
    " Where the year is left out, write `year = 2026` (the fiscal year) in the mapping.",
);
const IN_DIGITS: (&str, &str) = (
    "「令和8年10月5日」や「2026/10/5」のように、数字で日まで書きます。",
    " Write it in digits with its day: 令和8年10月5日 or 2026/10/5.",
);
const NO_SUCH: (&str, &str) = ("その日はありません。", " There is no such date.");

#[test]
fn a_day_that_is_none_says_why() {
    let town = Town::new();
    let era = |ja: &'static str, en: &'static str| (ja, en);
    for (year, written, (ja, en)) in [
        ("", "令和8年2月30日", NO_SUCH),
        ("", "令和8年13月5日", NO_SUCH),
        ("", "2026/11/31", NO_SUCH),
        ("", "20261131", NO_SUCH),
        ("year = 2026", "11/31", NO_SUCH),
        ("", "11/30", NO_YEAR),
        ("", "未定", ("読めません。\n", "date.\n")),
        ("", "5日", NO_YEAR),
        ("", "令和八年十月五日", IN_DIGITS),
        ("", "令和8年10月", IN_DIGITS),
        ("year = 2026", "2026年10月五日", IN_DIGITS),
        ("year = 2026", "未定", ("読めません。\n", "date.\n")),
        (
            "",
            "8.10.5",
            (
                "年が2桁では令和か西暦か分かりません。対応表に year = 2026(年度)を書きます。",
                " A year of two digits may be an era's or not; write `year = 2026` (the fiscal year) in the mapping.",
            ),
        ),
        (
            "year = 2025",
            "8.10.5",
            (
                "令和8年は対応表の year(2025年度)と合いません。西暦の年なら4桁で書きます。",
                " Reiwa 8 does not agree with `year` (2025); write all four digits if it is no year of an era.",
            ),
        ),
        (
            "month = \"2025-10\"",
            "8.10.5",
            ("令和8年は対応表の month(2025-10)と合いません。", " Reiwa 8 does not agree with `month` (2025-10);"),
        ),
        (
            "year = 2026",
            "5日",
            (
                "何月か分かりません。シートの名を「10月」のようにするか、対応表に month = \"2026-10\" を書きます。",
                " Of which month is not known: name the sheet 10月, say, or write `month = \"2026-10\"` in the mapping.",
            ),
        ),
        (
            "",
            "平成40年10月5日",
            era("平成に40年はありません(元年から31年まで)。", " There is no Heisei 40; Heisei has years 1 to 31."),
        ),
        ("", "令和0年10月5日", era("令和に0年はありません。", " There is no Reiwa 0.")),
        (
            "",
            "S99.1.1",
            era("昭和に99年はありません(元年から64年まで)。", " There is no Showa 99; Showa has years 1 to 64."),
        ),
        (
            "",
            "T16.1.1",
            era("大正に16年はありません(元年から15年まで)。", " There is no Taisho 16; Taisho has years 1 to 15."),
        ),
        (
            "",
            "明治46年1月1日",
            era("明治に46年はありません(元年から45年まで)。", " There is no Meiji 46; Meiji has years 1 to 45."),
        ),
        (
            "",
            "2026/10/5(火)",
            (
                "2026年10月5日(月)なので、曜日の「火」と合いません。年と日を確かめてください。",
                " That is 2026-10-05 (Mon), not (Tue); check the year and the day.",
            ),
        ),
        (
            "year = 2025",
            "10月5日（月・祝）",
            ("2025年10月5日(日)なので、曜日の「月」と合いません。", " That is 2025-10-05 (Sun), not (Mon); check"),
        ),
        ("", "令和8年10月5日 火曜日", ("2026年10月5日(月)なので、", " That is 2026-10-05 (Mon), ")),
        ("", "2026-10-05 (Tue)", ("2026年10月5日(月)なので、", " That is 2026-10-05 (Mon), ")),
    ] {
        town.write("map.toml", MAP).replace("map.toml", "kind ", &format!("{year}\nkind "));
        town.write("a.csv", &format!("{HEADS}{written},8:45,佐藤,○,0:38,18230,\n"));
        let ja = format!("a.csv!A2: 「{written}」を日付として読めません。{}", ja.trim_start_matches("読めません。"));
        as_told(&town, &["a.csv", "--map", "map.toml"], 1, &ja, en);
    }
}

#[test]
fn a_day_is_read_in_the_last_year_of_its_era_and_with_any_true_weekday() {
    let town = Town::new();
    for written in [
        "R8.10.5(月)",
        "令和8年10月5日（月曜日）",
        "2026年10月5日 月曜日",
        "2026/10/5(月・祝)",
        "2026/10/5 (Mon)",
        "2026/10/5(祝)",
        "2026/10/5(日直)",
        "平成38年10月5日",
    ] {
        town.write("map.toml", MAP);
        town.write("a.csv", &format!("{HEADS}{written},8:45,佐藤,○,0:38,18230,\n"));
        let args = ["a.csv", "--map", "map.toml"];
        match written {
            "平成38年10月5日" => as_told(&town, &args, 1, "平成に38年はありません", "There is no Heisei 38"),
            _ => as_told(&town, &args, 0, "2026-10-05T08:45:00", "2026-10-05T08:45:00"),
        }
    }
    for (written, day) in [("平成31年6月3日", "2019-06-03"), ("R1.4.1", "2019-04-01"), ("昭和64年1月7日", "1989-01-07")]
    {
        town.write("a.csv", &format!("{HEADS}{written},8:45,佐藤,○,0:38,18230,\n"));
        let (_, text) = crate::import(&town, &["a.csv", "--map", "map.toml"]);
        assert!(text.contains(&format!("checked_at = {day}T08:45:00\n")), "{text}");
    }
}

#[test]
fn a_day_that_its_month_has_not_is_told() {
    let town = Town::new();
    town.write("map.toml", MAP).replace("map.toml", "kind ", "year = 2026\nkind ");
    sheet(&town, "11月", 0, Number(31.0));
    let args = ["a.xlsx", "--map", "map.toml"];
    as_told(
        &town,
        &args,
        1,
        "11月!A2: 「31」を日付として読めません。11月に31日はありません。\n",
        "date. November has no day 31.\n",
    );
    sheet(&town, "10月", 0, Number(31.0));
    as_told(&town, &args, 0, "checked_at = 2026-10-31T08:45:00\n", "checked_at = 2026-10-31T08:45:00\n");
}

#[test]
fn a_number_in_a_times_place_is_no_part_of_a_day() {
    let town = Town::new();
    town.write("map.toml", MAP);
    for (number, such) in
        [(0.3, "0:30"), (0.5, "0:50"), (0.25, "0:25"), (8.45, "8:45"), (23.05, "23:05"), (0.75, "8:45"), (0.0, "0:00")]
    {
        sheet(&town, "10月", 4, Number(number));
        let ja = format!(
            "10月!E2: 「{number}」を時刻として読めません。時刻の形になっていません。{such} のように入れ直してください。\n"
        );
        let en = format!(
            "10月!E2: `{number}` cannot be read as a time. It is not formatted as a time; enter it as {such}.\n"
        );
        as_told(&town, &["a.xlsx", "--map", "map.toml"], 1, &ja, &en);
    }
    town.write("a.csv", &format!("{HEADS}2026/10/5,8:45,佐藤,○,0.30,18230,\n"));
    let ja = "a.csv!E2: 「0.30」を時刻として読めません。時刻の形になっていません。0:30 のように入れ直してください。\n";
    as_told(&town, &["a.csv", "--map", "map.toml"], 1, ja, "enter it as 0:30.\n");
    // What Excel keeps of 0:38 has more decimals.
    for own in [Hour("0:38"), Number(38.0 / 1440.0), Text("0:38")] {
        sheet(&town, "10月", 4, own);
        let line = "finished_at = 2026-10-05T00:38:00\n";
        as_told(&town, &["a.xlsx", "--map", "map.toml"], 0, line, line);
    }
}

#[test]
fn a_size_in_another_unit_is_not_taken_for_megabytes() {
    let town = Town::new();
    for unit in ["GB", "ＧＢ", "TB", "KB", "ギガバイト", "G"] {
        let heads = HEADS.replace("容量", &format!("容量({unit})"));
        town.write("map.toml", MAP).replace("map.toml", "\"容量\"", &format!("\"容量({unit})\""));
        town.write("a.csv", &format!("{heads}2026/10/5,8:45,佐藤,○,0:38,18,\n"));
        let shown = if unit == "ＧＢ" { "GB" } else { unit };
        let ja = format!("a.csv!F1: 「容量({shown})」は MB ではありません。MB に直した列を使ってください。\n");
        let en = format!("a.csv!F1: `容量({shown})` is not in MB; use a column in MB.\n");
        as_told(&town, &["a.csv", "--map", "map.toml"], 1, &ja, &en);
    }
    town.write("map.toml", MAP);
    for size in ["18GB", "18 ＧＢ"] {
        town.write("a.csv", &format!("{HEADS}2026/10/5,8:45,佐藤,○,0:38,{size},\n"));
        let (ja, en) = ("MB に直して書きます。\n", " Give it in MB.\n");
        as_told(&town, &["a.csv", "--map", "map.toml"], 1, ja, en);
    }
    town.write("map.toml", MAP).replace("map.toml", "\"容量\"", "\"容量 MB(GB換算は別)\"");
    town.write("a.csv", &format!("{}2026/10/5,8:45,佐藤,○,0:38,18MB,\n", HEADS.replace("容量", "容量 MB(GB換算は別)")));
    as_told(&town, &["a.csv", "--map", "map.toml"], 0, "size_mb     = 18\n", "size_mb     = 18\n");
}
