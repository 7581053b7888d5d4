//! Drafts (下書き): values become the text of a record, or text is added to one that is there.
//!
//! ```text
//! shape: the keys of each kind, as they are read ─► value: what was typed, as TOML ─► text: the file
//! morning: which runs each town owes, and their usual times      results: the data centre's list
//! append: what an incident gains, every other byte as it was     begin: a ledger's first files
//! ```
//!
//! Deliberately absent: asking, files, the clock, and judging. What was drafted is read and judged like any other record.

pub mod append;
pub mod begin;
pub mod morning;
pub mod results;
pub mod shape;
pub mod text;
pub mod value;

pub use text::{Draft, Pairs};
