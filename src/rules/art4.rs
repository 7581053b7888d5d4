//! Article 4: the management terminals are kept safe, which the inspections show.

use jiff::civil::Date;

use crate::load::nearest;
use crate::model::citation::Citation;
use crate::model::id::Id;
use crate::model::record::{Content, Inspection, Record, Subject};
use crate::model::register::EquipmentKind;
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::settings::Owed;
use crate::model::text::Text;

use super::bench::{Bench, Docket};
use super::deficiency;
use super::meant;
use super::obligation::Duty;
use super::scheduled::Scheduled;
use super::words;

pub static TERMINAL_INSPECTION_MISSING: Rule = Rule {
    id: "terminal-inspection-missing",
    citation: Citation::article(4),
    basis: Basis::Policy,
    severity: Severity::Violation,
    title: Text::fixed("管理用端末機が点検されていません", "management terminal not inspected"),
    why: Text::fixed(
        "管理用端末機を災害や盗難から守る措置は、見て確かめなければ続いているか分かりません。頻度は運用基準です。",
        "Whether a terminal still is protected shows only by looking. How often is the house's own standard.",
    ),
    remedy: Text::fixed(
        "端末機を点検し、点検(inspection)の記録を作ってください。過ぎた期間の分は取り戻せません。",
        "Inspect the terminal and record it; a period that has passed cannot be made up for.",
    ),
};

pub static INSPECTION_ITEM_MISSING: Rule = Rule {
    id: "inspection-item-missing",
    citation: Citation::article(4),
    basis: Basis::Regulation,
    severity: Severity::Error,
    title: Text::fixed("点検の項目が足りません", "an inspection without one of its items"),
    why: Text::fixed(
        "書かれていない項目は点検されていません。空欄は良好の意味にはなりません。",
        "An item that is not there was not inspected: a blank is never an OK.",
    ),
    remedy: Text::fixed(
        "その項目を点検して [[item]] を書き足してください。対象にならない項目は not-applicable と理由を書きます。",
        "Inspect it and add its [[item]]; where it does not apply, say `not-applicable` and why.",
    ),
};

pub static REMEDY_OVERDUE: Rule = Rule {
    id: "remedy-overdue",
    citation: Citation::article(4),
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("不備が期限までに直されていません", "a deficiency not remedied by its day"),
    why: Text::fixed(
        "見つけた不備は、直して初めて点検した意味があります。",
        "An inspection is worth only what is mended after it.",
    ),
    remedy: Text::fixed(
        "直したら remedied_at を書き足すか、次の点検で良好と記録してください。",
        "Once mended, add `remedied_at`, or record the item as good in the next inspection.",
    ),
};

pub fn judge(bench: &Bench<'_>, docket: &mut Docket) {
    terminals(bench, docket);
    for record in bench.ledger.records.values() {
        let Content::Inspection(inspection) = &record.content else {
            continue;
        };
        let Some(subject) = inspection.subject.as_ref().map(|subject| subject.value) else {
            continue;
        };
        missing_items(record, inspection, subject, docket);
        if bench.has_happened(record.done_on()) {
            overdue_remedies(bench, record, inspection, subject, docket);
        }
    }
}

fn terminals(bench: &Bench<'_>, docket: &mut Docket) {
    let Some(trustee) = bench.ledger.trustee() else { return };
    for terminal in bench.ledger.equipment_of(EquipmentKind::ManagementTerminal) {
        let name = words::name(bench.ledger, &terminal.id);
        let scheduled = Scheduled {
            duty: Duty::TerminalInspection,
            owed: Owed::TerminalInspection,
            place: trustee,
            subject: Some(&terminal.id),
            name: Text::new(format!("{}の点検", name.ja), format!("an inspection of {}", name.en)),
        };
        let done = inspections(bench, Subject::Terminal, Some(&terminal.id));
        scheduled.judge(bench, |day| terminal.in_use.holds(day), &done, docket);
    }
}

/// The days and records of a subject's inspections, of one target or of any.
pub fn inspections<'a>(bench: &Bench<'a>, subject: Subject, target: Option<&Id>) -> Vec<(Date, &'a str)> {
    let records = bench.records().filter_map(|record| {
        let Content::Inspection(inspection) = &record.content else {
            return None;
        };
        let same_subject = inspection.subject.as_ref().is_some_and(|own| own.value == subject);
        let is_it =
            |target: &Id| inspection.target.as_ref().is_some_and(|own| meant::equipment(bench.ledger, own) == target);
        let same_target = target.is_none_or(is_it);
        (same_subject && same_target).then_some((record.done_on(), record.id.as_str()))
    });
    records.collect()
}

fn missing_items(record: &Record, inspection: &Inspection, subject: Subject, docket: &mut Docket) {
    let written: Vec<Option<&str>> =
        inspection.items.iter().map(|item| item.id.as_ref().map(|id| id.value.as_str())).collect();
    // No item at all, or one without a name, has been reported: one slip, one alarm.
    if written.is_empty() || written.contains(&None) {
        return;
    }
    let mut missing: Vec<_> = subject.items().iter().filter(|(item, _)| !written.contains(&Some(item))).collect();
    // A name that is no item's has been reported too, and stands for the item that it was meant for.
    let is_an_item = |id: &&str| subject.items().iter().any(|(item, _)| item == id);
    for id in written.iter().flatten().filter(|id| !is_an_item(id)) {
        if let Some(meant) = nearest(id, missing.iter().map(|(item, _)| *item)) {
            missing.retain(|(item, _)| *item != meant);
        }
    }
    for (item, citation) in missing {
        let message = Text::new(
            format!("点検の項目「{item}」({})がありません。", citation.label().ja),
            format!("the inspection lacks the item `{item}` ({}).", citation.label().en),
        );
        docket.find_in_citing(&INSPECTION_ITEM_MISSING, *citation, record, None, message);
    }
}

fn overdue_remedies(
    bench: &Bench<'_>,
    record: &Record,
    inspection: &Inspection,
    subject: Subject,
    docket: &mut Docket,
) {
    for deficiency in deficiency::of(record, inspection) {
        let item = deficiency.item;
        let (Some(id), Some(due)) = (&item.id, &item.remedy_due) else {
            continue;
        };
        let Some((_, citation)) = subject.items().iter().find(|(own, _)| *own == id.value) else {
            continue;
        };
        if bench.is_over(due.value) && !deficiency.is_mended(bench.ledger, bench.as_of) {
            let day = words::date(due.value);
            let message = Text::new(
                format!("点検の項目「{}」の不備が、期限の{}を過ぎても直されていません。", id.value, day.ja),
                format!("the deficient item `{}` was to be remedied by {} and is not.", id.value, day.en),
            );
            docket.find_in_citing_on(&REMEDY_OVERDUE, *citation, record, Some(item.span), due.value, message);
        }
    }
}
