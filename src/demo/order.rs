//! The order of the commits: by time, and each after what it builds on, so that the ledger is sound at every one of them.

use std::collections::BTreeMap;

use super::event::{Event, What};
use super::group::Group;
use crate::model::record::Content;
use crate::model::source::Field;

/// The groups by time, each after those that it builds on.
pub fn in_order(groups: Vec<Group<'_>>) -> Vec<Group<'_>> {
    let foundations = foundations(&groups);
    let mut done = vec![false; groups.len()];
    let mut order = Vec::with_capacity(groups.len());
    while order.len() < groups.len() {
        let waiting = || (0..groups.len()).filter(|at| !done[*at]);
        let stands = |at: &usize| foundations[*at].iter().all(|below| done[*below]);
        let next = waiting().filter(stands).min_by_key(|at| groups[*at].ready());
        // Records that refer to each other in a ring have no right order: the earliest will do.
        let Some(next) = next.or_else(|| waiting().min_by_key(|at| groups[*at].ready())) else {
            break;
        };
        done[next] = true;
        order.push(next);
    }
    let mut groups: Vec<Option<Group<'_>>> = groups.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| groups[at].take()).collect()
}

/// Of each group, those that must come before it: the opening, what was in its files before, what it refers to.
fn foundations(groups: &[Group<'_>]) -> Vec<Vec<usize>> {
    let opening = groups.iter().position(|group| matches!(group.events[0].what, What::Adopted));
    let brought = by_path(groups);
    let below = |(at, group): (usize, &Group<'_>)| {
        let mut below: Vec<usize> = opening.into_iter().collect();
        for event in &group.events {
            let earlier = brought.get(event.path).into_iter().flatten();
            below.extend(earlier.take_while(|earlier| **earlier != at));
            let referred = references(event).into_iter();
            below.extend(referred.filter_map(|id| brought.get(format!("records/{id}.toml").as_str())?.first()));
        }
        below.retain(|below| *below != at);
        below
    };
    groups.iter().enumerate().map(below).collect()
}

/// Of each file, the groups that wrote it, in the order of what they wrote.
fn by_path<'l>(groups: &[Group<'l>]) -> BTreeMap<&'l str, Vec<usize>> {
    let numbered = groups.iter().enumerate();
    let mut events: Vec<(usize, &Event<'l>)> =
        numbered.flat_map(|(at, group)| group.events.iter().map(move |event| (at, event))).collect();
    events.sort_by_key(|(_, event)| (event.at, !event.is_first()));
    let mut by_path: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, event) in events {
        by_path.entry(event.path).or_default().push(at);
    }
    by_path
}

/// The records that a record's first text refers to.
fn references<'l>(event: &Event<'l>) -> Vec<&'l str> {
    let What::Record(record) = event.what else {
        return Vec::new();
    };
    let ids: Vec<&Field<String>> = match &record.content {
        Content::Check(check) => {
            let backups = check.backups.iter().map(|run| &run.incident);
            backups.chain(check.transmissions.iter().map(|run| &run.incident)).collect()
        }
        Content::Operation(operation) => vec![&operation.served],
        Content::Instruction(instruction) => vec![&instruction.incident],
        Content::Incident(_)
        | Content::Request(_)
        | Content::Maintenance(_)
        | Content::Inspection(_)
        | Content::Report(_)
        | Content::Media(_)
        | Content::Password(_)
        | Content::Close(_) => Vec::new(),
    };
    ids.into_iter().flatten().map(|id| id.value.as_str()).collect()
}
