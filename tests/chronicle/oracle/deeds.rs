//! What each commit itself did to each file: of a merge, what no side had brought since it parted from the others.

use std::collections::BTreeSet;

use toml::{Table, Value};

use super::graph::Graph;
use super::text::Texts;
use crate::world::World;

pub struct Deed {
    pub commit: usize,
    pub path: String,
    pub sides: Vec<Side>,
}

/// The deed beside one parent.
pub struct Side {
    pub parent: Option<usize>,
    pub what: What,
    /// Where there is a version before and one after.
    pub texts: Option<Texts>,
}

pub enum What {
    Added(Option<Table>),
    Removed,
    Spoiled,
    Mended(Table),
    /// Neither could be read before nor after.
    Noise,
    Changes {
        changes: Vec<Change>,
        /// Of what differs some was brought by another side.
        joined: bool,
    },
}

/// One value that differs.
#[derive(Clone, Debug)]
pub struct Change {
    /// `contact` of an entry of its own, `contact.by` within one.
    pub name: String,
    /// The word by which an entry is known.
    pub entry: Option<String>,
    /// It is a whole entry.
    pub is_entry: bool,
    /// Its list was there before.
    pub in_a_list: bool,
    /// It is an entry that a parent has, letter for letter.
    pub is_copy: bool,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

type Pair<'w> = (Option<&'w String>, Option<&'w String>);

impl Side {
    fn of(parent: Option<usize>, before: Option<&String>, after: Option<&String>, pairs: &[Pair<'_>]) -> Side {
        let pair = |(base, theirs): &Pair<'_>| Some((base.cloned().unwrap_or_default(), (*theirs)?.clone()));
        let others = pairs.iter().filter_map(pair).collect();
        let texts = before.cloned().zip(after.cloned()).map(|(before, after)| Texts { before, after, others });
        Side { parent, what: what(before, after, pairs), texts }
    }
}

pub fn all(world: &World, graph: &Graph) -> Vec<Deed> {
    let mut deeds = Vec::new();
    for commit in graph.seen() {
        let parents = &world.commits[commit].parents;
        let of_parents = parents.iter().flat_map(|parent| world.commits[*parent].files.keys());
        let paths: BTreeSet<&String> = of_parents.chain(world.commits[commit].files.keys()).collect();
        for path in paths {
            let sides = if parents.len() > 1 { merged(world, graph, commit, path) } else { alone(world, commit, path) };
            if !sides.is_empty() {
                deeds.push(Deed { commit, path: path.clone(), sides });
            }
        }
    }
    deeds
}

fn file<'w>(world: &'w World, commit: usize, path: &str) -> Option<&'w String> {
    world.commits[commit].files.get(path)
}

fn alone(world: &World, commit: usize, path: &str) -> Vec<Side> {
    let parent = world.commits[commit].parents.first().copied();
    let (before, after) = (parent.and_then(|parent| file(world, parent, path)), file(world, commit, path));
    if before == after { Vec::new() } else { vec![Side::of(parent, before, after, &[])] }
}

fn merged(world: &World, graph: &Graph, commit: usize, path: &str) -> Vec<Side> {
    let parents = &world.commits[commit].parents;
    let after = file(world, commit, path);
    if parents.iter().all(|parent| file(world, *parent, path).is_none()) {
        return vec![Side::of(Some(parents[0]), None, after, &[])];
    }
    let mut sides = Vec::new();
    for parent in parents {
        let Some(before) = file(world, *parent, path).filter(|before| Some(*before) != after) else { continue };
        let others = parents.iter().filter(|other| *other != parent);
        let pairs: Vec<Pair<'_>> = others
            .flat_map(|other| graph.bases(*parent, *other).into_iter().map(move |base| (base, *other)))
            .map(|(base, other)| (file(world, base, path), file(world, other, path)))
            .collect();
        // Another side made it so, out of what this side still has.
        if !pairs.iter().any(|(base, theirs)| *theirs == after && *base == Some(before)) {
            sides.push(Side::of(Some(*parent), Some(before), after, &pairs));
        }
    }
    sides
}

fn what(before: Option<&String>, after: Option<&String>, pairs: &[Pair<'_>]) -> What {
    let read = |text: &String| text.parse::<Table>().ok().map(plain);
    match (before, after) {
        (None, after) => What::Added(after.and_then(read)),
        (Some(_), None) => What::Removed,
        (Some(before), Some(after)) => match (read(before), read(after)) {
            (Some(before), Some(after)) => {
                let all = diff(&before, &after);
                let mut changes = all.clone();
                let parents: Vec<Table> = pairs.iter().filter_map(|(_, theirs)| theirs.and_then(read)).collect();
                for change in &mut changes {
                    let has =
                        |parent: &Table| change.after.as_ref().is_some_and(|entry| change.stands_in(parent, entry));
                    change.is_copy = change.is_entry && (has(&before) || parents.iter().any(&has));
                }
                for (base, theirs) in pairs {
                    let base = base.map_or(Some(Table::new()), read);
                    if let (Some(base), Some(theirs)) = (base, theirs.and_then(read)) {
                        let brought = diff(&base, &theirs);
                        changes.retain(|change| {
                            !brought.iter().any(|own| own.is_like(change)) && !change.came_or_went(&base, &theirs)
                        });
                    }
                }
                What::Changes { joined: changes.len() < all.len(), changes }
            }
            (Some(_), None) => What::Spoiled,
            (None, Some(after)) => What::Mended(after),
            (None, None) => What::Noise,
        },
    }
}

/// Times as the ledger's own: these histories have no other offset than its.
fn plain(table: Table) -> Table {
    table.into_iter().map(|(key, value)| (key, plain_value(value))).collect()
}

fn plain_value(value: Value) -> Value {
    match value {
        Value::Datetime(mut time) => {
            time.offset = None;
            Value::Datetime(time)
        }
        Value::Array(list) => Value::Array(list.into_iter().map(plain_value).collect()),
        Value::Table(table) => Value::Table(plain(table)),
        other => other,
    }
}

/// The entries of a list by the words by which they are known; of several with one word the second is `word#2`.
fn entries(value: Option<&Value>) -> Option<Vec<(String, &Table)>> {
    let list = value.map_or(Some(&[][..]), |value| value.as_array().map(Vec::as_slice))?;
    let mut tables: Vec<&Table> = list.iter().map(Value::as_table).collect::<Option<_>>()?;
    tables.sort_by_key(|table| table.to_string());
    let word = |table: &Table| table.get("note").map_or_else(|| table.to_string(), ToString::to_string);
    let mut named: Vec<(String, &Table)> = Vec::new();
    for table in tables {
        let word = word(table);
        let same = named.iter().filter(|(other, _)| other.split('#').next() == Some(&word)).count();
        named.push((if same > 0 { format!("{word}#{same}") } else { word }, table));
    }
    Some(named)
}

fn is_list(value: Option<&Value>) -> bool {
    value.and_then(Value::as_array).is_some_and(|list| list.first().is_some_and(Value::is_table))
}

fn diff(before: &Table, after: &Table) -> Vec<Change> {
    let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let mut changes = Vec::new();
    for key in keys {
        let (old, new) = (before.get(key), after.get(key));
        if (is_list(old) || is_list(new))
            && let (Some(olds), Some(news)) = (entries(old), entries(new))
        {
            lists(key, old.is_some(), &olds, &news, &mut changes);
            continue;
        }
        match (old.and_then(Value::as_table), new.and_then(Value::as_table)) {
            (Some(old), Some(new)) => keys_of(key, None, old, new, &mut changes),
            _ => value(key.clone(), None, old, new, &mut changes),
        }
    }
    changes
}

fn lists(key: &str, was_there: bool, olds: &[(String, &Table)], news: &[(String, &Table)], changes: &mut Vec<Change>) {
    let words: BTreeSet<&String> = olds.iter().chain(news).map(|(word, _)| word).collect();
    for word in words {
        let of = |all: &[(String, &Table)]| all.iter().find(|(own, _)| own == word).map(|(_, table)| (*table).clone());
        match (of(olds), of(news)) {
            (Some(old), Some(new)) => keys_of(key, Some(word), &old, &new, changes),
            (old, new) => changes.push(Change {
                name: key.to_owned(),
                entry: Some(word.clone()),
                is_entry: true,
                in_a_list: was_there,
                is_copy: false,
                before: old.map(Value::Table),
                after: new.map(Value::Table),
            }),
        }
    }
}

fn keys_of(name: &str, entry: Option<&String>, old: &Table, new: &Table, changes: &mut Vec<Change>) {
    let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    for key in keys {
        value(format!("{name}.{key}"), entry, old.get(key), new.get(key), changes);
    }
}

fn value(
    name: String,
    entry: Option<&String>,
    before: Option<&Value>,
    after: Option<&Value>,
    changes: &mut Vec<Change>,
) {
    if before != after {
        let (before, after) = (before.cloned(), after.cloned());
        let (is_entry, in_a_list, is_copy) = (false, false, false);
        changes.push(Change { name, entry: entry.cloned(), is_entry, in_a_list, is_copy, before, after });
    }
}

impl Change {
    /// It is an entry that another side has as it is here, though it was another one there before; or has no more.
    fn came_or_went(&self, base: &Table, theirs: &Table) -> bool {
        let has = |table: &Table, entry: &Value| self.stands_in(table, entry);
        self.is_entry
            && match (&self.before, &self.after) {
                (None, Some(entry)) => has(theirs, entry) && !has(base, entry),
                (Some(entry), None) => has(base, entry) && !has(theirs, entry),
                _ => false,
            }
    }

    /// Whether a version has an entry in the list that this change is about.
    fn stands_in(&self, table: &Table, entry: &Value) -> bool {
        table.get(&self.name).and_then(Value::as_array).is_some_and(|list| list.contains(entry))
    }

    /// The same, whether or not there was a list before.
    fn is_like(&self, other: &Change) -> bool {
        let own =
            |change: &Change| (change.name.clone(), change.entry.clone(), change.before.clone(), change.after.clone());
        own(self) == own(other)
    }
}

impl Deed {
    pub fn is_added(&self) -> bool {
        self.sides.iter().all(|side| matches!(side.what, What::Added(_)))
    }

    /// The values that it brought, by the names of their keys: those that are new beside every side.
    pub fn brought(&self) -> Vec<(String, Value)> {
        let mut all: Option<Vec<(String, Value)>> = None;
        for side in &self.sides {
            let mut own = Vec::new();
            match &side.what {
                What::Added(Some(table)) | What::Mended(table) => leaves("", &Value::Table(table.clone()), &mut own),
                What::Changes { changes, .. } => {
                    for change in changes {
                        if let Some(after) = &change.after {
                            leaves(&change.name, after, &mut own);
                        }
                    }
                }
                What::Added(None) | What::Removed | What::Spoiled | What::Noise => {}
            }
            all = Some(match all {
                None => own,
                Some(all) => all.into_iter().filter(|one| own.contains(one)).collect(),
            });
        }
        all.unwrap_or_default()
    }
}

fn leaves(name: &str, value: &Value, found: &mut Vec<(String, Value)>) {
    match value {
        Value::Table(table) => {
            for (key, value) in table {
                let name = if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
                leaves(&name, value, found);
            }
        }
        Value::Array(list) if is_list(Some(value)) => list.iter().for_each(|entry| leaves(name, entry, found)),
        other => found.push((name.to_owned(), other.clone())),
    }
}
