//! A machine that stops while records are written: what was decided is finished by the next `record`, and nothing is half there.

mod desk;

use std::fs;

use desk::Desk;

const ALL: &[&str] = &["record", "check", "--all", "--usual-times"];

/// The records of a morning, as they are written when nothing stops.
fn morning() -> Vec<(String, String)> {
    let desk = Desk::new();
    assert!(desk.daicho(ALL).status.success());
    let loose = desk.loose();
    let paths = loose.lines().map(|line| line.trim_start_matches("?? ").to_owned());
    paths.map(|path| (desk.read(&path), path)).map(|(text, path)| (path, text)).collect()
}

fn write(desk: &Desk, path: &str, text: &str) {
    let at = desk.root().join(path);
    fs::create_dir_all(at.parent().unwrap()).unwrap();
    fs::write(at, text).unwrap();
}

#[test]
fn what_was_decided_is_finished_wherever_it_stopped() {
    let morning = morning();
    assert_eq!(morning.len(), 8);
    for placed in [0, 3] {
        let desk = Desk::new();
        fs::create_dir_all(desk.root().join(".daicho-pending/new")).unwrap();
        for (at, (path, text)) in morning.iter().enumerate() {
            let folder = if at < placed { "" } else { ".daicho-pending/new/" };
            write(&desk, &format!("{folder}{path}"), text);
        }
        let doctor = String::from_utf8(desk.daicho(&["doctor"]).stdout).unwrap();
        assert!(doctor.contains("△ unfinished: .daicho-pending"), "{doctor}");
        let out = desk.daicho(ALL);
        let told = String::from_utf8(out.stdout).unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        assert!(told.ends_with("nothing is left to be confirmed.\n"), "{told}");
        assert_eq!(told.matches("/11/24-check.toml").count(), 8 - placed, "{told}");
        for (path, text) in &morning {
            assert_eq!(desk.read(path), *text);
        }
        assert_eq!(desk.loose().lines().count(), 8, "{}", desk.loose());
        assert!(!String::from_utf8(desk.daicho(&["doctor"]).stdout).unwrap().contains("unfinished"));
    }
}

#[test]
fn what_was_not_decided_is_not_there() {
    let desk = Desk::new();
    write(&desk, ".daicho-draft-a/new/records/mukawa/2026/11/24-check.toml", "half a rec");
    let out = desk.daicho(&["status", "--as-of", "2026-11-24", "--format", "json"]);
    assert!(String::from_utf8(out.stdout).unwrap().contains("2026-11-24"));
    assert!(desk.daicho(ALL).status.success());
    assert!(desk.read("records/mukawa/2026/11/24-check.toml").contains("[[transmission]]"));
}

#[test]
fn an_incident_that_grew_takes_its_place() {
    let desk = Desk::new();
    let path = "records/aibetsu/2026/11/10-incident.toml";
    let grown = format!("{}\n# grown\n", desk.read(path));
    write(&desk, &format!(".daicho-pending/grown/{path}"), &grown);
    assert!(desk.daicho(ALL).status.success());
    assert_eq!(desk.read(path), grown);
    assert!(!desk.root().join(".daicho-pending").exists());
}

#[test]
fn a_record_of_somebody_else_is_not_written_over() {
    let desk = Desk::new();
    let path = "records/mukawa/2026/11/24-check.toml";
    write(&desk, path, "theirs");
    write(&desk, &format!(".daicho-pending/new/{path}"), "ours");
    let out = desk.daicho(ALL);
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains(path));
    assert_eq!(desk.read(path), "theirs");
    assert_eq!(desk.read(&format!(".daicho-pending/new/{path}")), "ours");
}
