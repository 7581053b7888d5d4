//! `status` on a ledger of ten years (some 25,000 records, committed), as a process of its own, against the floor: listing the folder
//! and reading the files that tell how things stand. `cargo bench --bench status`.
//!
//! The ledger is one month of the sample, each of its kinds, told again for every month of ten years.

mod timing;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use daicho::load::recent;
use jiff::civil::date;
use timing::{show, timed};

const YEARS: i16 = 10;
const LAST: i16 = 2026;

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    let number = tell_again(root);
    // Packed as after any clone, and by nobody behind our back while it is measured.
    for args in [&["init", "-q"][..], &["add", "-A"], &["commit", "-qm", "ten years"], &["gc", "-q"]] {
        git(root, args);
    }

    let today = date(LAST, 11, 20);
    let floor = timed(|| {
        for entry in walkdir::WalkDir::new(root.join("records")).into_iter().map(|entry| entry.expect("readable")) {
            let below = entry.path().strip_prefix(root).expect("below").to_str().expect("UTF-8");
            if entry.file_type().is_file() && recent::matters(below, today) {
                fs::read(entry.path()).expect("a file of the ledger");
            }
        }
    });
    println!("{number} records in {YEARS} years");
    show("listing and reading", floor, floor);
    for (name, format) in [("status", "human"), ("status, JSON", "json")] {
        let times = timed(|| {
            let mut daicho = Command::new(env!("CARGO_BIN_EXE_daicho"));
            daicho.current_dir(root).args(["status", "--as-of", "2026-11-20", "--format", format]);
            let status = daicho.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("the program runs");
            assert!(status.code().is_some_and(|code| code < 2), "status could not do its work");
        });
        show(name, times, floor);
    }
}

/// Writes the sample's registers and settings as of ten years ago, and its October in place of every month since.
fn tell_again(root: &Path) -> usize {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"));
    let first = LAST - YEARS;
    let mut number = 0;
    for entry in walkdir::WalkDir::new(sample.join("records")).into_iter().map(|entry| entry.expect("readable")) {
        if !entry.file_type().is_file() {
            continue;
        }
        let below = entry.path().strip_prefix(sample).expect("below").to_str().expect("UTF-8").replace('\\', "/");
        let text = fs::read_to_string(entry.path()).expect("a file of the sample");
        if !below.contains("/20") {
            let earlier = text.replace("from = 20", &format!("from = {}-01-01 # 20", first - 1));
            let earlier = earlier.replace("enforced = 2018-03-12", "enforced = 2000-03-12");
            write(root, &below, &earlier.replace("starts   = 2026-09-01", &format!("starts   = {first}-12-01")));
        } else if let Some((place, name)) = below.split_once("/2026/10/") {
            // Each month has these days.
            if name.get(..2).is_some_and(|day| ("29".."32").contains(&day)) {
                continue;
            }
            for month in (0..i32::from(YEARS) * 12)
                .map(|at| (i32::from(first) * 12 + 11 + at).div_euclid(12) * 100 + (at + 11) % 12 + 1)
            {
                let (year, month) = (month / 100, month % 100);
                let text = text
                    .replace("2026-10-", &format!("{year}-{month:02}-"))
                    .replace("2026/10/", &format!("{year}/{month:02}/"));
                write(root, &format!("{place}/{year}/{month:02}/{name}"), &text);
                number += 1;
            }
        }
    }
    number
}

fn write(root: &Path, below: &str, text: &str) {
    let path = root.join(below);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file of the ledger");
}

fn git(root: &Path, args: &[&str]) {
    let mut git = Command::new("git");
    git.current_dir(root).env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    git.args(["-c", "user.name=A", "-c", "user.email=a@example.jp", "-c", "gc.auto=0"]).args(args);
    assert!(git.status().expect("git runs").success(), "git {args:?}");
}
