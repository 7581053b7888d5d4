//! The walk beside git's own, on ledgers of 2,500 days (a commit a day, 22,500 records) and of ten years of 28 commits a
//! day (100,000 commits and records), in one run: `cargo bench --bench history`.
//!
//! Each is the best of several, taken in turn, so that a busy machine slows both. The ratio is what to keep an eye on:
//! above 1.00 the walk is slower than `git log --raw --no-renames -m --format= -- records`.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use daicho::history::{Repo, walk};

/// As the program has it.
#[cfg(target_os = "linux")]
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

const TOWNS: [&str; 9] =
    ["trustee", "kita", "makkari", "rusutsu", "kimobetsu", "kyogoku", "kutchan", "kyowa", "minami"];

fn main() {
    compare(&a_commit_a_day(2_500), 2_500, 21);
    compare(&many_a_day(3_572, 28), 100_000, 5);
}

fn compare(stream: &str, least: usize, rounds: usize) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    git(root, &["init", "-q", "--bare"], "");
    git(root, &["fast-import", "--quiet"], stream);
    git(root, &["repack", "-adq"], "");
    git(root, &["symbolic-ref", "HEAD", "refs/heads/main"], "");

    let (mut ours, mut theirs) = (Duration::MAX, Duration::MAX);
    let mut commits = 0;
    for _ in 0..rounds {
        ours = ours.min(timed(|| {
            let repo = Repo::open(root).expect("it opens").expect("a repository");
            let head = repo.head().expect("readable").expect("a commit");
            let history = walk(&repo, head).expect("walked");
            assert!(history.commits.len() >= least && history.incomplete.is_empty());
            commits = history.commits.len();
        }));
        let log = ["log", "--raw", "--no-renames", "-m", "--format=", "--", "records"];
        theirs = theirs.min(timed(|| git(root, &log, "")));
    }
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    println!("{commits} commits: walk {:.0} ms, git log {:.0} ms, ratio {ratio:.2}", ms(ours), ms(theirs));
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
fn a_commit_a_day(days: usize) -> String {
    let mut stream = String::new();
    for day in 0..days {
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

/// Each commit is a record of one town, straight on.
fn many_a_day(days: usize, a_day: usize) -> String {
    let mut stream = String::new();
    for at in 0..days * a_day {
        let (day, number) = (at / a_day, at % a_day);
        let word = format!("ok-{number}");
        commit(&mut stream, 2 * at + 1, "", &[(TOWNS[number % TOWNS.len()], day, &word)]);
    }
    stream
}

fn commit(stream: &mut String, mark: usize, parents: &str, files: &[(&str, usize, &str)]) {
    let branch = if mark.is_multiple_of(2) { "side" } else { "main" };
    let time = 1_500_000_000 + 3_600 * mark;
    let head =
        format!("commit refs/heads/{branch}\nmark :{mark}\ncommitter A <a@example.jp> {time} +0900\ndata 1\n.\n");
    stream.push_str(&head);
    stream.push_str(parents);
    for (town, day, word) in files {
        let (year, month, day) = (2018 + day / 336, day / 28 % 12 + 1, day % 28 + 1);
        let text = format!("checked_by = \"a\"\n[[backup]]\nrun = {year}-{month:02}-{day:02}\nresult = \"{word}\"\n");
        let kind = word.strip_prefix("ok-").map_or_else(|| "check".to_owned(), |number| format!("request-2{number}"));
        let path = format!("records/{town}/{year}/{month:02}/{day:02}-{kind}.toml");
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
