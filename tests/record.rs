//! What `daicho record` writes, and what it refuses, by flags alone.

mod desk;

use std::fs;

use desk::Desk;

const TOWNS: [&str; 8] = ["mukawa", "saroma", "suttsu", "oketo", "shintoku", "niseko", "higashikawa", "aibetsu"];

fn told(out: &std::process::Output) -> String {
    String::from_utf8_lossy(&[out.stdout.as_slice(), &out.stderr].concat()).into_owned()
}

#[test]
fn a_list_of_results_becomes_eight_records_and_one_commit() {
    let desk = Desk::new();
    let mut list = "place,run,kind,result,at,size_mb,items,accepted,pending\n".to_owned();
    for town in TOWNS {
        for day in 20..=23 {
            list.push_str(&format!("{town},2026-11-{day},backup,ok,23:40,,,,\n"));
        }
        list.push_str(&format!("{town},2026-11-20,transmission,ok,20:05,,12,12,0\n"));
    }
    fs::write(desk.root().join("../results.csv"), list).unwrap();
    let out = desk.daicho(&["record", "check", "--all", "--commit", "--from", "../results.csv"]);
    assert_eq!(out.status.code(), Some(0), "{}", told(&out));
    assert_eq!(desk.loose(), "");
    let names = desk.git(&["show", "--name-only", "--format=%s", "HEAD"]);
    assert_eq!(names.lines().filter(|line| line.ends_with("/2026/11/24-check.toml")).count(), 8, "{names}");
    let text = desk.read("records/niseko/2026/11/24-check.toml");
    assert!(text.starts_with(
        "operator   = \"sato\"\nterminal   = \"mt-01\"\nchecked_at = 2026-11-24T09:02:00\n\n[[backup]]\nrun         = 2026-11-20\n\
         result      = \"ok\"\nfinished_at = 2026-11-20T23:40:00\n\n"
    ), "{text}");
    assert!(text.ends_with("items    = 12\naccepted = 12\npending  = 0\n"), "{text}");
    let check = desk.daicho(&["check", "--only", "records", "--as-of", "2026-11-24"]);
    assert_eq!(check.status.code(), Some(0), "{}", told(&check));
    let again = desk.daicho(&["record", "check", "--all"]);
    assert!(told(&again).contains("nothing is left to be confirmed"), "{}", told(&again));
}

#[test]
fn without_a_terminal_what_is_missing_is_named_by_its_flags() {
    let desk = Desk::new();
    let out = desk.daicho(&["record", "check", "--all"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(
        told(&out).contains("--from FILE.csv, --usual-times, --entry backup place=…,run=2026-11-20"),
        "{}",
        told(&out)
    );
    let out = desk.daicho(&["record", "incident", "--place", "mukawa", "--set", "title=x"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(told(&out).contains("--set category=…, --set severity=…, --set narrative=…"), "{}", told(&out));
    assert_eq!(desk.loose(), "");
}

#[test]
fn usual_times_say_of_themselves_that_they_are() {
    let desk = Desk::new();
    let failed = "place=mukawa,run=2026-11-22,result=not-run,note=停電";
    let out = desk.daicho(&["record", "check", "--all", "--usual-times", "--entry", "backup", failed]);
    assert_eq!(out.status.code(), Some(0), "{}", told(&out));
    let text = desk.read("records/mukawa/2026/11/24-check.toml");
    assert_eq!(text.matches("note        = \"時刻は普段の時刻を画面で確認\"").count(), 3, "{text}");
    assert!(text.contains("[[backup]]\nrun    = 2026-11-22\nresult = \"not-run\"\nnote   = \"停電\"\n"), "{text}");
}

#[test]
fn what_is_unlikely_needs_a_yes() {
    let desk = Desk::new();
    let doubts = [
        ("backup", "run=2026-11-20,result=ok,finished_at=23:31,size_mb=900", "off the usual"),
        ("transmission", "run=2026-11-20,result=ok,sent_at=20:05,items=9,accepted=8", "9 sent, 8 accepted"),
        ("backup", "run=2026-11-19,result=ok,finished_at=23:31", "the backup of 2026-11-19 is confirmed already"),
    ];
    for (number, (table, entry, doubt)) in doubts.into_iter().enumerate() {
        let flags = ["record", "check", "--place", "mukawa", "--entry", table, entry];
        let out = desk.daicho(&flags);
        assert_eq!(out.status.code(), Some(2), "{}", told(&out));
        assert!(told(&out).contains(doubt), "{}", told(&out));
        assert_eq!(desk.loose().lines().count(), number);
        let out = desk.daicho(&[flags.as_slice(), &["--yes"]].concat());
        assert_eq!(out.status.code(), Some(0), "{}", told(&out));
    }
    // A second one that day has a name of its own.
    assert!(desk.loose().contains("records/mukawa/2026/11/24-check-3.toml"), "{}", desk.loose());
}

#[test]
fn an_error_is_refused_whatever_is_said() {
    let desk = Desk::new();
    let ahead = "run=2026-11-24,result=ok,finished_at=23:31";
    let out = desk.daicho(&["record", "check", "--place", "mukawa", "--yes", "--entry", "backup", ahead]);
    assert_eq!(out.status.code(), Some(2));
    assert!(told(&out).contains("confirmation-out-of-order"), "{}", told(&out));
    let out = desk.daicho(&[
        "record",
        "password",
        "--set",
        "colour=red",
        "--entry",
        "event",
        "kind=boot,equipment=sv-mukawa,action=changed",
    ]);
    assert!(told(&out).contains("there is no `colour` here"), "{}", told(&out));
    assert_eq!(desk.loose(), "");
}

#[test]
fn all_are_written_or_none() {
    let desk = Desk::new();
    // Where the folder of one town's month should be lies a file.
    fs::write(desk.root().join("records/aibetsu/2026/12"), "").unwrap();
    let before = desk.loose();
    let mut daicho = desk.command(env!("CARGO_BIN_EXE_daicho"));
    let out = daicho
        .env("DAICHO_NOW", "2026-12-01T09:00:00")
        .args(["record", "check", "-a", "--usual-times"])
        .output()
        .unwrap();
    assert_eq!(out.status.code(), Some(2), "{}", told(&out));
    assert_eq!(desk.loose(), before);
}

#[test]
fn an_incident_grows_to_its_closing_without_a_byte_changed() {
    let desk = Desk::new();
    let open = ["title=試験の障害", "category=server", "severity=minor", "narrative=試験", "detected_at=08:50"];
    let open: Vec<&str> = open.iter().flat_map(|said| ["--set", said]).collect();
    let out = desk.daicho(&[&["record", "incident", "--place", "mukawa"], open.as_slice()].concat());
    assert_eq!(out.status.code(), Some(0), "{}", told(&out));
    let path = "records/mukawa/2026/11/24-incident.toml";
    let steps: [(&str, &[&str]); 5] = [
        ("contact", &["--set", "at=08:58", "--set", "to=mukawa", "--set", "means=phone"]),
        ("action", &["--set", "note=再起動"]),
        ("recovery", &["--set", "demanded_at=08:59", "--set", "demanded_of=datacenter"]),
        ("recovery", &["--set", "restored_at=09:02"]),
        ("closed", &["--set", "by=tanaka"]),
    ];
    for (part, said) in steps {
        let before = desk.read(path);
        let flags = ["record", "incident", "--append", part, "--id", "mukawa/2026/11/24-incident"];
        let out = desk.daicho(&[flags.as_slice(), said].concat());
        assert_eq!(out.status.code(), Some(0), "{part}: {}", told(&out));
        assert!(desk.read(path).starts_with(before.trim_end()), "{part}");
    }
    assert!(desk.read(path).contains("demanded_of = \"datacenter\"\nrestored_at = 2026-11-24T09:02:00\n\n[closed]\n"));
}

#[test]
fn a_record_written_elsewhere_is_kept_byte_for_byte() {
    let desk = Desk::new();
    let text = "#:schema operation\nterminal = \"mt-01\"   # 窓口の端末\noperator = \"sato\"\nstarted_at = 2026-11-20T10:00:00\n\
                ended_at = 2026-11-20T10:20:00\nneed = \"依頼の処理\"\n";
    fs::write(desk.root().join("../operation.toml"), text).unwrap();
    let out = desk.daicho(&["record", "operation", "--from", "../operation.toml"]);
    assert_eq!(out.status.code(), Some(0), "{}", told(&out));
    let path = desk.loose().trim_start_matches("?? ").trim().to_owned();
    assert!(path.starts_with("records/rankoshi/2026/11/20-operation"), "{path}");
    assert_eq!(desk.read(&path), text);
}
