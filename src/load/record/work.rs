//! Requests, maintenance and operation. What was left blank where a rule speaks of it (`need`, `locked_at`) is no fault of form.

use super::super::resolve::Referent;
use super::super::table::Table;
use super::super::value::{any_text, id_of, name_of, text, time};
use super::{TERMINAL, person};
use crate::model::record::{Maintenance, Operation, Request};
use crate::model::register::EquipmentKind;
use crate::model::text::Text;

/// All kinds: what was worked on may be anything, but for a municipality's own terminal, of which `beyond-remit` speaks.
const ANY_EQUIPMENT: Referent = Referent::Equipment(&[
    EquipmentKind::Server,
    EquipmentKind::Rack,
    EquipmentKind::ManagementTerminal,
    EquipmentKind::Medium,
    EquipmentKind::Program,
]);

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
