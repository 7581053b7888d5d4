//! The calendar of Japanese municipal offices: national holidays, closure days and business days, fiscal periods, eras.
//!
//! Pure functions of dates, true for the past too: the law of 2019 answers for 2019. They know neither today nor the time
//! of day, and what is asked of them at the ends of [`jiff::civil::Date`]'s range is cut short there.
//!
//! Deliberately absent: a file of holidays to be downloaded, or overridden by hand. The law is short, and changes by a line
//! in `law.rs`; a closure that is no holiday belongs in the ledger's `[calendar]`.

pub mod era;
pub mod fiscal;
pub mod holidays;
mod law;
pub mod office;

pub use era::{Era, EraYear};
pub use fiscal::{FiscalYear, period_of};
pub use holidays::{Holiday, holiday};
pub use office::{Closed, Office};
