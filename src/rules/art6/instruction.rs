//! Article 6(1) to (3): the manager instructs the facility manager, each matter once a period.

use jiff::civil::Date;

use super::may_be_facility_manager;
use crate::model::citation::Citation;
use crate::model::record::{Content, Matter};
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::settings::Owed;
use crate::model::text::Text;
use crate::rules::bench::{Bench, Docket};
use crate::rules::obligation::Duty;
use crate::rules::scheduled::Scheduled;

const REMEDY: Text = Text::fixed(
    "施設管理者に文書で指示し、指示(instruction)の記録を作ってください。",
    "Instruct the facility manager in writing, and record the instruction.",
);

pub static ENTRY_CONTROL_MISSING: Rule = Rule {
    id: "entry-control-instruction-missing",
    citation: Citation::paragraph(6, 1),
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("入退室管理の指示がありません", "no instruction on entry control"),
    why: Text::fixed(
        "サーバ室への入退室を適正に管理するよう、管理者は施設管理者に指示しなければなりません(第6条第1項)。",
        "The manager must instruct the facility manager on entry to the server room (Art. 6(1)).",
    ),
    remedy: REMEDY,
};

pub static APPENDED_TABLE_MISSING: Rule = Rule {
    id: "appended-table-instruction-missing",
    citation: Citation::paragraph(6, 2),
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("別表による管理の指示がありません", "no instruction on the appended table"),
    why: Text::fixed(
        "機器やソフト等を別表のとおり管理するよう、管理者は施設管理者に指示しなければなりません(第6条第2項)。",
        "The manager must instruct the facility manager to keep equipment as the appended table says (Art. 6(2)).",
    ),
    remedy: REMEDY,
};

pub static SAFETY_MISSING: Rule = Rule {
    id: "safety-instruction-missing",
    citation: Citation::paragraph(6, 3),
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("火災・地震対策の指示がありません", "no instruction on fire and earthquakes"),
    why: Text::fixed(
        "火災の防止や地震対策について、管理者は施設管理者に指示しなければなりません(第6条第3項)。",
        "The manager must instruct the facility manager on fire and earthquakes (Art. 6(3)).",
    ),
    remedy: REMEDY,
};

static MATTERS: [(Matter, Duty, Text); 3] = [
    (
        Matter::EntryControl,
        Duty::EntryControlInstruction,
        Text::fixed("入退室の管理についての指示", "an instruction on entry control"),
    ),
    (
        Matter::AppendedTable,
        Duty::AppendedTableInstruction,
        Text::fixed("別表による機器等の管理についての指示", "an instruction on the appended table"),
    ),
    (
        Matter::FireAndEarthquake,
        Duty::SafetyInstruction,
        Text::fixed("火災の防止・地震対策等についての指示", "an instruction on fire and earthquakes"),
    ),
];

pub fn judge(bench: &Bench<'_>, docket: &mut Docket) {
    let Some(trustee) = bench.ledger.trustee() else { return };
    for (matter, duty, name) in &MATTERS {
        let scheduled =
            Scheduled { duty: *duty, owed: Owed::Instruction, place: trustee, subject: None, name: name.clone() };
        scheduled.judge(bench, |_| true, &instructed(bench, *matter), docket);
    }
}

fn instructed<'a>(bench: &Bench<'a>, matter: Matter) -> Vec<(Date, &'a str)> {
    let records = bench.records().filter_map(|record| {
        let Content::Instruction(instruction) = &record.content else {
            return None;
        };
        let speaks = instruction.matters.iter().any(|own| own.value == matter);
        (speaks && may_be_facility_manager(bench, &instruction.to)).then_some((record.done_on(), record.id.as_str()))
    });
    records.collect()
}
