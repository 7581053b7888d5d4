//! incident

use crate::model::record::{Action, Closed, Contact, Incident, Prevention, Recovery};

use super::{Pair, Part, Value, day, each, id, ids, text, time, top, word};

pub fn incident(own: &Incident) -> Vec<Part> {
    let mut parts = vec![top(vec![
        ("title", text(&own.title)),
        ("category", word(&own.category)),
        ("severity", word(&own.severity)),
        ("affects", ids(&own.affects)),
        // Nothing is said where it is not so.
        ("at_facility", own.at_facility.then_some(Value::Flag(true))),
        ("credentials_exposed", ids(&own.credentials_exposed)),
        ("detected_at", time(&own.detected_at)),
        ("detected_by", id(&own.detected_by)),
        ("narrative", text(&own.narrative)),
    ])];
    parts.extend(each("contact", &own.contacts, contact));
    parts.extend(each("action", &own.actions, action));
    parts.extend(one("recovery", own.recovery.as_ref(), recovery));
    parts.extend(one("prevention", own.prevention.as_ref(), prevention));
    parts.extend(one("closed", own.closed.as_ref(), closed));
    parts
}

fn one<T>(table: &'static str, own: Option<&T>, pairs: impl Fn(&T) -> Vec<Pair>) -> Option<Part> {
    own.map(|own| Part { table, is_list: false, pairs: pairs(own) })
}

fn contact(own: &Contact) -> Vec<Pair> {
    vec![
        ("at", time(&own.at)),
        ("to", id(&own.to)),
        ("by", id(&own.by)),
        ("means", word(&own.means)),
        ("note", text(&own.note)),
    ]
}

fn action(own: &Action) -> Vec<Pair> {
    vec![("at", time(&own.at)), ("by", id(&own.by)), ("note", text(&own.note))]
}

fn recovery(own: &Recovery) -> Vec<Pair> {
    vec![
        ("demanded_at", time(&own.demanded_at)),
        ("demanded_of", id(&own.demanded_of)),
        ("restored_at", time(&own.restored_at)),
    ]
}

fn prevention(own: &Prevention) -> Vec<Pair> {
    vec![
        ("cause", text(&own.cause)),
        ("measure", text(&own.measure)),
        ("decided_at", day(&own.decided_at)),
        ("approved_by", id(&own.approved_by)),
        ("due", day(&own.due)),
        ("done_at", day(&own.done_at)),
    ]
}

fn closed(own: &Closed) -> Vec<Pair> {
    vec![("at", time(&own.at)), ("by", id(&own.by))]
}
