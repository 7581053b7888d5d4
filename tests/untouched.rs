//! Auditing runs nothing of a repository and changes no byte of it: hooks, filters, attributes, aliases and programs named in its
//! configuration lie in wait, and every file of `.git` is compared before and after.

mod folders;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use folders::copy;
use tempfile::TempDir;

#[test]
fn nothing_is_run_and_nothing_changes() {
    let home = TempDir::new().unwrap();
    let ledger = home.path().join("ledger");
    let trap = home.path().join("sprung");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/base"), &ledger);
    git(&ledger, &["init", "-q", "-b", "main"]);
    git(&ledger, &["add", "-A"]);
    git(&ledger, &["commit", "-q", "-m", "start"]);
    git(&ledger, &["commit", "-q", "--allow-empty", "-m", "second"]);
    lay_traps(&ledger, &trap);

    let before = snapshot(&ledger);
    for args in [
        vec!["check"],
        vec!["check", "--staged"],
        vec!["check", "--rev", "HEAD"],
        vec!["build", "--out", "../site"],
        vec!["history"],
        vec!["diff", "HEAD~1..HEAD"],
        vec!["doctor"],
        vec!["audit-pack", "../pack.tar"],
        vec!["explain", "record-deleted"],
    ] {
        let out = Command::new(env!("CARGO_BIN_EXE_daicho"))
            .current_dir(&ledger)
            .args(&args)
            .env("HOME", home.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&out.stderr);
        assert!(out.status.code().is_some_and(|code| code < 2), "{args:?}: {said}");
        assert!(!trap.exists(), "{args:?} ran something of the repository");
        assert!(snapshot(&ledger) == before, "{args:?} changed the repository");
    }
}

fn lay_traps(ledger: &Path, trap: &Path) {
    let program = ledger.join("trap.sh");
    fs::write(&program, format!("#!/bin/sh\ntouch '{}'\ncat\n", trap.display())).unwrap();
    executable(&program);
    let run = program.to_str().unwrap();
    for (name, value) in [
        ("core.fsmonitor", run),
        ("core.pager", run),
        ("core.editor", run),
        ("core.sshCommand", run),
        ("core.hooksPath", ".hooks"),
        ("diff.external", run),
        ("filter.trap.clean", run),
        ("filter.trap.smudge", run),
        ("filter.trap.process", run),
        ("filter.trap.required", "true"),
        ("gpg.program", run),
        ("gpg.ssh.program", run),
        ("credential.helper", run),
        ("alias.log", &format!("!{run}")),
        ("uploadpack.packObjectsHook", run),
    ] {
        let config = ledger.join(".git/config");
        let (section, key) = name.rsplit_once('.').unwrap();
        let head = match section.split_once('.') {
            Some((section, sub)) => format!("[{section} \"{sub}\"]"),
            None => format!("[{section}]"),
        };
        let text = fs::read_to_string(&config).unwrap();
        fs::write(&config, format!("{text}{head}\n\t{key} = {value}\n")).unwrap();
    }
    fs::write(ledger.join(".gitattributes"), "* filter=trap diff=trap\n").unwrap();
    fs::create_dir_all(ledger.join(".git/info")).unwrap();
    fs::write(ledger.join(".git/info/attributes"), "* filter=trap\n").unwrap();
    for folder in [".hooks", ".git/hooks"] {
        for hook in ["pre-commit", "post-checkout", "post-index-change", "pre-receive", "reference-transaction"] {
            fs::create_dir_all(ledger.join(folder)).unwrap();
            let at = ledger.join(folder).join(hook);
            fs::copy(&program, &at).unwrap();
            executable(&at);
        }
    }
}

/// Every file of the ledger and its repository: its bytes and when it was last written.
fn snapshot(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let modified = fs::metadata(&path).unwrap().modified().unwrap();
                found.insert(path.clone(), (fs::read(&path).unwrap(), modified));
            }
        }
    }
    found
}

fn git(ledger: &Path, args: &[&str]) {
    let mut git = Command::new("git");
    git.current_dir(ledger).args(args).env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    for who in ["AUTHOR", "COMMITTER"] {
        git.env(format!("GIT_{who}_NAME"), "田中").env(format!("GIT_{who}_EMAIL"), "tanaka@town.example");
    }
    assert!(git.output().unwrap().status.success(), "git {args:?}");
}

#[cfg(unix)]
fn executable(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}
