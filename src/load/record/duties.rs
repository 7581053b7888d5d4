//! The other kinds: requests, maintenance, operation, inspection, instruction, report, media, passwords, sign-off.

use std::sync::LazyLock;

use super::super::reading::shorten;
use super::super::resolve::Referent;
use super::super::shape::{Form, ID};
use super::super::table::Table;
use super::super::value::{Value, any_text, date, id_of, name_of, text, time, word};
use super::{MEDIUM, SERVER, TERMINAL, agency, incident_id, person};
use crate::load::settings::ends_before_it_begins;
use crate::model::Id;
use crate::model::citation::Citation;
use crate::model::record::{
    Close, Inspection, InspectionItem, Instruction, ItemResult, Maintenance, Matter, Media, Operation, Password,
    PasswordEvent, PasswordKind, Report, Request, Stored, Subject,
};
use crate::model::register::EquipmentKind;
use crate::model::source::Field;
use crate::model::text::Text;
use crate::model::word::Word;

/// All kinds: what was worked on may be anything, but for a municipality's own terminal, of which `beyond-remit` speaks.
const ANY_EQUIPMENT: Referent = Referent::Equipment(&[
    EquipmentKind::Server,
    EquipmentKind::Rack,
    EquipmentKind::ManagementTerminal,
    EquipmentKind::Medium,
    EquipmentKind::Program,
]);
const DATA_CENTRE: Referent =
    Referent::Equipment(&[EquipmentKind::Server, EquipmentKind::Rack, EquipmentKind::Medium, EquipmentKind::Program]);

pub fn request(table: &mut Table<'_>) -> Request {
    let request = Request {
        received_at: table.need("received_at", time),
        document: table.need("document", text),
        basis: table.need("basis", text),
        content: table.need("content", text),
        operator: table.need("operator", person),
        terminal: table.may("terminal", id_of(TERMINAL)),
        done_at: table.may("done_at", time),
        outcome: table.may("outcome", any_text),
    };
    let message = Text::fixed("受け付ける前に終わっています。", "it was done before it was received.");
    table.reading.in_order(&request.received_at, &request.done_at, message);
    request
}

pub fn maintenance(table: &mut Table<'_>) -> Maintenance {
    if table.has("reported_at") {
        table.demand("reported_to");
    }
    let maintenance = Maintenance {
        equipment: table.need_list("equipment", id_of(ANY_EQUIPMENT)),
        worker: table.need("worker", text),
        unlocked_at: table.need("unlocked_at", time),
        locked_at: table.may("locked_at", time),
        work: table.need("work", text),
        reported_at: table.may("reported_at", time),
        reported_to: table.may("reported_to", person),
        attended_by: table.may("attended_by", person),
    };
    let message = Text::fixed("作業の前に報告されています。", "it was reported before the work.");
    table.reading.in_order(&maintenance.unlocked_at, &maintenance.reported_at, message);
    maintenance
}

pub fn operation(table: &mut Table<'_>) -> Operation {
    let operation = Operation {
        terminal: table.need("terminal", id_of(TERMINAL)),
        operator: table.need("operator", person),
        started_at: table.need("started_at", time),
        ended_at: table.need("ended_at", time),
        // Blank: `operation-without-need` speaks of it.
        need: table.need("need", any_text),
        served: table.may("for", name_of(Referent::Record)),
        places: table.list("places", id_of(Referent::Municipality)),
    };
    let message = Text::fixed("終わりの時刻が始まりより前です。", "it ended before it started.");
    table.reading.in_order(&operation.started_at, &operation.ended_at, message);
    operation
}

pub fn inspection(table: &mut Table<'_>) -> Inspection {
    let subject = table.need("subject", word::<Subject>);
    let target = match subject.as_ref().map(|subject| subject.value) {
        Some(Subject::Terminal) => table.need("target", id_of(TERMINAL)),
        Some(Subject::Equipment) => table.need("target", id_of(DATA_CENTRE)),
        Some(Subject::Facility) => table.need("target", agency),
        None => table.need("target", |value| {
            value.wants(|| ID);
            Id::parse(&text(value)?)
        }),
    };
    // Single items that are absent: `inspection-item-missing` speaks of them.
    table.demand("item");
    let items = table.tables("item", |table| item(table, subject.as_ref().map(|subject| subject.value)));
    Inspection {
        target,
        inspected_at: table.need("inspected_at", time),
        inspector: table.need("inspector", id_of(Referent::PersonOrAgency)),
        subject,
        items,
    }
}

fn item(table: &mut Table<'_>, subject: Option<Subject>) -> InspectionItem {
    let id = table.need("id", |value| item_id(value, subject));
    let result = table.need("result", word::<ItemResult>);
    match result.as_ref().map(|result| result.value) {
        Some(ItemResult::Deficient) => {
            table.demand("note");
            table.demand("remedy_due");
        }
        Some(ItemResult::NotApplicable) => table.demand("note"),
        Some(ItemResult::Good) | None => {}
    }
    let needs_note = result.as_ref().is_some_and(|result| result.value != ItemResult::Good);
    InspectionItem {
        span: table.span,
        note: table.may("note", if needs_note { text } else { any_text }),
        remedy_due: table.may("remedy_due", date),
        remedied_at: table.may("remedied_at", date),
        id,
        result,
    }
}

fn item_id(value: &Value<'_>, subject: Option<Subject>) -> Option<String> {
    value.wants(|| Form::Words(Subject::ALL.iter().flat_map(|own| own.items()).map(|(item, _)| *item).collect()));
    let id = text(value)?;
    let items = subject.map(Subject::items).unwrap_or_default();
    if subject.is_some() && !items.iter().any(|(item, _)| *item == id) {
        let (shown, list) = (shorten(&id), items.iter().map(|(item, _)| *item).collect::<Vec<_>>().join(", "));
        value.bad(Text::new(
            format!("「{shown}」はこの点検の項目ではありません。項目: {list}"),
            format!("`{shown}` is no item of this inspection. Items: {list}"),
        ));
    }
    Some(id)
}

pub fn instruction(table: &mut Table<'_>) -> Instruction {
    let to = table.need("to", agency);
    let matters = table.need_list("matters", word::<Matter>);
    if matters.iter().any(|matter| matches!(matter.value, Matter::Recovery | Matter::RecurrencePrevention)) {
        table.demand("incident");
    }
    let instruction = Instruction {
        instructed_at: table.need("instructed_at", time),
        by: table.need("by", person),
        document: table.need("document", text),
        content: table.need("content", text),
        acknowledged_at: table.may("acknowledged_at", date),
        incident: table.may("incident", incident_id),
        to,
        matters,
    };
    let instructed_on: Field<_> =
        instruction.instructed_at.as_ref().map(|at| crate::model::At { value: at.date(), span: at.span });
    let message = Text::fixed("指示の前に受領されています。", "it was acknowledged before it was given.");
    table.reading.in_order(&instructed_on, &instruction.acknowledged_at, message);
    instruction
}

pub fn report(table: &mut Table<'_>) -> Report {
    let report = Report {
        from: table.need("from", agency),
        received_at: table.need("received_at", time),
        received_by: table.need("received_by", person),
        period_from: table.need("period_from", date),
        period_until: table.need("period_until", date),
        matters: table.need_list("matters", word::<Matter>),
        compliance: table.need("compliance", word),
        content: table.need("content", text),
        document: table.may("document", any_text),
    };
    table.reading.in_order(&report.period_from, &report.period_until, ends_before_it_begins());
    report
}

pub fn media(table: &mut Table<'_>) -> Media {
    table.demand("stored");
    let stored = table.tables("stored", |table| Stored {
        span: table.span,
        medium: table.need("medium", id_of(MEDIUM)),
        stored_at: table.need("stored_at", time),
        // No rack, or nothing that is registered: `media-not-in-rack` speaks of it.
        location: table.need("location", text),
        by: table.need("by", id_of(Referent::PersonOrAgency)),
        backup_until: table.need("backup_until", date),
    });
    Media { stored }
}

pub fn password(table: &mut Table<'_>) -> Password {
    table.demand("event");
    Password { events: table.tables("event", event) }
}

fn event(table: &mut Table<'_>) -> PasswordEvent {
    let kind = table.need("kind", word::<PasswordKind>);
    let is_boot = kind.as_ref().is_some_and(|kind| kind.value == PasswordKind::Boot);
    let (person_of, equipment_of) = if is_boot {
        (None, table.need("equipment", id_of(SERVER)))
    } else {
        (if kind.is_some() { table.need("person", person) } else { table.may("person", person) }, None)
    };
    let by = if is_boot { Referent::PersonOrAgency } else { Referent::Person };
    PasswordEvent {
        span: table.span,
        person: person_of,
        equipment: equipment_of,
        action: table.need("action", word),
        at: table.need("at", time),
        by: table.need("by", id_of(by)),
        reason: table.may("reason", any_text),
        kind,
    }
}

pub fn close(table: &mut Table<'_>) -> Close {
    Close {
        closed_at: table.need("closed_at", time),
        by: table.need("by", person),
        digest: table.need("digest", digest),
        declared: table.list("declared", citation).unwrap_or_default(),
        comment: table.may("comment", any_text),
    }
}

fn digest(value: &Value<'_>) -> Option<String> {
    value.wants(|| Form::Pattern("^sha256:[0-9a-f]{64}$"));
    let digest = text(value)?;
    let hex = digest.strip_prefix("sha256:").unwrap_or_default();
    if hex.len() != 64 || !hex.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        value.bad(Text::fixed(
            "digestは「sha256:」に続く64桁の16進数(英小文字)です。",
            "a digest is `sha256:` and 64 hex digits in lower case.",
        ));
    }
    Some(digest)
}

fn citation(value: &Value<'_>) -> Option<Citation> {
    static IDS: LazyLock<Vec<String>> =
        LazyLock::new(|| Citation::all().map(|citation| citation.to_string()).collect());
    value.wants(|| Form::Words(IDS.iter().map(String::as_str).collect()));
    let written = text(value)?;
    let citation = Citation::parse(&written);
    if citation.is_none() {
        let shown = shorten(&written);
        value.bad(Text::new(
            format!("「{shown}」という条項はありません(例: art-7-3)。"),
            format!("the regulation has no `{shown}` (say, art-7-3)."),
        ));
    }
    citation
}
