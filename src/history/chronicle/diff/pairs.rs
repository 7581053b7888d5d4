//! Entries without names, paired by what they say: equal ones first, then those that only gained keys, then those most alike.

use std::collections::BTreeMap;

use crate::history::chronicle::value::Value;

/// Which old entry is which new one.
pub struct Pairs {
    pub old_taken: Vec<bool>,
    pub new_taken: Vec<bool>,
    pub found: Vec<(usize, usize)>,
}

/// Beyond so many comparisons entries that differ are not put side by side, but told as removed and added: a file made to
/// hold thousands of them must not hold us up.
const MOST: usize = 100_000;

impl Pairs {
    pub fn of(old: &[Value], new: &[Value]) -> Pairs {
        let mut pairs =
            Pairs { old_taken: vec![false; old.len()], new_taken: vec![false; new.len()], found: Vec::new() };
        pairs.pair_equals(old, new);
        pairs.pair(old, new, |old, new| if grew(old, new) { alike(old, new) } else { 0 });
        pairs.pair(old, new, alike);
        pairs
    }

    fn pair_equals(&mut self, old: &[Value], new: &[Value]) {
        let mut places: BTreeMap<&Value, Vec<usize>> = BTreeMap::new();
        for (i, entry) in old.iter().enumerate().rev() {
            places.entry(entry).or_default().push(i);
        }
        for (j, entry) in new.iter().enumerate() {
            if let Some(i) = places.get_mut(entry).and_then(Vec::pop) {
                self.take(i, j);
            }
        }
    }

    fn take(&mut self, i: usize, j: usize) {
        (self.old_taken[i], self.new_taken[j]) = (true, true);
        self.found.push((i, j));
    }

    /// Pairs the free entries by a score, the highest first; 0 is no pair.
    fn pair(&mut self, old: &[Value], new: &[Value], score: impl Fn(&Value, &Value) -> usize) {
        let free = |taken: &[bool]| taken.iter().filter(|taken| !**taken).count();
        if free(&self.old_taken) * free(&self.new_taken) > MOST {
            return;
        }
        let mut scored = Vec::new();
        for (i, before) in old.iter().enumerate().filter(|(i, _)| !self.old_taken[*i]) {
            for (j, after) in new.iter().enumerate().filter(|(j, _)| !self.new_taken[*j]) {
                let score = score(before, after);
                if score > 0 {
                    // Of equals those that stand nearest to each other, then the first.
                    scored.push((std::cmp::Reverse(score), i.abs_diff(j), i, j));
                }
            }
        }
        scored.sort_unstable();
        for (_, _, i, j) in scored {
            if !self.old_taken[i] && !self.new_taken[j] {
                self.take(i, j);
            }
        }
    }
}

/// Whether the new entry says all that the old one said.
fn grew(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::Table(old), Value::Table(new)) => old.iter().all(|(key, value)| new.get(key) == Some(value)),
        _ => false,
    }
}

/// How many keys say the same; entries that share less than half of what they say are two.
fn alike(old: &Value, new: &Value) -> usize {
    let (Value::Table(old), Value::Table(new)) = (old, new) else {
        return 0;
    };
    let same = old.iter().filter(|(key, value)| new.get(*key) == Some(*value)).count();
    if 2 * same >= old.len().min(new.len()) { same } else { 0 }
}
