//! A repository in a temporary folder, made by `git` with nobody's configuration and a clock of its own.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Once;

use daicho::history::{self, History, Oid, Repo};
use tempfile::TempDir;

pub struct Sandbox {
    home: TempDir,
    pub root: PathBuf,
    clock: Cell<i64>,
}

impl Sandbox {
    pub fn new() -> Sandbox {
        Sandbox::with(&[])
    }

    /// With options of `git init`.
    pub fn with(options: &[&str]) -> Sandbox {
        without_configuration();
        let home = TempDir::new().unwrap();
        let root = home.path().join("ledger");
        fs::create_dir(&root).unwrap();
        let sandbox = Sandbox { home, root, clock: Cell::new(1_790_000_000) };
        sandbox.git(&[&["-c", "init.defaultBranch=main", "init", "-q"], options].concat());
        sandbox
    }

    /// A place beside the repository.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    pub fn git(&self, args: &[&str]) -> String {
        self.git_in(&self.root, args)
    }

    /// What git prints. Each call is a minute after the one before.
    pub fn git_in(&self, folder: &Path, args: &[&str]) -> String {
        self.clock.set(self.clock.get() + 60);
        let now = format!("{} +0900", self.clock.get());
        let mut command = Command::new("git");
        command.current_dir(folder).args(args).env("HOME", self.home.path());
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
        command.env("GIT_AUTHOR_DATE", &now).env("GIT_COMMITTER_DATE", &now);
        command.env("GIT_AUTHOR_NAME", "佐藤 花子").env("GIT_AUTHOR_EMAIL", "hanako@example.jp");
        command.env("GIT_COMMITTER_NAME", "記録係").env("GIT_COMMITTER_EMAIL", "desk@example.jp");
        let output = command.output().expect("git runs");
        assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.root.join(path)).unwrap();
    }

    /// Commits all that is in the work tree; the commit's id.
    pub fn commit(&self, message: &str) -> String {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", message]);
        self.git(&["rev-parse", "HEAD"])
    }

    /// Writes one file and commits it.
    pub fn add(&self, path: &str, text: &str) -> String {
        self.write(path, text);
        self.commit(path)
    }

    pub fn checkout(&self, branch: &str) {
        self.git(&["checkout", "-q", branch]);
    }

    pub fn branch(&self, name: &str, from: &str) {
        self.git(&["checkout", "-q", "-b", name, from]);
    }

    /// A merge still to be committed, conflicts and all.
    pub fn merge_begun(&self, branches: &[&str]) {
        self.git(&[&["merge", "-q", "--no-commit", "--no-ff", "-s", "ours"], branches].concat());
    }

    pub fn merge(&self, branches: &[&str]) -> String {
        self.git(&[&["merge", "-q", "--no-ff", "-m", "merge"], branches].concat());
        self.git(&["rev-parse", "HEAD"])
    }

    pub fn repo(&self) -> Repo {
        Repo::open(&self.root).unwrap().expect("a repository")
    }

    pub fn oid(&self, rev: &str) -> Oid {
        self.repo().resolve(rev).unwrap()
    }

    pub fn history(&self) -> History {
        let repo = self.repo();
        history::walk(&repo, repo.head().unwrap().expect("a commit")).unwrap()
    }

    /// The loose file of an object.
    pub fn loose(&self, id: &str) -> PathBuf {
        let objects = ["objects", ".git/objects"].map(|folder| self.root.join(folder));
        let objects = objects.iter().find(|folder| folder.is_dir()).unwrap();
        objects.join(&id[..2]).join(&id[2..])
    }
}

/// The id of the commit that `added` names.
pub fn added<'h>(history: &'h History, path: &str) -> Option<&'h str> {
    history.added(path).map(|commit| commit.id.as_str())
}

/// libgit2 reads the machine's configuration (for `safe.directory`) unless it is told to look elsewhere.
pub fn without_configuration() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        use git2::ConfigLevel::{Global, ProgramData, System, XDG};
        for level in [System, Global, XDG, ProgramData] {
            // SAFETY: called once, before this process opens its first repository.
            unsafe { git2::opts::set_search_path(level, "/dev/null/nowhere") }.unwrap();
        }
    });
}
