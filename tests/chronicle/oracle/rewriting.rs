//! Records changed or gone.

use super::Found;
use super::deeds::{Change, Deed, Side, What};
use crate::world::place_of;

pub fn judge(deeds: &[Deed], found: &mut Vec<Found>) {
    for deed in deeds {
        let Some(kind) = place_of(&deed.path).and_then(|place| place.kind) else { continue };
        if deed.sides.iter().any(|side| matches!(side.what, What::Removed)) {
            found.push(Found::record("record-deleted", deed));
        }
        if deed.sides.iter().any(|side| is_rewritten(kind, side)) {
            found.push(Found::record("record-rewritten", deed));
        }
    }
}

fn is_rewritten(kind: &str, side: &Side) -> bool {
    match &side.what {
        What::Spoiled => true,
        What::Changes { changes, .. } => !is_corrected(changes) && !changes.iter().all(|change| is_gain(kind, change)),
        What::Added(_) | What::Removed | What::Mended(_) | What::Noise => false,
    }
}

/// More corrections came than went. One that a parent has is none that came.
fn is_corrected(changes: &[Change]) -> bool {
    let is_correction = |change: &&Change| change.is_entry && change.name == "correction" && !change.is_copy;
    let of_corrections = changes.iter().filter(is_correction);
    let (came, went): (Vec<&Change>, Vec<&Change>) = of_corrections.partition(|change| change.after.is_some());
    came.len() > went.len()
}

/// An incident's new entries and its still absent tables, another record's still absent keys.
pub fn is_gain(kind: &str, change: &Change) -> bool {
    let name = change.name.as_str();
    match (change.before.is_some(), kind) {
        (true, _) => false,
        (false, _) if name == "correction" => true,
        (false, "incident") if change.is_entry => name == "contact" || name == "action",
        (false, "incident") => {
            ["recovery", "prevention", "closed", "recovery.restored_at", "prevention.due", "prevention.done_at"]
                .contains(&name)
        }
        (false, _) => !(change.is_entry && change.in_a_list),
    }
}
