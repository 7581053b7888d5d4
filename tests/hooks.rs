//! The hooks as git runs them: a server that takes pushes in or refuses them, and a terminal that commits. The real git pushes.

mod folders;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use folders::copy;
use tempfile::TempDir;

const CHECK: &str = "records/mukawa/2026/10/14-check.toml";

#[test]
fn an_honest_push_is_taken_in_and_written_down() {
    let town = Town::new();
    town.write("records/mukawa/2026/10/20-request.toml", &request("sato"));
    town.commit("sato", "依頼");
    town.takes(&["push", "-q", "origin", "main"]);
    town.write("records/mukawa/2026/10/21-request.toml", &request("sato").replace("10-20", "10-21"));
    town.commit("sato", "依頼");
    town.takes(&["push", "-q", "origin", "main"]);
    let receipts = town.on_server(&["log", "--format=%b", "refs/daicho/receipts"]);
    let heads = town.git(&["log", "-2", "--format=%H"]);
    for (line, head) in receipts.lines().filter(|line| line.starts_with("new ")).zip(heads.lines()) {
        assert_eq!(line, format!("new {head}"));
    }
    assert!(receipts.contains("ref refs/heads/main\nold ") && receipts.contains("pusher keiko\n"), "{receipts}");
    assert!(!town.on_server(&["for-each-ref"]).is_empty());
}

#[test]
fn what_was_committed_cannot_be_taken_back() {
    let town = Town::new();
    town.refuses(&["push", "origin", ":main"], "refs/heads/main");
    town.git(&["commit", "-q", "--amend", "-m", "another"]);
    town.refuses(&["push", "-f", "origin", "main"], "--force");
    town.git(&["reset", "-q", "--hard", "origin/main"]);
    town.git(&["rm", "-q", CHECK]);
    town.commit("sato", "gone");
    town.git(&["revert", "--no-edit", "HEAD"]);
    town.refuses(&["push", "origin", "main"], "record-deleted");
    town.git(&["reset", "-q", "--hard", "origin/main"]);
    town.edit(CHECK, "\"ok\"", "\"warning\"");
    town.commit("sato", "changed");
    town.refuses(&["push", "origin", "main"], "record-rewritten");
}

#[test]
fn every_commit_is_looked_at() {
    let town = Town::new();
    town.write("records/mukawa/2026/10/20-request.toml", &request("sato").replace("戸籍法", "個人番号 123456789018"));
    town.commit("sato", "slip");
    town.git(&["revert", "--no-edit", "HEAD"]);
    town.refuses(&["push", "origin", "main"], "personal-number");
    // Another branch is no way around it.
    town.refuses(&["push", "origin", "main:refs/heads/side"], "personal-number");
    town.git(&["reset", "-q", "--hard", "origin/main"]);
    town.write("records/mukawa/2026/10/20-request.toml", &request("nobody"));
    town.commit("sato", "unknown");
    town.refuses(&["push", "origin", "main"], "unknown-reference");
}

#[test]
fn who_may_change_what() {
    let town = Town::new();
    town.write("records/mukawa/2026/10/20-request.toml", &request("sato"));
    town.commit("stranger", "who");
    town.refuses(&["push", "origin", "main"], "author-unknown");
    town.git(&["reset", "-q", "--hard", "origin/main"]);
    town.edit("records/register/people.toml", "佐藤 花子", "佐藤 華子");
    town.commit("sato", "register");
    town.refuses(&["push", "origin", "main"], "register-not-by-manager");
    town.git(&["reset", "-q", "--hard", "origin/main"]);
    town.edit("records/register/people.toml", "佐藤 花子", "佐藤 華子");
    town.commit("tanaka", "register");
    town.takes(&["push", "-q", "origin", "main"]);
    // A register that makes records wrong which the push does not touch.
    town.edit("records/register/people.toml", "id = \"ito\"", "id = \"itoh\"");
    town.edit("records/register/people.toml", "person = \"ito\"", "person = \"itoh\"");
    town.commit("tanaka", "renamed");
    town.refuses(&["push", "origin", "main"], "unknown-reference");
}

#[test]
fn other_refs_may_not_bend_the_history() {
    let town = Town::new();
    town.git(&["tag", "v1"]);
    town.takes(&["push", "-q", "origin", "v1"]);
    town.refuses(&["push", "origin", ":v1"], "refs/tags/v1");
    town.write("README", "x");
    town.commit("tanaka", "more");
    town.git(&["tag", "-f", "v1"]);
    town.refuses(&["push", "-f", "origin", "v1"], "refs/tags/v1");
    town.refuses(&["push", "origin", "HEAD:refs/replace/4b825dc642cb6eb9a060e54bf8d69288fbee4904"], "refs/replace");
    town.refuses(&["push", "-f", "origin", "HEAD:refs/daicho/receipts"], "refs/daicho");
}

#[test]
fn signatures_are_asked_for_as_they_were_before_the_push() {
    let town = Town::new();
    town.edit("records/ledger.toml", "require_signatures = false", "require_signatures = true");
    town.commit("tanaka", "sign from now on");
    town.takes(&["push", "-q", "origin", "main"]);
    town.write("records/mukawa/2026/10/20-request.toml", &request("sato"));
    town.commit("sato", "unsigned");
    town.refuses(&["push", "origin", "main"], "signature-missing");
    town.git(&["reset", "-q", "--hard", "origin/main"]);
    town.edit("records/ledger.toml", "require_signatures = true", "require_signatures = false");
    town.commit("tanaka", "no longer");
    town.write("records/mukawa/2026/10/20-request.toml", &request("sato"));
    town.commit("sato", "unsigned");
    town.refuses(&["push", "origin", "main"], "signature-missing");
}

#[test]
fn a_commit_is_judged_before_it_is_made() {
    let town = Town::new();
    assert!(town.daicho(&town.work, &["hook", "install"]).status.success());
    town.write("records/mukawa/2026/10/20-request.toml", &request("sato").replace("operator", "opertor"));
    town.git(&["add", "-A"]);
    let refused = town.run(&town.work, &["commit", "-q", "-m", "typo"]);
    assert!(!refused.status.success() && told(&refused).contains("unknown-key"), "{}", told(&refused));
    town.write("records/mukawa/2026/10/20-request.toml", &request("sato"));
    town.git(&["add", "-A"]);
    // What is staged counts, not what lies beside it.
    town.write("records/mukawa/2026/10/20-request.toml", "not TOML");
    for version in ["2", "4"] {
        town.git(&["update-index", "--index-version", version]);
        let check = town.daicho(&town.work, &["check", "--staged"]);
        assert_eq!(check.status.code(), Some(0), "{}", told(&check));
    }
    let made = town.run(&town.work, &["commit", "-q", "-m", "依頼"]);
    assert!(made.status.success(), "{}", told(&made));
    town.git(&["checkout", "-q", "."]);
    town.git(&["rm", "-q", CHECK]);
    let refused = town.run(&town.work, &["commit", "-q", "-m", "gone"]);
    assert!(!refused.status.success() && told(&refused).contains("record-deleted"), "{}", told(&refused));
}

#[test]
fn a_path_may_be_asked_for_that_is_in_no_work_tree() {
    let town = Town::new();
    let asked = |folder: &Path, args: &[&str]| {
        let out = town.daicho(folder, &[&["check", "--as-of", "2026-10-16"], args].concat());
        (out.status.code(), told(&out))
    };
    assert_eq!(asked(&town.server, &[CHECK]).0, Some(0));
    town.git(&["rm", "-q", CHECK]);
    town.commit("sato", "gone");
    let (status, told) = asked(&town.work, &[CHECK]);
    assert!(status == Some(1) && told.contains("record-deleted"), "{told}");
    assert_eq!(asked(&town.work, &["--rev", "HEAD~1", CHECK]).0, Some(0));
    assert_eq!(asked(&town.work, &["records/mukawa/../mukawa/2026/10/13-check.toml"]).0, Some(0));
    let (status, told) = asked(&town.work, &["records/mukawa/2026/10/41-check.toml"]);
    assert!(status == Some(2) && told.contains("41-check.toml が見つかりません"), "{told}");
    assert_eq!(asked(&town.work, &["--staged", "--only", "records"]).0, Some(0));
}

#[test]
fn another_s_hook_is_left_alone() {
    let town = Town::new();
    let hook = town.work.join(".git/hooks/pre-commit");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    fs::write(&hook, "#!/bin/sh\nexit 0\n").unwrap();
    let refused = town.daicho(&town.work, &["hook", "install"]);
    assert_eq!(refused.status.code(), Some(2), "{}", told(&refused));
    assert_eq!(fs::read_to_string(&hook).unwrap(), "#!/bin/sh\nexit 0\n");
}

/// A bare server with the hooks, and a terminal with a clone of it.
struct Town {
    home: TempDir,
    server: PathBuf,
    work: PathBuf,
}

impl Town {
    fn new() -> Town {
        let home = TempDir::new().unwrap();
        let (server, work) = (home.path().join("server.git"), home.path().join("work"));
        let town = Town { home, server, work };
        town.run(town.home.path(), &["init", "-q", "--bare", "-b", "main", "server.git"]);
        assert!(town.daicho(&town.server, &["hook", "install"]).status.success());
        town.run(town.home.path(), &["clone", "-q", "server.git", "work"]);
        town.run(&town.work, &["switch", "-q", "-c", "main"]);
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/base/records"), &town.work.join("records"));
        town.edit("records/ledger.toml", "starts   = ", "adopted = 2026-10-01\nstarts   = ");
        town.commit("tanaka", "start");
        town.takes(&["push", "-q", "-u", "origin", "main"]);
        town
    }

    fn run(&self, folder: &Path, args: &[&str]) -> Output {
        let mut git = Command::new("git");
        git.current_dir(folder).args(args).env_clear().env("HOME", self.home.path()).env("LOGNAME", "keiko");
        git.env("PATH", std::env::var_os("PATH").unwrap()).env("GIT_CONFIG_NOSYSTEM", "1");
        for who in ["AUTHOR", "COMMITTER"] {
            git.env(format!("GIT_{who}_NAME"), "田中").env(format!("GIT_{who}_EMAIL"), "tanaka@town.example");
        }
        git.output().unwrap()
    }

    fn git(&self, args: &[&str]) -> String {
        let out = self.run(&self.work, args);
        assert!(out.status.success(), "git {args:?}: {}", told(&out));
        String::from_utf8(out.stdout).unwrap()
    }

    fn on_server(&self, args: &[&str]) -> String {
        String::from_utf8(self.run(&self.server, args).stdout).unwrap()
    }

    fn daicho(&self, folder: &Path, args: &[&str]) -> Output {
        let mut daicho = Command::new(env!("CARGO_BIN_EXE_daicho"));
        daicho.arg("-C").arg(folder).args(args).env_clear().env("HOME", self.home.path());
        daicho.env("GIT_AUTHOR_EMAIL", "tanaka@town.example").current_dir(folder).output().unwrap()
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.work.join(path), text).unwrap();
    }

    fn edit(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.work.join(path)).unwrap();
        assert!(text.contains(from), "{path} has no {from}");
        self.write(path, &text.replace(from, to));
    }

    fn commit(&self, who: &str, message: &str) {
        self.git(&["add", "-A"]);
        let author = format!("{who} <{who}@town.example>");
        self.git(&["commit", "-q", "--no-verify", "--author", &author, "-m", message]);
    }

    fn takes(&self, push: &[&str]) {
        self.git(push);
    }

    /// Refused by name, in both languages, and nothing on the server has moved.
    fn refuses(&self, push: &[&str], because: &str) {
        let before = self.on_server(&["for-each-ref"]);
        let out = self.run(&self.work, push);
        let said = told(&out);
        assert!(!out.status.success(), "git {push:?} was taken in: {said}");
        assert!(said.contains(because) && said.contains("受け付けません") && said.contains("refused"), "{said}");
        assert!(!said.contains("panicked"), "{said}");
        assert_eq!(self.on_server(&["for-each-ref"]), before);
    }
}

fn told(out: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr))
}

fn request(operator: &str) -> String {
    format!(
        "received_at = 2026-10-20T09:00:00\ndocument = \"む戸第9号\"\nbasis = \"戸籍法\"\ncontent = \"照会\"\noperator = \"{operator}\"\n"
    )
}
