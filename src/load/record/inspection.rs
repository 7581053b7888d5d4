//! Inspections: each item belongs to its subject. One that was not looked at is for the rules to tell.

use super::super::reading::shorten;
use super::super::resolve::Referent;
use super::super::shape::{Form, ID};
use super::super::table::Table;
use super::super::value::{Value, any_text, date, id_of, text, time, word};
use super::{TERMINAL, agency};
use crate::model::Id;
use crate::model::record::{Inspection, InspectionItem, ItemResult, Subject};
use crate::model::register::EquipmentKind;
use crate::model::text::Text;
use crate::model::word::Word;

const DATA_CENTRE: Referent =
    Referent::Equipment(&[EquipmentKind::Server, EquipmentKind::Rack, EquipmentKind::Medium, EquipmentKind::Program]);

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
