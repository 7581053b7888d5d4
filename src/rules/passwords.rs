//! Passwords as their events tell: when each is in force, and since when unchanged.
//!
//! A password is in force on every day from its issue or change to its revocation, both included.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime};

use crate::model::id::Id;
use crate::model::ledger::Ledger;
use crate::model::record::{Content, PasswordAction, PasswordEvent, PasswordKind, Record};
use crate::model::word::Word;

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
    /// Of which kinds there are events that cannot be read, and have been reported: whose they are is not known.
    unclear: BTreeSet<PasswordKind>,
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
                match event(record, entry) {
                    Some((holder, event)) if event.at.date() <= as_of => {
                        passwords.events.entry(holder).or_default().push(event);
                    }
                    Some(_) => {}
                    None => passwords.unclear.extend(kinds(entry)),
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
        self.unclear.contains(&holder.0) || set_before(self.events(holder), day).is_some()
    }

    /// Whether anybody's password of a kind is, or may be, in force.
    pub fn any_in_force(&self, kind: PasswordKind, day: Date) -> bool {
        let mut held = self.holders();
        self.unclear.contains(&kind) || held.any(|((own, _), events)| own == kind && set_before(events, day).is_some())
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

/// The kinds that an event may be of.
fn kinds(entry: &PasswordEvent) -> Vec<PasswordKind> {
    entry.kind.as_ref().map_or(PasswordKind::ALL.to_vec(), |kind| vec![kind.value])
}

fn event<'a>(record: &'a Record, entry: &'a PasswordEvent) -> Option<(Holder<'a>, Event<'a>)> {
    let kind = entry.kind.as_ref()?.value;
    let holder = match kind {
        PasswordKind::Individual | PasswordKind::Management => &entry.person.as_ref()?.value,
        PasswordKind::Boot => &entry.equipment.as_ref()?.value,
    };
    let at = entry.at.as_ref().map_or_else(|| record.done_on().at(0, 0, 0, 0), |at| at.value);
    Some(((kind, holder), Event { at, action: entry.action.as_ref()?.value, record, entry }))
}
