//! Waivers (承認): findings that the manager accepts, for a while.
//!
//! A waiver goes by the finding's own day, never by today's: however late one looks, the same findings are covered.

use std::sync::Arc;

use crate::load::form::BAD_VALUE;
use crate::model::citation::Citation;
use crate::model::finding::{Finding, State};
use crate::model::id::Id;
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::settings::Waiver;
use crate::model::source::{Source, Span};
use crate::model::text::Text;

use super::bench::{Bench, Docket};
use super::{catalogue, words};

pub static EXPIRED: Rule = Rule {
    id: "waiver-expired",
    citation: Citation::Ledger,
    basis: Basis::Ledger,
    severity: Severity::Warning,
    title: Text::fixed("承認の期限が切れています", "a waiver has expired"),
    why: Text::fixed(
        "承認の期限が過ぎた後にも、同じことが続いています。",
        "What was accepted for a while goes on after that while.",
    ),
    remedy: Text::fixed(
        "直すか、管理者が改めて期限を決めて承認してください。",
        "Mend it, or have the manager accept it anew, until a day.",
    ),
};

pub static UNUSED: Rule = Rule {
    id: "waiver-unused",
    citation: Citation::Ledger,
    basis: Basis::Ledger,
    severity: Severity::Warning,
    title: Text::fixed("使われていない承認です", "a waiver that covers nothing"),
    why: Text::fixed(
        "何にも当たらない承認は、書き誤りか、もう要らないものです。",
        "A waiver that covers nothing is mistyped, or no longer needed.",
    ),
    remedy: Text::fixed(
        "規則・町村・期間を確かめ、要らなければ消してください。",
        "Check rule, place and days, or remove it.",
    ),
};

/// What can never be accepted: that nobody was the manager, or that another acted as one.
const NEVER: [&str; 2] = ["manager-absent", "not-the-manager"];

/// Errors cannot be accepted, and history cannot: what is cited as the ledger's own and is no error is a rule of history.
fn may_be_waived(rule: &Rule) -> bool {
    rule.severity != Severity::Error && rule.citation != Citation::Ledger && !NEVER.contains(&rule.id)
}

/// Marks what the manager accepts, and tells of waivers that are wrong, expired or unused.
pub fn apply(bench: &Bench<'_>, docket: &mut Docket) {
    let waivers = &bench.ledger.settings.waivers;
    docket.waive(|rule, place, date| {
        may_be_waived(rule) && waivers.iter().any(|waiver| waiver.covers(rule, place, date))
    });
    for waiver in waivers {
        let sound = is_sound(bench, waiver, docket);
        if is_expired(bench, waiver, docket) {
            let until = waiver.until.as_ref();
            let message = Text::fixed("期限の後にも、同じ所見が出ています。", "the same is found after its last day.");
            tell(bench, &EXPIRED, waiver, until, message, docket);
        }
        let begun = waiver.from.as_ref().is_some_and(|from| bench.has_happened(from.value));
        if begun && sound && !covers_anything(waiver, docket) {
            let message = Text::fixed("この承認に当たる所見はありません。", "no finding is covered by this waiver.");
            tell(bench, &UNUSED, waiver, waiver.from.as_ref(), message, docket);
        }
    }
}

fn tell(
    bench: &Bench<'_>,
    rule: &'static Rule,
    waiver: &Waiver,
    day: Option<&crate::model::At<jiff::civil::Date>>,
    message: Text,
    docket: &mut Docket,
) {
    docket.findings.push(Finding {
        source: bench.source("records/ledger.toml"),
        span: Some(waiver.span),
        ..Finding::of_duty(rule, bench.ledger.trustee().cloned(), day.map(|day| day.value), message)
    });
}

fn is_expired(bench: &Bench<'_>, waiver: &Waiver, docket: &Docket) -> bool {
    let (Some(rule), Some(place), Some(until)) = (&waiver.rule, &waiver.place, &waiver.until) else {
        return false;
    };
    bench.is_over(until.value)
        && docket.findings.iter().any(|finding| {
            let same = finding.rule.id == rule.value && finding.place.as_ref() == Some(&place.value);
            same && finding.is_open() && finding.date.is_some_and(|date| date > until.value)
        })
}

fn covers_anything(waiver: &Waiver, docket: &Docket) -> bool {
    docket.findings.iter().filter(|finding| finding.state == State::Waived).any(|finding| {
        let (Some(place), Some(date)) = (&finding.place, finding.date) else {
            return false;
        };
        waiver.covers(finding.rule, place, date)
    })
}

/// Whether there is nothing wrong with a waiver as such; tells what is wrong with its rule and its approval.
fn is_sound(bench: &Bench<'_>, waiver: &Waiver, docket: &mut Docket) -> bool {
    let faults_before = docket.findings.len();
    if let Some(name) = &waiver.rule
        && let Some(message) = wrong_rule(&name.value)
    {
        bad_value(bench, name.span, message, docket);
    }
    if let (Some(by), Some(at)) = (&waiver.approved_by, &waiver.approved_at)
        && !bench.may_be_manager(by, at.value)
    {
        let (name, day) = (words::name(bench.ledger, by), words::date(at.value));
        let message = Text::new(
            format!("承認した{}は、{}の管理者ではありません。", name.ja, day.ja),
            format!("{}, who approved, is not the manager of {}.", name.en, day.en),
        );
        bad_value(bench, by.span, message, docket);
    }
    let known = |place: &Id| bench.ledger.municipality(place).is_some();
    let days = matches!((&waiver.from, &waiver.until), (Some(from), Some(until)) if from.value <= until.value);
    let whole = waiver.rule.is_some() && waiver.place.as_ref().is_some_and(|place| known(place)) && days;
    whole && docket.findings.len() == faults_before
}

fn wrong_rule(name: &str) -> Option<Text> {
    match catalogue::rule(name) {
        Some(rule) if may_be_waived(rule) => None,
        Some(_) => Some(Text::new(format!("「{name}」は承認できません。"), format!("`{name}` cannot be waived."))),
        None => Some(Text::fixed("このような規則はありません。", "there is no such rule.")),
    }
}

fn bad_value(bench: &Bench<'_>, span: Span, message: Text, docket: &mut Docket) {
    let source: Option<Arc<Source>> = bench.source("records/ledger.toml");
    docket.findings.push(Finding {
        source,
        span: Some(span),
        ..Finding::of_duty(&BAD_VALUE, bench.ledger.trustee().cloned(), None, message)
    });
}
