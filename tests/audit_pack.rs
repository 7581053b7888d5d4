//! `daicho audit-pack`: its one page is followed literally, with the tools it names, and finds what was tampered with.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

#[test]
fn the_page_verifies_the_pack() {
    let folder = TempDir::new().unwrap();
    let audit = unpacked(folder.path(), "pack.tar");
    let told = typed(&audit);
    let step = |number: usize| &told[number - 1];
    assert_eq!(step(1), "OK\n");
    assert!(step(2).contains(&head(folder.path())), "{}", step(2));
    let good = step(3).lines().filter(|line| line.starts_with("G ")).count();
    assert!(
        good > 200 && step(3).lines().all(|line| line.starts_with("G ") || !line.contains(" 2026-")),
        "{}",
        step(3)
    );
    assert!(!step(4).is_empty() && step(4).lines().all(|line| line.starts_with("= ")), "{}", step(4));
    assert_eq!(step(5), "OK\n");
    assert_eq!(step(6).lines().filter(|line| line.starts_with("records/")).count(), 25);
    assert!(!step(7).is_empty());
    assert!(audit.join("site/index.html").exists());
}

#[test]
fn the_same_head_gives_the_same_bytes() {
    let folder = TempDir::new().unwrap();
    unpacked(folder.path(), "one.tar");
    pack(folder.path(), "other.tar");
    assert!(fs::read(folder.path().join("one.tar")).unwrap() == fs::read(folder.path().join("other.tar")).unwrap());
}

#[test]
fn what_was_tampered_with_is_found() {
    let folder = TempDir::new().unwrap();
    let audit = unpacked(folder.path(), "pack.tar");
    fs::write(audit.join("site/index.html"), "all is well").unwrap();
    let offs = fs::read_to_string(audit.join("sign-offs")).unwrap();
    let digest = offs.lines().next().unwrap().rsplit(' ').next().unwrap();
    fs::write(audit.join("sign-offs"), offs.replacen(digest, &"0".repeat(64), 1)).unwrap();
    let sample = fs::read_to_string(audit.join("sample")).unwrap();
    fs::write(audit.join("sample"), sample.lines().skip(1).map(|line| format!("{line}\n")).collect::<String>())
        .unwrap();
    let told = typed(&audit);
    assert_eq!(told[0].matches(": FAILED").count(), 3, "{}", told[0]);
    assert_eq!(told[3].lines().filter(|line| line.starts_with("x ")).count(), 1);
    assert!(!told[4].contains("OK"));
}

fn unpacked(folder: &Path, name: &str) -> std::path::PathBuf {
    let ledger = folder.join("ledger");
    assert!(daicho(folder, &["demo", ledger.to_str().unwrap()]).status.success());
    pack(folder, name);
    let tar = Command::new("tar").current_dir(folder).args(["-xf", name]).status().unwrap();
    assert!(tar.success());
    folder.join("audit")
}

fn pack(folder: &Path, name: &str) {
    let out = folder.join(name);
    let ledger = folder.join("ledger");
    let args = ["-C", ledger.to_str().unwrap(), "audit-pack", "--as-of", "2026-11-20", out.to_str().unwrap()];
    let packed = daicho(folder, &args);
    assert!(packed.status.success(), "{}", String::from_utf8_lossy(&packed.stderr));
}

fn daicho(home: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_daicho")).args(args).env("HOME", home).output().unwrap()
}

fn head(folder: &Path) -> String {
    let head = Command::new("git").arg("-C").arg(folder.join("ledger")).args(["rev-parse", "HEAD"]).output().unwrap();
    String::from_utf8(head.stdout).unwrap().trim().to_owned()
}

/// What each numbered step prints, its commands typed as the page has them.
fn typed(audit: &Path) -> Vec<String> {
    let page = fs::read_to_string(audit.join("VERIFY.txt")).unwrap();
    let steps = page.split("\n$ ").skip(1).map(|rest| rest.split("\n\n").next().unwrap().to_owned());
    // A second command of the same step follows on the next line.
    let mut joined: Vec<String> = Vec::new();
    let titles = page.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).count();
    let mut at_title = page.match_indices("\n$ ").map(|(at, _)| page[..at].ends_with('\n'));
    for step in steps {
        if at_title.next().unwrap() {
            joined.push(step)
        } else {
            joined.last_mut().unwrap().push_str(&format!("\n{step}"))
        }
    }
    assert_eq!(joined.len(), titles);
    joined.iter().map(|commands| shell(audit, commands)).collect()
}

fn shell(audit: &Path, commands: &str) -> String {
    let out = Command::new("sh")
        .current_dir(audit)
        .args(["-c", commands])
        .env("HOME", audit)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .unwrap();
    String::from_utf8_lossy(&out.stdout).into_owned()
}
