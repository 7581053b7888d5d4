//! The catalogue: every rule that is judged, in the order of the regulation.

use crate::load::form;
use crate::model::rule::Rule;

use super::art3::{backup, confirmation, contact, escalation, request, transmission};
use super::art6::{facility, instruction, recovery};
pub use super::art7::manager::NOT_THE_MANAGER;
use super::art7::{designation, manager, operator};
use super::art8::{age, holding};
use super::history::signatures;
use super::table::{maintenance, media, server};
use super::{art1, art4, art5, art9, close, history, waiver};

/// All rules, form first.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    form::ALL.iter().chain(ARTICLES).copied()
}

static ARTICLES: &[&Rule] = &[
    &art1::OUTSIDE_ENTRUSTMENT,
    &art1::BEFORE_ENFORCEMENT,
    &art1::EQUIPMENT_NOT_IN_USE,
    &backup::UNCONFIRMED,
    &backup::CONFIRMED_LATE,
    &backup::FAILURE_WITHOUT_INCIDENT,
    &transmission::UNCONFIRMED,
    &transmission::CONFIRMED_LATE,
    &transmission::FAILURE_WITHOUT_INCIDENT,
    &escalation::NOT_ESCALATED,
    &transmission::COUNT_MISMATCH,
    &backup::SIZE_SUSPECT,
    &confirmation::CONFIRMATION_OUT_OF_ORDER,
    &contact::MISSING,
    &contact::LATE,
    &request::NOT_DONE,
    &art4::TERMINAL_INSPECTION_MISSING,
    &art4::INSPECTION_ITEM_MISSING,
    &art4::REMEDY_OVERDUE,
    &art5::MANAGER_ABSENT,
    &art5::MANAGER_OVERLAP,
    &art5::NOT_SECTION_HEAD,
    &instruction::ENTRY_CONTROL_MISSING,
    &instruction::APPENDED_TABLE_MISSING,
    &instruction::SAFETY_MISSING,
    &facility::REPORT_MISSING,
    &facility::REPORT_NOT_COMPLIANT,
    &facility::INSPECTION_MISSING,
    &facility::EQUIPMENT_INSPECTION_MISSING,
    &recovery::RECOVERY_NOT_DEMANDED,
    &recovery::PREVENTION_MISSING,
    &recovery::PREVENTION_OVERDUE,
    &recovery::CLOSED_WITHOUT_PREVENTION,
    &maintenance::NOT_REPORTED,
    &maintenance::RACK_LEFT_OPEN,
    &maintenance::STANDARD_MISSING,
    &server::HANDLER_NOT_APPOINTED,
    &server::BOOT_PASSWORD_NOT_SET,
    &media::NOT_STORED,
    &media::NOT_IN_RACK,
    &operator::NOT_DESIGNATED,
    &operator::OUT_OF_SCOPE,
    &designation::SCOPE_UNDEFINED,
    &designation::NOT_BY_MANAGER,
    &manager::NOT_THE_MANAGER,
    &operator::WITHOUT_NEED,
    &holding::INDIVIDUAL_MISSING,
    &holding::MANAGEMENT_MISSING,
    &holding::PROCEDURE_MISSING,
    &age::TOO_OLD,
    &age::NOT_REVOKED,
    &age::NOT_CHANGED_AFTER_EXPOSURE,
    &art9::BEYOND_REMIT,
    &history::LATE,
    &history::BEFORE_EVENT,
    &history::AUTHOR_UNKNOWN,
    &history::AUTHOR_NOT_OPERATOR,
    &history::ACT_BY_PROXY,
    &history::SETTINGS_REWRITTEN,
    &history::NOT_BY_MANAGER,
    &history::REWRITTEN,
    &history::DELETED,
    &history::INCOMPLETE,
    &history::CLOCK_SUSPECT,
    &signatures::MISSING,
    &signatures::BAD,
    &signatures::SHARED_KEY,
    &history::CHANGED_AFTER_CLOSE,
    &close::MONTH_NOT_CLOSED,
    &history::REPLACED,
    &waiver::EXPIRED,
    &waiver::UNUSED,
];

/// Whether a rule looks at the items of inspections, each of which rests on words of its own.
pub fn looks_at_items(rule: &Rule) -> bool {
    [&art4::INSPECTION_ITEM_MISSING, &art4::REMEDY_OVERDUE].contains(&rule)
}

/// The rule of this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}
