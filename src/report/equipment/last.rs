//! When a thing was last looked at, worked on or stored, and how it was then: each with its record.

use jiff::civil::DateTime;

use crate::model::record::{Content, Inspection, InspectionItem, ItemResult, Maintenance, Record, Stored};
use crate::model::source::plain;
use crate::model::{Id, Text};
use crate::report::address;
use crate::report::brief::{Brief, Link, dash, written};
use crate::report::mark::{Mark, Tone};
use crate::report::sheet::Cell;
use crate::rules::deficiency::{self, Deficiency};

pub fn inspection(brief: &Brief<'_>, thing: &Id) -> Cell {
    let of_thing = |inspection: &Inspection| inspection.target.as_ref().is_some_and(|target| target.value == *thing);
    match latest(brief, of_thing) {
        None => Cell::none(),
        Some((record, inspection)) => Cell {
            mark: Some(result(brief, record, inspection, |_| true)),
            words: vec![when(brief, record)],
            ..Cell::default()
        },
    }
}

/// A program has no inspection of its own: it is an item of those of the servers, or of one that names it.
pub fn of_program(brief: &Brief<'_>, program: &Id) -> Cell {
    const ITEM: &str = "program";
    let is_of_it = |item: &InspectionItem| item.id.as_ref().is_some_and(|id| id.value == ITEM);
    let named = |inspection: &Inspection| inspection.target.as_ref().is_some_and(|target| target.value == *program);
    let own = latest(brief, named).or_else(|| latest(brief, |inspection| inspection.items.iter().any(is_of_it)));
    match own {
        None => Cell::none(),
        Some((record, inspection)) => {
            let server = Link { text: brief.named(&inspection.target), href: None };
            Cell {
                mark: Some(result(brief, record, inspection, is_of_it)),
                words: vec![when(brief, record), server],
                ..Cell::default()
            }
        }
    }
}

fn latest<'a>(brief: &Brief<'a>, is_wanted: impl Fn(&Inspection) -> bool) -> Option<(&'a Record, &'a Inspection)> {
    let all = deficiency::inspections(brief.ledger, brief.as_of()).filter(|(record, _)| brief.is_shown(record));
    let at = |record: &Record| (record.done_on(), record.own_times().first().map(|at| at.value));
    all.filter(|(_, inspection)| is_wanted(inspection)).max_by_key(|(record, _)| at(record))
}

/// How the items that are asked for were found.
fn result(
    brief: &Brief<'_>,
    record: &Record,
    inspection: &Inspection,
    is_wanted: impl Fn(&InspectionItem) -> bool,
) -> Mark {
    let items = || inspection.items.iter().filter(|item| is_wanted(item));
    let good = items().filter(|item| plain(&item.result) == Some(ItemResult::Good)).count();
    let mut found = deficiency::of(record, inspection).filter(|found| is_wanted(found.item)).peekable();
    let is_deficient = found.peek().is_some();
    let is_open = found.any(|found: Deficiency<'_>| !found.is_mended(brief.ledger, brief.as_of()));
    let all = items().count();
    let count = brief.say(&Text::new(format!("{all}項目中 良{good}"), format!("{good} of {all} good")));
    let (tone, word) = match (is_deficient, is_open) {
        (_, true) => (Tone::Bad, brief.word("不備", "deficient")),
        (true, false) => (Tone::Look, brief.word("不備(是正済)", "mended since")),
        (false, false) => (Tone::Good, brief.word("良", "good")),
    };
    Mark::new(tone, format!("{word} {count}"))
}

pub fn maintenance(brief: &Brief<'_>, thing: &Id) -> Cell {
    let records = brief.ledger.records.values().filter(|record| brief.is_shown(record));
    let names_it = |work: &Maintenance| work.equipment.iter().any(|named| named.value == *thing);
    let of_thing = records.filter(|record| matches!(&record.content, Content::Maintenance(work) if names_it(work)));
    let last = of_thing.max_by_key(|record| record.done_on());
    last.map_or_else(Cell::none, |record| Cell::link(when(brief, record)))
}

/// When a medium was last put away, where, and up to which run it holds.
pub fn stored(brief: &Brief<'_>, medium: &Id) -> Vec<Cell> {
    let mut last: Option<(DateTime, &Record, &Stored)> = None;
    for record in brief.ledger.records.values().filter(|record| brief.is_shown(record)) {
        let Content::Media(media) = &record.content else {
            continue;
        };
        for stored in media.stored.iter().filter(|own| plain(&own.medium).as_ref() == Some(medium)) {
            let Some(at) = plain(&stored.stored_at).filter(|at| at.date() <= brief.as_of()) else {
                continue;
            };
            if last.is_none_or(|(latest, ..)| latest < at) {
                last = Some((at, record, stored));
            }
        }
    }
    let Some((at, record, stored)) = last else {
        return vec![Cell::none(), Cell::none(), Cell::none()];
    };
    let href = Some(address::record(record));
    let rack = stored.location.as_ref().and_then(|text| Id::parse(&text.value));
    vec![
        Cell::link(Link { text: brief.date(at.date()), href }),
        Cell::text(rack.map_or_else(|| written(&stored.location), |rack| brief.name(&rack))),
        Cell::text(stored.backup_until.as_ref().map_or_else(dash, |day| brief.date(day.value))),
    ]
}

fn when(brief: &Brief<'_>, record: &Record) -> Link {
    Link { text: brief.date(record.done_on()), href: Some(address::record(record)) }
}
