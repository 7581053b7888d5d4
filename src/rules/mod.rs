//! The judgement: from a ledger and a day, every obligation and every finding. A file an article.
//!
//! Deliberately absent: reading, printing and the clock. The as-of date is given; the same ledger on the same date is judged the same.

mod art1;
mod art3;
mod bench;
pub mod catalogue;
mod form;
pub mod obligation;
mod runs;
pub mod verdict;
mod waiver;
pub mod words;

pub use obligation::{Duty, Obligation, Standing};
pub use verdict::{Summary, Verdict, judge};
