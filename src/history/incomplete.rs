//! Why the history seen may not be the whole one, or not the one that git shows elsewhere.
//!
//! Only looked for here and told; that each is a fault of the ledger is for the rules to say.

use std::fs;

use git2::Repository;

use super::objects::Fault;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Incomplete {
    /// A clone of limited depth. The ids are the commits whose parents were left behind.
    Shallow { boundary: Vec<String> },
    /// A clone that leaves objects out until they are asked for.
    Partial,
    /// `info/grafts` gives this many commits other parents. git believes it; here the commits' own parents are followed.
    Grafts { commits: usize },
    /// This many `refs/replace/`. git shows the replacements; here the objects themselves are read.
    Replaced { objects: usize },
    /// An object of the history that is missing or damaged. Each is told once.
    Object(Fault),
}

/// What the repository says of itself. What cannot be asked is not there: the missing objects will tell.
pub(super) fn of_clone(git: &Repository) -> Vec<Incomplete> {
    let mut found = Vec::new();
    let boundary = ids_listed(git, "shallow");
    if !boundary.is_empty() {
        found.push(Incomplete::Shallow { boundary });
    }
    if is_partial(git) {
        found.push(Incomplete::Partial);
    }
    let commits = ids_listed(git, "info/grafts").len();
    if commits > 0 {
        found.push(Incomplete::Grafts { commits });
    }
    let objects = git.references_glob("refs/replace/*").map_or(0, |mut refs| refs.names().count());
    if objects > 0 {
        found.push(Incomplete::Replaced { objects });
    }
    found
}

/// The first word of each line of a file that all work trees share.
fn ids_listed(git: &Repository, name: &str) -> Vec<String> {
    let text = fs::read(git.commondir().join(name)).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let words = text.lines().filter_map(|line| line.split_ascii_whitespace().next());
    words.filter(|word| !word.starts_with('#')).map(str::to_owned).collect()
}

/// Packs from a promising remote are marked by a file beside them; the configuration need not be believed.
fn is_partial(git: &Repository) -> bool {
    let Ok(packs) = fs::read_dir(git.commondir().join("objects/pack")) else {
        return false;
    };
    packs.flatten().any(|file| file.path().extension().is_some_and(|ending| ending == "promisor"))
}
