//! What `daicho export` wrote, imported again: the same records, value by value, of every kind.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use daicho::model::{Kind, Word};
use serde_json::Value;

use crate::town::Town;
use crate::{import, records};

const AS_OF: &str = "2026-11-20";

/// Nothing here is as a spreadsheet likes it.
const HARD: &str = r#"title = "=1+1 «'@»"
category = "other"
severity = "minor"
affects = ["rankoshi", "mukawa"]
at_facility = true
detected_at = 2026-11-18T00:00:00
detected_by = "sato"
narrative = "  ＝A1, \"停電\"\n\n\t復旧 <b>&amp;</b> 0012\n"

[[contact]]
at = 2026-11-18T09:05:00.25
to = "mukawa"
by = "sato"
means = "phone"
note = ""

[[correction]]
at = 2026-11-19T10:00:00
by = "sato"
reason = "2026-11-18"
"#;

/// Every record's values, by id.
fn values(root: &Path) -> BTreeMap<String, Value> {
    let output = daicho(root, &["export", "json", "--no-history", "--as-of", AS_OF]);
    let document: Value = serde_json::from_slice(&output).unwrap();
    let records = document["records"].as_array().unwrap().iter();
    records.map(|own| (own["record"].as_str().unwrap().to_owned(), own["values"].clone())).collect()
}

fn daicho(root: &Path, args: &[&str]) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_daicho")).arg("-C").arg(root).args(args).output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{args:?}: {told}{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The files that an export wrote to a folder.
fn exported(root: &Path, form: &str, out: &Path) -> Vec<String> {
    daicho(root, &["export", form, "--no-history", "--as-of", AS_OF, "--out", out.to_str().unwrap()]);
    let files = walkdir::WalkDir::new(out).sort_by_file_name().into_iter().map(|entry| entry.unwrap());
    let files = files.filter(|entry| entry.file_type().is_file());
    files.map(|entry| entry.path().to_str().unwrap().to_owned()).collect()
}

/// A ledger with settings and registers alone.
fn empty(like: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("records/register")).unwrap();
    for name in ["ledger.toml", "regulation.md"] {
        fs::copy(like.join("records").join(name), folder.path().join("records").join(name)).unwrap();
    }
    for entry in fs::read_dir(like.join("records/register")).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), folder.path().join("records/register").join(entry.file_name())).unwrap();
    }
    folder
}

#[test]
fn every_record_of_the_sample_comes_back_with_every_value() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = tempfile::tempdir().unwrap();
    let books = exported(sample, "xlsx", out.path());
    let new = empty(sample);
    let args: Vec<&str> = ["import", "--write"].into_iter().chain(books.iter().map(String::as_str)).collect();
    daicho(new.path(), &args);

    let (before, after) = (values(sample), values(new.path()));
    assert!(before.len() > 600);
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    for (id, values) in &before {
        assert_eq!(after[id], *values, "{id}");
    }
    let kind = |id: &String| {
        Kind::ALL.iter().find(|kind| id.ends_with(kind.word()) || id.contains(&format!("-{}-", kind.word())))
    };
    let kinds: BTreeSet<&str> = before.keys().filter_map(kind).map(|kind| kind.word()).collect();
    assert_eq!(kinds, Kind::ALL.iter().map(|kind| kind.word()).collect(), "every kind is in the sample");
}

#[test]
fn sign_offs_of_other_files_than_are_written_are_told_and_those_of_the_same_are_not() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = tempfile::tempdir().unwrap();
    let books = exported(sample, "xlsx", out.path());
    let books: Vec<&str> = books.iter().map(String::as_str).collect();
    let told = |root: &Path| {
        git2::Repository::init(root).unwrap();
        let told = daicho(
            root,
            &["--lang", "ja", "-q", "import"].into_iter().chain(books.iter().copied()).collect::<Vec<_>>(),
        );
        String::from_utf8(told).unwrap()
    };
    // A file that is migrated begins with a line of its own, so it is another.
    let new = empty(sample);
    let all = told(new.path());
    assert!(all.contains("締め(2026-09, 2026-10)の digest は、ここに書くファイルのものではありません。"), "{all}");

    let there = empty(sample);
    for id in values(sample).keys().filter(|id| !id.ends_with("/close")) {
        let at = there.path().join(format!("records/{id}.toml"));
        fs::create_dir_all(at.parent().unwrap()).unwrap();
        fs::copy(sample.join(format!("records/{id}.toml")), at).unwrap();
    }
    let only_sign_offs = told(there.path());
    assert!(only_sign_offs.contains("18件の記録になります") && !only_sign_offs.contains("digest"), "{only_sign_offs}");
}

#[test]
fn what_a_spreadsheet_would_spoil_comes_back_in_either_language_and_form() {
    for lang in ["ja", "en"] {
        let town = Town::new();
        town.replace("records/ledger.toml", "language = \"ja\"", &format!("language = \"{lang}\""));
        town.write("records/mukawa/2026/11/18-incident.toml", HARD);
        // What the town's records name.
        for named in ["records/rankoshi/2026/10/15-incident.toml", "records/rankoshi/2026/10/30-incident.toml"] {
            town.write(named, &fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(named)).unwrap());
        }
        let root = town.path("");
        for form in ["xlsx", "csv"] {
            let out = tempfile::tempdir().unwrap();
            let files = exported(&root, form, out.path());
            let is_of_records = |own: &&str| {
                let name = own.rsplit('/').next().unwrap();
                !["obligations.csv", "findings.csv", "records.csv"].contains(&name)
            };
            let new = empty(&root);
            let files = files.iter().map(String::as_str).filter(is_of_records);
            daicho(new.path(), &["import", "--write"].into_iter().chain(files).collect::<Vec<_>>());
            assert_eq!(values(&root), values(new.path()), "{lang} {form}");
        }
    }
}

#[test]
fn what_is_there_already_is_left_as_it_is_and_what_differs_is_told() {
    let town = Town::new();
    let out = tempfile::tempdir().unwrap();
    let books = exported(&town.path(""), "xlsx", out.path());
    let books: Vec<&str> = books.iter().map(String::as_str).collect();
    let before = records(&town);
    let (status, text) = import(&town, &[&["--write", "-q"], &books[..]].concat());
    assert_eq!(status, 0, "{text}");
    assert!(text.ends_with("件は同じ内容でもうあります。\n新しく書く記録はありません。\n"), "{text}");
    assert_eq!(before, records(&town));

    town.replace("records/mukawa/2026/11/02-check.toml", "operator", "operator ");
    town.replace("records/mukawa/2026/11/04-check.toml", "size_mb", "# 写し間違い\nsize_mb");
    let (status, text) = import(&town, &[&["-q"], &books[..]].concat());
    assert_eq!(status, 0, "layout and comments are free: {text}");
    let changed = read_size(&town);
    town.replace("records/mukawa/2026/11/04-check.toml", &changed, "99999");
    let before = records(&town);
    let (status, text) = import(&town, &[&["--write", "-q"], &books[..]].concat());
    assert_eq!(status, 1);
    let there =
        "records/mukawa/2026/11/04-check.toml がもうあり、値が違います。書き換えません。直すなら記録のほうを直します。";
    assert!(text.contains(&format!("[mukawa-2026.xlsx]確認!A4: {there}\n")), "{text}");
    assert_eq!(before, records(&town));
}

fn read_size(town: &Town) -> String {
    let text = crate::read(town, "records/mukawa/2026/11/04-check.toml");
    let table: toml::Table = text.parse().unwrap();
    table["backup"][0]["size_mb"].as_integer().unwrap().to_string()
}

#[test]
fn a_key_that_no_record_has_and_a_row_without_its_record_are_told_by_cell() {
    let town = Town::new();
    town.write(
        "check.csv",
        "record,operator,terminal,checked_at,opertor\nmukawa/2026/11/30-incident,sato,mt-01,2026-11-30T09:00:00,\n",
    );
    town.write(
        "check-backup.csv",
        "record,run,result,finished_at\nmukawa/2026/11/30-check,2026-11-29,okay,2026-11-29T23:00:00\n",
    );
    let (status, text) = import(&town, &["-q", "check.csv", "check-backup.csv"]);
    assert_eq!(status, 1);
    for line in [
        "check.csv!E1: 「opertor」というキーはここにはありません。\n",
        "check.csv!A2: 「mukawa/2026/11/30-incident」はこの種類の記録の識別子ではありません。\n",
        "check-backup.csv!A2: 「operator」がありません。\n",
        "check-backup.csv!C2: 「okay」の意味が分かりません。",
    ] {
        assert!(text.contains(line), "no {line} in:\n{text}");
    }
}
