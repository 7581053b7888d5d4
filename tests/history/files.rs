//! What a commit holds under `records/`.

use std::fs;

use daicho::history;
use daicho::model::file::{File, LIMIT, Mode};
use git2::{ObjectType, Repository};

use crate::sandbox::Sandbox;

fn files(s: &Sandbox, rev: &str) -> Vec<File> {
    history::files(&s.repo(), s.oid(rev)).unwrap()
}

fn shown(files: &[File]) -> Vec<(&str, Mode, u64)> {
    files.iter().map(|file| (file.path.as_str(), file.mode, file.size)).collect()
}

#[test]
fn every_sort_of_entry() {
    let s = Sandbox::new();
    s.write("records/mukawa/2026/10/05-check.toml", "日\r\n");
    s.write("records/mukawa-x.toml", "");
    s.write("records/run.sh", "#!/bin/sh\n");
    s.write("outside.toml", "no record");
    s.commit("files");
    let target = s.git(&["hash-object", "-w", "outside.toml"]);
    let head = s.git(&["rev-parse", "HEAD"]);
    s.git(&["update-index", "--add", "--chmod=+x", "records/run.sh"]);
    s.git(&["update-index", "--add", "--cacheinfo", &format!("120000,{target},records/link.toml")]);
    s.git(&["update-index", "--add", "--cacheinfo", &format!("160000,{head},records/module")]);
    s.git(&["commit", "-q", "-m", "odd"]);

    let files = files(&s, "HEAD");
    assert_eq!(
        shown(&files),
        [
            ("records/link.toml", Mode::Link, 0),
            ("records/module", Mode::Submodule, 0),
            ("records/mukawa-x.toml", Mode::Plain, 0),
            ("records/mukawa/2026/10/05-check.toml", Mode::Plain, 5),
            ("records/run.sh", Mode::Executable, 10),
        ]
    );
    assert_eq!(files[3].bytes, "日\r\n".as_bytes(), "as committed, whatever the platform");
    assert_eq!(files[4].bytes, b"#!/bin/sh\n");
    assert!(files[0].bytes.is_empty() && files.iter().all(|file| !file.lossy));
    assert_eq!(history::files(&s.repo(), s.oid("HEAD~1")).unwrap().len(), 3);
}

#[test]
fn bytes_up_to_the_limit_and_sizes_beyond() {
    let s = Sandbox::new();
    s.write("records/at.toml", &"x".repeat(LIMIT as usize));
    s.write("records/over.toml", &"x".repeat(LIMIT as usize + 1));
    s.commit("big");
    let files = files(&s, "HEAD");
    assert_eq!(files[0].bytes.len() as u64, LIMIT);
    assert_eq!((files[1].size, files[1].bytes.len()), (LIMIT + 1, 0));
}

#[test]
fn neither_attributes_nor_the_index_are_asked() {
    let s = Sandbox::new();
    s.add("records/a.toml", "a\n");
    s.write(".gitattributes", "* text eol=crlf filter=evil\n");
    s.commit("attributes");
    s.git(&["config", "filter.evil.smudge", "touch ../ran; cat"]);
    fs::write(s.root.join(".git/index"), "no index at all").unwrap();
    let before = everything(&s);
    assert_eq!(files(&s, "HEAD")[0].bytes, b"a\n");
    assert!(s.history().incomplete.is_empty());
    assert!(!s.beside("ran").exists());
    assert_eq!(everything(&s), before, "reading writes nothing");
}

fn everything(s: &Sandbox) -> Vec<(std::path::PathBuf, std::time::SystemTime)> {
    let walk = walkdir::WalkDir::new(&s.root).sort_by_file_name();
    let all = walk.into_iter().map(|entry| entry.unwrap());
    all.map(|entry| (entry.path().to_owned(), entry.metadata().unwrap().modified().unwrap())).collect()
}

#[test]
fn records_may_be_absent_or_no_folder() {
    let s = Sandbox::new();
    s.add("README", "1");
    s.add("records", "a file");
    assert_eq!(files(&s, "HEAD~1"), []);
    assert_eq!(shown(&files(&s, "HEAD")), [("records", Mode::Plain, 6)]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_utf8_is_shown_and_said_to_be_so() {
    use std::os::unix::ffi::OsStrExt;
    let s = Sandbox::new();
    s.write("records/a.toml", "1");
    let shift_jis = std::ffi::OsStr::from_bytes(b"\x93_\x8c\x9f.toml");
    fs::write(s.root.join("records").join(shift_jis), "点検").unwrap();
    s.commit("old client");
    let files = files(&s, "HEAD");
    assert_eq!((files[1].path.as_str(), files[1].lossy), ("records/\u{fffd}_\u{fffd}\u{fffd}.toml", true));
    assert!(!files[0].lossy);
    assert!(s.history().added(&files[1].path).is_some());
}

/// Trees that git would not write, written.
#[test]
fn forged_trees_are_shown_and_nothing_in_them_passes_for_a_record() {
    let s = Sandbox::new();
    let base = s.add("records/a.toml", "1");
    let git = Repository::open(&s.root).unwrap();
    let odb = git.odb().unwrap();
    let blob = git.blob(b"forged").unwrap();
    let tree = |entries: &[(&str, &str, git2::Oid)]| {
        let mut bytes = Vec::new();
        for (mode, name, id) in entries {
            bytes.extend_from_slice(format!("{mode} {name}\0").as_bytes());
            bytes.extend_from_slice(id.as_bytes());
        }
        odb.write(ObjectType::Tree, &bytes).unwrap()
    };
    let inner = tree(&[("100644", "x.toml", blob)]);
    let records = tree(&[
        ("100644", "z.toml", blob),
        ("100644", "mukawa/2026/10/05-check.toml", blob),
        ("40000", "..", inner),
        ("100644", "", blob),
        ("100664", "old-mode.toml", blob),
        ("0", "no-mode", blob),
        ("60000", "device", blob),
        ("100644", "twice.toml", blob),
        ("100644", "twice.toml", blob),
    ]);
    let root = tree(&[("40000", "records", records)]);
    let commit = format!("tree {root}\nparent {base}\nparent {base}\nauthor nobody\n\nforged");
    let commit = odb.write(ObjectType::Commit, commit.as_bytes()).unwrap();
    fs::write(s.root.join(".git/HEAD"), format!("{commit}\n")).unwrap();

    let files = files(&s, "HEAD");
    assert_eq!(
        shown(&files),
        [
            ("records/", Mode::Other, 0),
            ("records/../x.toml", Mode::Other, 0),
            ("records/device", Mode::Other, 0),
            ("records/mukawa/2026/10/05-check.toml", Mode::Other, 0),
            ("records/no-mode", Mode::Other, 0),
            ("records/old-mode.toml", Mode::Plain, 6),
            ("records/twice.toml", Mode::Plain, 6),
            ("records/twice.toml", Mode::Other, 0),
            ("records/z.toml", Mode::Plain, 6),
        ]
    );
    let history = s.history();
    assert_eq!(history.commits[0].parents, [1], "a parent named twice is one");
    assert_eq!(history.added("records/z.toml"), history.commits.first());
    assert_eq!(history.incomplete.len(), 2, "the tree, and the author's line: {:?}", history.incomplete);
}

#[test]
fn folders_without_end_are_one_odd_entry() {
    let s = Sandbox::new();
    s.add("records/a.toml", "1");
    let git = Repository::open(&s.root).unwrap();
    let mut tree = git.treebuilder(None).unwrap().write().unwrap();
    for _ in 0..5000 {
        let mut builder = git.treebuilder(None).unwrap();
        builder.insert("d", tree, 0o040000).unwrap();
        tree = builder.write().unwrap();
    }
    let mut builder = git.treebuilder(None).unwrap();
    builder.insert("records", tree, 0o040000).unwrap();
    let root = git.find_tree(builder.write().unwrap()).unwrap();
    let who = git2::Signature::now("A", "a@x").unwrap();
    let head = git.head().unwrap().peel_to_commit().unwrap();
    git.commit(Some("HEAD"), &who, &who, "deep", &root, &[&head]).unwrap();

    let files = files(&s, "HEAD");
    assert_eq!((files.len(), files[0].mode), (1, Mode::Other));
    assert_eq!(s.history().added(&files[0].path), s.history().commits.first());
}
