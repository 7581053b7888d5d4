//! Who committed what, and when.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, date};
use toml::Value;

use super::Found;
use super::deeds::Deed;
use super::graph::Graph;
use crate::world::{DEPUTY, LAST_DAY, PEOPLE, World, place_of};

pub fn judge(world: &World, graph: &Graph, deeds: &[Deed], found: &mut Vec<Found>) {
    for number in graph.seen() {
        clock(world, number, found);
        unknown(world, graph, deeds, number, found);
    }
    for deed in deeds {
        let Some(day) = kept(world, deed) else { continue };
        let at = world.commits[deed.commit].at;
        let is_ahead = |(name, value): &(String, Value)| is_of_an_event(name) && lies_ahead(value, at);
        if deed.brought().iter().any(is_ahead) {
            found.push(Found::record("committed-before-event", deed));
        }
        if acts_of_others(world, deed) {
            found.push(Found::record("author-not-operator", deed));
        }
        if deed.is_added()
            && is_first(world, deeds, deed)
            && place_of(&deed.path).is_some_and(|place| place.day.is_some())
            && at.date() > next_business_day(day)
        {
            found.push(Found::record("committed-late", deed));
        }
    }
}

/// The day of a record that is judged in a commit that is judged.
fn kept(world: &World, deed: &Deed) -> Option<Date> {
    let adopted = world.adopted?;
    let place = place_of(&deed.path).filter(|place| place.kind.is_some())?;
    let day = place.day.unwrap_or(LAST_DAY);
    (adopted <= day && adopted <= world.commits[deed.commit].at.date()).then_some(day)
}

fn clock(world: &World, number: usize, found: &mut Vec<Found>) {
    let commit = &world.commits[number];
    let too_early = |parent: &usize| world.commits[*parent].at > commit.at + 1.hour();
    if commit.parents.iter().any(too_early) || commit.at.date() > world.as_of {
        found.push(Found::commit("clock-suspect", number, commit.at.date()));
    }
}

/// What a commit leaves in the register is for its children; the first is judged by its own.
fn people(world: &World, number: usize) -> &'static [(&'static str, &'static str)] {
    let commit = &world.commits[number];
    PEOPLE[commit.parents.first().map_or(commit.people, |parent| world.commits[*parent].people)]
}

fn author(world: &World, number: usize) -> Option<&'static str> {
    let email = world.commits[number].email.to_ascii_lowercase();
    people(world, number).iter().find(|(_, own)| *own == email).map(|(id, _)| *id)
}

fn unknown(world: &World, graph: &Graph, deeds: &[Deed], number: usize, found: &mut Vec<Found>) {
    let commit = &world.commits[number];
    let is_kept = world.adopted.is_some_and(|adopted| adopted <= commit.at.date());
    let touches = deeds.iter().any(|deed| deed.commit == number) || touches_registers(world, graph, number);
    if is_kept && touches && author(world, number).is_none() {
        found.push(Found::commit("author-unknown", number, commit.at.date()));
    }
}

/// These histories join registers as the first parent has them: a merge that does so undoes what the others brought.
fn touches_registers(world: &World, graph: &Graph, number: usize) -> bool {
    let commit = &world.commits[number];
    let version = |number: usize| world.commits[number].people;
    match commit.parents.as_slice() {
        [] => true,
        [parent] => version(*parent) != commit.people,
        parents => parents.iter().any(|parent| {
            let others = parents.iter().filter(|other| *other != parent);
            let is_theirs = |other: &usize| {
                let bases = graph.bases(*parent, *other);
                version(*other) == commit.people && bases.iter().any(|base| version(*base) == version(*parent))
            };
            version(*parent) != commit.people && !others.into_iter().any(is_theirs)
        }),
    }
}

fn acts_of_others(world: &World, deed: &Deed) -> bool {
    let Some(author) = author(world, deed.commit) else { return false };
    let day = world.commits[deed.commit].at.date();
    if author == "tanaka" || author == "ito" && day == DEPUTY {
        return false;
    }
    let head = PEOPLE[world.commits.last().expect("a head").people];
    let persons: BTreeSet<&str> = people(world, deed.commit).iter().chain(head).map(|(id, _)| *id).collect();
    let kind = place_of(&deed.path).and_then(|place| place.kind).unwrap_or_default();
    let is_act = |name: &str| match kind {
        "check" | "request" => name == "operator",
        "incident" => ["detected_by", "contact.by", "action.by"].contains(&name),
        "media" => name == "stored.by",
        _ => false,
    };
    let is_others = |value: &Value| value.as_str().is_some_and(|id| id != author && persons.contains(id));
    deed.brought().iter().any(|(name, value)| is_act(name) && is_others(value))
}

fn is_of_an_event(name: &str) -> bool {
    name.split('.').next_back().is_some_and(|key| key == "at" || key.ends_with("_at"))
}

fn lies_ahead(value: &Value, at: DateTime) -> bool {
    let Value::Datetime(written) = value else { return false };
    let text = written.to_string();
    match text.parse::<DateTime>() {
        Ok(time) if written.time.is_some() => time > at,
        _ => text.parse::<Date>().is_ok_and(|day| day > at.date()),
    }
}

/// Of all commits that added the path, the earliest; of several at one time the one that `committed-late` names is not told.
fn is_first(world: &World, deeds: &[Deed], deed: &Deed) -> bool {
    let mut first: BTreeMap<DateTime, usize> = BTreeMap::new();
    for other in deeds.iter().filter(|other| other.path == deed.path && other.is_added()) {
        first.entry(world.commits[other.commit].at).or_insert(other.commit);
    }
    first.first_key_value().is_some_and(|(_, commit)| *commit == deed.commit)
}

/// Weekends, and the holidays of these two months.
fn next_business_day(day: Date) -> Date {
    let holidays = [date(2026, 9, 21), date(2026, 9, 22), date(2026, 9, 23), date(2026, 10, 12)];
    let is_off = |day: Date| day.weekday().to_monday_one_offset() > 5 || holidays.contains(&day);
    let mut next = day + 1.day();
    while is_off(next) {
        next += 1.day();
    }
    next
}
