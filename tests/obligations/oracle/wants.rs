//! What should hold every day since `starts`, and does not: Articles 5 and 8, and the appended table, server (3) and (4).

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::calendar::*;
use super::{Found, find};
use crate::ledger::*;

pub fn judge(ledger: &Ledger, found: &mut Vec<Found>) {
    let mut want = |rule: &str, first_days: Vec<Date>| {
        for day in first_days {
            find(ledger, rule, TRUSTEE, day, found);
        }
    };
    want("manager-absent", gaps(ledger, |day| managers(ledger, day, true).is_empty()));
    want("manager-overlap", gaps(ledger, |day| managers(ledger, day, false).len() > 1));
    for (rule, kind) in
        [("maintenance-standard-missing", "maintenance-standard"), ("password-procedure-missing", "password-procedure")]
    {
        let in_force = |day| {
            let of_kind = |document: &Document| document.kind == kind && document.term.holds(day);
            ledger.documents.iter().any(of_kind)
        };
        want(rule, gaps(ledger, |day| !in_force(day)));
    }
    for person in PEOPLE {
        let lacks = |day| is_designated(ledger, person, day) && !is_in_force(ledger, "individual", person, day);
        want("individual-password-missing", gaps(ledger, lacks));
        want("password-not-revoked", not_revoked(ledger, person));
        for kind in ["individual", "management"] {
            want("password-too-old", too_old(ledger, kind, person));
        }
    }
    let managed = |day| PEOPLE.iter().any(|person| is_in_force(ledger, "management", person, day));
    want("management-password-missing", gaps(ledger, |day| !managed(day)));
    for ((id, kind), in_use) in EQUIPMENT.iter().zip(&ledger.in_use) {
        if *kind == "server" {
            let unset = |day| in_use.holds(day) && !is_in_force(ledger, "boot", id, day);
            want("boot-password-not-set", gaps(ledger, unset));
            let unhandled = gaps(ledger, |day| in_use.holds(day) && !has_handler(ledger, id, day));
            // «one finding a server, on its first such day»
            want("server-handler-not-appointed", unhandled.into_iter().take(1).collect());
        }
    }
}

/// The first day of each gap, since `starts`.
fn gaps(ledger: &Ledger, is_wanting: impl Fn(Date) -> bool) -> Vec<Date> {
    let mut first_days = Vec::new();
    let mut in_gap = false;
    for day in days(ledger.starts, ledger.as_of) {
        if is_wanting(day) && !in_gap {
            first_days.push(day);
        }
        in_gap = is_wanting(day);
    }
    first_days
}

/// Who is the manager of a day. A deputy counts, but makes no overlap.
fn managers(ledger: &Ledger, day: Date, with_deputies: bool) -> BTreeSet<&'static str> {
    let mut people = BTreeSet::new();
    for appointment in ledger.appointments.iter().filter(|own| own.term.holds(day)) {
        match appointment.post {
            Post::Manager { acting } if with_deputies || !acting => people.insert(appointment.person),
            Post::Manager { .. } | Post::Handler { .. } => false,
        };
    }
    people
}

fn has_handler(ledger: &Ledger, server: &str, day: Date) -> bool {
    ledger.appointments.iter().filter(|own| own.term.holds(day)).any(|own| match &own.post {
        Post::Handler { servers } => servers.as_ref().is_none_or(|servers| servers.contains(&server)),
        Post::Manager { .. } => false,
    })
}

fn is_designated(ledger: &Ledger, person: &str, day: Date) -> bool {
    let own = |designation: &Designation| designation.person == person && designation.term.holds(day);
    ledger.designations.iter().any(own)
}

/// The events of one password by the as-of date, in the order of time.
fn events<'a>(ledger: &'a Ledger, kind: &str, holder: &str) -> Vec<&'a PasswordEvent> {
    let own = |event: &&PasswordEvent| event.kind == kind && event.holder == holder && event.at.date() <= ledger.as_of;
    let mut events: Vec<&PasswordEvent> = ledger.passwords.iter().filter(own).collect();
    events.sort_by_key(|event| event.at);
    events
}

/// «on every day from `issued` or `changed` to `revoked`, both included»
fn is_in_force(ledger: &Ledger, kind: &str, holder: &str, day: Date) -> bool {
    let events = events(ledger, kind, holder);
    let revoked_before = |since: DateTime| {
        let revokes = |event: &&PasswordEvent| event.action == "revoked" && event.at > since && event.at.date() < day;
        events.iter().any(revokes)
    };
    let set = |event: &&PasswordEvent| event.action != "revoked" && event.at.date() <= day;
    events.iter().filter(|event| set(event)).any(|event| !revoked_before(event.at))
}

/// The first day, not before `starts`, on which a password has stood for more days than the setting of that day allows. One
/// that is set anew on that day is not too old on it.
fn too_old(ledger: &Ledger, kind: &str, holder: &str) -> Vec<Date> {
    let events = events(ledger, kind, holder);
    let mut too_old = Vec::new();
    for (index, set) in events.iter().enumerate().filter(|(_, event)| event.action != "revoked") {
        let last = match events.get(index + 1) {
            None => ledger.as_of,
            Some(next) if next.action == "revoked" => next.at.date(),
            Some(next) => next.at.date() - 1.day(),
        };
        for (age, day) in (0..).zip(days(set.at.date(), last)) {
            let most = deadline(ledger, day, "password_max_age_days");
            if day >= ledger.starts && most > 0 && age > most {
                too_old.push(day);
                break;
            }
        }
    }
    too_old
}

/// The last days, since `starts`, of a person's designations after which the password in force was not revoked in time.
fn not_revoked(ledger: &Ledger, person: &str) -> Vec<Date> {
    let mut last_days = Vec::new();
    for last in days(ledger.starts, ledger.as_of) {
        let ends = is_designated(ledger, person, last) && !is_designated(ledger, person, next(last));
        let due = last + i64::from(deadline(ledger, last, "revoke_days")).days();
        if ends && ledger.as_of > due && is_in_force(ledger, "individual", person, last) {
            let revoked =
                |event: &&PasswordEvent| event.action == "revoked" && last <= event.at.date() && event.at.date() <= due;
            if !events(ledger, "individual", person).iter().any(revoked) {
                last_days.push(last);
            }
        }
    }
    last_days
}
