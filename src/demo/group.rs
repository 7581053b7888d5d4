//! What goes into one commit: what one person writes of one sort within a short time, committed a few minutes after the
//! last of it. A morning's checks at one terminal, say, or a round of telephone calls.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use jiff::civil::DateTime;

use super::event::Event;
use super::words;
use crate::model::ledger::Ledger;
use crate::model::register::Person;

/// From the last thing in a commit to the commit.
const TO_COMMIT: SignedDuration = SignedDuration::from_mins(3);

/// No longer than this between two things that go into one commit, of an incident and of other work.
const CALLS: SignedDuration = SignedDuration::from_mins(15);
const ROUND: SignedDuration = SignedDuration::from_mins(30);

/// The events of one commit, in order.
pub struct Group<'l> {
    /// At least one.
    pub events: Vec<Event<'l>>,
}

impl<'l> Group<'l> {
    pub fn by(&self) -> &'l Person {
        self.events[0].by
    }

    fn last(&self) -> DateTime {
        self.events[self.events.len() - 1].at
    }

    /// When it was committed, if nothing kept it waiting.
    pub fn ready(&self) -> DateTime {
        self.last().saturating_add(TO_COMMIT)
    }

    /// Whether an event of the same thread belongs into the same commit.
    fn takes(&self, event: &Event<'_>, thread: &Thread<'_>) -> bool {
        let together = match thread {
            Thread::Detection(_) | Thread::Growth(_) => CALLS,
            Thread::Work(..) => ROUND,
        };
        self.by().id == event.by.id && self.last().duration_until(event.at) <= together
    }
}

/// What can go into one commit: an incident's detection, its growth, or one person's work of one sort.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Thread<'l> {
    Detection(&'l str),
    Growth(&'l str),
    Work(&'l str, String),
}

/// All events, put together as they were committed.
pub fn grouped<'l>(mut events: Vec<Event<'l>>, ledger: &Ledger) -> Vec<Group<'l>> {
    events.sort_by_key(|event| event.at);
    let mut groups: Vec<Group<'l>> = Vec::new();
    let mut open: BTreeMap<Thread<'l>, usize> = BTreeMap::new();
    for event in events {
        let thread = match words::topic(&event, ledger) {
            Some(topic) => Thread::Work(&event.by.id.value, topic),
            None if event.is_first() => Thread::Detection(event.path),
            None => Thread::Growth(event.path),
        };
        match open.get(&thread) {
            Some(at) if groups[*at].takes(&event, &thread) => groups[*at].events.push(event),
            Some(_) | None => {
                open.insert(thread, groups.len());
                groups.push(Group { events: vec![event] });
            }
        }
    }
    groups
}
