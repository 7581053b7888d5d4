//! An operator's clone of the sample ledger, on a day of its own, with a server to push to.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// The Tuesday after a long weekend: 2026-11-23 is a holiday, and the sample's last checks are of the 20th.
pub const NOW: &str = "2026-11-24T09:02:00";

pub struct Desk {
    folder: TempDir,
}

impl Desk {
    pub fn new() -> Desk {
        let desk = Desk { folder: TempDir::new().unwrap() };
        fs::create_dir_all(desk.root()).unwrap();
        let sample = Path::new(env!("CARGO_MANIFEST_DIR"));
        for entry in walkdir::WalkDir::new(sample.join("records")).sort_by_file_name() {
            let entry = entry.unwrap();
            let to = desk.root().join(entry.path().strip_prefix(sample).unwrap());
            if entry.file_type().is_dir() {
                fs::create_dir_all(to).unwrap();
            } else {
                fs::copy(entry.path(), to).unwrap();
            }
        }
        desk.git(&["init", "-q", "-b", "main"]);
        for (name, value) in [("user.name", "佐藤 花子"), ("user.email", "sato@town.rankoshi.example")] {
            desk.git(&["config", name, value]);
        }
        desk.git(&["add", "-A"]);
        desk.git(&["commit", "-qm", "見本"]);
        desk
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("ledger")
    }

    /// The environment of whoever sits there, and nothing of the machine's.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        let own = Path::new(env!("CARGO_BIN_EXE_daicho")).parent().unwrap();
        let path = format!("{}:{}", own.display(), std::env::var("PATH").unwrap());
        command.env_clear().env("PATH", path).env("HOME", self.folder.path()).current_dir(self.root());
        command.env("DAICHO_NOW", NOW).env("DAICHO_LANG", "en").env("PS1", "$ ").env("TERM", "dumb");
        command
    }

    pub fn daicho(&self, args: &[&str]) -> Output {
        self.command(env!("CARGO_BIN_EXE_daicho")).args(args).output().unwrap()
    }

    pub fn git(&self, args: &[&str]) -> String {
        let out = self.command("git").args(args).output().unwrap();
        assert!(out.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    /// What lies in the work tree and was not committed.
    pub fn loose(&self) -> String {
        self.git(&["status", "--porcelain", "-uall"])
    }
}
