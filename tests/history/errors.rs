//! What stops the work: where nothing is found, and what is said when something is but cannot be used.

use std::fs;

use daicho::history::{self, GitError, Oid, Repo};

use crate::sandbox::Sandbox;

fn refused(root: &std::path::Path) -> GitError {
    match Repo::open(root) {
        Err(error) => error,
        Ok(found) => panic!("opened: {}", found.is_some()),
    }
}

fn says(error: &GitError, words: &[&str]) {
    for word in words {
        assert!(error.text.en.contains(word), "«{word}» in {}", error.text.en);
        assert!(error.text.ja.contains(word), "«{word}» in {}", error.text.ja);
    }
}

#[test]
fn only_the_folder_itself_is_looked_at() {
    let s = Sandbox::new();
    s.add("records/a.toml", "1");
    assert!(Repo::open(&s.root).unwrap().is_some());
    for none in [s.root.join("records"), s.root.join(".git"), s.root.join("nowhere"), s.beside("")] {
        assert!(Repo::open(&none).unwrap().is_none(), "{}", none.display());
    }
}

#[test]
fn before_the_first_commit_there_is_no_head() {
    assert_eq!(Sandbox::new().repo().head().unwrap(), None);
    assert_eq!(Sandbox::with(&["--bare"]).repo().head().unwrap(), None);
}

#[test]
fn revisions() {
    let s = Sandbox::new();
    let first = s.add("records/a.toml", "1");
    let second = s.add("records/b.toml", "1");
    s.git(&["tag", "-a", "-m", "月次", "october"]);
    let repo = s.repo();
    let resolved = |rev: &str| repo.resolve(rev).unwrap().to_string();
    for rev in ["HEAD", "main", "october", &second, &second[..8]] {
        assert_eq!(resolved(rev), second, "{rev}");
    }
    assert_eq!(resolved("main~1"), first);
    assert_eq!(repo.head().unwrap(), Some(Oid::from_str(&second).unwrap()));
    for rev in [
        "nowhere",
        "",
        "-x",
        "HEAD:records",
        "HEAD^{tree}",
        "main..october",
        ":/no such message",
        "0000000",
        "@{nonsense}",
    ] {
        let error = repo.resolve(rev).expect_err(rev);
        says(&error, &[rev, s.root.to_str().unwrap(), "git log --all"]);
    }
}

#[test]
fn a_head_that_leads_nowhere() {
    let s = Sandbox::new();
    let commit = s.add("records/a.toml", "1");
    let repo = s.repo();
    fs::remove_file(s.loose(&commit)).unwrap();
    let head = repo.head().unwrap().unwrap();
    let error = history::files(&repo, head).unwrap_err();
    says(&error, &[&commit, s.root.to_str().unwrap(), "git fsck"]);
    fs::remove_file(s.root.join(".git/HEAD")).unwrap();
    says(&repo.head().unwrap_err(), &["HEAD", s.root.to_str().unwrap(), "git fsck"]);
}

#[test]
fn refs_in_a_reftable() {
    // As a git that makes reftables marks them; an older git on this machine could not make one.
    let s = Sandbox::new();
    let config = s.root.join(".git/config");
    let marked = fs::read_to_string(&config).unwrap()
        + "[core]\n\trepositoryformatversion = 1\n[extensions]\n\trefStorage = reftable\n";
    fs::write(&config, marked).unwrap();
    says(&refused(&s.root), &["reftable", s.root.to_str().unwrap(), "git refs migrate --ref-format=files"]);
}

#[test]
fn grafts_that_cannot_be_read() {
    let s = Sandbox::new();
    fs::create_dir_all(s.root.join(".git/info")).unwrap();
    fs::write(s.root.join(".git/info/grafts"), "# a note\n").unwrap();
    let words = ["info/grafts", s.root.to_str().unwrap(), "git replace --convert-graft-file"];
    says(&refused(&s.root), &words);
}

#[test]
fn a_worktree_whose_repository_moved_is_not_no_repository() {
    let s = Sandbox::new();
    s.add("records/a.toml", "1");
    let tree = s.beside("tree");
    s.git(&["worktree", "add", "-q", "--detach", tree.to_str().unwrap()]);
    fs::rename(&s.root, s.beside("moved")).unwrap();
    says(&refused(&tree), &[tree.to_str().unwrap(), "git status"]);
}

/// Only root may give a repository away, so for anyone else there is nothing to see here.
#[cfg(unix)]
#[test]
fn a_repository_of_another_user() {
    let s = Sandbox::new();
    for path in [s.root.clone(), s.root.join(".git")] {
        if std::os::unix::fs::chown(path, Some(4321), Some(4321)).is_err() {
            return;
        }
    }
    let root = s.root.canonicalize().unwrap();
    says(&refused(&s.root), &[&format!("git config --global --add safe.directory {}", root.display())]);
}

#[test]
fn the_id_of_bytes_is_gits() {
    for format in ["sha1", "sha256"] {
        let s = Sandbox::with(&["--object-format", format]);
        s.add("records/a.toml", "点検\r\n");
        let id = s.git(&["rev-parse", "HEAD:records/a.toml"]);
        assert_eq!(s.repo().blob_id("点検\r\n".as_bytes()).unwrap().to_string(), id);
    }
}
