//! Article 5: there is a manager, one at a time, and it is the head of the section in charge of registers.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::model::citation::Citation;
use crate::model::id::Id;
use crate::model::ledger::Ledger;
use crate::model::register::{Appointment, Register, Role};
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::text::Text;

use super::bench::{Bench, Docket};
use super::time::spells;
use super::words;

pub static MANAGER_ABSENT: Rule = Rule {
    id: "manager-absent",
    citation: Citation::paragraph(5, 1),
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("管理者が置かれていません", "no manager"),
    why: Text::fixed(
        "受託町には戸籍データ等管理者を置かなければなりません(第5条第1項)。空白の間は、誰も指示も承認もできません。",
        "The trustee has a manager (Art. 5(1)); while there is none, nobody can instruct or approve.",
    ),
    remedy: Text::fixed(
        "任命を people.toml に書いてください。不在の間の代理は acting = true とします。",
        "Record the appointment in people.toml; a deputy's with `acting = true`.",
    ),
};

pub static MANAGER_OVERLAP: Rule = Rule {
    id: "manager-overlap",
    citation: Citation::paragraph(5, 1),
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("管理者が二人います", "two managers at once"),
    why: Text::fixed("管理者が二人いると、責任の所在が分かりません。", "With two managers nobody knows who answers."),
    remedy: Text::fixed(
        "前任者の任命に until を書くか、代理であれば acting = true としてください。",
        "End the predecessor's appointment with `until`, or mark a deputy's as `acting = true`.",
    ),
};

pub static NOT_SECTION_HEAD: Rule = Rule {
    id: "manager-not-section-head",
    citation: Citation::paragraph(5, 2),
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("管理者が戸籍主管課長ではありません", "the manager is not the section's head"),
    why: Text::fixed(
        "管理者には戸籍主管課長を充てます(第5条第2項)。",
        "The manager is the head of the section (Art. 5(2)).",
    ),
    remedy: Text::fixed(
        "職名を確かめてください。その職が戸籍主管課長に当たるなら、ledger.toml の section_head_titles に加えます。",
        "Check the title; if it is the section's head under another name, add it to section_head_titles in ledger.toml.",
    ),
};

const SECTION_HEAD: &str = "戸籍主管課長";

pub fn judge(bench: &Bench<'_>, docket: &mut Docket) {
    let Some(trustee) = bench.ledger.trustee().filter(|_| bench.ledger.knows(Register::People)) else {
        return;
    };
    for day in spells(bench, |day| managers(bench, day).next().is_none() && !may_be_one(bench, day)) {
        docket.find_duty(&MANAGER_ABSENT, trustee, day, absent(day));
    }
    for day in spells(bench, |day| regular_managers(bench, day).len() > 1) {
        docket.find_duty(&MANAGER_OVERLAP, trustee, day, overlap(bench, day));
    }
    for appointment in bench.ledger.appointments.iter().filter(|appointment| appointment.is_of_manager()) {
        section_head(bench, appointment, docket);
    }
}

/// The appointments of managers, deputies included, that hold on a day.
pub fn managers<'a>(bench: &Bench<'a>, day: Date) -> impl Iterator<Item = &'a Appointment> + use<'a> {
    managers_of(bench.ledger, day)
}

/// The same, of any ledger.
pub fn managers_of(ledger: &Ledger, day: Date) -> impl Iterator<Item = &Appointment> {
    ledger.appointments.iter().filter(move |appointment| appointment.is_of_manager() && appointment.term.holds(day))
}

/// Whether an appointment to an office that cannot be read holds on a day: that has been reported.
fn may_be_one(bench: &Bench<'_>, day: Date) -> bool {
    bench.ledger.appointments.iter().any(|appointment| appointment.role.is_none() && appointment.term.holds(day))
}

/// Whether a person is the manager of a day. Where a slip hides the office or the name, it may be whoever acts as one, and has been reported.
pub fn is_manager_on(bench: &Bench<'_>, person: &Id, day: Date) -> bool {
    let mut held = bench.ledger.appointments.iter().filter(|appointment| appointment.term.holds(day));
    let may_be_theirs = |appointment: &Appointment| {
        let name = appointment.person.as_ref().map(|name| &name.value);
        let is_known = |name: &Id| bench.ledger.person(name).is_some();
        match &appointment.role {
            Some(role) if role.value != Role::Manager => false,
            Some(_) => name.is_none_or(|name| name == person || !is_known(name)),
            None => name == Some(person),
        }
    };
    held.any(may_be_theirs)
}

fn regular_managers<'a>(bench: &Bench<'a>, day: Date) -> BTreeSet<&'a Id> {
    let regular = managers(bench, day).filter(|appointment| !appointment.acting);
    regular.filter_map(|appointment| appointment.person.as_ref()).map(|person| &person.value).collect()
}

fn section_head(bench: &Bench<'_>, appointment: &Appointment, docket: &mut Docket) {
    let Some(title) = appointment.title.as_ref().filter(|_| !appointment.acting) else {
        return;
    };
    let others = &bench.ledger.settings.section_head_titles;
    if title.value != SECTION_HEAD && !others.iter().any(|other| other.value == title.value) {
        let message = Text::new(
            format!("管理者の職名「{}」は戸籍主管課長ではありません。", title.value),
            format!("the manager's title, `{}`, is not that of the section's head.", title.value),
        );
        docket.find_entry(&NOT_SECTION_HEAD, bench, Register::People, title.span, &appointment.term, message);
    }
}

fn absent(day: Date) -> Text {
    let day = words::date(day);
    Text::new(
        format!("{}から、管理者が任命されていません。", day.ja),
        format!("from {}, no manager is appointed.", day.en),
    )
}

fn overlap(bench: &Bench<'_>, day: Date) -> Text {
    let names = words::names(bench.ledger, regular_managers(bench, day));
    let day = words::date(day);
    Text::new(
        format!("{}から、管理者が重なっています({})。", day.ja, names.ja),
        format!("from {}, several are manager: {}.", day.en, names.en),
    )
}
