//! A pipe that is closed early is no error; what is not a terminal sees no progress and no colours.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use super::program;

/// The sample's records in a repository, so that each command has something to tell.
fn ledger() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/base");
    for entry in walkdir::WalkDir::new(&base).min_depth(1) {
        let entry = entry.expect("a readable folder");
        let to = folder.path().join(entry.path().strip_prefix(&base).expect("below the base"));
        if entry.file_type().is_dir() {
            std::fs::create_dir(to).expect("a folder");
        } else {
            std::fs::copy(entry.path(), to).expect("a file");
        }
    }
    for args in [&["init", "-q", "-b", "main"][..], &["add", "-A"], &["commit", "-q", "-m", "first"]] {
        let mut git = Command::new("git");
        git.current_dir(folder.path()).env("HOME", folder.path()).env("GIT_CONFIG_NOSYSTEM", "1");
        git.args(["-c", "user.name=Abe", "-c", "user.email=abe@example.jp", "-c", "commit.gpgsign=false"]);
        assert!(git.args(args).status().expect("git runs").success());
    }
    folder
}

const COMMANDS: &[&[&str]] = &[
    &["--help"],
    &["help", "check"],
    &["--version"],
    &["status", "--as-of", "2026-10-16"],
    &["check", "--as-of", "2026-10-16"],
    &["check", "--as-of", "2026-10-16", "--format", "json"],
    &["build", "--as-of", "2026-10-16"],
    &["explain"],
    &["explain", "art-6-3"],
    &["history"],
    &["diff", "HEAD..HEAD"],
    &["doctor"],
    &["audit-pack", "audit.tar", "--as-of", "2026-10-16"],
    &["completions", "bash"],
    &["man"],
    &["man", "--out", "pages"],
];

#[test]
fn whoever_closes_the_pipe_has_seen_enough() {
    let ledger = ledger();
    for args in COMMANDS {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let out = program(ledger.path()).args(*args).stdout(writer).output().expect("the program runs");
        assert_eq!(String::from_utf8_lossy(&out.stderr), "", "{args:?}");
        // Where nothing fits in the pipe's stead, the verdict may have been reached before the pipe was found closed.
        assert_eq!(out.status.code(), Some(0), "{args:?}");
    }
}

#[test]
fn nobody_to_hear_of_a_mistake_is_no_panic() {
    for args in [&["chek"][..], &["-C", "nowhere", "check"], &[]] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let status = program(Path::new(env!("CARGO_TARGET_TMPDIR"))).args(args).stderr(writer).status();
        assert_eq!(status.expect("the program runs").code(), Some(2), "{args:?}");
    }
}

#[test]
fn what_is_no_terminal_sees_neither_progress_nor_colours() {
    let ledger = ledger();
    for args in COMMANDS {
        let out = program(ledger.path()).args(*args).output().expect("the program runs");
        assert_eq!(String::from_utf8_lossy(&out.stderr), "", "{args:?}");
        assert!(!out.stdout.contains(&0x1b), "{args:?} in colours");
    }
}

#[test]
fn colours_are_as_they_were_asked_for() {
    let ledger = ledger();
    let coloured = |args: &[&str], set: &[(&str, &str)]| {
        let out = program(ledger.path()).envs(set.iter().copied()).args(args).output().expect("the program runs");
        out.stdout.contains(&0x1b) || out.stderr.contains(&0x1b)
    };
    for args in [&["check", "--as-of", "2026-10-20"][..], &["check", "--help"], &["check", "--forma"]] {
        let asked = |when: &'static str| [args, &["--color", when]].concat();
        assert!(coloured(&asked("always"), &[]), "{args:?}");
        assert!(
            coloured(&asked("always"), &[("NO_COLOR", "1")]),
            "{args:?}: the argument is nearer than the environment"
        );
        assert!(!coloured(&asked("never"), &[("CLICOLOR_FORCE", "1")]), "{args:?}");
        assert!(coloured(args, &[("CLICOLOR_FORCE", "1")]), "{args:?}");
        assert!(!coloured(args, &[("NO_COLOR", "1")]), "{args:?}");
        assert!(!coloured(args, &[]), "{args:?}");
    }
}

#[test]
fn a_hook_whose_lines_are_no_lines_of_git_says_so() {
    let ledger = ledger();
    let mut hook = program(ledger.path());
    hook.args(["--lang", "en", "hook", "pre-receive"]).stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut hook = hook.env("GIT_DIR", ledger.path().join(".git")).spawn().expect("the program runs");
    hook.stdin.take().expect("a pipe").write_all(b"no line\n").expect("it listens");
    let out = hook.wait_with_output().expect("it ends");
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("`no line` is no line that git gives a hook"));
}
