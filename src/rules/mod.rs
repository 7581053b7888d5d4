//! The judgement: from a ledger and a day, every obligation and every finding. A file an article.
//!
//! Deliberately absent: reading, printing and the clock. The as-of date is given; the same ledger on the same date is judged the same.

mod art1;
mod art3;
mod art4;
mod art5;
mod art6;
mod art7;
mod art8;
mod art9;
mod bench;
pub mod catalogue;
mod close;
pub mod concerned;
pub mod deficiency;
mod form;
pub mod history;
mod meant;
pub mod obligation;
pub mod passwords;
mod runs;
mod scheduled;
mod table;
mod time;
pub mod verdict;
mod waiver;
pub mod words;

pub use history::Past;
pub use obligation::{Duty, Obligation, Standing};
pub use verdict::{Summary, Verdict, errors_of_part, judge, judge_with_past};
