//! Who descends from whom among the commits of a walk.
//!
//! Commits are named by their places in [`crate::history::History::commits`], where children stand before their parents: an ancestor's place
//! is always the greater one.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use crate::history::Commit;

/// Whether `ancestor` is `commit`, or lies behind it.
pub fn is_ancestor(commits: &[Commit], ancestor: usize, commit: usize) -> bool {
    let mut seen = BTreeMap::new();
    let mut wanted = vec![commit];
    while let Some(at) = wanted.pop() {
        if at == ancestor {
            return true;
        }
        if at < ancestor && seen.insert(at, ()).is_none() {
            wanted.extend(&commits[at].parents);
        }
    }
    false
}

const LEFT: u8 = 1;
const RIGHT: u8 = 2;
const BOTH: u8 = LEFT | RIGHT;
const BEHIND: u8 = 4;

/// Where two lines of work parted: their common ancestors that lie behind no other of them.
pub fn bases(commits: &[Commit], left: usize, right: usize) -> Vec<usize> {
    let mut colours: BTreeMap<usize, u8> = BTreeMap::from([(left, LEFT)]);
    *colours.entry(right).or_default() |= RIGHT;
    // By place, so that every commit is looked at after all its descendants.
    let mut wanted: BinaryHeap<Reverse<usize>> = colours.keys().copied().map(Reverse).collect();
    let mut bases = Vec::new();
    // Once all that is left lies behind a base, no other base can come.
    let mut open = wanted.len();
    while let Some(Reverse(at)) = wanted.pop() {
        let mut colour = colours[&at];
        if colour & BEHIND == 0 {
            open -= 1;
        }
        if colour == BOTH {
            bases.push(at);
            colour |= BEHIND;
        }
        for parent in &commits[at].parents {
            let known = colours.get(parent).copied();
            let mixed = known.unwrap_or_default() | colour;
            match known {
                None => {
                    wanted.push(Reverse(*parent));
                    open += usize::from(mixed & BEHIND == 0);
                }
                Some(known) => open -= usize::from(known & BEHIND == 0 && mixed & BEHIND != 0),
            }
            colours.insert(*parent, mixed);
        }
        if open == 0 {
            break;
        }
    }
    bases
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commits(parents: &[&[usize]]) -> Vec<Commit> {
        let commit = |parents: &&[usize]| Commit { parents: parents.to_vec(), ..Commit::default() };
        parents.iter().map(commit).collect()
    }

    #[test]
    fn lines_part_where_they_last_were_one() {
        // 0 merges 1 and 2; both come from 3, and 3 from 4.
        let fork = commits(&[&[1, 2], &[3], &[3], &[4], &[]]);
        assert_eq!(bases(&fork, 1, 2), [3]);
        assert_eq!(bases(&fork, 1, 4), [4]);
        assert_eq!(bases(&fork, 1, 1), [1]);
        assert!(is_ancestor(&fork, 4, 0) && is_ancestor(&fork, 2, 2) && !is_ancestor(&fork, 2, 1));
        // Criss-cross: 1 and 2 each merge 3 and 4.
        let cross = commits(&[&[1, 2], &[3, 4], &[4, 3], &[5], &[5], &[]]);
        assert_eq!(bases(&cross, 1, 2), [3, 4]);
        // Two roots have nothing in common.
        assert_eq!(bases(&commits(&[&[1, 2], &[], &[]]), 1, 2), [0; 0]);
    }
}
