//! The sample ledger (見本の台帳), and how its operators would have committed it.
//!
//! ```text
//! sample ─► plan ─► replay            the files ─► the commits ─► a repository
//!            ├─ record, incident, register, remark
//!            │     └─ event, staff    when each part of a file was written, and by whom
//!            ├─ group, order          what goes into one commit, and after which
//!            ├─ stage ─ blocks        a file before all of it was written
//!            └─ words ─ names         what the commits say
//! ```
//!
//! The plan is a pure function of the files: no clock, no configuration of the user's, no language of the terminal. It keeps
//! the rules by which a history is judged: nothing is committed before it happened, each does so with their own acts, and
//! what is committed only grows.
//!
//! Deliberately absent: a history that is written down. What each file says of its own times and people is enough, so a
//! record added to `records/` is replayed without a word here.

mod blocks;
mod event;
mod group;
mod incident;
mod names;
mod order;
mod plan;
mod record;
mod register;
mod remark;
mod replay;
pub mod sample;
mod staff;
mod stage;
mod words;

pub use plan::{Author, Commit, Plan, plan};
pub use replay::{ReplayError, replay};
