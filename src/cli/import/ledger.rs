//! The ledger that records come into: whether it can be read.

use crate::model::Ledger;
use crate::model::register::Register;
use crate::model::text::Text;
use crate::model::word::Word;

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
