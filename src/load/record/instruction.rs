//! Instructions to the facility manager, and reports from there.

use super::super::table::Table;
use super::super::value::{any_text, date, text, time, word};
use super::{agency, incident_id, person};
use crate::load::settings::ends_before_it_begins;
use crate::model::record::{Instruction, Matter, Report};
use crate::model::source::Field;
use crate::model::text::Text;

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
