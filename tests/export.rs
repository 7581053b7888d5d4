//! What other programs are given, read by readers that are not ours: the SARIF schema, compliance-trestle, openpyxl, an XML parser.

mod foreign;
#[expect(dead_code, reason = "no site is built here")]
mod town;

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use town::Town;

const AS_OF: &str = "2026-11-20";
const INCIDENT: &str = "records/mukawa/2026/11/18-incident.toml";

/// 𠮷 is one character and two UTF-16 units.
const FAULTY: &str = "title = \"=1+1\"\ncategory = \"other\"\nseverity = \"minor\"\ndetected_at = 2026-11-18T09:00:00\n\
    detected_by = \"sato\"\nnarrative = \"＝A1, \\\"停電\\\"\\n復旧\"\n\
    contact = [{ note = \"𠮷野\", at = 2026-11-18T09:05:00, to = \"mukawa\", by = \"sato\", means = \"phon\" }]\n";

fn town() -> Town {
    let town = Town::new();
    town.write(INCIDENT, FAULTY);
    town
}

/// What a command prints; `check` ends with 1 where something is open.
fn told(town: &Town, args: &[&str]) -> String {
    let output = town.daicho(args).args(["--as-of", AS_OF]).output().unwrap();
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn json(town: &Town, args: &[&str]) -> Value {
    serde_json::from_str(&told(town, args)).unwrap()
}

#[test]
fn sarif_is_valid_by_its_schema_and_tells_every_finding_in_its_place() {
    let town = town();
    let text = told(&town, &["check", "--format", "sarif"]);
    assert_eq!(text, told(&town, &["export", "sarif"]), "the same wherever it comes from");
    town.write("log.sarif", &text);
    assert_eq!(foreign::read(&["sarif", town.path("log.sarif").to_str().unwrap()]), serde_json::json!([]));

    let log: Value = serde_json::from_str(&text).unwrap();
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    let findings = json(&town, &["check", "--format", "json"]);
    let findings = findings["findings"].as_array().unwrap();
    assert_eq!(results.len(), findings.len());
    for (result, finding) in results.iter().zip(findings) {
        assert_eq!((&result["ruleId"], &result["message"]["text"]), (&finding["rule"], &finding["message"]));
        let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        let level = if finding["severity"] == "warning" { "warning" } else { "error" };
        assert_eq!(result["level"], level);
        assert_eq!(result["suppressions"].is_array(), finding["state"] == "waived");
    }
    let prints: BTreeSet<&str> =
        results.iter().map(|result| result["partialFingerprints"]["daicho/v1"].as_str().unwrap()).collect();
    assert_eq!(prints.len(), results.len(), "a fingerprint twice");

    let bad = results.iter().position(|result| result["ruleId"] == "bad-value").unwrap();
    let physical = &results[bad]["locations"][0]["physicalLocation"];
    assert_eq!(physical["artifactLocation"]["uri"], INCIDENT);
    let (line, column) = (findings[bad]["line"].as_u64().unwrap(), findings[bad]["column"].as_u64().unwrap());
    assert_eq!(physical["region"]["startLine"], line);
    assert_eq!(physical["region"]["startColumn"], column + 1, "columns are UTF-16 units");
    assert_eq!(physical["region"]["endColumn"], column + 1 + "\"phon\"".len() as u64);
    assert_eq!(run["columnKind"], "utf16CodeUnits");

    let help = run["tool"]["driver"]["rules"][0]["help"]["text"].as_str().unwrap();
    assert!(help.contains("TOMLとして読めません") && help.contains("not valid TOML"), "help in both languages: {help}");
}

#[test]
fn a_code_host_is_told_of_each_finding_on_a_line_of_its_own() {
    let town = town();
    let lines = told(&town, &["check", "--format", "github"]);
    let findings = json(&town, &["check", "--format", "json"]);
    assert_eq!(lines.lines().count(), findings["findings"].as_array().unwrap().len());
    let bad = lines.lines().find(|line| line.contains("(bad-value)")).unwrap();
    assert!(bad.starts_with(&format!("::error file={INCIDENT},line=7,endLine=7,col=")), "{bad}");
    assert!(lines.lines().all(|line| ["::error ", "::warning ", "::notice "].iter().any(|at| line.starts_with(at))));
}

#[test]
fn junit_counts_what_it_holds() {
    let town = town();
    let count = |denied: &[&str]| {
        let text = told(&town, &[&["check", "--format", "junit"], denied].concat());
        let document = roxmltree::Document::parse(&text).unwrap();
        let suite = document.root_element().first_element_child().unwrap();
        let of = |name: &str| suite.descendants().filter(|node| node.has_tag_name(name)).count();
        let said = |name: &str| suite.attribute(name).unwrap().parse::<usize>().unwrap();
        assert_eq!((of("testcase"), of("failure"), of("skipped")), (said("tests"), said("failures"), said("skipped")));
        of("failure")
    };
    let summary = &json(&town, &["check", "--format", "json"])["summary"];
    let number = |key: &str| summary[key].as_u64().unwrap() as usize;
    assert!(number("warnings") > 0);
    assert_eq!(count(&[]), number("errors") + number("violations"));
    assert_eq!(count(&["--deny", "warnings"]), number("errors") + number("violations") + number("warnings"));
}

#[test]
fn json_holds_obligations_findings_and_every_value_of_every_record() {
    let town = Town::new();
    // Messages are in the ledger's language there, in the terminal's here.
    town.replace("records/ledger.toml", "language = \"ja\"", "language = \"en\"");
    let whole = json(&town, &["export", "json"]);
    assert_eq!((&whole["version"], &whole["as_of"], &whole["period"]), (&1.into(), &AS_OF.into(), &Value::Null));
    assert_eq!(whole["findings"], json(&town, &["check", "--format", "json"])["findings"]);
    let records = whole["records"].as_array().unwrap();
    assert!(records.len() > 40 && whole["obligations"].as_array().unwrap().len() > 100);
    for record in records {
        let text = fs::read_to_string(town.path(record["path"].as_str().unwrap())).unwrap();
        let written: toml::Table = toml::from_str(&text).unwrap();
        assert_eq!(record["values"], plain(toml::Value::Table(written)), "{}", record["record"]);
    }

    let november = json(&town, &["export", "json", "--month", "2026-11", "--place", "mukawa"]);
    assert_eq!(november["period"], serde_json::json!({ "from": "2026-11-01", "until": "2026-11-30" }));
    for record in november["records"].as_array().unwrap() {
        assert!(record["date"].as_str().unwrap().starts_with("2026-11-"), "{record}");
    }
    assert!(!november.to_string().contains("oketo"), "a word of another municipality");
}

/// TOML as the export says it: days and times as text.
fn plain(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(at) => at.to_string().into(),
        toml::Value::Array(list) => list.into_iter().map(plain).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, plain(value))).collect(),
        other => serde_json::to_value(other).unwrap(),
    }
}

#[test]
fn trestle_accepts_the_assessment_results() {
    let town = town();
    let text = told(&town, &["export", "oscal"]);
    assert_eq!(text, told(&town, &["export", "oscal"]), "ids that change");
    town.write("results.json", &text);
    fs::create_dir(town.path("workspace")).unwrap();
    let [file, workspace] = ["results.json", "workspace"].map(|name| town.path(name));
    let said = foreign::read(&["oscal", file.to_str().unwrap(), workspace.to_str().unwrap()]);
    assert_eq!(said["status"], 0, "{}", said["said"]);
    assert!(said["said"].as_str().unwrap().contains("VALID"), "{}", said["said"]);

    let result = &serde_json::from_str::<Value>(&text).unwrap()["assessment-results"]["results"][0];
    let whole = json(&town, &["export", "json"]);
    for (key, of) in [("observations", "obligations"), ("findings", "findings")] {
        assert_eq!(result[key].as_array().unwrap().len(), whole[of].as_array().unwrap().len(), "{key}");
    }
    let related = result["findings"].as_array().unwrap().iter().filter(|own| own["related-observations"].is_array());
    assert!(related.count() > 0, "findings that lead to what was owed");
}

#[test]
fn tables_open_in_a_spreadsheet_and_run_nothing() {
    let town = town();
    told(&town, &["export", "csv", "--out", "tables"]);
    let names: BTreeSet<String> = fs::read_dir(town.path("tables"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    for name in ["obligations.csv", "findings.csv", "records.csv", "check.csv", "check-backup.csv", "incident.csv"] {
        assert!(names.contains(name), "{name} of {names:?}");
    }
    for name in &names {
        let text = fs::read_to_string(town.path("tables").join(name)).unwrap();
        assert!(text.starts_with('\u{feff}') && text.ends_with("\r\n"), "{name}");
        for row in csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes()).records() {
            for cell in &row.unwrap() {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']), "{name}: {cell}");
            }
        }
    }
}

#[test]
fn a_workbook_looks_like_the_ledger_it_replaces() {
    let town = town();
    told(&town, &["export", "xlsx", "--out", "books"]);
    let bytes = fs::read(town.path("books/mukawa-2026.xlsx")).unwrap();
    told(&town, &["export", "xlsx", "--out", "again"]);
    assert!(bytes == fs::read(town.path("again/mukawa-2026.xlsx")).unwrap(), "the same bytes each time");

    let book = foreign::read(&["xlsx", town.path("books/mukawa-2026.xlsx").to_str().unwrap()]);
    assert_eq!(book["created"], "2026-11-20 00:00:00");
    let names: Vec<&str> = book["names"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(["11月", "確認", "事故等"].iter().all(|name| names.contains(name)), "{names:?}");

    let month = &book["sheets"]["11月"];
    let head: Vec<&str> =
        month["rows"][0].as_array().unwrap().iter().map(|cell| cell["value"].as_str().unwrap()).collect();
    assert_eq!(head[..5], ["日付", "バックアップ結果", "終了時刻", "容量(MB)", "送信結果"]);
    let day = &month["rows"][1][0];
    assert_eq!((&day["type"], &day["format"]), (&"d".into(), &"[$-411]ge.m.d".into()));
    assert_eq!(month["rows"][1][1]["value"], "正常");
    assert_eq!((&month["paper"], &month["repeated"]), (&9.into(), &"$1:$1".into()));
    assert_eq!(month["footer"], "&P / &N");
    assert!(month["widths"]["B"].as_f64().unwrap() > 2.0 * 8.0, "eight letters, each of double width");

    let incidents = &book["sheets"]["事故等"]["rows"];
    assert_eq!(incidents[1][0]["value"], "record");
    for value in ["=1+1", "＝A1, \"停電\"\n復旧"] {
        let cells = incidents.as_array().unwrap().iter().flat_map(|row| row.as_array().unwrap());
        let cell = cells.into_iter().find(|cell| cell["value"] == value).unwrap_or_else(|| panic!("no {value}"));
        assert_eq!((&cell["type"], &cell["format"]), (&"s".into(), &"@".into()), "a text stays a text");
    }
}
