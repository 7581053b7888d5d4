//! All that daicho knows from git: what a revision holds, and who brought it there when.
//!
//! ```text
//! repo ─► objects ─► tree      every entry under records/ in one commit
//!                 ─► graph     the commits behind a head, newest first
//!                 ─► compare   two trees, down to the entries that differ
//!                 ─► receipts  when a server took each in, and which heads are lost (received)
//!                      └─► walk: each commit beside each of its parents ─► provenance: History
//!                                      └─► chronicle: what each commit itself did, key by key, and what was in force
//! ```
//!
//! Objects are read raw, each checked against its id, and parsed here. Nothing that lies beside them is believed: neither
//! grafts nor replace refs nor a commit-graph file changes what is seen, and no index, filter, attribute or hook is
//! touched. What is missing or damaged is noted ([`Incomplete`]) and the rest is still walked.
//!
//! Deliberately absent: judging (`rules` does that), renames (a move is a deletion and an addition), mailmaps and
//! trailers (they prove nothing), and writing.

mod bundle;
pub mod chronicle;
mod commit;
mod compare;
pub mod draft;
mod entries;
mod error;
mod graph;
mod incomplete;
mod index;
mod loose;
mod objects;
mod packs;
mod provenance;
pub mod receipts;
mod received;
mod repo;
pub mod signature;
mod tree;
mod verified;
mod walk;

pub use bundle::bundle;
pub use chronicle::Chronicle;
pub use commit::{Commit, Who};
pub use error::GitError;
/// Which of the two digests the ids of a repository are.
pub use git2::ObjectFormat;
/// The id of an object, SHA-1 or SHA-256. Not a key for a `HashMap` unless it was parsed here: of a SHA-1 id git2 (0.21) compares 20 bytes but
/// hashes 32, and libgit2 leaves the others as they were. A `BTreeMap` is safe.
pub use git2::Oid;
pub use incomplete::Incomplete;
pub use objects::{Fault, Kind, Why};
pub use provenance::{Change, History, Version};
pub use receipts::Receipt;
pub use repo::Repo;
pub use signature::Signature;
pub use tree::{exists, files, files_at, versions};
pub use walk::{committed_at, walk, walk_new};
