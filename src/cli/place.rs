//! `--place`: a municipality by its id. One that nobody knows is no empty answer but a mistake.

use crate::load::by_likeness;
use crate::model::register::Register;
use crate::model::{Id, Ledger, Text};

use super::failure::Failure;

/// The places that were asked for, in the register's order: however they were asked for, it is the same site.
pub fn registered(ledger: &Ledger, asked: &[String]) -> Result<Vec<Id>, Failure> {
    let all = places(ledger);
    all_are_known(ledger, &all, asked)?;
    Ok(all.into_iter().filter(|id| asked.iter().any(|place| **place == ***id)).cloned().collect())
}

/// Refuses what is neither registered nor has a record. Where the register cannot be read, nobody can say.
pub fn known(ledger: &Ledger, asked: &[String]) -> Result<(), Failure> {
    if !ledger.knows(Register::Municipalities) {
        return Ok(());
    }
    let mut all = places(ledger);
    all.extend(ledger.records.values().map(|record| &record.path.place));
    all_are_known(ledger, &all, asked)
}

fn places(ledger: &Ledger) -> Vec<&Id> {
    let registered = ledger.municipalities.iter().map(|own| &own.id.value);
    let mut all: Vec<&Id> = Vec::new();
    for id in registered.chain(ledger.trustee()) {
        if !all.contains(&id) {
            all.push(id);
        }
    }
    all
}

fn all_are_known(ledger: &Ledger, all: &[&Id], asked: &[String]) -> Result<(), Failure> {
    match asked.iter().find(|place| !all.iter().any(|id| ***id == ***place)) {
        Some(unknown) => Err(Failure::Because(nobody(ledger, unknown))),
        None => Ok(()),
    }
}

fn nobody(ledger: &Ledger, asked: &str) -> Text {
    // The town's name in place of its id is the likeliest slip.
    let named =
        |name: &str| ledger.municipalities.iter().find(|own| own.name.as_ref().is_some_and(|own| own.value == name));
    let written = named(asked).map_or(asked, |own| &*own.id.value);
    let registered = places(ledger);
    let known = by_likeness(&written.to_lowercase(), registered.iter().map(|id| &***id)).join(", ");
    Text::new(
        format!("「{asked}」という町村は登録されていません。--place には次のいずれかを指定してください: {known}"),
        format!("no place `{asked}` is registered; --place takes one of these: {known}"),
    )
}
