//! The report's tables and obligations as files that other programs read.
//!
//! Deliberately absent: files themselves (bytes come out), and any sum, order or word: `report` has made them.

mod csv;
mod json;

pub use csv::csv;
pub use json::obligations;
