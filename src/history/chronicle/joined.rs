//! What the sides of a merge brought to a list, taken out of what the merge is judged by.
//!
//! Entries have no names. Were those that another side added or removed left in, they would be taken for changed ones of this side.

use std::collections::BTreeMap;

use super::diff::is_entries;
use super::value::{Table, Value};

/// Takes out of two versions the entries that also came or went between `base` and `theirs`; whether there were any.
pub fn leave_out(base: &Table, theirs: &Table, before: &mut Table, after: &mut Table) -> bool {
    let keys: Vec<String> = before.keys().chain(after.keys()).cloned().collect();
    let mut found = false;
    for key in keys {
        let (old, new) = (entries(base, &key), entries(theirs, &key));
        let (here, there) = (entries(before, &key), entries(after, &key));
        let gone = common(&minus(&old, &new), &minus(&here, &there));
        let came = common(&minus(&new, &old), &minus(&there, &here));
        found |= !gone.is_empty() || !came.is_empty();
        // An empty list stays where the other version has one, so that what else comes does not open it.
        put(after, &key, &there, &came, before.contains_key(&key));
        put(before, &key, &here, &gone, after.contains_key(&key));
    }
    found
}

fn put(table: &mut Table, key: &str, list: &[Value], without: &[Value], stays: bool) {
    if without.is_empty() {
        return;
    }
    let rest = minus(list, without);
    if rest.is_empty() && !stays {
        table.remove(key);
    } else {
        table.insert(key.to_owned(), Value::List(rest));
    }
}

fn entries(table: &Table, key: &str) -> Vec<Value> {
    match table.get(key) {
        Some(Value::List(list)) if is_entries(list) => list.clone(),
        _ => Vec::new(),
    }
}

/// The entries of one list that the other has not, or not as often.
fn minus(list: &[Value], other: &[Value]) -> Vec<Value> {
    let mut left: BTreeMap<&Value, usize> = BTreeMap::new();
    for value in other {
        *left.entry(value).or_default() += 1;
    }
    let mut only = Vec::new();
    for value in list {
        match left.get_mut(value) {
            Some(count) if *count > 0 => *count -= 1,
            _ => only.push(value.clone()),
        }
    }
    only
}

fn common(list: &[Value], other: &[Value]) -> Vec<Value> {
    minus(list, &minus(list, other))
}
