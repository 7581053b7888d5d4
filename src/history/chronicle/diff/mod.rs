//! What differs between two versions of a file, key by key.
//!
//! Entries of an array of tables have no names, so they are told apart by what they say: an entry that is the same stays the same
//! wherever it stands, one that only gained keys is that entry with more, and of the rest those most alike are one entry changed.

mod pairs;

use std::fmt;

use pairs::Pairs;

use super::value::{Table, Value};

/// One step into a file: a key, or an entry of an array of tables (counted from 1, where it stands now, or stood).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Key(String),
    Entry(usize),
}

/// Where in a file a value stands.
pub type Way = Vec<Step>;

/// One value that was added (nothing before), removed (nothing after) or changed. A whole table or entry is one value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeyChange {
    pub way: Way,
    pub before: Option<Value>,
    pub after: Option<Value>,
    /// It is an entry of a list that was not there at all before, so that the list itself is what was added.
    pub opens_its_list: bool,
    /// It is an entry that says no more than one that a parent had.
    pub repeats: bool,
    /// The outermost entry in which it stands, as it was and as it is: whose it is, its way does not tell.
    pub within: Option<Box<(Value, Value)>>,
}

impl KeyChange {
    fn new(way: Way, before: Option<&Value>, after: Option<&Value>) -> KeyChange {
        let (before, after) = (before.cloned(), after.cloned());
        KeyChange { way, before, after, opens_its_list: false, repeats: false, within: None }
    }

    /// The keys on the way, without the numbers of entries: `contact.by`.
    pub fn name(&self) -> String {
        name(&self.way)
    }

    pub fn is_entry(&self) -> bool {
        matches!(self.way.last(), Some(Step::Entry(_)))
    }

    /// The same change at whatever number an entry has.
    pub fn is_like(&self, other: &KeyChange) -> bool {
        self.name() == other.name() && self.before == other.before && self.after == other.after
    }
}

/// `contact.by`
pub fn name(way: &[Step]) -> String {
    let keys = way.iter().filter_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Entry(_) => None,
    });
    keys.collect::<Vec<_>>().join(".")
}

/// `contact.[2].by`
pub fn place(way: &[Step]) -> String {
    way.iter().map(ToString::to_string).collect::<Vec<_>>().join(".")
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Key(key) => f.write_str(key),
            Step::Entry(number) => write!(f, "[{number}]"),
        }
    }
}

/// Every value of a file that nothing came before, down to the last: what a new file says.
pub fn leaves(table: &Table) -> Vec<(Way, &Value)> {
    let mut found = Vec::new();
    for (key, value) in table {
        leaves_of(vec![Step::Key(key.clone())], value, &mut found);
    }
    found
}

/// Every value within a value.
pub fn leaves_of<'v>(way: Way, value: &'v Value, found: &mut Vec<(Way, &'v Value)>) {
    match value {
        Value::Table(table) => {
            for (key, value) in table {
                leaves_of(further(&way, Step::Key(key.clone())), value, found);
            }
        }
        Value::List(list) if is_entries(list) => {
            for (at, value) in list.iter().enumerate() {
                leaves_of(further(&way, Step::Entry(at + 1)), value, found);
            }
        }
        Value::Text(_) | Value::Flag(_) | Value::Day(_) | Value::Time(_) | Value::Other(_) | Value::List(_) => {
            found.push((way, value));
        }
    }
}

/// What became of one version in the other.
pub fn diff(before: &Table, after: &Table) -> Vec<KeyChange> {
    let mut changes = Vec::new();
    tables(&[], before, after, &mut changes);
    changes
}

fn tables(way: &[Step], before: &Table, after: &Table, changes: &mut Vec<KeyChange>) {
    for (key, old) in before {
        let way = further(way, Step::Key(key.clone()));
        match after.get(key) {
            Some(new) => values(way, old, new, changes),
            None => lost(way, old, changes),
        }
    }
    for (key, new) in after.iter().filter(|(key, _)| !before.contains_key(*key)) {
        gained(further(way, Step::Key(key.clone())), new, changes);
    }
}

fn values(way: Way, old: &Value, new: &Value, changes: &mut Vec<KeyChange>) {
    match (old, new) {
        _ if old == new => {}
        (Value::Table(old), Value::Table(new)) => tables(&way, old, new, changes),
        (Value::List(old), Value::List(new)) if is_entries(old) && is_entries(new) => {
            entries(&way, old, new, changes);
        }
        _ => changes.push(KeyChange::new(way, Some(old), Some(new))),
    }
}

/// An array of tables that was not there is so many entries.
fn gained(way: Way, new: &Value, changes: &mut Vec<KeyChange>) {
    match new {
        Value::List(list) if !list.is_empty() && is_entries(list) => {
            for (at, entry) in list.iter().enumerate() {
                let way = further(&way, Step::Entry(at + 1));
                changes.push(KeyChange { opens_its_list: true, ..KeyChange::new(way, None, Some(entry)) });
            }
        }
        _ => changes.push(KeyChange::new(way, None, Some(new))),
    }
}

fn lost(way: Way, old: &Value, changes: &mut Vec<KeyChange>) {
    match old {
        Value::List(list) if !list.is_empty() && is_entries(list) => {
            for (at, entry) in list.iter().enumerate() {
                let way = further(&way, Step::Entry(at + 1));
                changes.push(KeyChange::new(way, Some(entry), None));
            }
        }
        _ => changes.push(KeyChange::new(way, Some(old), None)),
    }
}

pub(super) fn is_entries(list: &[Value]) -> bool {
    list.iter().all(|value| matches!(value, Value::Table(_)))
}

fn entries(way: &[Step], old: &[Value], new: &[Value], changes: &mut Vec<KeyChange>) {
    let pairs = Pairs::of(old, new);
    for (i, j) in &pairs.found {
        let first = changes.len();
        values(further(way, Step::Entry(j + 1)), &old[*i], &new[*j], changes);
        for change in &mut changes[first..] {
            change.within = Some(Box::new((old[*i].clone(), new[*j].clone())));
        }
    }
    for (at, entry) in old.iter().enumerate().filter(|(at, _)| !pairs.old_taken[*at]) {
        changes.push(KeyChange::new(further(way, Step::Entry(at + 1)), Some(entry), None));
    }
    for (at, entry) in new.iter().enumerate().filter(|(at, _)| !pairs.new_taken[*at]) {
        changes.push(KeyChange::new(further(way, Step::Entry(at + 1)), None, Some(entry)));
    }
}

fn further(way: &[Step], step: Step) -> Way {
    way.iter().cloned().chain([step]).collect()
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::super::value;
    use super::*;

    fn told(before: &str, after: &str) -> Vec<String> {
        let read = |text: &str| value::values(text.as_bytes(), &TimeZone::UTC).unwrap();
        let sign = |change: &KeyChange| match (&change.before, &change.after) {
            (None, _) => '+',
            (_, None) => '-',
            _ => '~',
        };
        let changes = diff(&read(before), &read(after));
        changes.iter().map(|change| format!("{}{}", sign(change), place(&change.way))).collect()
    }

    #[test]
    fn a_value_is_added_removed_or_changed() {
        assert_eq!(told("a = 1\nb = 2\n", "b = 3\nc = 4\n"), ["-a", "~b", "+c"]);
        assert_eq!(told("[t]\na = 1\n", "[t]\na = 1\nb = 1\n[u]\n"), ["+t.b", "+u"]);
        assert_eq!(told("a = [1, 2]\n", "a = [2, 1]\n"), ["~a"]);
    }

    #[test]
    fn an_entry_is_told_by_what_it_says() {
        let two = "[[e]]\nat = 1\nby = \"a\"\n[[e]]\nat = 2\nby = \"b\"\n";
        assert_eq!(told(two, "[[e]]\nat = 2\nby = \"b\"\n[[e]]\nat = 1\nby = \"a\"\n"), [""; 0]);
        assert_eq!(
            told(two, "[[e]]\nat = 0\nby = \"c\"\n[[e]]\nat = 1\nby = \"a\"\n[[e]]\nat = 2\nby = \"b\"\n"),
            ["+e.[1]"]
        );
        assert_eq!(told(two, "[[e]]\nat = 1\nby = \"a\"\nnote = \"x\"\n[[e]]\nat = 2\nby = \"b\"\n"), ["+e.[1].note"]);
        assert_eq!(told(two, "[[e]]\nat = 1\nby = \"a\"\n[[e]]\nat = 2\nby = \"c\"\n"), ["~e.[2].by"]);
        assert_eq!(told(two, "[[e]]\nat = 2\nby = \"b\"\n"), ["-e.[1]"]);
        assert_eq!(told("", two), ["+e.[1]", "+e.[2]"]);
    }
}
