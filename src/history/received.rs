//! What the receipts tell of a history: when each commit came in, and which heads are lost.
//!
//! What lies beside the history (a later version, a line of work that was given up) is read only where a receipt speaks of it, and each
//! commit of it once, whatever receipts and refs there are. Deliberately absent: which lost head matters, which the rules say.

use std::collections::{BTreeMap, BTreeSet};

use git2::Oid;

use super::commit::Header;
use super::objects::Objects;
use super::{Commit, Receipt, Repo};

/// Tells each commit when it was first received, and each receipt whether its head is lost: behind neither the head that is looked at
/// nor a ref of the repository.
///
/// What was there before the first receipt was received at no time that is known.
pub(super) fn apply(repo: &Repo, receipts: &mut [Receipt], commits: &mut [Commit], objects: &Objects<'_>) {
    if receipts.is_empty() {
        return;
    }
    let places = commits.iter().enumerate().map(|(at, commit)| (commit.id.clone(), at)).collect();
    let mut beside = Beside { places, objects, seen: BTreeSet::new() };
    let mut known = vec![false; commits.len()];
    for receipt in receipts.iter() {
        // What a ref held already came in before, by a push that nobody may have written down.
        reach(beside.reached(&receipt.old), commits, &mut known);
        for at in reach(beside.reached(&receipt.new), commits, &mut known) {
            commits[at].received = Some(receipt.seconds);
        }
    }
    let mut absent: BTreeSet<Oid> = receipts.iter().filter_map(|receipt| beside.absent(receipt)).collect();
    if !absent.is_empty() {
        beside.seen.clear();
        beside.find(refs(repo, objects), &mut absent);
    }
    for receipt in receipts {
        let is_there = receipt.deletes() || beside.places.contains_key(&receipt.new);
        receipt.is_lost = !is_there && beside.absent(receipt).is_none_or(|id| absent.contains(&id));
    }
}

/// The commits behind some that no receipt before reached.
fn reach(mut wanted: Vec<usize>, commits: &[Commit], known: &mut [bool]) -> Vec<usize> {
    let mut reached = Vec::new();
    while let Some(at) = wanted.pop() {
        if !std::mem::replace(&mut known[at], true) {
            reached.push(at);
            wanted.extend(&commits[at].parents);
        }
    }
    reached
}

/// The commits of branches, also those of other repositories, and of tags.
fn refs(repo: &Repo, objects: &Objects<'_>) -> Vec<Oid> {
    let Ok(references) = repo.git().references() else { return Vec::new() };
    let is_kept = |name: &[u8]| {
        [b"refs/heads/".as_slice(), b"refs/remotes/", b"refs/tags/"].iter().any(|folder| name.starts_with(folder))
    };
    let kept = references.flatten().filter(|reference| is_kept(reference.name_bytes()));
    let named = kept.filter_map(|reference| reference.resolve().ok()?.target());
    named.filter_map(|id| objects.commit_at(id).ok()?).collect()
}

/// The commits that are no part of the history.
struct Beside<'r> {
    places: BTreeMap<String, usize>,
    objects: &'r Objects<'r>,
    seen: BTreeSet<Oid>,
}

impl Beside<'_> {
    /// Where the history is first met behind a commit, but for what was met behind another before.
    fn reached(&mut self, id: &str) -> Vec<usize> {
        let Some(id) = self.id(id) else { return Vec::new() };
        let mut met = Vec::new();
        self.walk(vec![id], |_, place| {
            met.extend(place);
            true
        });
        met
    }

    /// Takes out of the heads that are absent those that lie behind a ref.
    fn find(&mut self, refs: Vec<Oid>, absent: &mut BTreeSet<Oid>) {
        self.walk(refs, |id, _| {
            absent.remove(&id);
            !absent.is_empty()
        });
    }

    /// The head that a receipt tells of, if it is no part of the history.
    fn absent(&self, receipt: &Receipt) -> Option<Oid> {
        self.id(&receipt.new).filter(|_| !self.places.contains_key(&receipt.new))
    }

    /// From some commits back to the history, until nothing more is wanted; what cannot be read ends there.
    fn walk(&mut self, mut wanted: Vec<Oid>, mut goes_on: impl FnMut(Oid, Option<usize>) -> bool) {
        while let Some(id) = wanted.pop() {
            let place = self.places.get(&id.to_string()).copied();
            if place.is_none() && !self.seen.insert(id) {
                continue;
            }
            if !goes_on(id, place) {
                return;
            }
            if place.is_none()
                && let Ok(object) = self.objects.commit(id)
                && let Ok(header) = Header::parse(object.data(), id)
            {
                wanted.extend(header.parents);
            }
        }
    }

    /// An id written out in full; none where it is all zeros.
    fn id(&self, hex: &str) -> Option<Oid> {
        let id = Oid::from_str_ext(hex, self.objects.format()).ok()?;
        (id.to_string() == hex && !hex.bytes().all(|digit| digit == b'0')).then_some(id)
    }
}
