//! One manager after another (管理者の交代), and who may write that down.
//!
//! Who somebody is and was, the registers from before the commit say. From those after it comes the successor alone: the appointment,
//! and an e-mail that nobody had before.

use jiff::civil::Date;

use crate::history::chronicle::Deed;
use crate::model::id::Id;
use crate::model::ledger::Ledger;
use crate::model::register::Appointment;
use crate::model::settings::Limit;
use crate::model::source::plain;

use super::Hearing;
use super::before::people;
use super::registers::{is_register, managers};

/// As whom its author may make a commit that ends one manager's appointment and begins the next: as one of the two, or as a deputy,
/// while that is still in time. Nobody where it does not, or is another's.
pub fn hands_over<'h>(hearing: &'h Hearing<'_>, at: usize, deeds: &[Deed]) -> Vec<&'h Id> {
    let commit = &hearing.history.commits[at];
    let (before, after) = (hearing.before.before(at), hearing.before.after(at));
    let Some(day) = hearing.came_in(commit).map(|moment| moment.date()) else { return Vec::new() };
    if !deeds.iter().any(is_register) {
        return Vec::new();
    }
    let is_in_time = |succession: &Succession<'_>| {
        let days = before.settings.on(succession.first_day).limit(Limit::CommitBusinessDays);
        let last = hearing.bench.trustees_office().nth_business_day_after(succession.first_day, days);
        last.is_some_and(|last| day <= last)
    };
    let known = people(before, &commit.author.email);
    let new = if known.is_empty() { people(after, &commit.author.email) } else { Vec::new() };
    let as_whom = |succession: Succession<'h>| {
        let known = known.iter().copied().filter(move |person| succession.may_write(person));
        let new = new.iter().copied().filter(move |person| *person == succession.successor);
        known.chain(new).collect::<Vec<_>>()
    };
    successions(before, after, day).filter(is_in_time).flat_map(as_whom).collect()
}

#[derive(Clone, Copy)]
struct Succession<'l> {
    first_day: Date,
    successor: &'l Id,
    before: &'l Ledger,
    old: &'l Appointment,
    /// The last day of the old manager.
    last_day: Date,
    /// On which the commit came in.
    day: Date,
}

/// The appointments that a commit begins where it ends, or leaves ended, that of the manager before.
fn successions<'l>(before: &'l Ledger, after: &'l Ledger, day: Date) -> impl Iterator<Item = Succession<'l>> {
    let begun = regular(after).filter(|new| !regular(before).any(|known| key(known) == key(new)));
    begun.filter_map(move |new| {
        let (first_day, successor) = (plain(&new.term.from)?, &new.person.as_ref()?.value);
        let came_before = regular(before).filter(|known| plain(&known.term.from).is_some_and(|from| from < first_day));
        let old = came_before.max_by_key(|known| plain(&known.term.from))?;
        let still = regular(after).find(|left| key(left) == key(old))?;
        let last_day = plain(&still.term.until).filter(|until| *until < first_day)?;
        Some(Succession { first_day, successor, before, old, last_day, day })
    })
}

impl Succession<'_> {
    /// Of those who were known before.
    fn may_write(&self, person: &Id) -> bool {
        let is_theirs = |appointment: &Appointment| plain(&appointment.person).as_ref() == Some(person);
        let mut deputies = managers(self.before).filter(|appointment| self.stood_in(appointment));
        person == self.successor || is_theirs(self.old) || deputies.any(is_theirs)
    }

    /// A deputy since the old manager's last day, not one of years ago.
    fn stood_in(&self, deputy: &Appointment) -> bool {
        let is_over = plain(&deputy.term.until).is_some_and(|until| until < self.last_day);
        deputy.acting && !is_over && plain(&deputy.term.from).is_some_and(|from| from <= self.day)
    }
}

/// Whose an appointment is, and from when.
fn key(appointment: &Appointment) -> (Option<Id>, Option<Date>) {
    (plain(&appointment.person), plain(&appointment.term.from))
}

fn regular(ledger: &Ledger) -> impl Iterator<Item = &Appointment> {
    managers(ledger).filter(|appointment| !appointment.acting)
}
