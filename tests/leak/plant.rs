//! Records and register entries of every other municipality, each kind with every field, and a word found nowhere else in each of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use daicho::load::load;
use daicho::model::file::Mode;
use daicho::model::{File, Id};
use toml::{Table, Value};

const OTHERS: &str = include_str!("others.txt");
const PARTS: [(&str, &str); 3] = [
    ("{incident}", include_str!("incident.toml")),
    ("{maintenance}", include_str!("maintenance.toml")),
    ("{media}", include_str!("media.toml")),
];

/// A municipality of the sample.
pub struct Town {
    pub id: &'static str,
    pub name: &'static str,
    pub name_en: &'static str,
    pub code: &'static str,
}

pub const TOWNS: [Town; 8] = [
    Town { id: "mukawa", name: "むかわ町", name_en: "Mukawa", code: "015865" },
    Town { id: "saroma", name: "佐呂間町", name_en: "Saroma", code: "015521" },
    Town { id: "suttsu", name: "寿都町", name_en: "Suttsu", code: "013927" },
    Town { id: "oketo", name: "置戸町", name_en: "Oketo", code: "015491" },
    Town { id: "shintoku", name: "新得町", name_en: "Shintoku", code: "016357" },
    Town { id: "niseko", name: "ニセコ町", name_en: "Niseko", code: "013951" },
    Town { id: "higashikawa", name: "東川町", name_en: "Higashikawa", code: "014583" },
    Town { id: "aibetsu", name: "愛別町", name_en: "Aibetsu", code: "014567" },
];

/// By path below `records/`.
pub type Tree = BTreeMap<String, String>;

/// Words and numbers that stand nowhere else, and how many there are so far.
#[derive(Default)]
pub struct Canaries {
    pub words: Vec<String>,
}

impl Canaries {
    pub fn word(&mut self) -> String {
        // Neither a digest nor Japanese nor English has these letters side by side.
        let word = format!("zq{:05}qz", self.words.len());
        self.words.push(word.clone());
        word
    }

    fn number(&mut self) -> i64 {
        let number = 7_310_000 + i64::try_from(self.words.len()).unwrap();
        self.words.push(number.to_string());
        number
    }
}

pub fn sample() -> Tree {
    let records = Path::new(env!("CARGO_MANIFEST_DIR")).join("records");
    let files = walkdir::WalkDir::new(&records).into_iter().map(Result::unwrap).filter(|it| it.file_type().is_file());
    files
        .map(|file| {
            let below = file.path().strip_prefix(&records).unwrap().to_str().unwrap().to_owned();
            (below, std::fs::read_to_string(file.path()).unwrap())
        })
        .collect()
}

/// What the town has, by file: register entries are to be added to the sample's.
fn templates(town: &Town, nth: usize, ids: &Ids) -> Vec<(String, Table)> {
    let mut text = OTHERS.to_owned();
    for (name, part) in PARTS {
        text = text.replace(name, part);
    }
    let digest = format!("{nth:064}");
    for (name, value) in [
        ("{place}", town.id),
        ("{nth}", &(100 + nth).to_string()),
        ("{person}", &ids.person),
        ("{agency}", &ids.agency),
        ("{server}", &ids.server),
        ("{medium}", &ids.medium),
        ("{terminal}", &ids.terminal),
        ("{digest}", &digest),
    ] {
        text = text.replace(name, value);
    }
    let files = text.split("== ").skip(1).map(|file| file.split_once('\n').unwrap());
    files.map(|(path, text)| (path.to_owned(), text.parse().unwrap())).collect()
}

struct Ids {
    person: String,
    agency: String,
    server: String,
    medium: String,
    terminal: String,
}

impl Ids {
    fn new(mut word: impl FnMut() -> String) -> Ids {
        Ids { person: word(), agency: word(), server: word(), medium: word(), terminal: word() }
    }

    fn plain() -> Ids {
        let mut names = ["hito", "kikan", "saba", "baitai", "tanmatsu"].into_iter();
        Ids::new(|| names.next().unwrap().to_owned())
    }
}

/// Adds all that a town has to a ledger, with canaries wherever the form allows any word. Gives the e-mail of its operator.
pub fn plant(tree: &mut Tree, town: &Town, nth: usize, canaries: &mut Canaries) -> String {
    let ids = Ids::new(|| canaries.word());
    let mut email = String::new();
    for (path, mut table) in templates(town, nth, &ids) {
        fill(&mut table, &kind(&path), &mut Vec::new(), canaries);
        if let Some(people) = table.get("person") {
            email = people[0]["emails"][0].as_str().unwrap().to_owned();
        }
        join(tree, &path, town, table);
    }
    email
}

/// Puts entries into a register, or a file into the ledger.
fn join(tree: &mut Tree, path: &str, town: &Town, added: Table) {
    let Some(text) = tree.get(path) else {
        tree.insert(path.to_owned(), added.to_string());
        return;
    };
    let mut whole: Table = text.parse().unwrap();
    for (key, entries) in added {
        // What is told of a town that is there already.
        if key == "municipality" {
            let own = whole["municipality"].as_array_mut().unwrap();
            let own = own.iter_mut().find(|own| own["id"].as_str() == Some(town.id)).unwrap().as_table_mut().unwrap();
            own.extend(entries.as_table().unwrap().clone());
        } else {
            let list = whole.entry(key).or_insert_with(|| Value::Array(Vec::new()));
            list.as_array_mut().unwrap().extend(entries.as_array().unwrap().clone());
        }
    }
    tree.insert(path.to_owned(), whole.to_string());
}

/// `niseko/2026/11/19-check-9.toml` → `check`; of other files the path.
fn kind(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap().trim_end_matches(".toml");
    name.split('-').nth(1).unwrap_or(name).to_owned()
}

/// Every string that may say anything, and every number.
fn fill(table: &mut Table, kind: &str, way: &mut Vec<String>, canaries: &mut Canaries) {
    for (key, value) in table.iter_mut() {
        way.push(key.clone());
        fill_value(value, kind, way, canaries);
        way.pop();
    }
}

fn fill_value(value: &mut Value, kind: &str, way: &mut Vec<String>, canaries: &mut Canaries) {
    match value {
        Value::String(text) if FREE.contains(&(kind.to_owned(), way.join("."))) => *text = canaries.word(),
        Value::Integer(number) => *number = canaries.number(),
        Value::Array(list) => list.iter_mut().for_each(|value| fill_value(value, kind, way, canaries)),
        Value::Table(table) => fill(table, kind, way, canaries),
        Value::String(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {}
    }
}

/// Where the form allows any word: found out by writing one there and reading the ledger.
static FREE: LazyLock<BTreeSet<(String, String)>> = LazyLock::new(|| {
    let town = &TOWNS[5];
    let files = templates(town, 0, &Ids::plain());
    let build = |changed: Option<(usize, &Table)>| {
        let mut tree: Tree = sample().into_iter().filter(|(path, _)| !path.contains("/2026/")).collect();
        for (at, (path, table)) in files.iter().enumerate() {
            let table = changed.filter(|(own, _)| *own == at).map_or(table, |(_, table)| table);
            join(&mut tree, path, town, table.clone());
        }
        tree
    };
    let faults = |tree: &Tree| load(&as_files(tree)).faults.len();
    let before = faults(&build(None));
    let (mut free, mut bound) = (BTreeSet::new(), BTreeSet::new());
    for (at, (path, table)) in files.iter().enumerate() {
        for way in ways(&Value::Table(table.clone())) {
            let mut changed = Value::Table(table.clone());
            *at_way(&mut changed, &way) = Value::String("zqanythingqz".to_owned());
            let Value::Table(changed) = changed else { unreachable!() };
            let names: Vec<&str> =
                way.iter().filter(|step| step.parse::<usize>().is_err()).map(String::as_str).collect();
            let is_free = faults(&build(Some((at, &changed)))) == before;
            if is_free { &mut free } else { &mut bound }.insert((kind(path), names.join(".")));
        }
    }
    // One of several may be free by chance: nothing refers to it here.
    free.retain(|place| !bound.contains(place));
    free
});

/// The ways to every string.
fn ways(value: &Value) -> Vec<Vec<String>> {
    let under = |step: String, value: &Value| {
        ways(value).into_iter().map(move |way| [vec![step.clone()], way].concat()).collect::<Vec<_>>()
    };
    match value {
        Value::String(_) => vec![Vec::new()],
        Value::Table(table) => table.iter().flat_map(|(key, value)| under(key.clone(), value)).collect(),
        Value::Array(list) => list.iter().enumerate().flat_map(|(at, value)| under(at.to_string(), value)).collect(),
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => Vec::new(),
    }
}

fn at_way<'v>(value: &'v mut Value, way: &[String]) -> &'v mut Value {
    way.iter().fold(value, |value, step| match value {
        Value::Array(list) => &mut list[step.parse::<usize>().unwrap()],
        Value::Table(table) => table.get_mut(step).unwrap(),
        other => other,
    })
}

pub fn as_files(tree: &Tree) -> Vec<File> {
    let file = |(path, text): (&String, &String)| File {
        path: format!("records/{path}"),
        lossy: false,
        mode: Mode::Plain,
        size: text.len() as u64,
        bytes: text.clone().into_bytes(),
    };
    tree.iter().map(file).collect()
}

/// What is written of a town leaves no field of any kind out, optional ones too.
#[test]
fn every_field_of_every_kind_is_there() {
    let mut tree: Tree = sample().into_iter().filter(|(path, _)| !path.contains("/2026/")).collect();
    for (path, table) in templates(&TOWNS[5], 0, &Ids::plain()) {
        join(&mut tree, &path, &TOWNS[5], table);
    }
    let loaded = load(&as_files(&tree));
    let own = |id: &Id| ["hito", "kikan", "saba", "baitai", "tanmatsu", "niseko"].contains(&&**id);
    let ledger = &loaded.ledger;
    // No sort of place has every kind of record: what says everything in one of them is enough.
    let mut absent: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut see = |what: String, told: String| {
        let told = told.replace("NotApplicable", "");
        absent.entry(what).or_default().extend(
            told.lines()
                .filter(|line| line.contains(": None") || line.contains(": [],"))
                .map(|line| line.trim().to_owned()),
        );
    };
    for record in ledger.records.values() {
        see(
            daicho::model::Word::word(record.kind()).to_owned(),
            format!("{:#?}", (&record.content, &record.corrections)),
        );
    }
    ledger.municipalities.iter().filter(|it| own(&it.id)).for_each(|it| see("municipality".into(), format!("{it:#?}")));
    ledger.agencies.iter().filter(|it| own(&it.id)).for_each(|it| see("agency".into(), format!("{it:#?}")));
    ledger.equipment.iter().filter(|it| own(&it.id)).for_each(|it| see("equipment".into(), format!("{it:#?}")));
    ledger.people.iter().filter(|it| own(&it.id)).for_each(|it| see("person".into(), format!("{it:#?}")));
    ledger.settings.waivers.iter().for_each(|it| see("waiver".into(), format!("{it:#?}")));
    absent.retain(|_, lines| !lines.is_empty());
    let expected = [
        // Of a citation, not of the record.
        ("close", vec!["item: None,"]),
        // A boot password is of no person, another's of no server.
        ("password", vec!["equipment: None,", "person: None,"]),
        // No end of the entrustment: it would end the records too.
        ("municipality", vec!["until: None,"]),
    ];
    let expected: BTreeMap<String, Vec<String>> = expected
        .into_iter()
        .map(|(kind, lines)| (kind.to_owned(), lines.into_iter().map(str::to_owned).collect()))
        .collect();
    assert_eq!(absent, expected);
    assert!(FREE.len() > 40, "{FREE:?}");
}
