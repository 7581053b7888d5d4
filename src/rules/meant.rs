//! Whom or what a name was meant for that nobody has: the one most like it. The slip has been reported, and raises no second alarm.

use crate::load::nearest;
use crate::model::id::Id;
use crate::model::ledger::Ledger;

pub fn person<'a>(ledger: &'a Ledger, written: &'a Id) -> &'a Id {
    most_alike(written, ledger.people.iter().map(|person| &person.id.value))
}

pub fn equipment<'a>(ledger: &'a Ledger, written: &'a Id) -> &'a Id {
    most_alike(written, ledger.equipment.iter().map(|equipment| &equipment.id.value))
}

/// A municipality or an agency.
pub fn party<'a>(ledger: &'a Ledger, written: &'a Id) -> &'a Id {
    let municipalities = ledger.municipalities.iter().map(|municipality| &municipality.id.value);
    most_alike(written, municipalities.chain(ledger.agencies.iter().map(|agency| &agency.id.value)))
}

fn most_alike<'a>(written: &'a Id, known: impl Iterator<Item = &'a Id> + Clone) -> &'a Id {
    if known.clone().any(|id| id == written) {
        return written;
    }
    let near = nearest(written, known.clone().map(|id| &**id));
    near.and_then(|near| known.clone().find(|id| ***id == *near)).unwrap_or(written)
}
