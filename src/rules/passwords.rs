//! Passwords as their events tell: when each is in force, and since when unchanged.
//!
//! A password is in force on every day from its issue or change to its revocation, both included.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime};

use crate::model::id::Id;
use crate::model::ledger::Ledger;
use crate::model::record::{Content, PasswordAction, PasswordEvent, PasswordKind, Record};
use crate::model::word::Word;

use super::meant;

/// Whose password: a person's, or a server's boot password.
pub type Holder<'a> = (PasswordKind, &'a Id);

/// One event and the record that tells it.
#[derive(Clone, Copy, Debug)]
pub struct Event<'a> {
    pub at: DateTime,
    pub action: PasswordAction,
    pub record: &'a Record,
    pub entry: &'a PasswordEvent,
}

/// The events by holder, in the order of time.
#[derive(Debug, Default)]
pub struct Passwords<'a> {
    events: BTreeMap<Holder<'a>, Vec<Event<'a>>>,
    /// What events may be about that cannot be read, and have been reported: a kind, and whose it is where that can be read.
    unclear: BTreeSet<(PasswordKind, Option<&'a Id>)>,
}

impl<'a> Passwords<'a> {
    /// What had happened by the as-of date.
    pub fn of(ledger: &'a Ledger, as_of: Date) -> Passwords<'a> {
        let mut passwords = Passwords::default();
        for record in ledger.records.values() {
            let Content::Password(password) = &record.content else {
                continue;
            };
            for entry in &password.events {
                match event(ledger, record, entry) {
                    Some((holder, event)) if event.at.date() <= as_of => {
                        passwords.events.entry(holder).or_default().push(event);
                    }
                    Some(_) => {}
                    None => passwords.unclear.extend(may_be_of(entry)),
                }
            }
        }
        passwords.events.values_mut().for_each(|events| events.sort_by_key(|event| event.at));
        passwords
    }

    pub fn holders(&self) -> impl Iterator<Item = (Holder<'a>, &[Event<'a>])> {
        self.events.iter().map(|(holder, events)| (*holder, events.as_slice()))
    }

    pub fn events(&self, holder: Holder<'_>) -> &[Event<'a>] {
        let same = |own: &&Holder<'a>| **own == holder;
        self.events.iter().find(|(own, _)| same(own)).map(|(_, events)| events.as_slice()).unwrap_or_default()
    }

    /// Whether the holder's password is, or for all that can be read may be, in force.
    pub fn in_force(&self, holder: Holder<'_>, day: Date) -> bool {
        let may_be_theirs =
            |(kind, id): &(PasswordKind, Option<&Id>)| *kind == holder.0 && id.is_none_or(|id| id == holder.1);
        self.unclear.iter().any(may_be_theirs) || set_before(self.events(holder), day).is_some()
    }

    /// Whether anybody's password of a kind is, or may be, in force.
    pub fn any_in_force(&self, kind: PasswordKind, day: Date) -> bool {
        let mut held = self.holders();
        let may_be = self.unclear.iter().any(|(own, _)| *own == kind);
        may_be || held.any(|((own, _), events)| own == kind && set_before(events, day).is_some())
    }
}

/// The event by which the password in force on a day was last set.
pub fn set_before<'e, 'a>(events: &'e [Event<'a>], day: Date) -> Option<&'e Event<'a>> {
    let mut set = None;
    for event in events.iter().take_while(|event| event.at.date() <= day) {
        match event.action {
            PasswordAction::Issued | PasswordAction::Changed => set = Some(event),
            // On the day of its revocation it still is in force.
            PasswordAction::Revoked if event.at.date() == day => {}
            PasswordAction::Revoked => set = None,
        }
    }
    set
}

/// What an event may be about: a person's password is none of a server's.
fn may_be_of(entry: &PasswordEvent) -> Vec<(PasswordKind, Option<&Id>)> {
    let (person, equipment) = (entry.person.as_ref(), entry.equipment.as_ref());
    let holder = |kind| match kind {
        PasswordKind::Individual | PasswordKind::Management => (person, equipment),
        PasswordKind::Boot => (equipment, person),
    };
    let is_of_another_sort = |kind: &PasswordKind| matches!(holder(*kind), (None, Some(_)));
    let kinds = match &entry.kind {
        Some(kind) => vec![kind.value],
        None => PasswordKind::ALL.iter().copied().filter(|kind| !is_of_another_sort(kind)).collect(),
    };
    kinds.into_iter().map(|kind| (kind, holder(kind).0.map(|own| &own.value))).collect()
}

fn event<'a>(ledger: &'a Ledger, record: &'a Record, entry: &'a PasswordEvent) -> Option<(Holder<'a>, Event<'a>)> {
    let kind = entry.kind.as_ref()?.value;
    let holder = match kind {
        PasswordKind::Individual | PasswordKind::Management => meant::person(ledger, entry.person.as_ref()?),
        PasswordKind::Boot => meant::equipment(ledger, entry.equipment.as_ref()?),
    };
    let at = entry.at.as_ref().map_or_else(|| record.done_on().at(0, 0, 0, 0), |at| at.value);
    Some(((kind, holder), Event { at, action: entry.action.as_ref()?.value, record, entry }))
}
