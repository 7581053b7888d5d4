//! The catalogue: every rule that is judged, in the order of the regulation.

use crate::load::form;
use crate::model::rule::Rule;

use super::art1;
use super::art3::{backup, confirmation, contact, escalation, request, transmission};

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
];

/// The rule of this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}
