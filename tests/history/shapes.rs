//! How histories branch and join, and whose each record is.

use std::fs;

use daicho::history::{History, Repo, walk};

use crate::sandbox::{Sandbox, added};

/// `commit parent path ±` for each change, with commits by their place from the newest.
fn changes(history: &History) -> Vec<String> {
    let lines = history.changes.iter().map(|change| {
        let parent = change.parent.map_or("-".to_owned(), |parent| parent.to_string());
        let sign = match (change.before.is_some(), change.after.is_some()) {
            (false, _) => '+',
            (_, false) => '-',
            _ => '~',
        };
        format!("{} {parent} {} {sign}", change.commit, change.path.trim_start_matches("records/"))
    });
    lines.collect()
}

#[test]
fn a_line_of_commits() {
    let s = Sandbox::new();
    let first = s.add("records/a.toml", "1");
    s.add("elsewhere.txt", "not a record");
    s.add("records/a.toml", "2");
    let last = s.add("records/b/c.toml", "1");
    s.remove("records/a.toml");
    s.commit("gone");

    let history = s.history();
    assert_eq!(changes(&history), ["0 1 a.toml -", "1 2 b/c.toml +", "2 3 a.toml ~", "4 - a.toml +"]);
    assert_eq!(added(&history, "records/b/c.toml"), Some(last.as_str()));
    assert_eq!(added(&history, "records/a.toml"), Some(first.as_str()), "gone, but its last life is known");
    assert_eq!(added(&history, "records/never.toml"), None);
    assert_eq!(added(&history, "elsewhere.txt"), None);
    assert!(history.incomplete.is_empty());
    let signs: Vec<bool> = history.changes_of("records/a.toml").map(|change| change.after.is_some()).collect();
    assert_eq!(signs, [false, true, true]);
}

#[test]
fn who_and_when_as_the_commit_says() {
    let s = Sandbox::new();
    s.write("records/a.toml", "1");
    s.git(&["add", "-A"]);
    s.git(&["commit", "-q", "-m", "点検\n十月五日\n\nReviewed-by: 誰か <x@example.jp>"]);
    s.write(".mailmap", "別人 <other@example.jp> <hanako@example.jp>");
    s.commit("mailmap");

    let history = s.history();
    let commit = &history.commits[1];
    assert_eq!((commit.author.name.as_str(), commit.author.email.as_str()), ("佐藤 花子", "hanako@example.jp"));
    assert_eq!((commit.committer.name.as_str(), commit.committer.email.as_str()), ("記録係", "desk@example.jp"));
    assert_eq!((commit.committer.seconds - 1_790_000_000) % 60, 0);
    assert_eq!(commit.committer.offset_minutes, 540);
    assert_eq!(commit.summary, "点検 十月五日");
    assert!(!commit.truncated);
}

#[test]
fn each_branch_keeps_its_records() {
    let s = Sandbox::new();
    s.add("records/base.toml", "1");
    s.branch("town", "main");
    let theirs = s.add("records/theirs.toml", "1");
    s.checkout("main");
    let ours = s.add("records/ours.toml", "1");
    s.merge(&["town"]);

    let history = s.history();
    assert_eq!(added(&history, "records/theirs.toml"), Some(theirs.as_str()));
    assert_eq!(added(&history, "records/ours.toml"), Some(ours.as_str()));
    let of_merge: Vec<String> = changes(&history).into_iter().filter(|line| line.starts_with("0 ")).collect();
    assert_eq!(of_merge, ["0 1 theirs.toml +", "0 2 ours.toml +"], "each side differs by what the other brought");
    let order = s.git(&["rev-list", "--date-order", "HEAD"]);
    assert!(history.commits.iter().map(|commit| commit.id.as_str()).eq(order.lines()));
}

#[test]
fn an_evil_merge_answers_for_what_it_did() {
    let s = Sandbox::new();
    s.add("records/kept.toml", "1");
    let base = s.add("records/dropped.toml", "1");
    s.branch("town", "main");
    s.add("records/theirs.toml", "1");
    s.checkout("main");
    s.add("records/ours.toml", "1");
    s.merge_begun(&["town"]);
    s.write("records/theirs.toml", "1");
    s.write("records/kept.toml", "changed in the merge");
    s.write("records/new.toml", "only in the merge");
    s.remove("records/dropped.toml");
    let merge = s.commit("evil");

    let history = s.history();
    assert_eq!(added(&history, "records/new.toml"), Some(merge.as_str()));
    assert_eq!(added(&history, "records/dropped.toml"), Some(base.as_str()));
    for path in ["records/new.toml", "records/kept.toml", "records/dropped.toml"] {
        let parents = history.changes_of(path).filter(|change| change.commit == 0).count();
        assert_eq!(parents, 2, "{path} differs from every parent");
    }
    assert_ne!(added(&history, "records/theirs.toml"), Some(merge.as_str()));
}

#[test]
fn a_record_added_again_is_the_later_commits() {
    let s = Sandbox::new();
    s.add("records/a.toml", "1");
    s.remove("records/a.toml");
    s.commit("gone");
    let again = s.add("records/a.toml", "1");
    s.add("records/a.toml", "2");
    assert_eq!(added(&s.history(), "records/a.toml"), Some(again.as_str()));
}

#[test]
fn the_life_that_goes_on_counts_and_not_the_newest_addition() {
    let s = Sandbox::new();
    s.add("records/base.toml", "1");
    s.branch("town", "main");
    let lives = s.add("records/a.toml", "theirs");
    s.checkout("main");
    s.add("records/a.toml", "ours, later");
    s.remove("records/a.toml");
    s.commit("a mistake");
    s.merge(&["town"]);
    assert_eq!(added(&s.history(), "records/a.toml"), Some(lives.as_str()));
}

#[test]
fn of_two_branches_that_added_it_the_newest() {
    let s = Sandbox::new();
    s.add("records/base.toml", "1");
    s.branch("town", "main");
    s.add("records/a.toml", "same");
    s.checkout("main");
    let newest = s.add("records/a.toml", "same");
    s.merge(&["town"]);
    assert_eq!(added(&s.history(), "records/a.toml"), Some(newest.as_str()));
}

#[test]
fn an_octopus() {
    let s = Sandbox::new();
    s.add("records/base.toml", "1");
    let towns = ["rumoi", "shiribetsu", "mukawa"].map(|town| {
        s.branch(town, "main");
        (format!("records/{town}/a.toml"), s.add(&format!("records/{town}/a.toml"), town))
    });
    s.checkout("main");
    s.add("records/main.toml", "1");
    s.merge(&["rumoi", "shiribetsu", "mukawa"]);

    let history = s.history();
    assert_eq!(history.commits[0].parents.len(), 4);
    for (path, commit) in towns {
        assert_eq!(added(&history, &path), Some(commit.as_str()));
    }
}

#[test]
fn two_roots() {
    let s = Sandbox::new();
    let ours = s.add("records/ours.toml", "1");
    s.git(&["checkout", "-q", "--orphan", "other"]);
    s.git(&["rm", "-rqf", "."]);
    let theirs = s.add("records/theirs.toml", "1");
    s.checkout("main");
    s.git(&["merge", "-q", "--allow-unrelated-histories", "-m", "joined", "other"]);

    let history = s.history();
    assert_eq!(history.commits.iter().filter(|commit| commit.parents.is_empty()).count(), 2);
    assert_eq!(added(&history, "records/ours.toml"), Some(ours.as_str()));
    assert_eq!(added(&history, "records/theirs.toml"), Some(theirs.as_str()));
}

#[test]
fn a_file_becomes_a_folder_and_records_a_file() {
    let s = Sandbox::new();
    s.add("records/a", "file");
    s.remove("records/a");
    s.add("records/a/b.toml", "folder");
    fs::remove_dir_all(s.root.join("records")).unwrap();
    s.add("records", "a file by the folder's name");
    let history = s.history();
    assert_eq!(changes(&history), ["0 1 records +", "0 1 a/b.toml -", "1 2 a -", "1 2 a/b.toml +", "2 - a +"]);
}

#[test]
fn bare_worktree_and_sha256_tell_the_same() {
    for format in ["sha1", "sha256"] {
        let s = Sandbox::with(&["--object-format", format]);
        let commit = s.add("records/a.toml", "1");
        s.add("records/b.toml", "1");
        let (bare, tree) = (s.beside("bare.git"), s.beside("tree"));
        s.git(&["clone", "-q", "--bare", ".", bare.to_str().unwrap()]);
        s.git(&["worktree", "add", "-q", "--detach", tree.to_str().unwrap()]);
        let whole = s.history();
        assert_eq!(added(&whole, "records/a.toml"), Some(commit.as_str()));
        assert_eq!(whole.commits[0].id.len(), if format == "sha1" { 40 } else { 64 });
        for (root, is_bare) in [(&bare, true), (&tree, false)] {
            let repo = Repo::open(root).unwrap().unwrap();
            assert_eq!(repo.is_bare(), is_bare);
            assert_eq!(walk(&repo, repo.head().unwrap().unwrap()).unwrap(), whole);
        }
    }
}

#[test]
fn without_records_there_is_nothing_to_tell() {
    let s = Sandbox::new();
    s.add("README", "1");
    let history = s.history();
    assert_eq!((history.commits.len(), history.changes.len()), (1, 0));
}
