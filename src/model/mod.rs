//! What a record, a place, a person, a period, a citation *is*: values that hold what was said, and where.
//!
//! Deliberately absent: TOML, git, files and the clock. Everything here is plain data that other rooms fill and read.

pub mod citation;
pub mod closures;
pub mod digest;
pub mod file;
pub mod finding;
pub mod heading;
pub mod id;
pub mod key;
pub mod ledger;
pub mod pack;
pub mod path;
pub mod period;
pub mod receipt;
pub mod record;
pub mod register;
pub mod regulation;
pub mod rule;
pub mod settings;
pub mod source;
pub mod text;
pub mod word;

pub use citation::Citation;
pub use closures::{Closures, MonthDay, OwnClosure, YearlyDays};
pub use file::File;
pub use finding::{Fault, Finding, State};
pub use id::Id;
pub use key::{KeyFault, PublicKey};
pub use ledger::Ledger;
pub use path::{Kind, RecordPath, Slot};
pub use period::{Cadence, Month, Period};
pub use record::{Content, Record};
pub use rule::{Basis, Rule, Severity};
pub use source::{At, Field, Source, Span};
pub use text::{Lang, Text};
pub use word::Word;
