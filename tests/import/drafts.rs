//! What is drafted from headings: what can be told is right, what cannot is `…` with what belongs there, and without any heading that is
//! understood there is no draft.

use std::fs;

use crate::book::{self, At, Hour, Number, Own, Text};
use crate::slips::as_told;
use crate::town::Town;
use crate::{import, import_in};

fn drafted(town: &Town, sheet: &str, rows: &[&[Own]]) -> String {
    book::write(town, "a.xlsx", &[(sheet, rows, &[])]);
    let (status, text) = import(town, &["--guess", "a.xlsx"]);
    assert_eq!(status, 0, "{text}");
    text
}

fn has(draft: &str, line: &str) {
    assert!(draft.lines().any(|own| own == line), "no {line} in\n{draft}");
}

#[test]
fn a_size_in_gigabytes_is_left_to_whoever_completes_the_draft() {
    let town = Town::new();
    for unit in ["GB", "KB", "TB"] {
        let heads = format!("日付,確認者,バックアップ結果,終了時刻,容量({unit})\n");
        town.write("a.csv", &format!("{heads}2026/10/5,佐藤,正常,23:38,18\n"));
        let (_, draft) = import(&town, &["--guess", "a.csv"]);
        has(&draft, &format!("# 使わない見出し: 容量({unit})"));
        assert!(!draft.contains("size_mb"), "{draft}");
    }
}

#[test]
fn a_result_is_of_what_the_headings_beside_it_speak() {
    let town = Town::new();
    let own = |beside: &str| {
        town.write("a.csv", &format!("日付,確認時刻,確認者,結果,{beside}\n2026/10/5,10/6 8:47,佐藤,○,20:05,14\n"));
        import(&town, &["--guess", "a.csv"]).1
    };
    has(&own("終了時刻,容量"), "backup.result      = { column = \"結果\", words = { \"○\" = \"ok\" } }");
    has(&own("送信時刻,件数"), "transmission.result  = { column = \"結果\", words = { \"○\" = \"ok\" } }");
}

#[test]
fn a_time_is_of_the_rows_own_day_and_not_of_one_on_which_something_else_was_done() {
    let town = Town::new();
    let heads = ["発生日時", "発見者", "件名", "区分", "状況", "連絡先", "連絡時刻", "完了日"].map(Text);
    let own =
        ["令和8年10月14日 8時50分", "佐藤", "送信失敗", "送信", "失敗した", "むかわ町", "9:05", "令和8年10月21日"]
            .map(Text);
    let draft = drafted(&town, "障害", &[&heads, &own]);
    has(&draft, "detected_at   = \"発生日時\"");
    // A call of the morning is of the same day.
    has(&draft, "contact.at    = { column = \"発生日時\", time = \"連絡時刻\" }");
    let heads = ["発見者", "件名", "区分", "状況", "連絡先", "連絡時刻", "完了日"].map(Text);
    let own = ["佐藤", "送信失敗", "送信", "失敗した", "むかわ町", "9:05", "令和8年10月21日"].map(Text);
    let draft = drafted(&town, "障害", &[&heads, &own]);
    has(&draft, "contact.at    = { column = \"…\", time = \"連絡時刻\" } # その日の見出し");
    let heads = ["日付", "操作者", "端末", "開始", "終了", "理由"].map(Text);
    let own = [At("2026-10-05"), Text("佐藤"), Text("mt-01"), Hour("9:00"), Hour("9:30"), Text("調査")];
    has(&drafted(&town, "操作", &[&heads, &own]), "ended_at   = { column = \"日付\", time = \"終了\" }");
}

#[test]
fn every_gap_says_what_belongs_there() {
    let town = Town::new();
    let heads = ["日付", "確認者", "バックアップ", "副本", "備考"].map(Text);
    let own = |mark: &'static str| [At("2026-10-05"), Text("佐藤"), Text("○"), Text(mark), Text("")];
    let draft = drafted(&town, "確認", &[&heads, &own("○"), &own("？")]);
    for line in [
        "place  = \"…\" # 町村の識別子(mukawa, saroma, suttsu, oketo, shintoku, niseko, higashikawa, aibetsu)",
        "terminal             = { default = \"…\" } # 管理用端末機",
        "checked_at           = { column = \"日付\", time = \"…\" } # 時刻の見出し。列がなければ \"17:00\" など",
        "backup.finished_at   = { column = \"日付\", time = \"…\" } # 時刻の見出し。列がなければ \"17:00\" など。result が ok, warning なら要る",
        "transmission.result  = { column = \"副本\", words = { \"○\" = \"ok\", \"？\" = \"…\" } } # 書ける語: ok, failed, partial, not-sent, unverifiable(何もなければ \"\")",
        "transmission.sent_at = { column = \"日付\", time = \"…\" } # 時刻の見出し。列がなければ \"17:00\" など。result が ok, partial なら要る",
    ] {
        has(&draft, line);
    }
    let (_, draft) = import_in(&town, "en", &["--guess", "a.xlsx"]);
    for line in [
        "place  = \"…\" # a municipality's id (mukawa, saroma, suttsu, oketo, shintoku, niseko, higashikawa, aibetsu)",
        "checked_at           = { column = \"日付\", time = \"…\" } # heading of the time, or such as \"17:00\"",
        "transmission.result  = { column = \"副本\", words = { \"○\" = \"ok\", \"？\" = \"…\" } } # one of: ok, failed, partial, not-sent, unverifiable; \"\" for nothing",
        "transmission.sent_at = { column = \"日付\", time = \"…\" } # heading of the time, or such as \"17:00\"; needed where result is ok, partial",
    ] {
        has(&draft, line);
    }
}

#[test]
fn a_time_of_the_mapping_is_given_to_no_run_that_did_not_end() {
    let town = Town::new();
    let heads = ["日付", "確認者", "バックアップ", "副本"].map(Text);
    let row = |day, backup, sent| [At(day), Text("佐藤"), Text(backup), Text(sent)];
    let rows = [row("2026-10-05", "○", "○"), row("2026-10-06", "×", "未送信")];
    let draft = drafted(&town, "確認", &[&heads, &rows[0], &rows[1]]);
    let map = draft.replace("place  = \"…\"", "place  = \"mukawa\"").replace("time = \"…\"", "time = \"17:00\"");
    town.write("map.toml", &map.replace("default = \"…\"", "default = \"mt-01\""));
    let (status, text) = import(&town, &["a.xlsx", "--map", "map.toml"]);
    assert_eq!(status, 0, "{text}");
    let (ran, failed) = text.split_once("records/mukawa/2026/10/06-check.toml").unwrap();
    for key in ["finished_at", "sent_at"] {
        assert!(ran.contains(&format!("{key} ")) && !failed.contains(key), "{key}: {text}");
    }
}

#[test]
fn a_heading_that_only_the_place_uses_is_used() {
    let town = Town::new();
    let heads = ["受付日", "依頼元", "文書番号", "根拠", "依頼内容", "担当", "印"].map(Text);
    let own = ["2026/4/5", "むかわ町", "む戸第1号", "要領", "照会", "佐藤", ""].map(Text);
    let draft = drafted(&town, "依頼", &[&heads, &own]);
    has(&draft, "place  = { column = \"依頼元\" }");
    has(&draft, "# 使わない見出し: 印");
}

#[test]
fn without_a_heading_that_is_understood_there_is_no_draft() {
    let town = Town::new();
    let (ja, en) = (
        "見出しの意味が分からないので、下書きできません。見出しは12行目までに置き、「日付」「確認者」「結果」のように書きます。",
        "no heading was understood, so no draft was written. Headings are looked for in the first 12 rows,",
    );
    for rows in [&[][..], &[&[Text("あ"), Text("い"), Text("う")][..], &[Number(1.0), Number(2.0), Number(3.0)]]] {
        book::write(&town, "a.xlsx", &[("10月", rows, &[])]);
        as_told(&town, &["--guess", "a.xlsx"], 2, ja, en);
        as_told(&town, &["--guess", "a.xlsx", "--out", "map.toml"], 2, ja, en);
        assert!(fs::metadata(town.path("map.toml")).is_err(), "nothing is written");
    }
}
