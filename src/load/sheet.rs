//! The sorts of TOML file (様式) under `records/`, each with what its reader would read.

use super::shape::Shape;
use super::{record, register, settings, sketch};
use crate::model::path::Kind;
use crate::model::register::Register;
use crate::model::word::Word;

/// A sort of TOML file under `records/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    Ledger,
    Register(Register),
    Record(Kind),
}

impl Sheet {
    pub fn all() -> impl Iterator<Item = Sheet> {
        let registers = Register::ALL.iter().copied().map(Sheet::Register);
        let records = Kind::ALL.iter().copied().map(Sheet::Record);
        std::iter::once(Sheet::Ledger).chain(registers).chain(records)
    }

    pub fn name(self) -> &'static str {
        match self {
            Sheet::Ledger => "ledger",
            Sheet::Register(register) => register.word(),
            Sheet::Record(kind) => kind.word(),
        }
    }

    /// What such a file may hold, as its reader has it.
    pub fn shape(self) -> Shape {
        match self {
            Sheet::Ledger => sketch::of(|table| drop(settings::settings(table))),
            Sheet::Register(Register::Municipalities) => {
                sketch::of(|table| drop(register::municipalities(table, None)))
            }
            Sheet::Register(Register::People) => sketch::of(|table| drop(register::people(table))),
            Sheet::Register(Register::Agencies) => sketch::of(|table| drop(register::agencies(table))),
            Sheet::Register(Register::Equipment) => sketch::of(|table| drop(register::equipment(table))),
            Sheet::Register(Register::Documents) => sketch::of(|table| drop(register::documents(table))),
            Sheet::Record(kind) => sketch::of(|table| drop(record::record(table, kind))),
        }
    }
}
