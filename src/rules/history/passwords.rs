//! Whose acts the events of a password's record are.
//!
//! Whose an event is its other keys tell: so it is read as the commit leaves it, whichever of its keys the commit changed.
//! Deliberately absent: who may do what with a password, which Article 8 says.

use std::collections::{BTreeMap, BTreeSet};

use crate::history::chronicle::{Deed, KeyChange, Step, Value, What};
use crate::model::id::Id;

use super::authorship::Whose;

/// The acts that a deed adds: those that no side of it had.
pub fn acts(deed: &Deed) -> BTreeSet<(Whose, Id)> {
    let sides = deed.sides.iter().filter_map(|side| match &side.what {
        What::Keys(changes) => Some(changes.iter().filter_map(added).collect::<BTreeSet<_>>()),
        What::Added | What::Removed | What::Spoiled | What::Mended | What::Prose | What::Unknown => None,
    });
    sides.reduce(|one, other| one.intersection(&other).cloned().collect()).unwrap_or_else(|| of_a_new_file(deed))
}

/// The act of the event in which a value changed, unless it was the same person's before.
fn added(change: &KeyChange) -> Option<(Whose, Id)> {
    if !matches!(change.way.first(), Some(Step::Key(list)) if list == "event") {
        return None;
    }
    let (before, after) = match &change.within {
        Some(entry) => (Some(&entry.0), &entry.1),
        None => (None, change.after.as_ref()?),
    };
    act(after).filter(|added| before.and_then(act).as_ref() != Some(added))
}

fn act(event: &Value) -> Option<(Whose, Id)> {
    let Value::Table(event) = event else { return None };
    let said = |key: &str| match event.get(key) {
        Some(Value::Text(text)) => Some(text.as_str()),
        _ => None,
    };
    act_of(said)
}

/// Every event of a file that was not there, or could not be read.
fn of_a_new_file(deed: &Deed) -> BTreeSet<(Whose, Id)> {
    let mut events: BTreeMap<&[Step], BTreeMap<&str, &str>> = BTreeMap::new();
    for (way, value) in &deed.brought {
        if let ([event @ .., Step::Key(key)], Value::Text(text)) = (way.as_slice(), value)
            && matches!(event.first(), Some(Step::Key(list)) if list == "event")
        {
            events.entry(event).or_default().insert(key, text);
        }
    }
    events.values().filter_map(|event| act_of(|key| event.get(key).copied())).collect()
}

/// A boot password is the facility's business, and a change of one's own password one's own; the rest is the manager's.
fn act_of<'v>(said: impl Fn(&str) -> Option<&'v str>) -> Option<(Whose, Id)> {
    let by = said("by")?;
    let whose = match (said("kind")?, said("action")?) {
        ("boot", _) => return None,
        (_, "changed") if said("person") == Some(by) => Whose::Persons,
        _ => Whose::Managers,
    };
    Some((whose, Id::parse(by)?))
}
