//! The registers in force before a commit: who its author is, who the manager was, what the settings asked for.
//!
//! What a commit changes in them counts from the next commit on. The first that brings registers is judged by its own, and so is
//! whatever came before it: nobody could be known by any other.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::history::chronicle::{Chronicle, InForce};
use crate::history::{Commit, History};
use crate::load;
use crate::model::file::{File, Mode};
use crate::model::id::Id;
use crate::model::ledger::Ledger;
use crate::rules::art5;

/// The registers before and after each commit.
pub struct Before {
    known: BTreeMap<InForce, Ledger>,
    before: Vec<InForce>,
    after: Vec<InForce>,
    nothing: Ledger,
}

impl Before {
    pub fn of(history: &History, chronicle: &Chronicle) -> Before {
        let after = &chronicle.in_force;
        let oldest = |pick: fn(&InForce) -> Option<usize>| after.iter().rev().find_map(pick);
        let first = InForce { settings: oldest(|it| it.settings), people: oldest(|it| it.people) };
        let of_commit = |(at, commit): (usize, &Commit)| {
            let parent = commit.parents.first().map(|parent| after[*parent]).unwrap_or_default();
            let own = after[at];
            InForce {
                settings: parent.settings.or(own.settings).or(first.settings),
                people: parent.people.or(own.people).or(first.people),
            }
        };
        let before: Vec<InForce> = history.commits.iter().enumerate().map(of_commit).collect();
        let mut known = BTreeMap::new();
        for in_force in before.iter().chain(after) {
            known.entry(*in_force).or_insert_with(|| read(chronicle, *in_force));
        }
        Before { known, before, after: after.clone(), nothing: Ledger::default() }
    }

    /// What was in force before a commit.
    pub fn before(&self, commit: usize) -> &Ledger {
        self.known.get(&self.before[commit]).unwrap_or(&self.nothing)
    }

    /// What a commit leaves in force.
    pub fn after(&self, commit: usize) -> &Ledger {
        self.known.get(&self.after[commit]).unwrap_or(&self.nothing)
    }
}

fn read(chronicle: &Chronicle, in_force: InForce) -> Ledger {
    let file = |path: &str, text: Option<usize>| {
        let bytes = chronicle.texts.get(text?)?.to_vec();
        Some(File { path: path.to_owned(), lossy: false, mode: Mode::Plain, size: bytes.len() as u64, bytes })
    };
    let files = [file("records/ledger.toml", in_force.settings), file("records/register/people.toml", in_force.people)];
    load::load(&files.into_iter().flatten().collect::<Vec<_>>()).ledger
}

/// The people whose e-mail address this is: bytes after ASCII lower-casing, so one as a rule.
pub fn people<'l>(ledger: &'l Ledger, email: &str) -> Vec<&'l Id> {
    let is_theirs = |own: &str| own.eq_ignore_ascii_case(email);
    let own = ledger.people.iter().filter(|person| person.emails.iter().any(|own| is_theirs(&own.value)));
    own.map(|person| &person.id.value).collect()
}

/// Whether one of the people is the manager of a day, regular or acting.
pub fn is_manager(ledger: &Ledger, people: &[&Id], day: Date) -> bool {
    let mut appointed = art5::managers_of(ledger, day).filter_map(|appointment| appointment.person.as_ref());
    appointed.any(|person| people.contains(&&person.value))
}
