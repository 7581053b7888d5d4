//! The report's tables, obligations and records as files that other programs read.
//!
//! Deliberately absent: files themselves (bytes come out), and any sum, order or word: `report` has made them.

mod csv;
mod json;
pub mod oscal;
mod whole;
mod xlsx;

pub use csv::csv;
pub use json::obligations;
pub use whole::whole;
pub use xlsx::workbooks;
