//! The sample ledger (見本の台帳), and how its operators would have committed it.
//!
//! ```text
//! sample ─► plan ─► objects ─► replay   the files ─► the commits ─► as git keeps them ─► a repository
//!            ├─ facts                 the little that the files do not say
//!            ├─ kept                  the settings that the new repository has of its own
//!            ├─ record, incident, correction, register, remark
//!            │     └─ event, staff    when each part of a file was written, and by whom
//!            ├─ group, order          what goes into one commit, and after which
//!            ├─ stage ─ blocks        a file before all of it was written
//!            ├─ words ─ names         what the commits say
//!            ├─ keys ─ sign           with whose key, and the signature
//!            └─ push                  when a server received them
//! ```
//!
//! The plan is a pure function of the files: no clock, no configuration of the user's, no language of the terminal. It keeps
//! the rules by which a history is judged: nothing is committed before it happened, each does so with their own acts, and
//! what is committed only grows. Where somebody broke one, `facts.toml` owns up to it.
//!
//! Deliberately absent: a history that is written down. What each file says of its own times and people is enough, so a
//! record added to `records/` is replayed without a word here. So are secrets: everybody can make the keys that sign.

mod blocks;
mod correction;
mod event;
mod facts;
mod group;
mod incident;
mod kept;
mod keys;
mod names;
mod objects;
mod order;
mod plan;
mod push;
mod record;
mod register;
mod remark;
mod replay;
pub mod sample;
mod sign;
mod staff;
mod stage;
mod words;

pub use facts::{Facts, facts};
pub use plan::{Author, Commit, Plan, plan};
pub use push::Push;
pub use replay::{ReplayError, replay};
