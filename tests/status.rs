//! What an operator is told in the morning, on the sample ledger as of days of its own.

mod folders;

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

/// The Tuesday after a long weekend: 2026-11-23 is a holiday.
const TUESDAY: &str = "2026-11-24";

fn status(args: &[&str]) -> Output {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"));
    Command::new(env!("CARGO_BIN_EXE_daicho"))
        .arg("-C")
        .arg(sample)
        .args(["--lang", "en", "status"])
        .args(args)
        .output()
        .unwrap()
}

fn told(args: &[&str]) -> Value {
    let out = status(&[args, &["--format", "json"]].concat());
    assert_eq!(String::from_utf8_lossy(&out.stderr), "");
    serde_json::from_slice(&out.stdout).unwrap()
}

#[test]
fn after_a_long_weekend_every_run_of_it_is_owed_by_all_towns() {
    let told = told(&["--as-of", TUESDAY]);
    assert_eq!(told["version"], 1);
    assert_eq!(told["as_of"], TUESDAY);
    let owed = told["owed"].as_array().unwrap();
    let of = |id: &str| owed.iter().find(|line| line["id"] == id).unwrap();
    assert_eq!(of("backup")["of"], "11-20 (Fri), 11-21 (Sat), 11-22 (Sun), 11-23 (Mon)");
    assert_eq!(of("transmission")["of"], "11-20 (Fri)");
    assert_eq!(of("backup")["places"].as_array().unwrap().len(), 8);
    assert_eq!(of("backup")["due"], TUESDAY);
    assert_eq!(of("backup")["next"], "daicho record check --all --commit");
}

#[test]
fn a_day_later_the_same_runs_are_overdue() {
    let told = told(&["--as-of", "2026-11-25", "--place", "mukawa"]);
    let overdue = told["overdue"].as_array().unwrap();
    let backup = overdue.iter().find(|line| line["id"] == "backup-unconfirmed").unwrap();
    assert_eq!(backup["places"], serde_json::json!(["mukawa"]));
    assert_eq!(backup["next"], "daicho record check --place mukawa --commit");
    assert!(overdue.iter().all(|line| line["places"] == serde_json::json!(["mukawa"])));
    assert_eq!(status(&["--as-of", "2026-11-25", "--place", "mukawa"]).status.code(), Some(1));
}

#[test]
fn nothing_overdue_is_a_success() {
    let out = status(&["--as-of", "2026-11-20", "--place", "mukawa"]);
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stdout));
    assert!(String::from_utf8_lossy(&out.stdout).starts_with("Owed today: none\n"));
}

#[test]
fn an_open_incident_has_its_next_step_and_deadline() {
    let told = told(&["--as-of", TUESDAY]);
    let incident = &told["incidents"][0];
    assert_eq!(incident["id"], "aibetsu/2026/11/10-incident");
    assert_eq!(incident["of"], "carry the prevention out");
    assert_eq!(incident["next"], "daicho record incident --append prevention --id aibetsu/2026/11/10-incident");
}

#[test]
fn an_appointment_that_ends_is_told_before() {
    let lines = told(&["--as-of", "2026-10-15"])["expiring"].clone();
    let ends = |line: &&Value| line["id"] == "appointment" && line["due"] == "2026-10-22";
    assert_eq!(lines.as_array().unwrap().iter().filter(ends).count(), 1, "{lines}");
    let earlier = told(&["--as-of", "2026-09-15"])["expiring"].clone();
    assert_eq!(earlier.as_array().unwrap().iter().filter(ends).count(), 0, "{earlier}");
}

#[test]
fn a_place_that_nobody_knows_is_a_mistake() {
    let out = status(&["--place", "nowhere"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("no place `nowhere` is registered"));
}

#[test]
fn whatever_ends_is_told_in_the_morning_and_on_the_first_page() {
    let folder = tempfile::tempdir().unwrap();
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/base");
    folders::copy(&base, folder.path());
    let edit = |path: &str, from: &str, to: &str| {
        let at = folder.path().join("records").join(path);
        let text = std::fs::read_to_string(&at).unwrap();
        assert!(text.contains(from), "{path}");
        std::fs::write(at, text.replace(from, to)).unwrap();
    };
    for path in ["register/people.toml", "register/documents.toml"] {
        edit(path, "\nfrom = 2026-04-01\n", "\nfrom = 2026-04-01\nuntil = 2026-11-01\n");
    }
    edit("register/people.toml", "\nfrom = 2018-03-12\n", "\nfrom = 2018-03-12\nuntil = 2026-11-02\n");
    edit(
        "register/equipment.toml",
        "in_use_from = 2018-03-12\n",
        "in_use_from = 2018-03-12\nin_use_until = 2026-11-03\n",
    );
    edit("register/municipalities.toml", "basis =", "entrusted_until = 2026-11-04\nbasis =");
    edit("ledger.toml", "password_max_age_days", "password_max_age_days = 30 #");
    let waiver = "[[waiver]]\nrule = \"month-not-closed\"\nplace = \"niseko\"\nfrom = 2026-10-01\nuntil = 2026-11-05\n\
                  reason = \"moving\"\napproved_by = \"tanaka\"\napproved_at = 2026-10-01\n\n[git]";
    edit("ledger.toml", "[git]", waiver);

    let daicho = |args: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_daicho"));
        program.arg("-C").arg(folder.path()).args(["--lang", "en"]).args(args).output().unwrap()
    };
    let told = daicho(&["status", "--as-of", "2026-10-16", "--format", "json"]);
    let told: Value = serde_json::from_slice(&told.stdout).unwrap();
    let ends = |id: &str| told["expiring"].as_array().unwrap().iter().find(|line| line["id"] == id).cloned();
    edit("ledger.toml", "language = \"ja\"", "language = \"en\"");
    assert!(daicho(&["build", "--as-of", "2026-10-16"]).status.code().unwrap() < 2);
    let page = std::fs::read_to_string(folder.path().join("site/index.html")).unwrap();
    let soon = page.split("id=\"soon\"").nth(1).unwrap().split("</section>").next().unwrap();
    for (id, due) in [
        ("password", "2026-10-31"),
        ("designation", "2026-11-01"),
        ("key", "2026-11-01"),
        ("document", "2026-11-01"),
        ("appointment", "2026-11-02"),
        ("equipment", "2026-11-03"),
        ("medium", "2026-11-03"),
        ("entrustment", "2026-11-04"),
        ("waiver", "2026-11-05"),
    ] {
        let line = ends(id).unwrap_or_else(|| panic!("no {id} in {told}"));
        assert_eq!(line["due"], due, "{id}");
        for words in ["what", "of"] {
            let words = line[words].as_str().unwrap().replace('\'', "&#39;");
            assert!(soon.contains(&words), "no {words:?} in {soon}");
        }
    }
}
