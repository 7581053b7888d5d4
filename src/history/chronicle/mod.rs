//! The chronicle (来歴の明細): what each commit itself did to the files under `records/`, key by key, and which registers were in
//! force when it did.
//!
//! ```text
//! History ─► deeds     what a commit did that none of its parents had: in a merge, what no side brought
//!            reading   the bytes of every version that a deed speaks of, each once
//!            told      deeds key by key (value, diff, joined), and whether what was written stays so (layout)
//!            registers people and settings as each commit leaves them
//! ```
//!
//! Deliberately absent: judging. Whether a record may gain a key is for the rules to say.

pub mod ancestry;
mod deeds;
pub mod diff;
pub mod digest;
mod joined;
pub mod layout;
mod reading;
mod registers;
mod signed;
mod told;
pub mod value;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::incomplete::Incomplete;
use super::{GitError, History, Repo, Signature};
use reading::Contents;

pub use diff::{KeyChange, Step};
pub use digest::digest as digest_of;
pub use registers::InForce;
pub use told::{Deed, Side, What};
pub use value::{Table, Value};

/// What the commits of a history did, and by which registers.
#[derive(Clone, Debug, Default)]
pub struct Chronicle {
    /// In the order of the commits, then by path.
    pub deeds: Vec<Deed>,
    /// Of each commit, as it leaves them.
    pub in_force: Vec<InForce>,
    /// The versions of settings and registers that `in_force` names.
    pub texts: Vec<Arc<[u8]>>,
    /// Of each month's folder in the commit that signed it off: `sha256:` and its digest, by commit and folder.
    pub digests: BTreeMap<(usize, String), String>,
    /// The months' folders that were signed off in the settled commits, of those that were touched since.
    pub closed_before: Vec<(usize, String)>,
    /// Of each commit.
    pub signatures: Vec<Signature>,
    /// Versions that are missing or damaged.
    pub incomplete: Vec<Incomplete>,
}

/// Reads what the commits of a history did; times with an offset are told in the time zone given.
///
/// # Errors
/// A repository that cannot be asked at all. A version that cannot be read is noted, and nothing is said of it.
pub fn read(repo: &Repo, history: &History, timezone: &TimeZone) -> Result<Chronicle, GitError> {
    let deeds = deeds::of(repo, history)?;
    let settled = registers::Settled::of(repo, history)?;
    let versions = deeds.iter().flat_map(deeds::Outline::versions).chain(registers::versions(history));
    let versions = versions.chain(settled.versions());
    let contents = Contents::read(repo, versions)?;
    let (in_force, texts) = registers::in_force(history, &settled, &contents, timezone);
    let digests = digest::digests(repo, history, &deeds)?;
    let deeds = told::told(deeds, &contents, timezone);
    let signatures = signed::signatures(repo, history)?;
    let closed_before = digest::closed_before(repo, history)?;
    Ok(Chronicle { deeds, in_force, texts, digests, closed_before, signatures, incomplete: contents.faults() })
}

impl Chronicle {
    /// The digest of a month's folder in the commit that signed it off.
    pub fn digest(&self, commit: usize, folder: &str) -> Option<&String> {
        self.digests.get(&(commit, folder.to_owned()))
    }

    /// The deeds of a commit, by path.
    pub fn deeds_of(&self, commit: usize) -> &[Deed] {
        let from = self.deeds.partition_point(|deed| deed.commit < commit);
        let upto = self.deeds.partition_point(|deed| deed.commit <= commit);
        &self.deeds[from..upto]
    }
}
