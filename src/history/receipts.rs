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

use std::collections::BTreeSet;
use std::thread;
use std::time::Duration;

use git2::{ErrorCode, Oid, Signature, Time};

use super::commit::Header;
use super::objects::Objects;
use super::{GitError, Repo};
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
    /// What was received then is no part of the history behind this head, nor behind any other ref.
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

    /// A ref that was deleted has no head that could be lost.
    pub(super) fn deletes(&self) -> bool {
        self.new.bytes().all(|digit| digit == b'0')
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
