//! The walk beside git's own, on one ledger of 2,500 commits and 22,500 records, in one run: `cargo bench --bench history`.
//!
//! Each is the best of several, taken in turn, so that a busy machine slows both. The ratio is what to keep an eye on:
//! above 1.00 the walk is slower than `git log --raw --no-renames -m --format= -- records`.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use daicho::history::{Repo, walk};

const COMMITS: usize = 2_500;
const TOWNS: [&str; 9] =
    ["rankoshi", "niseko", "makkari", "rusutsu", "kimobetsu", "kyogoku", "kutchan", "kyowa", "mukawa"];
const ROUNDS: usize = 21;

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    git(root, &["init", "-q", "--bare"], "");
    git(root, &["fast-import", "--quiet"], &ledger());
    git(root, &["symbolic-ref", "HEAD", "refs/heads/main"], "");

    let (mut ours, mut theirs) = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        ours = ours.min(timed(|| {
            let repo = Repo::open(root).expect("it opens").expect("a repository");
            let head = repo.head().expect("readable").expect("a commit");
            let history = walk(&repo, head).expect("walked");
            assert!(history.commits.len() >= COMMITS && history.incomplete.is_empty());
        }));
        let log = ["log", "--raw", "--no-renames", "-m", "--format=", "--", "records"];
        theirs = theirs.min(timed(|| git(root, &log, "")));
    }
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    println!("walk {:.0} ms, git log {:.0} ms, ratio {ratio:.2}", ms(ours), ms(theirs));
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// Each commit is a day: a check of every town. Every tenth day a branch corrects a check of the day before, and is merged.
fn ledger() -> String {
    let mut stream = String::new();
    for day in 0..COMMITS {
        let branched = day % 10 == 9;
        if branched {
            commit(&mut stream, 2 * day, &format!("from :{}\n", 2 * day - 1), &[(TOWNS[0], day - 1, "corrected")]);
        }
        let parents = match (day, branched) {
            (0, _) => String::new(),
            (_, false) => format!("from :{}\n", 2 * day - 1),
            (_, true) => format!("from :{}\nmerge :{}\n", 2 * day - 1, 2 * day),
        };
        let mut files: Vec<_> = TOWNS.iter().map(|town| (*town, day, "ok")).collect();
        if branched {
            files.push((TOWNS[0], day - 1, "corrected"));
        }
        commit(&mut stream, 2 * day + 1, &parents, &files);
    }
    stream
}

fn commit(stream: &mut String, mark: usize, parents: &str, files: &[(&str, usize, &str)]) {
    let branch = if mark.is_multiple_of(2) { "side" } else { "main" };
    let time = 1_500_000_000 + 43_200 * mark;
    let head =
        format!("commit refs/heads/{branch}\nmark :{mark}\ncommitter A <a@example.jp> {time} +0900\ndata 1\n.\n");
    stream.push_str(&head);
    stream.push_str(parents);
    for (town, day, word) in files {
        let (year, month, day) = (2018 + day / 336, day / 28 % 12 + 1, day % 28 + 1);
        let text = format!("checked_by = \"a\"\n[[backup]]\nrun = {year}-{month:02}-{day:02}\nresult = \"{word}\"\n");
        let path = format!("records/{town}/{year}/{month:02}/{day:02}-check.toml");
        writeln!(stream, "M 100644 inline {path}\ndata {}\n{text}", text.len()).expect("a string takes all");
    }
}

fn git(root: &Path, args: &[&str], input: &str) {
    let mut command = Command::new("git");
    command.current_dir(root).args(args).env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().expect("git runs");
    child.stdin.take().expect("it is piped").write_all(input.as_bytes()).expect("git reads");
    assert!(child.wait().expect("git ends").success(), "git {args:?}");
}
