//! The signature of every commit, checked side by side: reading is libgit2's and one at a time, checking is ours.

use git2::Oid;
use rayon::prelude::*;

use crate::history::objects::Objects;
use crate::history::signature::{self, Signature};
use crate::history::{GitError, History, Repo};

/// How many commits are held in memory at a time.
const BATCH: usize = 4096;

/// The signatures of the commits, in their order. A commit that can no longer be read has none.
pub fn signatures(repo: &Repo, history: &History) -> Result<Vec<Signature>, GitError> {
    let objects = Objects::of(repo)?;
    let format = objects.format();
    let bytes = |id: &str| {
        let object = objects.commit(Oid::from_str_ext(id, format).ok()?).ok()?;
        // A signature has a header of its own; nearly all there is to do is done when there is none.
        object.data().windows(7).any(|window| window == b"\ngpgsig").then(|| object.data().to_vec())
    };
    let mut signatures = Vec::with_capacity(history.commits.len());
    for batch in history.commits.chunks(BATCH) {
        let read: Vec<Option<Vec<u8>>> = batch.iter().map(|commit| bytes(&commit.id)).collect();
        signatures.par_extend(
            read.into_par_iter().map(|bytes| bytes.map_or(Signature::Missing, |bytes| signature::of(&bytes, format))),
        );
    }
    Ok(signatures)
}
