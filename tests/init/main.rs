//! `daicho init` as a town of another name would run it, and what the other commands say of the ledger that comes of it.

mod refused;
#[cfg(unix)]
mod talk;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Instant;

use tempfile::TempDir;

const DAY: &str = "2026-12-01";

/// A place where nothing is yet, and whoever sits there.
struct Town {
    folder: TempDir,
}

impl Town {
    fn new() -> Town {
        Town { folder: TempDir::new().unwrap() }
    }

    fn root(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    fn command(&self, program: &str, at: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("PATH", std::env::var_os("PATH").unwrap()).env("HOME", self.root()).current_dir(at);
        command.env("DAICHO_LANG", "en").env("DAICHO_NOW", format!("{DAY}T09:00:00")).env("GIT_CONFIG_NOSYSTEM", "1");
        command
    }

    fn daicho(&self, args: &[&str]) -> Output {
        self.command(env!("CARGO_BIN_EXE_daicho"), &self.root()).args(args).output().unwrap()
    }

    /// What a command tells; it may find what is open, but must do its work.
    fn told(&self, args: &[&str]) -> String {
        let out = self.daicho(args);
        let (told, errors) = (String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
        assert!(out.status.code().is_some_and(|code| code < 2), "{args:?}: {told}{errors}");
        told.into_owned()
    }

    fn refused(&self, args: &[&str]) -> String {
        let out = self.daicho(args);
        assert_eq!(out.status.code(), Some(2), "{args:?}: {}", String::from_utf8_lossy(&out.stdout));
        assert_eq!(String::from_utf8_lossy(&out.stdout), "");
        String::from_utf8(out.stderr).unwrap()
    }

    fn git(&self, at: &str, args: &[&str]) -> String {
        let out = self.command("git", &self.root().join(at)).args(args).output().unwrap();
        assert!(out.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    }

    fn write(&self, path: &str, text: &str) {
        let at = self.root().join(path);
        fs::create_dir_all(at.parent().unwrap()).unwrap();
        fs::write(at, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    /// Every file but git's own, by path.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let all = walkdir::WalkDir::new(self.root()).into_iter().map(Result::unwrap);
        let files = all.filter(|entry| entry.file_type().is_file());
        let named = files.map(|entry| (entry.path().strip_prefix(self.root()).unwrap().display().to_string(), entry));
        let own = named.filter(|(path, _)| !path.split('/').any(|part| part == ".git"));
        own.map(|(path, entry)| (path, fs::read(entry.path()).unwrap())).collect()
    }
}

/// Everything that is needed, of an invented town and its two neighbours.
const FLAGS: &[&str] = &[
    "--name",
    "小丸町",
    "--id",
    "komaru",
    "--code",
    "014001",
    "--municipality",
    "okaru:大軽町:013943:2024-04-01:令和6年小丸町告示第2号",
    "--municipality",
    "shirono：白野村：０１５８６５：2026/4/1",
    "--manager",
    "yamada:山田 一郎:yamada@komaru.example:住民課長",
    "--operator",
    "sato:佐藤 花子:sato@komaru.example",
];

fn init<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["init"], more, FLAGS].concat()
}

#[test]
fn a_town_of_another_name_has_a_ledger_that_works() {
    for lang in ["ja", "en"] {
        let town = Town::new();
        let told = town.told(&init(&["ledger", "--language", lang]));
        assert!(told.contains("records/regulation.md (40)"), "{told}");
        for (path, text) in town.files() {
            let text = String::from_utf8(text).unwrap();
            for other in ["要記入", "TO FILL IN"] {
                assert!(!text.contains(other) || (other == "要記入") == (lang == "ja"), "{path} is not in {lang}");
            }
        }
        let check = town.told(&["-C", "ledger", "check", "--as-of", "2027-02-01", "--format", "json"]);
        let check: serde_json::Value = serde_json::from_str(&check).unwrap();
        assert_eq!(check["summary"]["errors"], 0, "{check}");
        assert!(check["summary"]["violations"].as_u64().unwrap() > 100, "nothing is owed: {check}");

        town.told(&["-C", "ledger", "build", "--as-of", DAY]);
        let name = if lang == "ja" { "小丸町" } else { "Komaru" };
        assert!(town.read("ledger/site/index.html").contains(name));
        let status = town.told(&["-C", "ledger", "status", "--as-of", "2026-12-02"]);
        assert!(status.contains("Backup confirmation  12-01 (Tue)  all 2 places  due today"), "{status}");
    }
}

#[test]
fn a_stop_at_any_moment_leaves_a_ledger_or_none() {
    const STOPS: u32 = 16;
    for is_repository in [false, true] {
        let ground = || {
            let town = Town::new();
            if is_repository {
                town.git(".", &["init", "-q", "ledger"]);
            }
            town
        };
        let (whole, start) = (ground(), Instant::now());
        whole.told(&init(&["ledger"]));
        let (whole, time) = (whole.files(), start.elapsed());
        let mut left = 0;
        for stop in 0..STOPS {
            let town = ground();
            let mut command = town.command(env!("CARGO_BIN_EXE_daicho"), &town.root());
            let mut child =
                command.args(init(&["ledger"])).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            std::thread::sleep(time * stop / STOPS);
            // At once and without a chance to tidy up, as when the power fails.
            child.kill().unwrap();
            child.wait().unwrap();
            if !town.root().join("ledger/records").exists() {
                left += 1;
                town.told(&init(&["ledger"]));
            }
            let mut files = town.files();
            files.retain(|path, _| !path.contains(".daicho-init-"));
            assert!(files == whole, "stopped after {stop}/{STOPS}: {:?}", files.keys());
        }
        assert!(left > 0, "it was never stopped in time");
    }
}

#[test]
fn the_ledgers_language_is_not_the_terminals() {
    let town = Town::new();
    let told = town.told(&init(&["ledger", "--language", "en", "--lang", "ja"]));
    assert!(told.starts_with("台帳を ledger に作りました"), "{told}");
    assert!(town.read("ledger/records/ledger.toml").contains("language = \"en\""));
}

#[test]
fn the_first_mornings_check_is_recorded_and_let_in() {
    let town = Town::new();
    town.told(&init(&["ledger"]));
    town.git("ledger", &["config", "user.name", "Yamada"]);
    town.git("ledger", &["config", "user.email", "yamada@komaru.example"]);
    assert_eq!(town.read("ledger/schema/check.json"), town.told(&["schema", "check"]));
    assert!(town.read("ledger/.taplo.toml").contains("schema/check.json"));
    assert!(town.read("ledger/tombi.toml").contains("schema/check.json"));
    let doctor = town.told(&["-C", "ledger", "doctor"]);
    for line in [
        "△ not filled in: records/register/agencies.toml (5)",
        "△ branch: there is no commit yet",
        "○ hooks: pre-commit",
    ] {
        assert!(doctor.contains(line), "no {line:?} in {doctor}");
    }
    town.git("ledger", &["add", "-A"]);
    town.git("ledger", &["commit", "-qm", "begin"]);
    town.git("ledger", &["config", "user.email", "sato@komaru.example"]);

    town.write(
        "list.csv",
        "place,run,kind,result,at\nokaru,2026-12-01,backup,ok,23:10\nokaru,2026-12-01,transmission,ok,20:01\n\
         shirono,2026-12-01,backup,ok,23:20\nshirono,2026-12-01,transmission,ok,20:02\n",
    );
    let record =
        ["-C", "ledger", "record", "check", "--all", "--from", "list.csv", "--commit", "--now", "2026-12-02T09:00:00"];
    let told = town.told(&record);
    assert!(told.contains("records/shirono/2026/12/02-check.toml"), "{told}");
    assert_eq!(town.git("ledger", &["rev-list", "--count", "HEAD"]), "2\n");
    let owed = town.told(&["-C", "ledger", "status", "--as-of", "2026-12-02", "--format", "json"]);
    assert!(owed.contains("\"owed\": []"), "{owed}");
    let doctor = town.told(&["-C", "ledger", "doctor"]);
    assert!(doctor.contains("○ author: 佐藤 花子") && doctor.contains("○ branch: main"), "{doctor}");
}

/// What `init` knows only since today was so before: the registers come first, and what is written then is let in.
#[test]
fn a_ledger_kept_before_comes_in_once_the_registers_say_since_when() {
    let town = Town::new();
    town.told(&init(&["ledger"]));
    town.git("ledger", &["config", "user.name", "Yamada"]);
    town.git("ledger", &["config", "user.email", "yamada@komaru.example"]);
    town.write(
        "ledger/map.toml",
        "[[table]]\nkind = \"check\"\nplace = \"okaru\"\n[table.keys]\noperator = \"by\"\nterminal = { default = \"mt-01\" }\n\
         checked_at = \"at\"\nbackup.run = \"run\"\nbackup.result = { default = \"ok\" }\nbackup.finished_at = \"end\"\n",
    );
    let row = |day: u32| format!("2026/10/{:02} 9:00,佐藤,2026/10/{day:02},2026/10/{day:02} 23:00\n", day + 1);
    town.write("ledger/book.csv", &format!("at,by,run,end\n{}", (5..10).map(row).collect::<String>()));
    let import = ["-C", "ledger", "import", "book.csv", "--map", "map.toml", "--write", "-q"];
    let told = town.told(&import);
    for line in [
        "book.csv!B2: 5 records are dated before the designation of 佐藤 花子 (from = 2026-12-01); \
         if that is not the true day, correct it in records/register/people.toml.\n",
        "5 records are dated before the use of Management terminal 1 (in_use_from = 2026-12-01); \
         if that is not the true day, correct it in records/register/equipment.toml.\n",
        "Problems: 2. Nothing is written.\n",
    ] {
        assert!(told.contains(line), "no {line} in {told}");
    }
    assert!(!town.root().join("ledger/records/okaru").exists());

    for register in ["people", "equipment"] {
        let path = format!("ledger/records/register/{register}.toml");
        town.write(&path, &town.read(&path).replace(DAY, "2026-04-01"));
    }
    let told = town.told(&import);
    assert!(told.contains("Records written: 5."), "{told}");
    town.git("ledger", &["add", "-A"]);
    // The hook is asked.
    town.git("ledger", &["commit", "-qm", "begin, with the ledger kept before"]);
}

#[test]
fn every_citation_has_a_place_of_its_own_in_the_regulations_frame() {
    for lang in ["ja", "en"] {
        let town = Town::new();
        town.told(&init(&["--language", lang]));
        let passages: Vec<String> = daicho::model::Citation::all()
            .map(|citation| town.told(&["explain", &citation.to_string()]))
            .map(|told| told.lines().filter(|line| line.contains("要記入") || line.contains("TO FILL IN")).collect())
            .collect();
        for (at, passage) in passages.iter().enumerate() {
            assert!(!passage.is_empty(), "{at}");
            assert!(!passages[..at].contains(passage), "{passage}");
        }
    }
}

#[test]
fn hooks_that_git_would_not_run_are_told_and_those_that_call_ours_are_enough() {
    let town = Town::new();
    town.git(".", &["init", "-q", "ledger"]);
    town.git("ledger", &["config", "core.hooksPath", "../hooks of all"]);
    let told = town.told(&init(&["ledger"]));
    assert!(told.contains("daicho -C ledger hook install"), "{told}");
    let told = town.refused(&["-C", "ledger", "hook", "install"]);
    assert!(told.contains("hooks of all (core.hooksPath)") && told.contains("git config core.hooksPath /"), "{told}");
    let doctor = || town.told(&["-C", "ledger", "doctor"]);
    assert!(doctor().contains("△ hooks: pre-commit missing in "), "{}", doctor());

    town.write("hooks of all/pre-commit", "#!/bin/sh\nexec daicho hook pre-commit\n");
    assert!(doctor().contains("○ hooks: pre-commit"), "{}", doctor());
    town.git("ledger", &["config", "core.hooksPath", ".git/hooks"]);
    assert!(doctor().contains("△ hooks: pre-commit missing"), "{}", doctor());
    town.told(&["-C", "ledger", "hook", "install"]);
    assert!(doctor().contains("○ hooks: pre-commit"), "{}", doctor());
}

#[test]
fn no_file_that_is_there_is_changed() {
    let town = Town::new();
    town.git(".", &["init", "-q", "-b", "honmaru", "ledger"]);
    town.write("ledger/.gitignore", "*.bak\n");
    town.write("ledger/README.md", "ours\n");
    town.write("ledger/.git/hooks/pre-commit", "#!/bin/sh\nexit 0\n");
    town.git("ledger", &["add", "README.md"]);
    town.git("ledger", &["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "README"]);
    let told = town.told(&init(&["ledger"]));
    assert!(told.contains(".gitignore was there and is as it was; add to it: /site/"), "{told}");
    assert!(told.contains("hook install"), "{told}");
    let add = "git -C ledger add .gitattributes .taplo.toml records schema tombi.toml";
    assert!(told.contains(add), "{told}");
    assert_eq!(town.read("ledger/.gitignore"), "*.bak\n");
    assert_eq!(town.read("ledger/README.md"), "ours\n");
    assert_eq!(town.read("ledger/.git/hooks/pre-commit"), "#!/bin/sh\nexit 0\n");
    assert!(town.read("ledger/records/ledger.toml").contains("branch = \"honmaru\""));
    assert_eq!(
        town.git("ledger", &["status", "--porcelain"]),
        "?? .gitattributes\n?? .gitignore\n?? .taplo.toml\n?? records/\n?? schema/\n?? tombi.toml\n"
    );
    assert!(
        fs::read_dir(town.root().join("ledger"))
            .unwrap()
            .all(|entry| { !entry.unwrap().file_name().to_str().unwrap().starts_with(".daicho") })
    );
}

#[test]
fn a_ledger_is_not_begun_upon_or_within_another() {
    let town = Town::new();
    town.told(&init(&["ledger"]));
    let before = town.files();
    for at in ["ledger", "ledger/records", "ledger/new", "ledger/records/new"] {
        let told = town.refused(&init(&[at]));
        assert!(told.contains("already") || told.contains("in the repository of"), "{told}");
    }
    town.git(".", &["init", "-q", "--bare", "server.git"]);
    assert!(town.refused(&init(&["server.git"])).contains("bare"));
    town.git(".", &["init", "-q", "other"]);
    assert!(town.refused(&init(&["other/new"])).contains("in the repository of"));
    town.write("file", "");
    assert!(town.refused(&init(&["file"])).contains("file is a file; name a folder"));
    let after: BTreeMap<_, _> = town.files().into_iter().filter(|(path, _)| path.starts_with("ledger")).collect();
    assert_eq!(after, before);
}

#[test]
fn the_same_answers_give_the_same_bytes() {
    let (one, other) = (Town::new(), Town::new());
    one.told(&init(&[]));
    other.git(".", &["init", "-q", "-b", "main"]);
    other.told(&init(&["."]));
    assert_eq!(one.files(), other.files());
    assert_eq!(one.git(".", &["symbolic-ref", "HEAD"]), "refs/heads/main\n");
}
