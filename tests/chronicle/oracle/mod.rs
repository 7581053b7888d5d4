//! A second judge of the past, plain and slow: whole sets of ancestors, whole files, and entries told apart by the word that each
//! has. It shares no code with the library.

pub mod closing;
mod deeds;
mod graph;
mod people;
mod rewriting;
mod text;

use jiff::civil::Date;

use crate::world::World;
use deeds::Deed;
use graph::Graph;

/// A finding, as far as it is compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    pub rule: &'static str,
    /// By its number.
    pub commit: usize,
    pub place: Option<String>,
    pub date: Option<Date>,
    pub path: Option<String>,
}

impl Found {
    /// About one record.
    fn record(rule: &'static str, deed: &Deed) -> Found {
        let date = crate::world::place_of(&deed.path).and_then(|place| place.day);
        Found { rule, commit: deed.commit, place: Some("mukawa".to_owned()), date, path: Some(deed.path.clone()) }
    }

    /// About a commit.
    fn commit(rule: &'static str, commit: usize, date: Date) -> Found {
        Found { rule, commit, place: Some("rankoshi".to_owned()), date: Some(date), path: None }
    }
}

/// All findings of the rules that are compared.
pub fn judge(world: &World) -> Vec<Found> {
    let graph = Graph::of(world);
    let deeds = deeds::all(world, &graph);
    let mut found = Vec::new();
    rewriting::judge(&deeds, &mut found);
    people::judge(world, &graph, &deeds, &mut found);
    closing::judge(world, &graph, &deeds, &mut found);
    found.sort();
    found
}
