//! Draws histories: what each commit does is drawn, and then done to the files of its parents.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{DateTime, date};
use proptest::prelude::*;
use proptest::sample::Index;
use toml::{Table, Value};

use crate::world::{CLOSE, CLOSED, Commit, EMAILS, Files, PEOPLE, PLACES, World};

#[derive(Clone, Debug)]
struct Step {
    /// How many parents; the first is the commit before, unless it forks.
    parents: usize,
    forks: bool,
    others: Vec<Index>,
    join: Join,
    author: usize,
    /// Seconds after the first parent.
    later: i64,
    deeds: Vec<Deed>,
    people: Option<usize>,
}

#[derive(Clone, Copy, Debug)]
enum Join {
    Honest,
    Ours,
    Theirs,
    Either(u16),
}

#[derive(Clone, Debug)]
struct Deed {
    place: usize,
    what: What,
    pick: Index,
    value: usize,
    corrected: Corrected,
    dress: Dress,
}

/// How the values of a record that is changed are written.
#[derive(Clone, Copy, Debug)]
enum Dress {
    /// As they were, as far as it can be.
    Kept,
    Plain,
    Comment,
    Ends,
    Quotes,
    Order,
    Blank,
}

#[derive(Clone, Copy, Debug)]
enum Corrected {
    Not,
    Anew,
    /// By a copy of a correction that is there.
    Copied,
}

#[derive(Clone, Copy, Debug)]
enum What {
    Add,
    Set,
    Fill,
    Remove,
    Append,
    Drop,
    SetInEntry,
    FillInEntry,
    Swap,
    Comment,
    Break,
    Delete,
    Bring,
}

/// Mostly short, since most of what can go wrong takes few commits; some long.
pub fn world() -> impl Strategy<Value = World> {
    let adopted = prop_oneof![6 => Just(Some(date(2026, 10, 14))), 2 => Just(Some(date(2026, 9, 1))), 1 => Just(None)];
    let length = prop_oneof![10 => 1..=8usize, 4 => 9..=20usize, 1 => 21..=60usize];
    let steps = length.prop_flat_map(|length| prop::collection::vec(step(), 1..=length));
    (adopted, steps).prop_map(|(adopted, steps)| World { adopted, as_of: date(2026, 10, 16), commits: commits(&steps) })
}

fn step() -> impl Strategy<Value = Step> {
    let parents = prop_oneof![7 => Just(1usize), 3 => Just(2), 1 => Just(3)];
    let join = prop_oneof![
        5 => Just(Join::Honest), 1 => Just(Join::Ours), 1 => Just(Join::Theirs), 2 => any::<u16>().prop_map(Join::Either)
    ];
    let later = prop_oneof![
        12 => prop::sample::select(vec![1i64, 60, 600, 1800, 3600, 7200]),
        2 => prop::sample::select(vec![21_600i64, 43_200, 86_400]),
        1 => prop::sample::select(vec![0i64, -60, -3600, -3601, -7200]),
    ];
    let author = prop_oneof![3 => Just(0usize), 5 => Just(1), 4 => Just(2), 2 => 3usize..EMAILS.len()];
    let deeds = prop::collection::vec(deed(), 0..4);
    let people = prop_oneof![20 => Just(None), 1 => (0..PEOPLE.len()).prop_map(Some)];
    let others = prop::collection::vec(any::<Index>(), 3);
    (parents, prop::bool::weighted(0.25), others, join, author, later, deeds, people).prop_map(
        |(parents, forks, others, join, author, later, deeds, people)| Step {
            parents,
            forks,
            others,
            join,
            author,
            later,
            deeds,
            people,
        },
    )
}

fn deed() -> impl Strategy<Value = Deed> {
    let what = prop_oneof![
        6 => Just(What::Add), 2 => Just(What::Set), 2 => Just(What::Fill), 1 => Just(What::Remove), 3 => Just(What::Append),
        1 => Just(What::Drop), 1 => Just(What::SetInEntry), 1 => Just(What::FillInEntry), 1 => Just(What::Swap),
        1 => Just(What::Comment), 1 => Just(What::Break), 1 => Just(What::Delete), 1 => Just(What::Bring),
    ];
    let corrected = prop_oneof![12 => Just(Corrected::Not), 7 => Just(Corrected::Anew), 1 => Just(Corrected::Copied)];
    let dress = prop_oneof![
        24 => Just(Dress::Kept), 1 => Just(Dress::Plain), 1 => Just(Dress::Comment), 1 => Just(Dress::Ends),
        1 => Just(Dress::Quotes), 1 => Just(Dress::Order), 1 => Just(Dress::Blank),
    ];
    (0..PLACES.len(), what, any::<Index>(), 0usize..1000, corrected, dress)
        .prop_map(|(place, what, pick, value, corrected, dress)| Deed { place, what, pick, value, corrected, dress })
}

fn commits(steps: &[Step]) -> Vec<Commit> {
    let mut commits: Vec<Commit> = Vec::new();
    let mut writer = Writer { entries: 0 };
    for (number, step) in steps.iter().enumerate() {
        let mut parents: Vec<usize> = number.checked_sub(1).into_iter().collect();
        for index in step.others.iter().filter(|_| number > 0).take(step.parents - 1) {
            parents.push(index.index(number));
        }
        if step.forks && number > 0 {
            parents[0] = step.others[2].index(number);
        }
        let mut seen = BTreeSet::new();
        parents.retain(|parent| seen.insert(*parent));
        let first = parents.first().map(|parent| &commits[*parent]);
        let start = date(2026, 10, 13).at(17, 0, 0, 0);
        let mut at = first.map_or(start, |first| first.at + step.later.seconds());
        // Which of two lines was first in one second, nothing tells: they are not drawn so.
        let before = behind(&commits, &parents);
        while commits.iter().enumerate().any(|(number, other)| other.at == at && !before.contains(&number)) {
            at += 1.second();
        }
        let mut files = first.map(|first| first.files.clone()).unwrap_or_default();
        for other in parents.iter().skip(1) {
            let base = common(&commits, parents[0], *other).map(|base| commits[base].files.clone()).unwrap_or_default();
            files = joined(&files, &commits[*other].files, &base, step.join);
        }
        // One deed a file, so that an entry that changes stays like what it was.
        let mut done = BTreeSet::new();
        for deed in step.deeds.iter().filter(|deed| done.insert(deed.place)) {
            writer.apply(deed, &mut files, &commits, at);
        }
        sign(&mut files, step.others[1].index(8) == 0);
        let people = step.people.or(first.map(|first| first.people)).unwrap_or_default();
        commits.push(Commit { parents, email: EMAILS[step.author].to_owned(), at, files, people });
    }
    commits
}

/// Some commits, and all behind them.
fn behind(commits: &[Commit], of: &[usize]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut wanted = of.to_vec();
    while let Some(number) = wanted.pop() {
        if found.insert(number) {
            wanted.extend(&commits[number].parents);
        }
    }
    found
}

/// A common ancestor, the newest by number.
fn common(commits: &[Commit], left: usize, right: usize) -> Option<usize> {
    behind(commits, &[left]).intersection(&behind(commits, &[right])).max().copied()
}

fn joined(ours: &Files, theirs: &Files, base: &Files, join: Join) -> Files {
    let paths: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
    let mut files = Files::new();
    for (number, path) in paths.into_iter().enumerate() {
        let (own, other, old) = (ours.get(path), theirs.get(path), base.get(path));
        let taken = match join {
            Join::Ours => own.cloned(),
            Join::Theirs => other.cloned(),
            Join::Either(bits) if bits >> (number % 16) & 1 == 0 => own.cloned(),
            Join::Either(_) => other.cloned(),
            Join::Honest if own == other || other == old => own.cloned(),
            Join::Honest if own == old => other.cloned(),
            Join::Honest => both(own, other, old),
        };
        files.extend(taken.map(|text| (path.clone(), text)));
    }
    files
}

/// What both sides wrote, as a careful person joins it; ours where that cannot be.
fn both(own: Option<&String>, other: Option<&String>, old: Option<&String>) -> Option<String> {
    let table = |text: Option<&String>| text.and_then(|text| text.parse::<Table>().ok());
    let theirs = other;
    let (Some(mut joined), Some(other)) = (table(own), table(other)) else { return own.or(other).cloned() };
    let old = table(old).unwrap_or_default();
    for (key, value) in other.iter().filter(|(key, value)| old.get(*key) != Some(*value)) {
        match (joined.get_mut(key), value) {
            (Some(Value::Array(list)), Value::Array(theirs)) if theirs.iter().all(Value::is_table) => {
                let known = old.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
                let words: Vec<Option<Value>> = list.iter().map(|entry| entry.get("note").cloned()).collect();
                let is_new = |entry: &&Value| !known.contains(entry) && !words.contains(&entry.get("note").cloned());
                list.extend(theirs.iter().filter(is_new).cloned());
            }
            (Some(own), _) if old.get(key) != Some(own) => {}
            _ => drop(joined.insert(key.clone(), value.clone())),
        }
    }
    let texts: Vec<&str> = [own, theirs].into_iter().flatten().map(String::as_str).collect();
    Some(dressed(&joined, &texts, Dress::Kept, 0))
}

/// The values as text: with the comments, the line ends and the quotes of versions that were there, or otherwise.
fn dressed(table: &Table, versions: &[&str], dress: Dress, number: usize) -> String {
    let mut text = table.to_string();
    let comments = versions.iter().flat_map(|version| version.lines().filter(|line| line.starts_with('#')));
    let mut kept: Vec<String> = comments.map(|line| format!("{line}\n")).collect();
    let mut seen = BTreeSet::new();
    kept.retain(|comment| seen.insert(comment.clone()));
    let has = |part: &str| versions.first().is_some_and(|version| version.contains(part));
    let (mut quotes, mut ends) = (has("'"), has("\r"));
    match dress {
        Dress::Kept => {}
        Dress::Plain => (kept, quotes, ends) = (Vec::new(), false, false),
        Dress::Comment => kept.push(format!("# {number}\n")),
        Dress::Ends => ends = !ends,
        Dress::Quotes => quotes = !quotes,
        Dress::Order => {
            let keys = text.split_inclusive('\n').take_while(|line| line.contains('='));
            let (upto, keys) =
                keys.fold((0, String::new()), |(upto, keys), line| (upto + line.len(), line.to_owned() + &keys));
            text.replace_range(..upto, &keys);
        }
        Dress::Blank => text.push('\n'),
    }
    if quotes {
        text = text.replace('"', "'");
    }
    text = kept.concat() + &text;
    if ends { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text }
}

/// Puts the folder's digest into a sign-off that wants it, or a wrong one.
fn sign(files: &mut Files, wrongly: bool) {
    let Some(text) = files.get(CLOSE).filter(|text| text.contains("{digest}")) else { return };
    let digest =
        if wrongly { format!("sha256:{}", "0".repeat(64)) } else { crate::oracle::closing::digest(files, CLOSED) };
    let text = text.replace("{digest}", &digest);
    files.insert(CLOSE.to_owned(), text);
}

struct Writer {
    entries: u32,
}

impl Writer {
    fn apply(&mut self, deed: &Deed, files: &mut Files, commits: &[Commit], at: DateTime) {
        let place = &PLACES[deed.place];
        let kind = place.kind.unwrap_or("request");
        let Some(text) = files.get(place.path).cloned() else {
            let text = match deed.what {
                What::Bring if !commits.is_empty() => {
                    commits[deed.pick.index(commits.len())].files.get(place.path).cloned()
                }
                What::Break => Some("received_at = \n".to_owned()),
                _ => Some(self.record(kind, deed.value, at)),
            };
            files.extend(text.map(|text| (place.path.to_owned(), text)));
            return;
        };
        match deed.what {
            What::Delete => drop(files.remove(place.path)),
            What::Bring => {
                let text = commits[deed.pick.index(commits.len())].files.get(place.path).cloned();
                files.extend(text.map(|text| (place.path.to_owned(), text)));
            }
            What::Break => drop(files.insert(place.path.to_owned(), format!("{text}\n[[x\n"))),
            What::Comment => drop(files.insert(place.path.to_owned(), format!("# {}\n{text}", deed.value))),
            what => {
                let Ok(mut table) = text.parse::<Table>() else {
                    files.insert(place.path.to_owned(), self.record(kind, deed.value, at));
                    return;
                };
                self.edit(&mut table, kind, what, deed, at);
                let known = table.get("correction").and_then(Value::as_array).and_then(|list| list.first()).cloned();
                match deed.corrected {
                    Corrected::Not => {}
                    Corrected::Anew => {
                        let correction = self.correction(at);
                        list(&mut table, "correction").push(correction);
                    }
                    Corrected::Copied => {
                        list(&mut table, "correction").extend(known.or_else(|| Some(self.correction(at))));
                    }
                }
                files.insert(place.path.to_owned(), dressed(&table, &[&text], deed.dress, deed.value));
            }
        }
    }

    fn edit(&mut self, table: &mut Table, kind: &str, what: What, deed: &Deed, at: DateTime) {
        let lists: Vec<String> = lists(table);
        match what {
            What::Set | What::Remove => {
                let keys: Vec<String> = table.keys().filter(|key| !lists.contains(key)).cloned().collect();
                if keys.is_empty() {
                    return;
                }
                let key = &keys[deed.pick.index(keys.len())];
                match table.get_mut(key) {
                    _ if matches!(what, What::Remove) => drop(table.remove(key)),
                    Some(Value::Table(inner)) => change(inner, deed, at),
                    Some(_) => drop(table.insert(key.clone(), value(key, deed.value, at))),
                    None => {}
                }
            }
            What::Fill => fill(table, kind, deed, at),
            What::Append => {
                let entry = self.entry(kind, deed.value, at);
                if let Some((name, entry)) = entry {
                    list(table, name).push(entry);
                }
            }
            What::Drop | What::SetInEntry | What::FillInEntry | What::Swap => {
                if lists.is_empty() {
                    return;
                }
                let name = &lists[deed.pick.index(lists.len())];
                let entries = list(table, name);
                let number = deed.value % entries.len();
                match what {
                    What::Drop => drop(entries.remove(number)),
                    What::Swap => entries.swap(0, number),
                    _ => {
                        let Some(entry) = entries[number].as_table_mut() else { return };
                        if matches!(what, What::SetInEntry) { change(entry, deed, at) } else { fill_entry(entry, deed) }
                    }
                }
                if entries.is_empty() {
                    table.remove(name);
                }
            }
            What::Add | What::Comment | What::Break | What::Delete | What::Bring => {
                table.insert("outcome".to_owned(), Value::String(format!("o{}", deed.value % 3)));
            }
        }
    }

    fn record(&mut self, kind: &str, number: usize, at: DateTime) -> String {
        let mut table = Table::new();
        let keys: &[&str] = match kind {
            "request" => &["received_at", "operator", "content"],
            "check" => &["operator", "terminal", "checked_at"],
            "incident" => &["title", "detected_at", "detected_by"],
            "close" => &["closed_at", "by"],
            _ => &[],
        };
        for key in keys {
            table.insert((*key).to_owned(), value(key, number, at));
        }
        if kind == "close" {
            table.insert("digest".to_owned(), Value::String("{digest}".to_owned()));
        }
        if let Some((name, entry)) = self.entry(kind, number, at).filter(|_| kind != "incident") {
            list(&mut table, name).push(entry);
        }
        table.to_string()
    }

    /// An entry is known by a word that no other has. All that it says but times and people is marked with that word, so that no two
    /// entries come to say the same by half, and what is one entry is no matter of taste.
    fn entry(&mut self, kind: &str, number: usize, at: DateTime) -> Option<(&'static str, Value)> {
        let (name, keys): (_, &[&str]) = match (kind, number % 2) {
            ("check", 0) => ("backup", &["result", "finished_at", "run", "medium"]),
            ("check", _) => ("transmission", &["result", "sent_at", "run", "sort"]),
            ("incident", 0) => ("contact", &["at", "to", "by", "means"]),
            ("incident", _) => ("action", &["at", "by", "means", "to"]),
            ("media", _) => ("stored", &["stored_at", "by", "medium", "location"]),
            _ => return None,
        };
        let mut entry = self.known_entry();
        for key in keys {
            let value = marked(value(key, number / 2, at), key, &entry);
            entry.insert((*key).to_owned(), value);
        }
        Some((name, Value::Table(entry)))
    }

    fn correction(&mut self, at: DateTime) -> Value {
        let mut entry = self.known_entry();
        entry.insert("at".to_owned(), value("at", 0, at));
        entry.insert("by".to_owned(), Value::String("sato".to_owned()));
        for key in ["reason", "key"] {
            let value = marked(Value::String("わけ".to_owned()), key, &entry);
            entry.insert(key.to_owned(), value);
        }
        Value::Table(entry)
    }

    fn known_entry(&mut self) -> Table {
        self.entries += 1;
        Table::from_iter([("note".to_owned(), Value::String(format!("n{}", self.entries)))])
    }
}

/// Keys that hold entries.
fn lists(table: &Table) -> Vec<String> {
    let is_list = |value: &Value| value.as_array().is_some_and(|list| list.first().is_some_and(Value::is_table));
    table.iter().filter(|(_, value)| is_list(value)).map(|(key, _)| key.clone()).collect()
}

fn list<'t>(table: &'t mut Table, name: &str) -> &'t mut Vec<Value> {
    table.entry(name).or_insert_with(|| Value::Array(Vec::new())).as_array_mut().expect("entries")
}

/// Another value for one key, but never for the word by which an entry is known.
fn change(entry: &mut Table, deed: &Deed, at: DateTime) {
    let keys: Vec<String> = entry.keys().filter(|key| *key != "note").cloned().collect();
    if let Some(key) = keys.get(deed.value % keys.len().max(1)) {
        let value = marked(value(key, deed.value / 7, at), key, entry);
        entry.insert(key.clone(), value);
    }
}

/// A value with the word of the entry that it goes into, unless it is a time or a person.
fn marked(value: Value, key: &str, entry: &Table) -> Value {
    let word = entry.get("note").and_then(Value::as_str).unwrap_or_default();
    match value {
        Value::String(text) if key != "by" => Value::String(text + word),
        other => other,
    }
}

fn fill_entry(entry: &mut Table, deed: &Deed) {
    let key = ["size_mb", "items"][deed.value % 2];
    if !entry.contains_key(key) {
        let value = marked(Value::String("7".to_owned()), key, entry);
        entry.insert(key.to_owned(), value);
    }
}

/// Something that was absent.
fn fill(table: &mut Table, kind: &str, deed: &Deed, at: DateTime) {
    let incident: [(&str, &[&str]); 6] = [
        ("recovery", &["demanded_at", "demanded_of"]),
        ("recovery", &["restored_at"]),
        ("prevention", &["decided_at", "approved_by"]),
        ("prevention", &["due", "done_at"]),
        ("closed", &["at", "by"]),
        ("severity", &[]),
    ];
    let number = deed.pick.index(6);
    let (name, keys) =
        if kind == "incident" { incident[number] } else { (["done_at", "outcome", "document"][number % 3], &[][..]) };
    if keys.is_empty() {
        if !table.contains_key(name) {
            table.insert(name.to_owned(), value(name, deed.value, at));
        }
        return;
    }
    let inner = table.entry(name).or_insert_with(|| Value::Table(Table::new()));
    if let Some(inner) = inner.as_table_mut() {
        for key in keys.iter().filter(|key| !inner.contains_key(**key)).collect::<Vec<_>>() {
            inner.insert((*key).to_owned(), value(key, deed.value, at));
        }
    }
}

/// A value that fits a key; times about that of the commit.
fn value(key: &str, number: usize, at: DateTime) -> Value {
    let text = |words: &[&str]| Value::String(words[number % words.len()].to_owned());
    match key {
        // Words that are no digest are the form's business.
        "digest" => Value::String(format!("sha256:{}", "1".repeat(64))),
        "due" => Value::Datetime("2026-11-30".parse().expect("a day")),
        "decided_at" | "done_at" | "run" => {
            let day = at.date().saturating_add((number as i64 % 3 - 1).days());
            Value::Datetime(day.to_string().parse().expect("a day"))
        }
        _ if key == "at" || key.ends_with("_at") => {
            let time = at + [-3600, -600, -1, 0, 1, 3600][number % 6].seconds();
            let offset = if number.is_multiple_of(5) { "+09:00" } else { "" };
            Value::Datetime(format!("{time}{offset}").parse().expect("a time"))
        }
        "operator" | "by" | "detected_by" | "approved_by" => {
            text(&["sato", "ito", "tanaka", "sato", "datacenter", "mori"])
        }
        _ => text(&["a", "b", "c"]),
    }
}
