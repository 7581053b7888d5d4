//! What `daicho explain` tells of a rule or of a part of the regulation, as values.
//!
//! ```text
//! topic      what a name means: a rule, or a part of the regulation
//! part       a part of the regulation, and the rules that rest on it
//! passage    its words, as the ledger's regulation.md has them
//! example    a case that fires a rule and one that passes it, judged here and now
//! overlay    how a case differs from the ledger that it spoils
//! past       a case that is a history: what was committed by whom and when; replay makes it
//! ```
//!
//! Deliberately absent: anything said of a rule. Its words are in its `static`, the regulation's in `regulation.md`, the
//! examples in `tests/cases` and `tests/pasts`, and the findings come from the judge: nothing here can drift from them.

pub mod example;
mod overlay;
pub mod part;
pub mod passage;
mod past;
mod replay;
mod topic;

pub use overlay::{Change, Hunk, Step};
pub use past::{Committed, Deed};
pub use topic::{Topic, topic};
