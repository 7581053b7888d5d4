//! A build beside what an earlier one left: it writes what changed, removes what is gone, touches nothing else, and ends with the bytes
//! of a build from nothing. Over a series of edits drawn from a seed; `DAICHO_EDITS=500` makes it longer.

mod town;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use town::Town;

const STEPS: usize = 24;

/// What is on disk: which file it is, when it was written, what it holds.
#[derive(Clone, Debug, PartialEq)]
struct Held {
    inode: u64,
    written: (i64, i64),
    bytes: Vec<u8>,
}

type Tree = BTreeMap<String, Held>;

#[test]
fn each_build_ends_as_one_from_nothing_and_touches_only_what_changed() {
    let steps = std::env::var("DAICHO_EDITS").map_or(STEPS, |steps| steps.parse().unwrap());
    let (town, mut dice) = (Town::new(), Dice(20_261_123));
    let mut as_of = "2026-11-20";
    let site = town.build(as_of, "site");
    let mut cold = Cold::default();
    let (mut unchanged_builds, mut kept, mut renewed) = (0, 0, 0);
    for step in 0..steps {
        let folder = fs::metadata(&site).unwrap();
        let edits: Vec<&str> = (0..1 + dice.roll(3)).map(|_| edit(&town, &site, &mut dice, &mut as_of, step)).collect();
        let damaged = tree(&site);
        town.build(as_of, "site");
        let after = tree(&site);
        let told = format!("step {step}, {as_of}, {edits:?}");

        let expected = cold.of(&town, as_of);
        assert_eq!(after.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "{told}");
        for (path, held) in &after {
            assert!(held.bytes == expected[path], "{told}: {path} is not what a build from nothing makes");
            match damaged.get(path) {
                Some(was) if was.bytes == held.bytes => {
                    assert_eq!((was.inode, was.written), (held.inode, held.written), "{told}: {path} was touched");
                    kept += 1;
                }
                Some(was) => {
                    assert_ne!(was.inode, held.inode, "{told}: {path} was written in place");
                    renewed += 1;
                }
                None => renewed += 1,
            }
        }
        if damaged == after && edits.iter().all(|edit| !edit.starts_with("damage")) {
            let now = fs::metadata(&site).unwrap();
            assert_eq!(
                (folder.ino(), folder.mtime_nsec()),
                (now.ino(), now.mtime_nsec()),
                "{told}: the folder was touched"
            );
            unchanged_builds += 1;
        }
        assert!(beside(&town).is_empty(), "{told}: left beside the output: {:?}", beside(&town));
    }
    assert!(unchanged_builds > 0 && kept > 200 && renewed > 100, "{unchanged_builds} {kept} {renewed}: hardly a test");
}

/// Changes something, and says what.
fn edit(town: &Town, site: &Path, dice: &mut Dice, as_of: &mut &str, step: usize) -> &'static str {
    const SETTINGS: &str = "records/ledger.toml";
    const CHECK: &str = "records/mukawa/2026/11/18-check.toml";
    let request = format!("records/mukawa/2026/11/{:02}-request.toml", 2 + dice.roll(8));
    match dice.roll(17) {
        0 => {
            let text = format!(
                "received_at = 2026-11-10T09:00:00\ndocument = \"第{step}号\"\nbasis = \"b\"\ncontent = \"c\"\noperator = \"sato\"\n"
            );
            town.write(&request, &text);
            "a record added"
        }
        1 => {
            let _ = fs::remove_file(town.path(&request));
            "a record removed"
        }
        2 => {
            append(&town.path(CHECK), &format!("# {step}\n"));
            "a comment"
        }
        3 => {
            append(
                &town.path(CHECK),
                &format!("[[correction]]\nat = 2026-11-18T10:00:00\nby = \"sato\"\nreason = \"誤記{step}\"\n"),
            );
            "a correction"
        }
        4 => {
            let text = fs::read_to_string(town.path(SETTINGS)).unwrap();
            let title = text.lines().find(|line| line.starts_with("title")).unwrap();
            town.replace(SETTINGS, title, &format!("title = \"台帳 {}\"", dice.roll(2)));
            "the title"
        }
        5 => {
            let text = fs::read_to_string(town.path(SETTINGS)).unwrap();
            let (from, to) =
                if text.contains("= \"ja\"") { ("= \"ja\"", "= \"en\"") } else { ("= \"en\"", "= \"ja\"") };
            town.replace(SETTINGS, &format!("language {from}"), &format!("language {to}"));
            "the language"
        }
        6 => {
            *as_of = ["2026-11-05", "2026-11-20", "2026-12-01"][dice.roll(3)];
            "another day"
        }
        7 => {
            town.write("templates/style.css", &format!("body {{ margin: {}px }}\n", dice.roll(3)));
            "a stylesheet of the town's"
        }
        8 => {
            let _ = fs::remove_dir_all(town.path("templates"));
            "no templates"
        }
        9 => "nothing",
        10 => {
            append(&any(site, dice), "x");
            "damage: appended"
        }
        11 => {
            let path = any(site, dice);
            let flipped: Vec<u8> = fs::read(&path).unwrap().iter().map(|byte| byte ^ 1).collect();
            fs::write(path, flipped).unwrap();
            "damage: bytes of the same length"
        }
        12 => {
            fs::remove_file(any(site, dice)).unwrap();
            "damage: removed"
        }
        13 => {
            let path = any(site, dice);
            fs::remove_file(&path).unwrap();
            fs::create_dir(&path).unwrap();
            "damage: a folder for a file"
        }
        14 => {
            // The bytes are right, and yet the file is not the site's.
            let path = any(site, dice);
            let elsewhere = town.path("elsewhere");
            fs::copy(&path, &elsewhere).unwrap();
            fs::remove_file(&path).unwrap();
            std::os::unix::fs::symlink(&elsewhere, &path).unwrap();
            "damage: a link for a file"
        }
        15 => {
            fs::create_dir_all(site.join("mukawa/empty")).unwrap();
            fs::write(site.join("letter.txt"), "dear").unwrap();
            "damage: what is not the site's"
        }
        _ => {
            let elsewhere = town.path("moved");
            let _ = fs::remove_dir_all(&elsewhere);
            if site.join("incidents").is_dir() && !site.join("incidents").is_symlink() {
                fs::rename(site.join("incidents"), &elsewhere).unwrap();
                std::os::unix::fs::symlink(&elsewhere, site.join("incidents")).unwrap();
            }
            "damage: a link for a folder"
        }
    }
}

/// Any file of the site but the one that tells whose it is.
fn any(site: &Path, dice: &mut Dice) -> PathBuf {
    let files: Vec<PathBuf> = walkdir::WalkDir::new(site)
        .sort_by_file_name()
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file() && entry.file_name() != "site.json")
        .map(walkdir::DirEntry::into_path)
        .collect();
    files[dice.roll(files.len())].clone()
}

fn append(path: &Path, text: &str) {
    fs::write(path, fs::read_to_string(path).unwrap() + text).unwrap();
}

/// The files of the site, links left out.
fn tree(site: &Path) -> Tree {
    let files = walkdir::WalkDir::new(site).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let held = |entry: walkdir::DirEntry| {
        let metadata = entry.metadata().unwrap();
        let path = entry.path().strip_prefix(site).unwrap().to_str().unwrap().to_owned();
        let written = (metadata.mtime(), metadata.mtime_nsec());
        (path, Held { inode: metadata.ino(), written, bytes: fs::read(entry.path()).unwrap() })
    };
    files.map(held).collect()
}

/// What a build would have left behind.
fn beside(town: &Town) -> Vec<String> {
    let names = fs::read_dir(town.path("")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with(".daicho-")).collect()
}

/// The last site made from nothing, for as long as what it is made from stays the same.
#[derive(Default)]
struct Cold {
    from: Vec<(String, Vec<u8>)>,
    site: BTreeMap<String, Vec<u8>>,
}

impl Cold {
    fn of(&mut self, town: &Town, as_of: &str) -> &BTreeMap<String, Vec<u8>> {
        let mut from = vec![(as_of.to_owned(), Vec::new())];
        for folder in ["records", "templates"].map(|name| town.path(name)).iter().filter(|folder| folder.exists()) {
            let files = tree(folder).into_iter().map(|(path, held)| (path, held.bytes));
            from.extend(files);
        }
        if from != self.from {
            let _ = fs::remove_dir_all(town.path("cold"));
            let site = town.build(as_of, "cold");
            self.site = tree(&site).into_iter().map(|(path, held)| (path, held.bytes)).collect();
            self.from = from;
        }
        &self.site
    }
}

/// The same numbers at every run (a linear congruential generator by Knuth).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

#[test]
fn a_link_to_the_output_stays_and_what_it_names_is_renewed() {
    let town = Town::new();
    let site = town.build("2026-11-20", "site");
    fs::rename(&site, town.path("share")).unwrap();
    std::os::unix::fs::symlink(town.path("share"), &site).unwrap();
    let before = tree(&town.path("share"));
    town.write("templates/style.css", "b { color: red }\n");
    town.build("2026-11-20", "site");
    assert!(site.is_symlink());
    let after = tree(&town.path("share"));
    let other = |path: &&String| before[*path].inode != after[*path].inode;
    assert_eq!(after.keys().filter(other).collect::<Vec<_>>(), ["site.json", "style.css"], "what changed, alone");
}

#[test]
fn whoever_reads_a_file_goes_on_reading_it_and_permissions_stay() {
    use std::io::Read;
    use std::os::unix::fs::PermissionsExt;
    let town = Town::new();
    let site = town.build("2026-11-20", "site");
    let set = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    set(&site, 0o750);
    set(&site.join("rules.html"), 0o600);
    let style = fs::read(site.join("style.css")).unwrap();
    let mut reader = fs::File::open(site.join("style.css")).unwrap();
    town.write("templates/style.css", "b { color: red }\n");
    town.build("2026-11-20", "site");
    let mut read = Vec::new();
    reader.read_to_end(&mut read).unwrap();
    assert!(read == style, "an open file is as it was");
    assert_eq!((mode(&site), mode(&site.join("rules.html"))), (0o750, 0o600));
}
