//! Dependencies point one way (ARCHITECTURE.md): which room may name which, and which must not touch the world.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Room, and the rooms it may name.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("calendar", &["model"]),
    ("cause", &["model"]),
    ("shell", &[]),
    ("load", &["model"]),
    ("history", &["model", "shell"]),
    ("rules", &["model", "calendar", "load", "history"]),
    ("report", &["model", "calendar", "load", "history", "rules", "explain"]),
    ("gate", &["model", "load", "history", "rules"]),
    ("explain", &["model", "load", "history", "rules"]),
    ("print", &["model", "load", "rules", "report", "explain", "gate"]),
    ("export", &["model", "rules", "report", "print"]),
    ("site", &["model", "cause", "report", "print", "export"]),
    ("audit", &["model", "history", "report", "site"]),
    ("serve", &["model", "site"]),
    ("draft", &["model", "load", "rules"]),
    ("schema", &["model", "load", "report"]),
    ("import", &["model", "calendar", "load", "rules", "report", "draft"]),
    ("demo", &["model", "calendar", "load"]),
    (
        "cli",
        &[
            "model", "cause", "calendar", "load", "history", "rules", "report", "print", "site", "demo", "explain",
            "gate", "audit", "serve", "draft", "export", "schema", "import", "shell",
        ],
    ),
];

/// What a room that only computes must not name.
const WORLD: &[&str] = &[
    "std::fs",
    "std::env",
    "std::io",
    "std::net",
    "std::process",
    "std::time",
    "Timestamp::now",
    "Zoned::now",
    "println!",
    "git2",
];
const PURE: &[&str] = &["model", "calendar", "rules", "report", "draft", "schema"];

#[test]
fn every_room_is_in_the_table() {
    let listed: Vec<&str> = MAY_KNOW.iter().map(|(room, _)| *room).collect();
    for entry in fs::read_dir(source()).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        assert!(
            !entry.path().is_dir() || listed.contains(&name.as_str()),
            "src/{name} has no row: say what it may know"
        );
    }
}

#[test]
fn dependencies_point_one_way() {
    let wrong = per_room(|room, line| {
        let known = MAY_KNOW.iter().find(|(name, _)| *name == room).map_or(&[] as &[&str], |(_, known)| known);
        let named = line.split("crate::").skip(1).filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next());
        named.filter(|name| *name != room && !known.contains(name)).map(str::to_owned).collect()
    });
    assert!(wrong.is_empty(), "rooms that name what they may not know: {wrong:#?}");
}

#[test]
fn rooms_that_compute_do_not_touch_the_world() {
    let wrong = per_room(|room, line| {
        let pure = PURE.contains(&room);
        WORLD.iter().filter(|name| pure && line.contains(**name)).map(|name| (*name).to_owned()).collect()
    });
    assert!(wrong.is_empty(), "I/O or the clock where there must be none: {wrong:#?}");
}

/// What a judge of single lines finds, by file and line.
fn per_room(judge: impl Fn(&str, &str) -> Vec<String>) -> BTreeMap<String, Vec<String>> {
    let mut found = BTreeMap::new();
    for path in sources(&source()) {
        let below = path.strip_prefix(source()).unwrap();
        let room = below.components().next().unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned();
        for (number, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            let names = judge(&room, code);
            if !names.is_empty() && !["lib", "main"].contains(&room.as_str()) {
                found.insert(format!("{}:{}", below.display(), number + 1), names);
            }
        }
    }
    found
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

/// The sample's towns are its own: another town finds none of them in the program. Their names come from the sample's register.
#[test]
fn no_town_is_named_in_the_program() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let register = fs::read_to_string(root.join("records/register/municipalities.toml")).unwrap();
    let register: toml::Table = register.parse().unwrap();
    let towns = register["municipality"].as_array().unwrap();
    assert_eq!(towns.len(), 9);
    let mut names = vec!["らんこし".to_owned(), "ランコシ".to_owned()];
    for town in towns {
        names.extend(["id", "code"].map(|key| town[key].as_str().unwrap().to_owned()));
        names.push(town["name"].as_str().unwrap().trim_end_matches('町').to_owned());
    }
    let mut found = Vec::new();
    for folder in ["src", "templates"] {
        for entry in walkdir::WalkDir::new(root.join(folder)).into_iter().map(Result::unwrap) {
            if entry.file_type().is_file() {
                let text = String::from_utf8_lossy(&fs::read(entry.path()).unwrap()).to_lowercase();
                let named = names.iter().filter(|name| text.contains(name.as_str()));
                found.extend(named.map(|name| format!("{name} in {}", entry.path().display())));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
