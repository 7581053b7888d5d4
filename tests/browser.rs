//! The site in a real browser, from `file:` and without a network: Chromium by playwright-core, axe-core, and the Nu HTML checker, over
//! every page in Japanese and in English. What is asked of a page stands in `tests/browser/`, a file a question; `docs/quality.md` lists it.
//!
//! Deliberately absent: pictures compared pixel by pixel, which differ from one font to the next.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use tempfile::TempDir;

const AS_OF: &str = "2026-11-20";

#[test]
fn every_page_holds_in_a_browser() {
    let wrong: Vec<String> = FOUND.iter().filter(|found| found.site != FAULTY).map(Finding::line).collect();
    assert!(wrong.is_empty(), "{} findings:\n{}", wrong.len(), wrong.join("\n"));
}

/// A check that finds nothing anywhere would pass as well: a page with one fault of each kind is looked at beside the others.
#[test]
fn each_check_finds_the_fault_that_was_made_for_it() {
    let mut seen: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let found: Vec<&Finding> = FOUND.iter().filter(|found| found.site == FAULTY).collect();
    for (check, words) in FAULTS {
        let hit = found.iter().any(|found| found.check == *check && found.detail.contains(words));
        if !hit {
            seen.entry(check).or_default().insert(words);
        }
    }
    let told: Vec<String> = found.iter().map(|found| found.line()).collect();
    assert!(seen.is_empty(), "not found: {seen:?}\namong\n{}", told.join("\n"));
}

/// What stands wrong in `tests/browser/faulty/`, and the words by which it is known.
const FAULTS: &[(&str, &str)] = &[
    ("Nu", "Stray end tag"),
    ("Nu", "colour"),
    ("axe", "light: image-alt"),
    ("axe", "light: color-contrast"),
    ("axe", "dark: color-contrast"),
    ("axe", "360 px: target-size"),
    ("quiet", "console error: Content-Security-Policy"),
    ("quiet", "console log: chatter"),
    ("quiet", "request: http"),
    ("links", "nowhere.html: no such file"),
    ("links", "#nothing: no such place on it"),
    ("links", "/index.html: leads out"),
    ("links", "inline onclick"),
    ("links", "inline style"),
    ("links", "the id twice stands twice"),
    ("links", "has fetch("),
    ("layout", "1280 px: cut"),
    ("layout", "360 px: the page scrolls sideways"),
    ("layout", "200 %: scrolls, but not by keyboard"),
    ("layout", "1280 px: text on text"),
    ("layout", "1280 px: sticks out of"),
    ("layout", "on A4: the page scrolls sideways"),
    ("keyboard", "outline none"),
    ("keyboard", "number 2 of the page"),
    ("without scripts", "gone with scripts: 消える行"),
];

const FAULTY: &str = "faulty";

static FOUND: LazyLock<Vec<Finding>> = LazyLock::new(look);

#[derive(Deserialize)]
struct Finding {
    check: String,
    site: String,
    page: String,
    detail: String,
}

impl Finding {
    fn line(&self) -> String {
        format!("{}: {}/{}: {}", self.check, self.site, self.page, self.detail)
    }
}

#[derive(Serialize)]
struct Site {
    name: &'static str,
    root: PathBuf,
}

fn look() -> Vec<Finding> {
    let chromium = ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(on_the_path);
    let chromium = chromium.unwrap_or_else(|| panic!("{}", missing("chromium")));
    for program in ["node", "npm", "java"] {
        assert!(on_the_path(program).is_some(), "{}", missing(program));
    }
    install();

    let folder = TempDir::new().unwrap();
    let sites = sites(folder.path());
    let list = folder.path().join("sites.json");
    fs::write(&list, serde_json::to_vec(&sites).unwrap()).unwrap();
    let mut node = Command::new("node");
    let output = node.current_dir(scripts()).arg("run.mjs").args([&chromium, &list]).stderr(Stdio::inherit()).output();
    serde_json::from_slice(&succeeded(output.unwrap(), "node run.mjs").stdout).unwrap()
}

/// The sample with its history, in both languages, and the page of faults.
fn sites(folder: &Path) -> [Site; 4] {
    let (ja, en) = (folder.join("ja"), folder.join("en"));
    for demo in [&ja, &en] {
        let made = Command::new(env!("CARGO_BIN_EXE_daicho")).arg("demo").arg(demo).output();
        succeeded(made.unwrap(), "daicho demo");
    }
    let ledger = en.join("records/ledger.toml");
    let settings = fs::read_to_string(&ledger).unwrap();
    assert!(settings.contains("language = \"ja\""));
    fs::write(&ledger, settings.replace("language = \"ja\"", "language = \"en\"")).unwrap();
    let build = |ledger: &Path, options: &[&str]| {
        let mut build = Command::new(env!("CARGO_BIN_EXE_daicho"));
        let built = build.arg("-C").arg(ledger).args(["build", "--as-of", AS_OF]).args(options).output();
        succeeded(built.unwrap(), "daicho build");
    };
    build(&en, &[]);
    build(&ja, &["--place", "mukawa", "--out", "../mukawa"]);
    [
        Site { name: "ja", root: ja.join("site") },
        Site { name: "en", root: en.join("site") },
        Site { name: "mukawa", root: folder.join("mukawa") },
        Site { name: FAULTY, root: scripts().join("faulty") },
    ]
}

/// The packages of the lockfile, unless the very same are there.
fn install() {
    let lock = fs::read(scripts().join("package-lock.json")).unwrap();
    let installed = scripts().join("node_modules/installed-lock.json");
    if fs::read(&installed).is_ok_and(|there| there == lock) {
        return;
    }
    let npm = Command::new("npm").current_dir(scripts()).arg("ci").output().unwrap();
    succeeded(npm, "npm ci");
    fs::write(installed, lock).unwrap();
}

fn scripts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser")
}

fn on_the_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

fn missing(program: &str) -> String {
    format!(
        "{program} がありません。ブラウザーでの検査に使う chromium、node、npm、java と日本語の書体は、.ci/run が入れます。\n\
         {program} is not on the path; .ci/run installs what the checks in a browser need: chromium, node, npm, java, Japanese fonts.\n\
         apt-get install chromium nodejs npm default-jre-headless fonts-noto-cjk"
    )
}

fn succeeded(output: Output, what: &str) -> Output {
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{what}: {}\n{told}", output.status);
    output
}
