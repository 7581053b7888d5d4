//! The ledger that records come into: it can be read, it has a day, and it takes no errors.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use crate::load::Loaded;
use crate::model::register::Register;
use crate::model::rule::Severity;
use crate::model::text::Text;
use crate::model::word::Word;
use crate::model::{Finding, Ledger};
use crate::rules::judge;

use super::super::args::ImportOptions;
use super::super::failure::Failure;

/// In settings or registers that cannot be read nobody is to be found: names would be told as unknown, or not looked at.
pub fn readable(ledger: Ledger) -> Result<Ledger, Failure> {
    let settings = ledger.settings.unread.then(|| "records/ledger.toml".to_owned());
    let registers = Register::ALL.iter().filter(|register| !ledger.knows(**register)).map(|register| register.path());
    let unread: Vec<String> = settings.into_iter().chain(registers).collect();
    if unread.is_empty() {
        return Ok(ledger);
    }
    Err(Failure::Because(Text::new(
        format!("{} が読めません。先に daicho check --only records の指摘を直してください。", unread.join("、")),
        format!("{} cannot be read; first mend what `daicho check --only records` tells.", unread.join(", ")),
    )))
}

pub fn today(options: &ImportOptions, ledger: &Ledger) -> Date {
    let clock = || Timestamp::now().to_zoned(ledger.settings.timezone.clone()).date();
    options.now.map_or_else(clock, DateTime::date)
}

/// What `check --only records` would find and the hooks refuse; nothing is owed by a part of a ledger.
pub fn errors(loaded: &mut Loaded, as_of: Date) -> Vec<Finding> {
    loaded.ledger.settings.starts = None;
    let found = judge(loaded, as_of).findings.into_iter();
    found.filter(|finding| finding.severity() == Severity::Error).collect()
}
