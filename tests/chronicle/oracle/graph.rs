//! Who lies behind whom, as whole sets.

use std::collections::BTreeSet;

use crate::world::World;

pub struct Graph {
    /// Of each commit, itself and all behind it.
    behind: Vec<BTreeSet<usize>>,
}

impl Graph {
    pub fn of(world: &World) -> Graph {
        let mut behind: Vec<BTreeSet<usize>> = Vec::new();
        for (number, commit) in world.commits.iter().enumerate() {
            let mut own: BTreeSet<usize> = commit.parents.iter().flat_map(|parent| behind[*parent].clone()).collect();
            own.insert(number);
            behind.push(own);
        }
        Graph { behind }
    }

    /// Whether one is the other, or lies behind it.
    pub fn is_behind(&self, one: usize, other: usize) -> bool {
        self.behind[other].contains(&one)
    }

    /// The commits behind the head.
    pub fn seen(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.behind.last().expect("a head").iter().copied()
    }

    /// The common ancestors that lie behind no other common ancestor.
    pub fn bases(&self, left: usize, right: usize) -> Vec<usize> {
        let common: Vec<usize> = self.behind[left].intersection(&self.behind[right]).copied().collect();
        let is_best = |one: &usize| !common.iter().any(|other| other != one && self.is_behind(*one, *other));
        common.iter().copied().filter(is_best).collect()
    }
}
