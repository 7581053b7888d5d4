//! Which editor finds which schema, what its keys are called, and what the command writes.

use std::fs;
use std::process::Command;

use regex::Regex;
use serde_json::Value;

use super::ledger::Ledger;
use super::samples::files;
use super::{root, sheet_of};

/// Every schema's name with the paths of its files, as an editor's settings have them.
fn associations(name: &str) -> Vec<(String, Vec<Regex>)> {
    let (_, text) = daicho::schema::editors().into_iter().find(|(own, _)| *own == name).unwrap();
    let table: toml::Table = text.parse().unwrap();
    let (list, path) = if name == "tombi.toml" { ("schemas", None) } else { ("rule", Some("schema")) };
    let entries = table[list].as_array().unwrap().iter();
    let of = |entry: &toml::Value| {
        let path = path.map_or(entry, |path| &entry[path])["path"].as_str().unwrap();
        let schema = path.strip_prefix("schema/").and_then(|path| path.strip_suffix(".json")).unwrap().to_owned();
        let patterns = entry["include"].as_array().unwrap().iter().map(|one| expression(one.as_str().unwrap()));
        (schema, patterns.collect())
    };
    entries.map(of).collect()
}

#[test]
fn an_editor_finds_the_schema_of_every_file_and_no_other() {
    for name in [".taplo.toml", "tombi.toml"] {
        let associations = associations(name);
        let second = "records/mukawa/2026/10/05-check-2.toml";
        let sample = files(&Ledger::read(&root())).into_iter().map(|file| file.path);
        for path in sample.chain([second.to_owned()]) {
            let Some(sheet) = sheet_of(&path) else { continue };
            let own =
                associations.iter().filter(|(_, patterns)| patterns.iter().any(|pattern| pattern.is_match(&path)));
            assert_eq!(own.map(|(schema, _)| schema.as_str()).collect::<Vec<_>>(), [sheet.name()], "{path} in {name}");
        }
    }
}

/// A star stands for anything within a name.
fn expression(pattern: &str) -> Regex {
    let pattern = regex::escape(pattern).replace(r"\*", "[^/]*");
    Regex::new(&format!("^{pattern}$")).unwrap()
}

#[test]
fn every_key_is_told_in_both_languages() {
    fn walk(schema: &Value, at: &str) {
        let inner = schema.get("items").unwrap_or(schema);
        for (key, value) in inner.get("properties").and_then(Value::as_object).into_iter().flatten() {
            let told = value["description"].as_str().unwrap();
            let ja = told.split(" / ").next().unwrap();
            assert!(told.contains(" / ") && ja != key, "{at}/{key} is told as {told:?}");
            walk(value, &format!("{at}/{key}"));
        }
    }
    for schema in daicho::schema::all() {
        walk(&serde_json::from_str(&schema.text).unwrap(), schema.name);
    }
}

#[test]
fn the_command_writes_what_the_library_makes_without_a_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| {
        let out = Command::new(env!("CARGO_BIN_EXE_daicho")).args(args).current_dir(&folder).output().unwrap();
        assert!(out.status.success(), "{out:?}");
        String::from_utf8(out.stdout).unwrap()
    };
    run(&["schema", "--out", "a/schema"]);
    run(&["schema", "media", "--out", "b"]);
    for schema in daicho::schema::all() {
        assert_eq!(run(&["schema", schema.name]), schema.text);
        assert_eq!(fs::read_to_string(folder.path().join("a/schema").join(schema.file())).unwrap(), schema.text);
        assert_eq!(folder.path().join("b").join(schema.file()).exists(), schema.name == "media");
    }
}
