//! `daicho build`, through the program: the sample as a site, what must hold of every page, hostile records, and what is never
//! overwritten.

#[path = "site/articles.rs"]
mod articles;
mod folders;
#[path = "site/history.rs"]
mod history;
#[path = "site/pictures.rs"]
mod pictures;
#[path = "site/sizes.rs"]
mod sizes;
#[path = "site/words.rs"]
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use folders::copy;
use tempfile::TempDir;

type Files = BTreeMap<String, Vec<u8>>;

const AS_OF: &str = "2026-11-20";

#[test]
fn the_same_ledger_gives_the_same_bytes_anywhere() {
    let ledger = copy_of_sample();
    let out = TempDir::new().unwrap();
    let mut command = daicho(ledger.path(), &["build", "--as-of", AS_OF, "--out"]);
    command.arg(out.path().join("deep/er/site"));
    command.envs([("TZ", "America/St_Johns"), ("LC_ALL", "en_US.UTF-8"), ("RAYON_NUM_THREADS", "1")]);
    succeeds(&mut command);
    let there = files(&out.path().join("deep/er/site"));
    assert_eq!(SITE.keys().collect::<Vec<_>>(), there.keys().collect::<Vec<_>>());
    for (path, bytes) in SITE.iter() {
        assert!(there[path] == *bytes, "{path} differs");
    }
}

#[test]
fn the_pages_are_where_they_will_always_be() {
    for path in [
        "index.html",
        "regulation.html",
        "rules.html",
        "matrix.html",
        "people.html",
        "equipment.html",
        "history/index.html",
        "incidents/index.html",
        "incidents/aibetsu/2026/11/10-incident.html",
        "mukawa/index.html",
        "mukawa/2026-10.html",
        "rankoshi/index.html",
        "rankoshi/2026-10.html",
        "search.html",
        "data/findings.json",
        "data/search/index.js",
        "site.js",
        "site.json",
        "style.css",
    ] {
        assert!(SITE.contains_key(path), "{path}");
    }
}

#[test]
fn every_link_leads_to_a_page_and_a_place_on_it() {
    check_links(&SITE);
}

#[test]
fn nothing_is_loaded_from_elsewhere_and_nothing_else_runs() {
    for (path, html) in pages(&SITE) {
        assert!(
            html.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;;")
                || html.contains("content=\"default-src 'none';"),
            "{path}"
        );
        let html = without_its_script(path, &html);
        for forbidden in
            ["<script", "<img", "<iframe", "<style", " style=", " onclick=", " onload=", "http://", "https://"]
        {
            assert!(!html.contains(forbidden), "{path} has {forbidden}");
        }
        assert!(html.starts_with("<!doctype html>\n<html lang=\"ja\">"), "{path}");
    }
    assert!(!text(&SITE, "style.css").contains("url("), "a stylesheet that loads something");
}

#[test]
fn the_pages_show_as_many_open_findings_as_the_json_and_the_terminal() {
    let json: serde_json::Value = serde_json::from_slice(&SITE["data/findings.json"]).unwrap();
    let rows = json["findings"].as_array().unwrap();
    let open = rows.iter().filter(|row| row["state"] == "open").count();
    assert!(open > 0, "the sample has something to show");

    let index = text(&SITE, "index.html");
    assert!(index.contains(&format!("<b id=\"open-findings\">{open}</b>")), "the first page counts {open}");
    let homes =
        pages(&SITE).filter(|(path, _)| !["incidents/", "history/"].iter().any(|again| path.starts_with(again)));
    assert_eq!(homes.map(|(_, html)| html.matches(" data-open>").count()).sum::<usize>(), open);

    let sample = copy_of_sample();
    let check = daicho(sample.path(), &["check", "--as-of", AS_OF, "--format", "json"]).output().unwrap();
    let told: serde_json::Value = serde_json::from_slice(&check.stdout).unwrap();
    assert_eq!(told["summary"], json["summary"]);
}

#[test]
fn site_json_names_every_file_by_its_digest() {
    let manifest: serde_json::Value = serde_json::from_slice(&SITE["site.json"]).unwrap();
    let listed: BTreeSet<&str> = manifest["files"].as_object().unwrap().keys().map(String::as_str).collect();
    let written: BTreeSet<&str> = SITE.keys().map(String::as_str).filter(|path| *path != "site.json").collect();
    assert_eq!(listed, written);
    assert_eq!(manifest["as_of"], AS_OF);
    assert!(manifest["files"]["style.css"].as_str().is_some_and(|digest| digest.len() == 64));
}

#[test]
fn a_hostile_record_ends_as_text() {
    let ledger = copy_of_sample();
    let hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>'\\\"[a](javascript:alert(1)) ![b](https://evil.example/x.png)";
    let long = "長".repeat(3000);
    let incident = format!(
        "title = \"{hostile}\"\ncategory = \"other\"\nseverity = \"minor\"\ndetected_at = 2026-11-18T09:00:00\n\
         detected_by = \"sato\"\nnarrative = \"\"\"\n{hostile}\n\n# x {{#main onclick=y}}\n\n{long}\n\"\"\"\n\
         [[action]]\nat = 2026-11-18T09:10:00\nby = \"sato\"\nnote = \"{hostile}\"\n\
         [prevention]\ncause = \"{hostile}\"\nmeasure = \"{hostile}\"\ndecided_at = 2026-11-19\napproved_by = \"tanaka\"\n"
    );
    let request = format!(
        "received_at = 2026-11-18T09:00:00\ndocument = \"{hostile}\"\nbasis = \"{hostile}\"\ncontent = \"{hostile}\"\n\
         operator = \"sato\"\noutcome = \"{hostile}\"\n"
    );
    let records = ledger.path().join("records");
    fs::write(records.join("mukawa/2026/11/18-incident.toml"), incident).unwrap();
    fs::write(records.join("mukawa/2026/11/18-request.toml"), request).unwrap();
    replace(
        &records.join("ledger.toml"),
        "戸籍電算化システム管理台帳",
        &hostile.replace('\\', "\\\\").replace("\\\\\"", "\\\""),
    );
    replace(&records.join("register/municipalities.toml"), "むかわ町", "<b onclick=x>むかわ町");
    replace(&records.join("register/people.toml"), "佐藤 花子", "佐藤</td><script>花子");
    replace(
        &records.join("regulation.md"),
        "## 第9条 端末機の管理",
        "## 第9条 <script>x</script>\n\n[a](javascript:x)\n",
    );

    let site = build(ledger.path());
    check_links(&site);
    let shown = text(&site, "incidents/mukawa/2026/11/18-incident.html");
    assert!(shown.contains("&lt;script&gt;alert(1)&lt;") && shown.contains(&long), "shown as it was written");
    for (path, html) in pages(&site) {
        let html = without_its_script(path, &html);
        for forbidden in ["<script", "<img", "<b onclick", "href=\"javascript", "\" onclick=", "id=\"x\""] {
            assert!(!html.contains(forbidden), "{path} has {forbidden}");
        }
        assert_eq!(html.matches("id=\"main\"").count(), 1, "{path}");
    }
}

#[test]
fn broken_records_do_not_stop_it() {
    let ledger = copy_of_sample();
    let records = ledger.path().join("records");
    fs::write(records.join("mukawa/2026/11/19-check.toml"), b"\xff\xfe [[").unwrap();
    fs::write(records.join("register/people.toml"), "[[person]]\nid = ").unwrap();
    fs::remove_file(records.join("regulation.md")).unwrap();
    fs::write(records.join("stray.txt"), "x").unwrap();
    check_links(&build(ledger.path()));

    fs::write(records.join("ledger.toml"), "language = \"en\"\n").unwrap();
    fs::write(records.join("register/municipalities.toml"), "").unwrap();
    let site = build(ledger.path());
    check_links(&site);
    assert!(text(&site, "index.html").contains("<html lang=\"en\">"));
}

#[test]
fn english_pages_are_whole() {
    let ledger = copy_of_sample();
    replace(&ledger.path().join("records/ledger.toml"), "language = \"ja\"", "language = \"en\"");
    let site = build(ledger.path());
    check_links(&site);
    let month = text(&site, "mukawa/2026-10.html");
    assert!(month.contains("monthly report") && month.contains("Backup confirmation"));
}

#[test]
fn only_its_own_folder_is_replaced() {
    let ledger = copy_of_sample();
    let out = TempDir::new().unwrap();
    let build_to =
        |folder: &Path| daicho(ledger.path(), &["build", "--as-of", AS_OF, "--out"]).arg(folder).output().unwrap();

    let foreign = out.path().join("foreign");
    fs::create_dir(&foreign).unwrap();
    fs::write(foreign.join("letter.txt"), "dear").unwrap();
    fs::write(foreign.join("site.json"), "{\"generator\": \"another\"}").unwrap();
    refuses(&build_to(&foreign), "foreign");
    assert_eq!(files(&foreign).len(), 2);

    let file = out.path().join("file");
    fs::write(&file, "x").unwrap();
    refuses(&build_to(&file), "file");
    refuses(&build_to(&ledger.path().join("records/site")), "records");
    refuses(&build_to(ledger.path()), "--out");
    assert!(ledger.path().join("records/ledger.toml").exists() && !ledger.path().join("records/site").exists());

    let ignoring = out.path().join("ignoring");
    fs::create_dir(&ignoring).unwrap();
    fs::write(ignoring.join(".gitignore"), "*\n").unwrap();
    for _ in 0..2 {
        assert!(build_to(&ignoring).status.success());
        assert_eq!(fs::read_to_string(ignoring.join(".gitignore")).unwrap(), "*\n");
    }
    fs::write(ignoring.join("stale.html"), "x").unwrap();
    assert!(build_to(&ignoring).status.success());
    assert!(!ignoring.join("stale.html").exists(), "what is no longer produced goes");

    let left: BTreeSet<_> = fs::read_dir(out.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 3, "nothing is left beside the output: {left:?}");
}

#[test]
fn a_town_may_bring_its_own_templates() {
    let ledger = copy_of_sample();
    let templates = ledger.path().join("templates");
    fs::create_dir(&templates).unwrap();
    fs::write(templates.join("style.css"), "body { color: black }\n").unwrap();
    assert_eq!(text(&build(ledger.path()), "style.css"), "body { color: black }\n");

    fs::write(templates.join("month.html"), "{% for %}").unwrap();
    let output = daicho(ledger.path(), &["build", "--as-of", AS_OF]).output().unwrap();
    refuses(&output, "month.html");
}

#[test]
fn history_tells_who_recorded_what() {
    let ledger = copy_of_sample();
    let git = |args: &[&str]| {
        let mut git = Command::new("git");
        git.current_dir(ledger.path()).args(args).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        for who in ["AUTHOR", "COMMITTER"] {
            git.env(format!("GIT_{who}_NAME"), "S").env(format!("GIT_{who}_EMAIL"), "Sato@town.rankoshi.example");
            git.env(format!("GIT_{who}_DATE"), "2026-11-20T00:30:00Z");
        }
        assert!(git.output().unwrap().status.success(), "git {args:?}");
    };
    git(&["init", "-q", "-b", "main"]);
    git(&["add", "records"]);
    git(&["commit", "-q", "-m", "records <b>"]);

    let from_tree = build(ledger.path());
    let month = text(&from_tree, "mukawa/2026-10.html");
    assert!(month.contains("<td>佐藤 花子<td>11月20日(金) 9:30<td>"), "by the register's name, in the ledger's time");
    assert!(text(&from_tree, "index.html").contains("daicho build --rev "));

    let mut by_rev = daicho(ledger.path(), &["build", "--as-of", AS_OF, "--rev", "HEAD", "--out", "by-rev"]);
    succeeds(&mut by_rev);
    assert!(files(&ledger.path().join("by-rev")) == from_tree, "a clean work tree and its commit give the same site");

    fs::remove_file(ledger.path().join("records/mukawa/2026/11/20-check.toml")).unwrap();
    assert!(text(&build(ledger.path()), "index.html").contains("class=\"notice\""), "a draft says so");
}

/// The sample's site, built once.
static SITE: LazyLock<Files> = LazyLock::new(|| build(copy_of_sample().path()));

fn daicho(ledger: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daicho"));
    command.arg("-C").arg(ledger).args(args);
    command
}

fn build(ledger: &Path) -> Files {
    succeeds(&mut daicho(ledger, &["build", "--as-of", AS_OF]));
    files(&ledger.join("site"))
}

fn succeeds(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn refuses(output: &Output, named: &str) {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{named}: {stderr}");
    assert!(stderr.starts_with("daicho: ") && !stderr.contains("panicked"), "{stderr}");
}

/// A ledger that is nobody's work tree: `records/` alone.
fn copy_of_sample() -> TempDir {
    let folder = TempDir::new().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("records"), &folder.path().join("records"));
    folder
}

fn replace(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{} has no {from}", path.display());
    fs::write(path, text.replace(from, to)).unwrap();
}

fn files(folder: &Path) -> Files {
    let mut found = Files::new();
    let mut folders: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let below = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                found.insert(below, fs::read(&path).unwrap());
            }
        }
    }
    found
}

fn text(site: &Files, path: &str) -> String {
    String::from_utf8(site[path].clone()).unwrap()
}

fn pages(site: &Files) -> impl Iterator<Item = (&String, String)> {
    site.keys().filter(|path| path.ends_with(".html")).map(|path| (path, text(site, path)))
}

/// A page without the one script that each has.
fn without_its_script(path: &str, html: &str) -> String {
    let tag = format!("<script src=\"{}site.js\" defer></script>\n", "../".repeat(path.matches('/').count()));
    assert!(html.contains(&tag), "{path}");
    html.replacen(&tag, "", 1)
}

/// Every link of every page, and every anchor it names; and that no page has an id twice.
fn check_links(site: &Files) {
    let mut anchors: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let pages: Vec<(&String, String)> = pages(site).collect();
    for (path, html) in &pages {
        let ids = attributes(html, " id=\"");
        let unique: BTreeSet<String> = ids.iter().cloned().collect();
        assert_eq!(ids.len(), unique.len(), "{path} has an id twice");
        anchors.insert(path, unique);
    }
    for (path, html) in &pages {
        for href in attributes(html, " href=\"") {
            let (file, anchor) = href.split_once('#').map_or((&*href, None), |(file, anchor)| (file, Some(anchor)));
            let target = if file.is_empty() { (*path).clone() } else { resolve(path, file) };
            assert!(site.contains_key(&target), "{path} leads to {href}, which is not there");
            if let Some(anchor) = anchor {
                assert!(anchors[&*target].contains(anchor), "{path} leads to {href}, which has no such place");
            }
        }
    }
}

fn attributes(html: &str, name: &str) -> Vec<String> {
    html.split(name).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

fn resolve(page: &str, href: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in href.split('/') {
        if part == ".." {
            assert!(parts.pop().is_some(), "{page} leads out of the site by {href}")
        } else {
            parts.push(part)
        }
    }
    parts.join("/")
}
