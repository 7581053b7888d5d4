//! A month that was signed off.

use std::collections::BTreeSet;

use git2::{ObjectType, Oid};
use sha2::{Digest, Sha256};

use super::deeds::{Deed, Side, What};
use super::graph::Graph;
use super::rewriting::is_gain;
use super::{Found, text};
use crate::world::{CLOSE, CLOSED, Files, LAST_DAY, World, place_of};

pub fn judge(world: &World, graph: &Graph, deeds: &[Deed], found: &mut Vec<Found>) {
    let brings = |deed: &&Deed| {
        let is_new = |side: &Side| matches!(side.what, What::Added(_) | What::Mended(_));
        deed.path == CLOSE && deed.sides.iter().all(is_new)
    };
    let signed: Vec<usize> = deeds.iter().filter(brings).map(|deed| deed.commit).collect();
    let is_closed = |commit: usize| signed.iter().any(|own| graph.is_behind(*own, commit));
    let mut changed: BTreeSet<(usize, &str)> = BTreeSet::new();
    for deed in deeds.iter().filter(|deed| deed.path.starts_with(CLOSED) && deed.path != CLOSE) {
        let after = deed.sides.iter().filter(|side| side.parent.is_some_and(is_closed));
        let late = deed.is_added() && world.commits[deed.commit].parents.iter().any(|parent| is_closed(*parent));
        if late || after.into_iter().any(|side| !is_allowed(deed, side)) {
            changed.insert((deed.commit, &deed.path));
        }
        // A merge that takes it, or what became of it since, from where the month was not signed off into where it was.
        for commit in graph.seen().filter(|commit| world.commits[*commit].parents.len() > 1) {
            let version = |commit: usize| world.commits[commit].files.get(&deed.path);
            let parents = &world.commits[commit].parents;
            let (givers, takers): (Vec<usize>, Vec<usize>) =
                parents.iter().partition(|parent| version(**parent) == version(commit));
            let given = givers.iter().any(|giver| graph.is_behind(deed.commit, *giver));
            let taken = takers.iter().any(|taker| is_closed(*taker) && !graph.is_behind(deed.commit, *taker));
            let free = deed.sides.iter().all(|side| is_allowed(deed, side));
            if given && taken && !free && !givers.iter().any(|giver| is_closed(*giver)) {
                changed.insert((commit, &deed.path));
            }
        }
    }
    for (commit, path) in changed {
        found.push(finding(commit, path));
    }
    for deed in deeds.iter().filter(|deed| deed.path == CLOSE) {
        let brought = deed.brought();
        let written = brought.iter().find(|(name, _)| name == "digest").and_then(|(_, value)| value.as_str());
        if written.is_some_and(|written| {
            written.starts_with("sha256:") && written != digest(&world.commits[deed.commit].files, CLOSED)
        }) {
            found.push(finding(deed.commit, CLOSE));
        }
    }
}

fn finding(commit: usize, path: &str) -> Found {
    Found {
        rule: "changed-after-close",
        commit,
        place: Some("mukawa".to_owned()),
        date: Some(LAST_DAY),
        path: Some(path.to_owned()),
    }
}

fn is_allowed(deed: &Deed, side: &Side) -> bool {
    let kind = place_of(&deed.path).and_then(|place| place.kind).unwrap_or_default();
    match &side.what {
        What::Changes { changes, joined } => {
            let grows = *joined || !changes.is_empty();
            let is_written_so = side.texts.as_ref().is_some_and(|texts| text::stays(texts, grows));
            is_written_so && changes.iter().all(|change| is_gain(kind, change))
        }
        What::Added(_) | What::Removed | What::Spoiled | What::Mended(_) | What::Noise => false,
    }
}

/// Of a folder's files but its sign-off.
pub fn digest(files: &Files, folder: &str) -> String {
    let mut sum = Sha256::new();
    for (path, text) in files.iter().filter(|(path, _)| path.starts_with(folder) && *path != CLOSE) {
        let id = Oid::hash_object(ObjectType::Blob, text.as_bytes()).expect("an id");
        sum.update(format!("{}\t{id}\n", &path[folder.len()..]));
    }
    let hex: String = sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}
