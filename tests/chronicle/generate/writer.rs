//! What a deed does to a file: writes, edits or takes away a record, or an entry of one.

use super::*;

pub struct Writer {
    pub entries: u32,
}

impl Writer {
    pub fn apply(&mut self, deed: &Deed, files: &mut Files, commits: &[Commit], at: DateTime) {
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
