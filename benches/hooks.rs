//! The hooks on a ledger of ten years (eight towns, a check each day: 29,200 records, 3,650 commits), as git runs them: a day's push
//! judged by the server, and a day's checks judged before they are committed. `cargo bench --bench hooks`.
//!
//! Each is told beside what git itself takes to list what is new, in the same run.

mod timing;

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use timing::{show, timed};

const DAYS: i64 = 3_650;
const TOWNS: [&str; 8] = ["mukawa", "saroma", "suttsu", "oketo", "shintoku", "niseko", "higashikawa", "aibetsu"];
/// 2026-11-20 00:00 UTC, the last day.
const LAST: i64 = 1_795_132_800;

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (server, work) = (folder.path().join("server.git"), folder.path().join("work"));
    git(folder.path(), &["init", "-q", "--bare", "-b", "main", "server.git"], "");
    git(&server, &["fast-import", "--quiet"], &ledger());
    git(&server, &["repack", "-adq"], "");
    let (old, new) = (output(&server, &["rev-parse", "main~1"]), output(&server, &["rev-parse", "main"]));
    let (old, new) = (old.trim(), new.trim());

    let floor = timed(|| drop(output(&server, &["rev-list", "--objects", new, &format!("^{old}")])));
    show("git rev-list of the push", floor, floor);
    let line = format!("{old} {new} refs/heads/main\n");
    let push = timed(|| hook(&server, "pre-receive", &line));
    show("pre-receive, a day's push", push, floor);

    git(folder.path(), &["clone", "-q", "server.git", "work"], "");
    for town in TOWNS {
        let path = work.join(format!("records/{town}/2026/11/20-check-2.toml"));
        fs::write(path, check(DAYS - 1)).expect("a new check");
    }
    git(&work, &["add", "-A"], "");
    let floor = timed(|| drop(output(&work, &["diff", "--cached", "--raw"])));
    show("git diff --cached", floor, floor);
    let commit = timed(|| hook(&work, "pre-commit", ""));
    show("pre-commit, eight checks", commit, floor);
}

/// As git starts it: in the repository's folder, told by the environment where that is.
fn hook(folder: &Path, name: &str, input: &str) {
    let mut daicho = Command::new(env!("CARGO_BIN_EXE_daicho"));
    let dir = if name == "pre-receive" { "." } else { ".git" };
    daicho.current_dir(folder).args(["hook", name]).env("GIT_DIR", dir);
    daicho.env("GIT_AUTHOR_EMAIL", "tanaka@town.rankoshi.example");
    let mut child = daicho.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
    child.stdin.take().expect("it is piped").write_all(input.as_bytes()).expect("it reads");
    let out = child.wait_with_output().expect("it ends");
    assert!(out.status.success(), "{name}: {}", String::from_utf8_lossy(&out.stderr));
}

/// The sample's settings and registers, then a commit a day.
fn ledger() -> String {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("records");
    let mut stream = String::new();
    let mut files = Vec::new();
    for path in ["ledger.toml", "regulation.md"] {
        files.push((format!("records/{path}"), fs::read_to_string(sample.join(path)).expect("a file of the sample")));
    }
    for entry in fs::read_dir(sample.join("register")).expect("the registers") {
        let entry = entry.expect("a register");
        let name = entry.file_name().into_string().expect("UTF-8");
        files.push((format!("records/register/{name}"), fs::read_to_string(entry.path()).expect("a register")));
    }
    commit(&mut stream, LAST - DAYS * 86_400, &files);
    for day in 0..DAYS {
        let date = date(day);
        let month = date[..7].replace('-', "/");
        let path = |town: &str| format!("records/{town}/{month}/{}-check.toml", &date[8..]);
        let files: Vec<(String, String)> = TOWNS.iter().map(|town| (path(town), check(day))).collect();
        commit(&mut stream, LAST - (DAYS - 1 - day) * 86_400, &files);
    }
    stream
}

fn date(day: i64) -> String {
    let seconds = LAST - (DAYS - 1 - day) * 86_400;
    jiff::Timestamp::from_second(seconds).expect("a time").to_string()[..10].to_owned()
}

fn check(day: i64) -> String {
    let (today, before) = (date(day), date(day - 1));
    format!(
        "operator = \"tanaka\"\nterminal = \"mt-01\"\nchecked_at = {today}T08:44:00\n\n[[backup]]\nrun = {before}\nresult = \"ok\"\n\
         finished_at = {before}T23:31:03\nsize_mb = 18304\n\n[[transmission]]\nrun = {before}\nresult = \"ok\"\n\
         sent_at = {before}T20:05:07\nitems = 22\naccepted = 22\npending = 0\n"
    )
}

fn commit(stream: &mut String, time: i64, files: &[(String, String)]) {
    let who = format!("田中 <tanaka@town.rankoshi.example> {time} +0900");
    write!(stream, "commit refs/heads/main\nauthor {who}\ncommitter {who}\ndata 1\n.\n").expect("a string takes all");
    for (path, text) in files {
        write!(stream, "M 100644 inline {path}\ndata {}\n{text}\n", text.len()).expect("a string takes all");
    }
}

fn git(folder: &Path, args: &[&str], input: &str) {
    let mut command = Command::new("git");
    command.current_dir(folder).args(args).env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().expect("git runs");
    child.stdin.take().expect("it is piped").write_all(input.as_bytes()).expect("git reads");
    assert!(child.wait().expect("git ends").success(), "git {args:?}");
}

fn output(folder: &Path, args: &[&str]) -> String {
    let out = Command::new("git").current_dir(folder).args(args).output().expect("git runs");
    String::from_utf8(out.stdout).expect("UTF-8")
}
