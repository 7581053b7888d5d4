//! daicho (台帳): judges and shows the records of entrusted family-register systems, kept as TOML in git.

pub mod audit;
pub mod calendar;
mod cause;
pub mod cli;
pub mod demo;
pub mod draft;
pub mod explain;
pub mod export;
pub mod gate;
pub mod history;
pub mod import;
pub mod load;
pub mod model;
pub mod print;
pub mod report;
pub mod rules;
pub mod schema;
pub mod serve;
mod shell;
pub mod site;
