//! What the site shows a machine, read by readers that are not ours: tables as a spreadsheet takes them, the feed as XML.
//!
//! That they tell the verdict is for `recount` to say; here, their form, and what hostile records make of them.

mod town;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use jiff::Timestamp;

use town::Town;

const AS_OF: &str = "2026-11-20";
const INCIDENT: &str = "records/mukawa/2026/11/18-incident.toml";

struct Site(std::path::PathBuf);

impl Site {
    fn of(town: &Town, as_of: &str) -> Site {
        Site(town.build(as_of, "site"))
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap()
    }

    /// The rows of a table, each by its columns' keys.
    fn table(&self, path: &str) -> Vec<BTreeMap<String, String>> {
        let text = self.text(path);
        let text = text.strip_prefix('\u{feff}').expect("Excel asks for a byte-order mark");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        reader.deserialize().collect::<Result<_, _>>().unwrap()
    }

    fn feed(&self) -> Feed {
        Feed::read(&self.text("feed.atom"))
    }

    fn leads_to_something(&self, href: &str) {
        let (file, anchor) = href.split_once('#').map_or((href, None), |(file, anchor)| (file, Some(anchor)));
        let page = self.text(file);
        assert!(anchor.is_none_or(|anchor| page.contains(&format!("id=\"{anchor}\""))), "{href} is not there");
    }
}

#[derive(Debug, PartialEq)]
struct Feed {
    id: String,
    updated: Timestamp,
    /// By id: title, updated, href, content.
    entries: Vec<(String, Entry)>,
}

#[derive(Clone, Debug, PartialEq)]
struct Entry {
    title: String,
    updated: Timestamp,
    href: String,
    content: String,
}

impl Feed {
    /// Reads a feed, and asks of it what RFC 4287 asks of every one.
    fn read(xml: &str) -> Feed {
        let document = roxmltree::Document::parse(xml).unwrap_or_else(|error| panic!("{error}\n{xml}"));
        let feed = document.root_element();
        assert_eq!(
            (feed.tag_name().name(), feed.tag_name().namespace()),
            ("feed", Some("http://www.w3.org/2005/Atom"))
        );
        assert!(!child(feed, "author").children().all(|name| name.text().unwrap_or_default().is_empty()));
        assert!(!text(feed, "title").is_empty());
        let entries: Vec<(String, Entry)> =
            feed.children().filter(|node| node.has_tag_name("entry")).map(entry).collect();
        let ids: BTreeSet<&String> = entries.iter().map(|(id, _)| id).collect();
        assert_eq!(ids.len(), entries.len(), "an id twice");
        assert!(entries.is_sorted_by(|a, b| a.1.updated >= b.1.updated), "the last that grew first");
        Feed { id: id(feed), updated: time(feed, "updated"), entries }
    }

    fn entry(&self, href: &str) -> &(String, Entry) {
        self.entries.iter().find(|(_, entry)| entry.href == href).unwrap_or_else(|| panic!("no entry of {href}"))
    }
}

fn entry(node: roxmltree::Node<'_, '_>) -> (String, Entry) {
    assert!(time(node, "published") <= time(node, "updated"));
    assert_eq!(child(node, "content").attribute("type"), Some("html"));
    let link = child(node, "link").attribute("href").unwrap().to_owned();
    assert!(!link.contains(':') && !link.starts_with('/'), "{link} is relative");
    let entry = Entry {
        title: text(node, "title"),
        updated: time(node, "updated"),
        href: link,
        content: text(node, "content"),
    };
    (id(node), entry)
}

fn child<'a, 'i>(node: roxmltree::Node<'a, 'i>, name: &str) -> roxmltree::Node<'a, 'i> {
    node.children().find(|child| child.tag_name().name() == name).unwrap_or_else(|| panic!("no {name}"))
}

fn text(node: roxmltree::Node<'_, '_>, name: &str) -> String {
    child(node, name).text().unwrap_or_default().to_owned()
}

fn time(node: roxmltree::Node<'_, '_>, name: &str) -> Timestamp {
    text(node, name).parse().unwrap()
}

fn id(node: roxmltree::Node<'_, '_>) -> String {
    let id = text(node, "id");
    assert!(id.strip_prefix("urn:uuid:").is_some_and(|uuid| uuid.len() == 36), "{id}");
    id
}

#[test]
fn tables_lead_from_each_duty_to_its_evidence_and_to_the_page() {
    let town = Town::new();
    let site = Site::of(&town, AS_OF);
    let records = site.table("data/records.csv");
    let ids: BTreeSet<&str> = records.iter().map(|row| row["record"].as_str()).collect();
    let obligations = site.table("data/obligations.csv");
    let evidence: Vec<&str> = obligations.iter().flat_map(|row| row["evidence"].split_whitespace()).collect();
    assert!(evidence.len() > 40 && evidence.iter().all(|id| ids.contains(id)), "evidence that is no record");
    for row in records.iter().chain(&obligations) {
        site.leads_to_something(&row["page"]);
    }
    let check = records.iter().find(|row| row["record"] == "mukawa/2026/11/18-check").unwrap();
    let told = ["place_name", "date", "kind", "kind_name", "path"].map(|key| check[key].as_str());
    assert_eq!(told, ["むかわ町", "2026-11-18", "check", "確認", "records/mukawa/2026/11/18-check.toml"]);

    let json: serde_json::Value = serde_json::from_str(&site.text("data/obligations.json")).unwrap();
    assert_eq!((&json["version"], &json["as_of"], &json["commit"]), (&1.into(), &AS_OF.into(), &().into()));
    let rows = json["obligations"].as_array().unwrap();
    assert_eq!(rows.len(), obligations.len());
    for (row, told) in rows.iter().zip(&obligations) {
        for key in ["duty", "rule", "citation", "place", "subject", "from", "until", "due", "standing"] {
            assert_eq!(row[key].as_str().unwrap_or_default(), told[key], "{key} of {row}");
        }
    }
}

#[test]
fn a_spreadsheet_runs_nothing_that_a_record_says() {
    let town = Town::new();
    for (before, after) in [("むかわ町", "=HYPERLINK(\\\"x\\\",1)"), ("置戸町", "＋1, \\\"二\\\"\\n三")] {
        town.replace("records/register/municipalities.toml", &format!("\"{before}\""), &format!("\"{after}\""));
    }
    let site = Site::of(&town, AS_OF);
    let text = site.text("data/records.csv");
    assert!(text.ends_with("\r\n") && text.matches('\n').count() > text.matches("\r\n").count(), "a name of two lines");
    let names: BTreeSet<String> =
        site.table("data/records.csv").into_iter().map(|mut row| row.remove("place_name").unwrap()).collect();
    assert!(names.contains("'=HYPERLINK(\"x\",1)") && names.contains("'＋1, \"二\"\n三"), "{names:?}");
    for table in ["data/records.csv", "data/obligations.csv"] {
        for cell in site.table(table).iter().flat_map(BTreeMap::values) {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']), "{table}: {cell}");
        }
    }
}

fn incident(title: &str, more: &str) -> String {
    format!(
        "title = \"{title}\"\ncategory = \"other\"\nseverity = \"minor\"\ndetected_at = 2026-11-18T09:00:00\n\
         detected_by = \"sato\"\nnarrative = \"停電 *全域*\"\n{more}"
    )
}

#[test]
fn the_feed_tells_each_incident_once_and_for_ever() {
    const HREF: &str = "incidents/mukawa/2026/11/18-incident.html";
    let town = Town::new();
    let before = Site::of(town.write(INCIDENT, &incident("停電", "")), AS_OF).feed();
    assert_eq!(Site::of(&town, "2026-11-25").feed(), before, "a day that passes changes nothing");

    let (id, entry) = before.entry(HREF);
    assert_eq!((entry.title.as_str(), entry.updated), ("停電", "2026-11-18T09:00:00+09:00".parse().unwrap()));
    assert_eq!(entry.content, "<p>停電 <em>全域</em></p>\n");
    assert_eq!(before.updated, before.entries[0].1.updated);

    // What is written down later counts by its own time, and what lies after the as-of date not yet.
    let action = |at: &str| format!("[[action]]\nat = {at}\nby = \"sato\"\nnote = \"再起動\"\n");
    let grown = incident("停電 & <復旧>", &(action("2026-11-19T10:00:00") + &action("2026-11-21T10:00:00")));
    let site = Site::of(town.write(INCIDENT, &grown), AS_OF);
    let after = site.feed();
    let (same, entry) = after.entry(HREF);
    assert_eq!((same, &after.id), (id, &before.id), "ids stay");
    assert_eq!(entry.updated, "2026-11-19T10:00:00+09:00".parse().unwrap());
    assert_eq!(entry.title, "停電 & <復旧>");
    let others = |feed: &Feed| feed.entries.iter().filter(|(_, entry)| entry.href != HREF).cloned().collect::<Vec<_>>();
    assert_eq!(others(&after), others(&before));
    for (_, entry) in &after.entries {
        site.leads_to_something(&entry.href);
    }
    assert!(site.text("index.html").contains("<link rel=\"alternate\" type=\"application/atom+xml\""));
}

#[test]
fn a_places_own_feed_is_another_one_of_the_same_incidents() {
    let town = Town::new();
    town.write(INCIDENT, &incident("停電", ""));
    let whole = Site::of(&town, AS_OF).feed();
    let output = town.daicho(&["build", "--as-of", AS_OF, "--place", "mukawa", "--out", "own"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let own = Site(town.path("own")).feed();
    assert_ne!(own.id, whole.id);
    let href = "incidents/mukawa/2026/11/18-incident.html";
    assert_eq!(own.entry(href), whole.entry(href));
}

#[test]
fn a_hostile_incident_leaves_the_feed_well_formed() {
    let town = Town::new();
    let title = "]]></title><entry/>&amp;\\u0001\\uFFFE'\\\"";
    town.replace("records/ledger.toml", "language = \"ja\"", "language = \"en\"");
    let feed = Site::of(town.write(INCIDENT, &incident(title, "")), AS_OF).feed();
    let (_, entry) = feed.entry("incidents/mukawa/2026/11/18-incident.html");
    assert_eq!(entry.title, "]]></title><entry/>&amp;\u{fffd}\u{fffd}'\"");
}

#[test]
fn a_ledger_without_incidents_has_an_empty_feed() {
    let town = Town::new();
    for folder in ["records/mukawa", "records/oketo", "records/rankoshi"] {
        fs::remove_dir_all(town.path(folder)).unwrap();
    }
    let feed = Site::of(&town, AS_OF).feed();
    assert_eq!((feed.entries, feed.updated), (vec![], "2026-09-01T00:00:00+09:00".parse().unwrap()));
}
