//! Receipts (受領): what a server wrote down each time it took in a push, by its own clock.
//!
//! `refs/daicho/receipts` is a chain of commits without files, one a push and ref, each behind the next. Its committer's time is
//! the server's; its message says what moved:
//!
//! ```text
//! receipt
//!
//! ref refs/heads/main
//! old 0000000000000000000000000000000000000000
//! new 6b1c…
//! pusher sato
//! ```
//!
//! Being a chain of ids, none can be changed without changing all that came after. Deliberately absent: trust in a pusher's name,
//! which is as good as the server's login.

use std::collections::{BTreeMap, BTreeSet};
use std::thread;
use std::time::Duration;

use git2::{ErrorCode, Oid, Signature, Time};

use super::commit::Header;
use super::graph::Graph;
use super::objects::Objects;
use super::{Commit, GitError, Repo};
use crate::model::receipt;
pub use crate::model::receipt::REFERENCE;

/// One ref that one push moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Of the receipt itself, in hexadecimal.
    pub id: String,
    /// Since 1970-01-01 00:00 UTC, by the server's clock.
    pub seconds: i64,
    /// `refs/heads/main`
    pub reference: String,
    /// In hexadecimal; all zeros where the ref was new.
    pub old: String,
    /// All zeros where the ref was deleted.
    pub new: String,
    /// As far as the server knew.
    pub pusher: String,
    /// What was received then is no part of the history behind this head, nor is this head behind it.
    pub is_lost: bool,
}

impl Receipt {
    fn parse(id: String, seconds: i64, message: &str) -> Option<Receipt> {
        let said = |key: &str| {
            let line = message.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(' '));
            line.map(str::to_owned)
        };
        Some(Receipt {
            id,
            seconds,
            reference: said("ref")?,
            old: said("old")?,
            new: said("new")?,
            pusher: said("pusher").unwrap_or_default(),
            is_lost: false,
        })
    }
}

/// All receipts of a repository, the first one first; none where no server wrote any. A chain that is broken ends where it breaks.
pub(super) fn receipts(repo: &Repo, objects: &Objects<'_>) -> Vec<Receipt> {
    let mut next = repo.git().refname_to_id(REFERENCE).ok();
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    while let Some(id) = next.filter(|id| seen.insert(*id)) {
        let Ok(object) = objects.commit(id) else { break };
        let Ok(header) = Header::parse(object.data(), id) else { break };
        let (_, committer) = header.people();
        let message = String::from_utf8_lossy(header.message());
        found.extend(committer.and_then(|who| Receipt::parse(id.to_string(), who.seconds, &message)));
        next = header.parents.first().copied();
    }
    found.reverse();
    found
}

/// Writes one more receipt behind the last, also where another push does the same at the same time.
pub fn append(
    repo: &Repo,
    reference: &str,
    old: Option<Oid>,
    new: Option<Oid>,
    pusher: &str,
    seconds: i64,
) -> Result<(), GitError> {
    let failed = |cause: git2::Error| GitError::store(repo.root(), &cause);
    let git = repo.git();
    let hex = |id: Option<Oid>| id.map_or_else(|| "0".repeat(2 * repo.id_bytes()), |id| id.to_string());
    let message = receipt::message(reference, &hex(old), &hex(new), pusher);
    let who = Signature::new(receipt::NAME, receipt::EMAIL, &Time::new(seconds, 0)).map_err(failed)?;
    let tree = git.treebuilder(None).and_then(|builder| builder.write()).map_err(failed)?;
    let tree = git.find_tree(tree).map_err(failed)?;
    for _ in 0..ATTEMPTS {
        let last = git.refname_to_id(REFERENCE).ok();
        let parent = last.map(|last| git.find_commit(last)).transpose().map_err(failed)?;
        let parents: Vec<&git2::Commit<'_>> = parent.iter().collect();
        let receipt = git.commit(None, &who, &who, &message, &tree, &parents).map_err(failed)?;
        let moved = match last {
            Some(last) => git.reference_matching(REFERENCE, receipt, true, last, "receipt"),
            None => git.reference(REFERENCE, receipt, false, "receipt"),
        };
        match moved {
            Ok(_) => return Ok(()),
            Err(cause) if matches!(cause.code(), ErrorCode::Modified | ErrorCode::Exists | ErrorCode::Locked) => {
                thread::sleep(Duration::from_millis(20));
            }
            Err(cause) => return Err(failed(cause)),
        }
    }
    Err(failed(git2::Error::from_str("the ref of the receipts stays locked")))
}

/// How often a receipt is tried to be written while others are being written.
const ATTEMPTS: usize = 250;

/// Tells each commit when it was first received, and each receipt whether its head is lost.
///
/// What was there before the first receipt was received at no time that is known.
pub(super) fn apply(receipts: &mut [Receipt], commits: &mut [Commit], objects: &Objects<'_>) {
    if receipts.is_empty() {
        return;
    }
    let places: BTreeMap<String, usize> =
        commits.iter().enumerate().map(|(at, commit)| (commit.id.clone(), at)).collect();
    let mut known = vec![false; commits.len()];
    for receipt in receipts {
        // What a ref held already came in before, by a push that nobody may have written down.
        reach(places.get(&receipt.old), commits, &mut known);
        // A ref that was deleted has no head that could be lost.
        if receipt.new.bytes().all(|digit| digit == b'0') {
            continue;
        }
        let found = match places.get(&receipt.new) {
            Some(place) => vec![*place],
            None => behind(&receipt.new, &places, objects),
        };
        for from in &found {
            for at in reach(Some(from), commits, &mut known) {
                commits[at].received = Some(receipt.seconds);
            }
        }
        receipt.is_lost = !places.contains_key(&receipt.new) && !found.contains(&HEAD);
    }
}

/// The place of the head among the commits.
const HEAD: usize = 0;

/// The commits behind one that no receipt before reached.
fn reach(from: Option<&usize>, commits: &[Commit], known: &mut [bool]) -> Vec<usize> {
    let mut wanted: Vec<usize> = from.copied().into_iter().collect();
    let mut reached = Vec::new();
    while let Some(at) = wanted.pop() {
        if !std::mem::replace(&mut known[at], true) {
            reached.push(at);
            wanted.extend(&commits[at].parents);
        }
    }
    reached
}

/// The commits of this history that lie behind one that is no part of it, as far as that is still there: the head itself among
/// them, where an older version is being read.
fn behind(id: &str, places: &BTreeMap<String, usize>, objects: &Objects<'_>) -> Vec<usize> {
    let Ok(received) = Oid::from_str_ext(id, objects.format()) else { return Vec::new() };
    let graph = Graph::behind(received, objects, &[]);
    graph.commits.iter().filter_map(|commit| places.get(&commit.id)).copied().collect()
}
