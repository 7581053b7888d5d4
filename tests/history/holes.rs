//! What is missing, damaged or forged is told, and the rest is still walked.

use std::fs;

use daicho::history::{self, Fault, History, Incomplete, Kind, Repo, Why};

use crate::sandbox::{Sandbox, added};

/// Three commits: `a`, then `b`, then `c`.
fn three() -> (Sandbox, [String; 3]) {
    let s = Sandbox::new();
    let ids = ["a", "b", "c"].map(|name| s.add(&format!("records/{name}.toml"), name));
    (s, ids)
}

fn faults(history: &History) -> Vec<&Fault> {
    let faults = history.incomplete.iter().map(|gap| match gap {
        Incomplete::Object(fault) => fault,
        other => panic!("{other:?}"),
    });
    faults.collect()
}

#[test]
fn a_shallow_clone() {
    let (s, [_, b, c]) = three();
    let clone = s.beside("clone");
    let url = format!("file://{}", s.root.display());
    s.git(&["clone", "-q", "--depth", "2", &url, clone.to_str().unwrap()]);
    let repo = Repo::open(&clone).unwrap().unwrap();
    let history = history::walk(&repo, repo.head().unwrap().unwrap()).unwrap();

    assert_eq!(history.incomplete, [Incomplete::Shallow { boundary: vec![b.clone()] }], "told once");
    assert_eq!(added(&history, "records/c.toml"), Some(c.as_str()));
    let first = history.added("records/a.toml").unwrap();
    assert_eq!((&first.id, first.truncated), (&b, true), "there at the latest, perhaps earlier");
    assert!(!history.commits[0].truncated);
}

#[test]
fn a_partial_clone() {
    let (s, _) = three();
    s.git(&["config", "uploadpack.allowFilter", "true"]);
    let clone = s.beside("clone");
    let url = format!("file://{}", s.root.display());
    s.git(&["clone", "-q", "--bare", "--filter=tree:0", &url, clone.to_str().unwrap()]);
    let repo = Repo::open(&clone).unwrap().unwrap();
    let head = repo.head().unwrap().unwrap();
    let history = history::walk(&repo, head).unwrap();
    assert_eq!(history.commits.len(), 3);
    assert_eq!(history.incomplete[0], Incomplete::Partial);
    assert_eq!(history.incomplete.len(), 4, "and three trees: {:?}", history.incomplete);
    let error = history::files(&repo, head).unwrap_err();
    assert!(error.text.en.contains("lacks tree"), "{error}");
    assert!(error.text.ja.contains("ありません"));
}

#[test]
fn grafts_and_replacements_change_nothing_that_is_seen() {
    let (s, [a, b, c]) = three();
    let whole = s.history();
    s.git(&["replace", &b, &a]);
    fs::create_dir_all(s.root.join(".git/info")).unwrap();
    fs::write(s.root.join(".git/info/grafts"), format!("{c} {a}\n{b}\n")).unwrap();

    let history = s.history();
    assert_eq!(history.incomplete, [Incomplete::Grafts { commits: 2 }, Incomplete::Replaced { objects: 1 }]);
    assert_eq!((history.commits, history.changes), (whole.commits, whole.changes));
}

#[test]
fn a_forged_commit_graph_changes_nothing_that_is_seen() {
    let (s, [a, b, c]) = three();
    let whole = s.history();
    s.git(&["replace", "--graft", &c, &a]);
    // The graph of a history that leaves `b` out, put beside the true objects.
    let forged = s.git(&["rev-parse", &format!("refs/replace/{c}")]);
    s.git(&["replace", "-d", &c]);
    let file = |id: &str| s.root.join(".git/objects/info").join(id);
    s.git(&["update-ref", "refs/heads/main", &forged]);
    s.git(&["-c", "gc.writeCommitGraph=true", "commit-graph", "write", "--reachable"]);
    let graph = fs::read(file("commit-graph")).unwrap();
    let swapped = replace(&graph, &bytes_of(&forged), &bytes_of(&c));
    fs::remove_file(file("commit-graph")).unwrap();
    fs::write(file("commit-graph"), swapped).unwrap();
    s.git(&["update-ref", "refs/heads/main", &c]);

    let history = s.history();
    assert_eq!(history.commits, whole.commits);
    assert_eq!(added(&history, "records/b.toml"), Some(b.as_str()));
}

fn bytes_of(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

fn replace(bytes: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for at in 0..bytes.len() - old.len() {
        if bytes[at..].starts_with(old) {
            bytes[at..at + old.len()].copy_from_slice(new);
        }
    }
    bytes
}

#[test]
fn a_missing_commit() {
    let (s, [a, b, c]) = three();
    fs::remove_file(s.loose(&a)).unwrap();
    let history = s.history();
    assert_eq!(faults(&history), [&Fault { id: a, kind: Kind::Commit, why: Why::Missing }]);
    assert_eq!(added(&history, "records/c.toml"), Some(c.as_str()));
    let first = history.added("records/a.toml").unwrap();
    assert_eq!((&first.id, first.truncated), (&b, true));
}

#[test]
fn a_missing_head_is_a_history_of_nothing() {
    let (s, [_, _, c]) = three();
    let (repo, head) = (s.repo(), s.oid("HEAD"));
    fs::remove_file(s.loose(&c)).unwrap();
    let history = history::walk(&repo, head).unwrap();
    assert_eq!(history.commits, []);
    assert_eq!(history.added("records/a.toml"), None);
    assert_eq!(faults(&history)[0].why, Why::Missing);
}

#[test]
fn a_missing_root_tree_leaves_what_it_did_to_its_child() {
    let (s, [a, b, c]) = three();
    let tree = s.git(&["rev-parse", &format!("{b}^{{tree}}")]);
    fs::remove_file(s.loose(&tree)).unwrap();
    let history = s.history();
    assert_eq!(faults(&history), [&Fault { id: tree, kind: Kind::Tree, why: Why::Missing }]);
    assert_eq!(added(&history, "records/a.toml"), Some(a.as_str()));
    assert_eq!(added(&history, "records/b.toml"), Some(c.as_str()));
    assert_eq!(added(&history, "records/c.toml"), Some(c.as_str()));
}

#[test]
fn a_missing_folder_accuses_nobody() {
    let s = Sandbox::new();
    let early = s.add("records/mukawa/a.toml", "1");
    let hole = s.add("records/mukawa/b.toml", "1");
    s.add("records/mukawa/c.toml", "1");
    let elsewhere = s.add("records/rumoi/d.toml", "1");
    let folder = s.git(&["rev-parse", &format!("{hole}:records/mukawa")]);
    fs::remove_file(s.loose(&folder)).unwrap();

    let history = s.history();
    assert_eq!(faults(&history).len(), 1, "told once though compared twice");
    assert!(history.changes.iter().all(|change| change.after.is_some()), "nothing seems deleted");
    assert_eq!(added(&history, "records/mukawa/a.toml"), Some(early.as_str()));
    assert_eq!(added(&history, "records/mukawa/b.toml"), None, "in the hole");
    assert_eq!(added(&history, "records/rumoi/d.toml"), Some(elsewhere.as_str()));
}

#[test]
fn an_object_that_is_not_what_its_id_says() {
    let (s, [a, b, _]) = three();
    let (from, to) = (s.loose(&a), s.loose(&b));
    fs::remove_file(&to).unwrap();
    fs::copy(from, to).unwrap();
    let history = s.history();
    let [Fault { id, kind: Kind::Commit, why: Why::Damaged(cause) }] = faults(&history)[..] else {
        panic!("{:?}", history.incomplete)
    };
    assert_eq!(id, &b);
    assert!(cause.contains("mismatch"), "{cause}");
    assert_eq!(history.commits.len(), 1);
}

/// As a power cut leaves them. libgit2 alone would wait for the rest for ever.
#[test]
fn objects_cut_short() {
    let (s, [a, b, c]) = three();
    let blob = s.git(&["rev-parse", &format!("{c}:records/a.toml")]);
    for id in [&b, &blob] {
        cut_short(&s, id, 2);
    }
    let history = s.history();
    let fault = faults(&history)[0];
    assert!(matches!(fault, Fault { kind: Kind::Commit, why: Why::Damaged(_), .. }), "{fault:?}");
    for rev in [&a, &b, &c] {
        let error = history::files(&s.repo(), s.repo().resolve(rev).unwrap()).unwrap_err();
        assert!(error.text.en.contains("damaged") && error.text.ja.contains("壊れて"), "{error}");
    }

    cut_short(&s, &c, 2);
    let head = s.repo().head().unwrap().unwrap();
    assert_eq!(s.repo().resolve("main").unwrap(), head);
    assert_eq!(history::walk(&s.repo(), head).unwrap().commits, []);
    cut_short(&s, &c, 1000);
    assert_eq!(history::walk(&s.repo(), head).unwrap().commits, [], "nothing left at all");
}

fn cut_short(s: &Sandbox, id: &str, part: usize) {
    let file = s.loose(id);
    let bytes = fs::read(&file).unwrap();
    fs::remove_file(&file).unwrap();
    fs::write(&file, &bytes[..bytes.len() / part]).unwrap();
}
