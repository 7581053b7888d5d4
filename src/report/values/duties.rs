//! The other kinds: requests, maintenance, operation, inspection, instruction, report, media, passwords, sign-off.

use crate::model::record::{
    Close, Inspection, Instruction, Maintenance, Matter, Media, Operation, Password, Report, Request,
};
use crate::model::{At, Citation, Word};

use super::{Part, Value, day, each, id, ids, list, text, time, top, word};

pub fn request(own: &Request) -> Vec<Part> {
    vec![top(vec![
        ("received_at", time(&own.received_at)),
        ("document", text(&own.document)),
        ("basis", text(&own.basis)),
        ("content", text(&own.content)),
        ("operator", id(&own.operator)),
        ("terminal", id(&own.terminal)),
        ("done_at", time(&own.done_at)),
        ("outcome", text(&own.outcome)),
    ])]
}

pub fn maintenance(own: &Maintenance) -> Vec<Part> {
    vec![top(vec![
        ("equipment", ids(&own.equipment)),
        ("worker", text(&own.worker)),
        ("unlocked_at", time(&own.unlocked_at)),
        ("locked_at", time(&own.locked_at)),
        ("work", text(&own.work)),
        ("reported_at", time(&own.reported_at)),
        ("reported_to", id(&own.reported_to)),
        ("attended_by", id(&own.attended_by)),
    ])]
}

pub fn operation(own: &Operation) -> Vec<Part> {
    vec![top(vec![
        ("terminal", id(&own.terminal)),
        ("operator", id(&own.operator)),
        ("started_at", time(&own.started_at)),
        ("ended_at", time(&own.ended_at)),
        ("need", text(&own.need)),
        ("for", text(&own.served)),
        ("places", own.places.as_deref().and_then(ids)),
    ])]
}

pub fn inspection(own: &Inspection) -> Vec<Part> {
    let mut parts = vec![top(vec![
        ("subject", word(&own.subject)),
        ("target", id(&own.target)),
        ("inspected_at", time(&own.inspected_at)),
        ("inspector", id(&own.inspector)),
    ])];
    parts.extend(each("item", &own.items, |own| {
        vec![
            ("id", text(&own.id)),
            ("result", word(&own.result)),
            ("note", text(&own.note)),
            ("remedy_due", day(&own.remedy_due)),
            ("remedied_at", day(&own.remedied_at)),
        ]
    }));
    parts
}

pub fn instruction(own: &Instruction) -> Vec<Part> {
    vec![top(vec![
        ("to", id(&own.to)),
        ("matters", matters(&own.matters)),
        ("instructed_at", time(&own.instructed_at)),
        ("by", id(&own.by)),
        ("document", text(&own.document)),
        ("content", text(&own.content)),
        ("acknowledged_at", day(&own.acknowledged_at)),
        ("incident", text(&own.incident)),
    ])]
}

pub fn report(own: &Report) -> Vec<Part> {
    vec![top(vec![
        ("from", id(&own.from)),
        ("received_at", time(&own.received_at)),
        ("received_by", id(&own.received_by)),
        ("period_from", day(&own.period_from)),
        ("period_until", day(&own.period_until)),
        ("matters", matters(&own.matters)),
        ("compliance", word(&own.compliance)),
        ("content", text(&own.content)),
        ("document", text(&own.document)),
    ])]
}

pub fn media(own: &Media) -> Vec<Part> {
    let stored = each("stored", &own.stored, |own| {
        vec![
            ("medium", id(&own.medium)),
            ("stored_at", time(&own.stored_at)),
            ("location", text(&own.location)),
            ("by", id(&own.by)),
            ("backup_until", day(&own.backup_until)),
        ]
    });
    std::iter::once(top(Vec::new())).chain(stored).collect()
}

pub fn password(own: &Password) -> Vec<Part> {
    let events = each("event", &own.events, |own| {
        vec![
            ("kind", word(&own.kind)),
            ("person", id(&own.person)),
            ("equipment", id(&own.equipment)),
            ("action", word(&own.action)),
            ("at", time(&own.at)),
            ("by", id(&own.by)),
            ("reason", text(&own.reason)),
        ]
    });
    std::iter::once(top(Vec::new())).chain(events).collect()
}

pub fn close(own: &Close) -> Vec<Part> {
    vec![top(vec![
        ("closed_at", time(&own.closed_at)),
        ("by", id(&own.by)),
        ("digest", text(&own.digest)),
        ("declared", list(&own.declared, Citation::to_string)),
        ("comment", text(&own.comment)),
    ])]
}

fn matters(own: &[At<Matter>]) -> Option<Value> {
    list(own, |matter| matter.word().to_owned())
}
