//! incident

use jiff::civil::DateTime;

use super::super::resolve::Referent;
use super::super::table::Table;
use super::super::value::{any_text, date, flag, id_of, text, time, word};
use super::{agency, person};
use crate::model::id::Id;
use crate::model::record::{Action, Closed, Contact, Incident, Prevention, Recovery};
use crate::model::source::{At, Field};
use crate::model::text::Text;

pub fn incident(table: &mut Table<'_>) -> Incident {
    let incident = Incident {
        title: table.need("title", text),
        category: table.need("category", word),
        severity: table.need("severity", word),
        affects: affects(table),
        at_facility: table.may("at_facility", flag).is_some_and(|at| at.value),
        credentials_exposed: table.list("credentials_exposed", person).unwrap_or_default(),
        detected_at: table.need("detected_at", time),
        detected_by: table.need("detected_by", id_of(Referent::PersonAgencyOrMunicipality)),
        narrative: table.need("narrative", text),
        contacts: table.tables("contact", contact),
        actions: table.tables("action", action),
        recovery: table.table("recovery", recovery),
        prevention: table.table("prevention", prevention),
        closed: table.table("closed", closed),
    };
    for at in later(&incident) {
        let message =
            Text::fixed("発見(detected_at)より前の時刻です。", "this lies before the detection (detected_at).");
        table.reading.in_order(&incident.detected_at, at, message);
    }
    incident
}

/// The times that cannot lie before the detection.
fn later(incident: &Incident) -> impl Iterator<Item = &Field<DateTime>> {
    let contacts = incident.contacts.iter().map(|contact| &contact.at);
    let actions = incident.actions.iter().map(|action| &action.at);
    let demanded = incident.recovery.iter().map(|recovery| &recovery.demanded_at);
    let closed = incident.closed.iter().map(|closed| &closed.at);
    contacts.chain(actions).chain(demanded).chain(closed)
}

/// The municipalities affected: in a municipality's folder, that one at least.
fn affects(table: &mut Table<'_>) -> Vec<At<Id>> {
    let municipality = id_of(Referent::Municipality);
    if table.reading.folder.is_some_and(|(_, is_trustee)| is_trustee) {
        return table.need_list("affects", municipality);
    }
    let written = table.list("affects", municipality);
    let Some((place, _)) = table.reading.folder else {
        return written.unwrap_or_default();
    };
    let own = At { value: place.clone(), span: table.span };
    let Some(mut affects) = written else { return vec![own] };
    if !affects.iter().any(|affected| affected.value == *place) {
        let span = affects.first().map_or(table.span, |first| first.span);
        let message = Text::new(
            format!("「affects」にこのフォルダーの町村({place})がありません。"),
            format!("`affects` leaves out the municipality whose folder this is ({place})."),
        );
        table.reading.bad(span, message);
        affects.push(own);
    }
    affects
}

fn contact(table: &mut Table<'_>) -> Contact {
    Contact {
        span: table.span,
        at: table.need("at", time),
        to: table.need("to", id_of(Referent::MunicipalityOrAgency)),
        by: table.need("by", person),
        means: table.need("means", word),
        note: table.may("note", any_text),
    }
}

fn action(table: &mut Table<'_>) -> Action {
    Action {
        span: table.span,
        at: table.need("at", time),
        by: table.need("by", person),
        note: table.need("note", text),
    }
}

fn recovery(table: &mut Table<'_>) -> Recovery {
    let recovery = Recovery {
        span: table.span,
        demanded_at: table.need("demanded_at", time),
        demanded_of: table.need("demanded_of", agency),
        restored_at: table.may("restored_at", time),
    };
    let message = Text::fixed(
        "復旧が要求より前です。先に復旧していたときは、復旧を確かめた時刻を書きます。",
        "it was restored before that was demanded; where it had come back by itself, write when that was confirmed.",
    );
    table.reading.in_order(&recovery.demanded_at, &recovery.restored_at, message);
    recovery
}

fn prevention(table: &mut Table<'_>) -> Prevention {
    Prevention {
        span: table.span,
        cause: table.need("cause", text),
        measure: table.need("measure", text),
        decided_at: table.need("decided_at", date),
        approved_by: table.need("approved_by", person),
        due: table.may("due", date),
        done_at: table.may("done_at", date),
    }
}

fn closed(table: &mut Table<'_>) -> Closed {
    Closed { span: table.span, at: table.need("at", time), by: table.need("by", person) }
}
