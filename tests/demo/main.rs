//! The sample ledger as a newcomer gets it: the same everywhere, sound to git, and a history that keeps the house's own
//! rules, but where it owns up to a fault. What is checked of the history here is read from the commits alone, not from the
//! plan that made them.

mod past;
mod signed;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use daicho::history::{Repo, files};
use daicho::load::load;
use daicho::model::Severity;
use git2::{ObjectFormat, ObjectType, Oid, Repository};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, civil::Date, civil::Weekday, civil::date};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use toml::{Table, Value};

const AS_OF: &str = "2026-11-20";

/// `daicho`, knowing nothing of whoever runs the tests.
fn daicho(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daicho"));
    command.current_dir(folder).env("HOME", folder).env("LC_ALL", "C").env_remove("DAICHO_LANG");
    command
}

fn git(folder: &Path, args: &[&str]) -> String {
    let mut command = Command::new("git");
    let output = command.current_dir(folder).args(args).env("HOME", folder).env("GIT_CONFIG_NOSYSTEM", "1").output();
    let output = output.expect("git is needed for this test");
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn demo() -> (TempDir, PathBuf) {
    let home = TempDir::new().unwrap();
    succeed(daicho(home.path()).arg("demo"));
    let made = home.path().join("daicho-demo");
    (home, made)
}

fn succeed(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

/// Every file below a folder, by its path from there.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let below = |path: &Path| path.strip_prefix(folder).unwrap().to_owned();
    files.map(|entry| (below(entry.path()), fs::read(entry.path()).unwrap())).collect()
}

fn records() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("records")
}

#[test]
fn the_same_bytes_on_every_machine() {
    let (_home, plain) = demo();
    let other = TempDir::new().unwrap();
    let hooks = other.path().join("template/hooks");
    fs::create_dir_all(&hooks).unwrap();
    fs::write(hooks.join("post-commit"), "#!/bin/sh\nexit 1\n").unwrap();
    let config = "[user]\n\tname = Somebody Else\n\temail = else@example.com\n\
        [core]\n\tautocrlf = true\n\teol = crlf\n\tlogAllRefUpdates = always\n\tcompression = 0\n\
        [init]\n\ttemplateDir = ~/template\n\tdefaultBranch = trunk\n\tdefaultObjectFormat = sha256\n\
        [commit]\n\tgpgsign = true\n\
        [pack]\n\tthreads = 4\n\tdeltaCacheSize = 1g\n";
    fs::write(other.path().join(".gitconfig"), config).unwrap();
    let mut hostile = daicho(other.path());
    hostile.args(["demo", "深い/folder/見本"]).envs([
        ("TZ", "America/St_Johns"),
        ("LC_ALL", "ja_JP.UTF-8"),
        ("GIT_DIR", "/nowhere"),
        ("GIT_AUTHOR_DATE", "2001-01-01T00:00:00Z"),
        ("GIT_COMMITTER_NAME", "Somebody Else"),
        ("GIT_DEFAULT_HASH", "sha256"),
    ]);
    succeed(&mut hostile);

    let (plain, hostile) = (contents(&plain), contents(&other.path().join("深い/folder/見本")));
    assert!(plain.keys().eq(hostile.keys()), "{:?}\n{:?}", plain.keys(), hostile.keys());
    for (path, bytes) in plain {
        assert_eq!(bytes, hostile[&path], "{}", path.display());
    }
}

#[test]
fn sound_to_git() {
    let (home, made) = demo();
    assert_eq!(git(&made, &["fsck", "--strict", "--no-dangling"]), "");
    assert_eq!(git(&made, &["status", "--porcelain"]), "");
    assert_eq!(git(&made, &["branch", "--show-current"]), "main\n");
    assert!(!made.join(".git/config").to_str().is_none_or(|at| fs::read_to_string(at).unwrap().contains("user")));
    for line in git(&made, &["ls-files", "--stage"]).lines() {
        assert!(line.starts_with("100644 "), "{line}");
    }
    fs::write(home.path().join(".gitconfig"), "[core]\n\tautocrlf = true\n").unwrap();
    let status =
        Command::new("git").current_dir(&made).args(["status", "--porcelain"]).env("HOME", home.path()).output();
    assert_eq!(String::from_utf8(status.unwrap().stdout).unwrap(), "");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2, "nothing but the ledger and the configuration");
}

#[test]
fn the_files_are_the_samples_own() {
    let (_home, made) = demo();
    let (made, own) = (contents(&made.join("records")), contents(&records()));
    assert!(made.keys().eq(own.keys()));
    for (path, bytes) in own {
        let (before, after) = (String::from_utf8(bytes).unwrap(), String::from_utf8(made[&path].clone()).unwrap());
        let changed: Vec<_> = before.lines().zip(after.lines()).filter(|(before, after)| before != after).collect();
        assert_eq!(before.lines().count(), after.lines().count());
        if path == Path::new("ledger.toml") {
            let after: Vec<&str> = changed.into_iter().map(|(_, after)| after).collect();
            let own = "# 運用を始めた日から git で記録している。";
            assert_eq!(after, [own, "adopted  = 2026-09-01", "require_signatures = true"]);
        } else {
            assert!(changed.is_empty(), "{}: {changed:?}", path.display());
        }
    }
}

#[test]
fn the_same_findings_however_it_is_read() {
    let (home, made) = demo();
    git(home.path(), &["clone", "--quiet", "--bare", "daicho-demo", "bare.git"]);
    let expected = findings(&records(), &[]);
    assert!(!expected.is_empty());
    assert_eq!(findings(&made, &[]), expected);
    assert_eq!(findings(&made, &["--rev", "HEAD"]), expected);
    assert_eq!(findings(&home.path().join("bare.git"), &[]), expected);
}

/// The findings that are not about the history, which differs: the sample in this repository has none of its own.
fn findings(folder: &Path, args: &[&str]) -> Vec<serde_json::Value> {
    let mut command = daicho(folder);
    let output = command.args(["check", "--as-of", AS_OF, "--format", "json"]).args(args).output().unwrap();
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&output.stderr));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    findings.filter(|finding| finding["commit"].is_null()).cloned().collect()
}

#[test]
fn only_where_nothing_is() {
    let home = TempDir::new().unwrap();
    let taken = home.path().join("taken");
    fs::create_dir(&taken).unwrap();
    fs::write(taken.join("letter.txt"), "dear all").unwrap();
    for occupied in ["taken", "taken/letter.txt"] {
        let output = daicho(home.path()).args(["demo", occupied]).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{occupied}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(occupied));
        assert_eq!(contents(home.path()).len(), 1);
    }
    let empty = home.path().join("empty");
    fs::create_dir(&empty).unwrap();
    succeed(daicho(&empty).args(["demo", "."]));
    assert_eq!(git(&empty, &["status", "--porcelain"]), "");
    let names = fs::read_dir(&empty).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let names: Vec<String> = names.collect();
    assert!(names.iter().any(|name| name == "records"), "{names:?}");
    assert!(!names.iter().any(|name| name.starts_with(".daicho")), "{names:?}");
}

/// A commit as anybody can read it.
struct Seen {
    id: Oid,
    /// In Japan, `2026-10-05T09:05:00`: comparable with the records' own times as text.
    at: String,
    author: String,
    message: String,
    /// What changed, by path: before and after.
    changes: Vec<(String, Option<String>, String)>,
}

fn history(repo: &Repository) -> Vec<Seen> {
    let mut walk = repo.revwalk().unwrap();
    walk.push_head().unwrap();
    let mut seen: Vec<Seen> = walk.map(|id| look(repo, id.unwrap())).collect();
    seen.reverse();
    seen
}

fn look(repo: &Repository, id: Oid) -> Seen {
    let commit = repo.find_commit(id).unwrap();
    let (author, committer) = (commit.author(), commit.committer());
    assert_eq!(author.to_string(), committer.to_string());
    assert_eq!(author.when(), committer.when());
    assert_eq!(author.when().offset_minutes(), 9 * 60);
    let time = Timestamp::from_second(author.when().seconds()).unwrap();
    let local = time.to_zoned(TimeZone::get("Asia/Tokyo").unwrap()).datetime();
    let before = commit.parent(0).ok().map(|parent| parent.tree().unwrap());
    let diff = repo.diff_tree_to_tree(before.as_ref(), Some(&commit.tree().unwrap()), None).unwrap();
    let text = |id| String::from_utf8(repo.find_blob(id).unwrap().content().to_vec()).unwrap();
    let changes = diff.deltas().map(|delta| {
        let path = delta.new_file().path().unwrap().to_str().unwrap().to_owned();
        let before = Some(delta.old_file().id()).filter(|id| !id.is_zero());
        (path, before.map(text), text(delta.new_file().id()))
    });
    Seen {
        id,
        at: local.to_string(),
        author: author.email().unwrap().to_owned(),
        message: commit.message().unwrap().to_owned(),
        changes: changes.collect(),
    }
}

/// Every value of a TOML text by its place: `contact.0.by`.
fn values(text: &str) -> BTreeMap<String, Value> {
    fn collect(value: &Value, place: &str, all: &mut BTreeMap<String, Value>) {
        let below = |key: &str| {
            if place.is_empty() { key.to_owned() } else { format!("{place}.{key}") }
        };
        match value {
            Value::Table(table) => table.iter().for_each(|(key, value)| collect(value, &below(key), all)),
            Value::Array(values) => {
                (0..).zip(values).for_each(|(at, value)| collect(value, &below(&format!("{at:03}")), all))
            }
            leaf => drop(all.insert(place.to_owned(), leaf.clone())),
        }
    }
    let mut all = BTreeMap::new();
    collect(&Value::Table(text.parse::<Table>().unwrap()), "", &mut all);
    all
}

fn key(place: &str) -> &str {
    place.rsplit('.').next().unwrap()
}

fn person(id: &str) -> String {
    format!("{id}@town.rankoshi.example")
}

/// Tanaka, but for the day on which Kobayashi acts for him.
fn manager(at: &str) -> String {
    person(if at.starts_with("2026-10-22") { "kobayashi" } else { "tanaka" })
}

fn next_business_day(day: Date) -> Date {
    const HOLIDAYS: [Date; 5] =
        [date(2026, 9, 21), date(2026, 9, 22), date(2026, 9, 23), date(2026, 10, 12), date(2026, 11, 3)];
    let closed = |day: &Date| matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) || HOLIDAYS.contains(day);
    day.tomorrow().unwrap().series(1.day()).find(|day| !closed(day)).unwrap()
}

/// The day in a record's path.
fn day_of(path: &str) -> Option<Date> {
    let parts: Vec<&str> = path.split('/').collect();
    let [_, _, year, month, file] = parts[..] else {
        return None;
    };
    format!("{year}-{month}-{}", file.get(..2)?).parse().ok()
}

#[test]
fn each_commits_their_own_acts_in_time() {
    let (_home, made) = demo();
    let history = history(&Repository::open(&made).unwrap());
    let people = values(&fs::read_to_string(made.join("records/register/people.toml")).unwrap());
    let people: BTreeSet<&str> =
        people.iter().filter(|(place, _)| place.ends_with(".id")).map(|(_, id)| id.as_str().unwrap()).collect();
    let (mut late, mut rewritten, mut by_proxy) = (BTreeSet::new(), Vec::new(), Vec::new());
    for pair in history.windows(2) {
        assert!(pair[0].at < pair[1].at, "{} {}", pair[0].at, pair[1].at);
    }
    for commit in &history {
        let told = |path: &str, place: &str| format!("{} {} {}: {path} {place}", commit.id, commit.at, commit.author);
        assert!(people.iter().any(|id| person(id) == commit.author), "{}", commit.author);
        assert!(commit.message.lines().next().is_some_and(|line| line.chars().count() < 80), "{}", commit.message);
        let manager = manager(&commit.at);
        for (path, before, after) in &commit.changes {
            if !path.ends_with(".toml") || path == "records/ledger.toml" || path.starts_with("records/register/") {
                assert_eq!(commit.author, manager, "{}", told(path, ""));
                continue;
            }
            let day = day_of(path).unwrap_or(date(2026, 9, 1));
            let migrated = day < date(2026, 9, 1);
            if before.is_none()
                && !migrated
                && commit.at[..10] > next_business_day(day).to_string()[..]
                && !path.ends_with("/close.toml")
            {
                late.insert(path.as_str());
            }
            let before = before.as_deref().map(values).unwrap_or_default();
            for (place, value) in values(after).iter().filter(|(place, value)| before.get(*place) != Some(*value)) {
                if before.contains_key(place) {
                    rewritten.push((commit.at.clone(), path.as_str(), place.clone()));
                }
                if key(place) == "at" || key(place).ends_with("_at") {
                    let time = value.to_string();
                    assert!(time <= commit.at, "before the event: {} {time}", told(path, place));
                }
                let an_act =
                    ["operator", "by", "detected_by", "inspector", "attended_by", "received_by", "approved_by"];
                let Some(actor) = value.as_str().filter(|id| an_act.contains(&key(place)) && people.contains(id))
                else {
                    continue;
                };
                // Only what several people did with their passwords goes in by the manager's hand.
                let by_hand = path.ends_with("-password.toml") && commit.author == manager;
                if person(actor) == manager && commit.author != manager {
                    by_proxy.push((path.as_str(), commit.author.clone()));
                    continue;
                }
                assert!(commit.author == person(actor) || by_hand, "another's act: {}", told(path, place));
            }
            let gone = before.keys().find(|place| !values(after).contains_key(*place));
            assert_eq!(gone, None, "{}", told(path, ""));
        }
    }
    // The story says so: nobody recorded the work, and its sheet came ten days later.
    assert_eq!(late, BTreeSet::from(["records/rankoshi/2026/10/20-maintenance.toml"]));
    assert_eq!(by_proxy, [("records/rankoshi/2026/11/04-instruction.toml", person("kobayashi"))]);
    let rewritten: Vec<_> = rewritten.iter().map(|(at, path, place)| (at.as_str(), *path, place.as_str())).collect();
    let (mukawa, saroma) = ("records/mukawa/2026/11/09-check.toml", "records/saroma/2026/11/06-check.toml");
    assert_eq!(
        rewritten,
        [
            ("2026-11-09T09:35:00", mukawa, "transmission.000.accepted"),
            ("2026-11-10T10:15:00", saroma, "backup.000.size_mb"),
            ("2026-11-13T10:08:00", saroma, "backup.000.size_mb"),
        ]
    );
}

#[test]
fn entries_are_only_appended() {
    let (_home, made) = demo();
    for commit in history(&Repository::open(&made).unwrap()) {
        for (path, before, after) in commit.changes.iter().filter(|(path, ..)| path.ends_with("incident.toml")) {
            let (before, after) = (before.as_deref().unwrap_or_default(), after.as_str());
            let lines: Vec<&str> = after.lines().collect();
            assert!(before.lines().all(|line| lines.contains(&line)), "{path}");
            for array in ["contact", "action"] {
                let entries = |text: &str| {
                    text.parse::<Table>().unwrap().get(array).and_then(Value::as_array).cloned().unwrap_or_default()
                };
                assert!(entries(after).starts_with(&entries(before)), "{} {path}", commit.at);
            }
        }
    }
}

#[test]
fn sound_at_every_commit() {
    let (_home, made) = demo();
    let repo = Repo::open(&made).unwrap().unwrap();
    for commit in history(&Repository::open(&made).unwrap()) {
        // What a commit brings is read with all that it could refer to.
        let changed: BTreeSet<&str> = commit.changes.iter().map(|(path, ..)| path.as_str()).collect();
        let needed =
            |path: &str| !path.contains("/2026/") || path.ends_with("-incident.toml") || changed.contains(path);
        let mut files = files(&repo, commit.id).unwrap();
        files.retain(|file| needed(&file.path));
        let loaded = load(&files);
        let errors = loaded.faults.iter().filter(|fault| fault.rule.severity == Severity::Error);
        let errors: Vec<_> = errors.map(|fault| (&fault.source.path, &fault.message.ja)).collect();
        assert!(errors.is_empty(), "{} {}: {errors:?}", commit.at, commit.message);
    }
}

#[test]
fn months_are_signed_off_as_they_stand() {
    let (_home, made) = demo();
    let repo = Repository::open(&made).unwrap();
    let mut signed_off = 0;
    for commit in history(&repo) {
        let tree = repo.find_commit(commit.id).unwrap().tree().unwrap();
        for (path, _, text) in commit.changes.iter().filter(|(path, ..)| path.ends_with("/close.toml")) {
            let folder = tree.get_path(Path::new(path).parent().unwrap()).unwrap().to_object(&repo).unwrap();
            let mut lines = String::new();
            for entry in folder.as_tree().unwrap() {
                let name = entry.name().unwrap();
                if name != "close.toml" {
                    let bytes = repo.find_blob(entry.id()).unwrap();
                    let id = Oid::hash_object_ext(ObjectType::Blob, bytes.content(), ObjectFormat::Sha1).unwrap();
                    lines += &format!("{name}\t{id}\n");
                }
            }
            let digest = format!("sha256:{:x}", Sha256::digest(lines));
            assert_eq!(values(text)["digest"].as_str(), Some(digest.as_str()), "{path}");
            signed_off += 1;
        }
    }
    assert_eq!(signed_off, 18);
}
