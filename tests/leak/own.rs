//! What a place's own site and `check --place` do show: the same as the whole ledger's, as far as it is the place's.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::Value;

use super::*;

/// The sample, without the history of the repository that it lies in.
fn build(more: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let out = TempDir::new().unwrap();
    let site = out.path().join("site");
    let args = [&["build", "--no-history", "--as-of", AS_OF, "--out", site.to_str().unwrap()], more].concat();
    let output = daicho(Path::new(env!("CARGO_MANIFEST_DIR")), &args);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    files(&site)
}

static WHOLE: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| build(&[]));
static MUKAWA: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| build(&["--place", "mukawa"]));

fn text<'s>(site: &'s BTreeMap<String, Vec<u8>>, path: &str) -> &'s str {
    str::from_utf8(&site[path]).unwrap()
}

fn findings(json: &[u8]) -> Vec<Value> {
    let told: Value = serde_json::from_slice(json).unwrap();
    told["findings"].as_array().unwrap().clone()
}

#[test]
fn what_is_the_places_own_is_told_as_on_the_whole_site() {
    let of_mukawa = |site: &BTreeMap<String, Vec<u8>>| {
        let mut findings = findings(&site["data/findings.json"]);
        findings.retain(|finding| finding["place"] == "mukawa");
        findings
    };
    assert!(of_mukawa(&WHOLE).len() > 1);
    assert_eq!(of_mukawa(&MUKAWA), of_mukawa(&WHOLE));
    let owed = |site: &BTreeMap<String, Vec<u8>>| {
        let json: Value = serde_json::from_slice(&site["data/obligations.json"]).unwrap();
        let mut owed = json["obligations"].as_array().unwrap().clone();
        owed.retain(|owed| owed["place"] == "mukawa");
        owed
    };
    assert!(owed(&WHOLE).len() > 100);
    assert_eq!(owed(&MUKAWA), owed(&WHOLE));

    let months = |site: &BTreeMap<String, Vec<u8>>| {
        site.keys().filter(|path| path.starts_with("mukawa/")).cloned().collect::<Vec<_>>()
    };
    assert_eq!(months(&MUKAWA), months(&WHOLE));
    for path in months(&WHOLE).iter().filter(|path| !path.ends_with("index.html")) {
        for section in
            ["duties", "calendar", "findings", "exceptions", "scheduled", "days", "records", "sign-off", "provenance"]
        {
            let of = |site| part(text(site, path), section);
            assert_eq!(of(&MUKAWA), of(&WHOLE), "{path}#{section}");
        }
        assert!(part(text(&MUKAWA, path), "days").is_some_and(|days| days.contains("<td>")), "{path} has no runs");
    }
}

/// A section of a page, where it is there.
fn part<'h>(html: &'h str, id: &str) -> Option<&'h str> {
    let (_, rest) = html.split_once(&format!("<section id=\"{id}\">"))?;
    Some(rest.split_once("</section>").unwrap().0)
}

#[test]
fn what_is_shared_says_so_and_others_are_neither_named_nor_counted() {
    let index = text(&MUKAWA, "index.html");
    assert!(index.contains("蘭越町(むかわ町の分)") && index.contains("共通(蘭越町)"));
    // 全国の障害: it affected all eight.
    let incident = text(&MUKAWA, "incidents/rankoshi/2026/10/15-incident.html");
    assert!(incident.contains("むかわ町") && incident.contains("共通"));
    let told = incident.matches("→ むかわ町").count();
    assert_eq!((told, incident.matches("8町へ同報。当日分").count()), (1, 1), "one contact");
    assert!(!text(&WHOLE, "index.html").contains("共通"));
    assert!(text(&MUKAWA, "equipment.html").contains("戸籍専用サーバラック 1号 (rack-1)"));
    assert!(!text(&MUKAWA, "equipment.html").contains("rack-2"), "a rack that serves others alone");
}

#[test]
fn every_link_leads_to_what_is_there() {
    for (path, bytes) in MUKAWA.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = str::from_utf8(bytes).unwrap();
        for href in html.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            let (file, anchor) = href.split_once('#').map_or((href, None), |(file, anchor)| (file, Some(anchor)));
            let target = resolved(path, file);
            let Some(there) = MUKAWA.get(&target) else { panic!("{path} leads to {href}, which is not there") };
            let id = |anchor| format!("id=\"{anchor}\"");
            let is_there = anchor.is_none_or(|anchor| str::from_utf8(there).unwrap().contains(&id(anchor)));
            assert!(is_there, "{path} leads to {href}, and there is no such place");
        }
    }
}

fn resolved(from: &str, href: &str) -> String {
    if href.is_empty() {
        return from.to_owned();
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for step in href.split('/') {
        if step == ".." { _ = parts.pop() } else { parts.push(step) }
    }
    parts.join("/")
}

#[test]
fn several_places_are_one_site_in_whatever_order_they_are_named() {
    let two = build(&["--place", "niseko", "--place", "mukawa", "--place", "niseko"]);
    assert_eq!(two, build(&["--place", "mukawa", "--place", "niseko"]));
    assert!(two.contains_key("mukawa/2026-10.html") && two.contains_key("niseko/2026-10.html"));
    assert!(!two.keys().any(|path| path.starts_with("saroma/")));
    assert!(text(&two, "index.html").contains("--place mukawa --place niseko"));
}

#[test]
fn the_address_of_a_page_is_that_of_the_whole_site() {
    let others = MUKAWA.keys().filter(|path| !WHOLE.contains_key(*path)).collect::<Vec<_>>();
    assert!(others.is_empty(), "{others:?}");
    assert!(text(&MUKAWA, "mukawa/2026-10.html").contains("--place mukawa"));
}

#[test]
fn a_place_that_nobody_knows_is_a_mistake_and_the_nearest_is_told_first() {
    let out = TempDir::new().unwrap();
    let site = out.path().join("site");
    for (written, nearest) in
        [("mukwa", "mukawa"), ("むかわ町", "mukawa"), ("Nisekо", "niseko"), ("rankosi", "rankoshi")]
    {
        let build = ["build", "--out", site.to_str().unwrap(), "--place", "saroma", "--place", written];
        for args in [&build[..], &["check", "--place", written]] {
            let output = daicho(Path::new(env!("CARGO_MANIFEST_DIR")), args);
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{said}");
            assert!(said.contains(&format!("「{written}」")) && said.contains(&format!(": {nearest}, ")), "{said}");
            for town in TOWNS {
                assert!(said.contains(town.id), "{said}");
            }
        }
    }
    assert!(!site.exists());
}

#[test]
fn check_tells_of_one_place_and_one_month() {
    let check = |more: &[&str]| {
        let args = [&["check", "--as-of", AS_OF, "--only", "records", "--format", "json"], more].concat();
        let root = Planted::spoiled_sample();
        let output = daicho(root.path(), &args);
        assert_eq!(output.status.code(), Some(1));
        findings(&output.stdout)
    };
    let all = check(&[]);
    let of = |place: &str, month: &str| {
        let holds = |finding: &&Value| {
            finding["place"] == place && finding["date"].as_str().is_some_and(|date| date.starts_with(month))
        };
        all.iter().filter(holds).cloned().collect::<Vec<_>>()
    };
    assert!(
        of("mukawa", "2026-10").len() > 1 && of("mukawa", "2026-11").len() == 1 && of("niseko", "2026-10").len() == 1
    );
    assert_eq!(check(&["--place", "mukawa"]), of("mukawa", ""));
    assert_eq!(check(&["--place", "mukawa", "--month", "2026-10"]), of("mukawa", "2026-10"));
    let both: BTreeSet<String> =
        check(&["--place", "mukawa", "--place", "niseko"]).iter().map(Value::to_string).collect();
    assert_eq!(both, of("mukawa", "").iter().chain(&of("niseko", "")).map(Value::to_string).collect());
}
