//! Article 7(1), (2) and (4): who acts is designated for it, and operates only when it is needed.

use std::collections::BTreeSet;

use crate::model::citation::Citation;
use crate::model::id::Id;
use crate::model::record::{Content, Record};
use crate::model::register::{Designation, EquipmentKind, Register};
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::text::Text;
use crate::rules::bench::{Bench, Docket};
use crate::rules::words;

use super::acts::{Act, acts};

pub static NOT_DESIGNATED: Rule = Rule {
    id: "operator-not-designated",
    citation: Citation::paragraph(7, 1),
    basis: Basis::Regulation,
    severity: Severity::Error,
    title: Text::fixed("操作者として指定されていない者です", "not a designated operator"),
    why: Text::fixed(
        "管理用端末機を操作するのは、管理者が指定した操作者です(第7条第1項)。端末機を使わない事務については運用基準です。",
        "Those who operate the terminal are designated (Art. 7(1)); for work without it this is the house's own standard.",
    ),
    remedy: Text::fixed(
        "行った者の識別子を確かめるか、管理者が指定してから行ってください。",
        "Check who did it, or have the manager designate them first.",
    ),
};

pub static OUT_OF_SCOPE: Rule = Rule {
    id: "operator-out-of-scope",
    citation: Citation::paragraph(7, 2),
    basis: Basis::Regulation,
    severity: Severity::Error,
    title: Text::fixed("操作者の事務の範囲を超えています", "outside the operator's scope"),
    why: Text::fixed(
        "操作者が処理できるのは、管理者が明確にした範囲の事務です(第7条第2項)。",
        "An operator may do what the manager has made clear, and no more (Art. 7(2)).",
    ),
    remedy: Text::fixed(
        "範囲内の者が行うか、管理者が範囲(duties, places)を改めてください。",
        "Leave it to somebody whose scope it is, or have the manager widen `duties` or `places`.",
    ),
};

pub static WITHOUT_NEED: Rule = Rule {
    id: "operation-without-need",
    citation: Citation::paragraph(7, 4),
    basis: Basis::Regulation,
    severity: Severity::Error,
    title: Text::fixed("操作の必要が書かれていません", "an operation without need"),
    why: Text::fixed(
        "操作者は、必要な場合を除き管理用端末機を操作してはなりません(第7条第4項)。",
        "The terminal is operated only when it is necessary (Art. 7(4)).",
    ),
    remedy: Text::fixed("なぜ必要だったかを need に書いてください。", "Write in `need` why it was necessary."),
};

pub fn judge(bench: &Bench<'_>, docket: &mut Docket) {
    for record in bench.ledger.records.values() {
        if bench.ledger.knows(Register::People) {
            persons(bench, record, docket);
        }
        let Content::Operation(operation) = &record.content else {
            continue;
        };
        if let Some(need) = operation.need.as_ref().filter(|need| need.value.trim().is_empty()) {
            let message =
                Text::fixed("操作が必要だった理由(need)が空です。", "`need`, why it was necessary, is blank.");
            docket.find_in(&WITHOUT_NEED, record, Some(need.span), message);
        }
    }
}

/// Each person once a day and rule: what one did several times in one record is one fault.
fn persons(bench: &Bench<'_>, record: &Record, docket: &mut Docket) {
    let mut told = BTreeSet::new();
    for act in acts(record) {
        let is_person = bench.ledger.person(act.person).is_some();
        if !is_person || bench.is_manager(act.person, act.day) {
            continue;
        }
        if let Some((rule, message)) = fault(bench, record, &act)
            && told.insert((&act.person.value, act.day, rule.id))
        {
            docket.find_in_on_basis(rule, basis(bench, record), record, act.person.span, message);
        }
    }
}

fn fault(bench: &Bench<'_>, record: &Record, act: &Act<'_>) -> Option<(&'static Rule, Text)> {
    let (name, day) = (words::name(bench.ledger, act.person), words::date(act.day));
    let held =
        bench.ledger.designations.iter().filter(|own| own.may_be_of(bench, act.person) && own.term.holds(act.day));
    let held: Vec<&Designation> = held.collect();
    if held.is_empty() {
        let message = Text::new(
            format!("{}は、{}には操作者として指定されていません。", name.ja, day.ja),
            format!("{} is not designated on {}.", name.en, day.en),
        );
        return Some((&NOT_DESIGNATED, message));
    }
    let covers = |place: Option<&Id>| {
        held.iter().any(|own| own.covers_duty(act.duty) && place.is_none_or(|place| own.covers_place(bench, place)))
    };
    let places = places(bench, record);
    if !covers(None) {
        return Some((&OUT_OF_SCOPE, outside(&name, words::scope(act.duty))));
    }
    let place = places.into_iter().find(|place| !covers(Some(place)))?;
    let (place, duty) = (words::name(bench.ledger, place), words::scope(act.duty));
    let work = Text::new(format!("{}の{}", place.ja, duty.ja), format!("{} for {}", duty.en, place.en));
    Some((&OUT_OF_SCOPE, outside(&name, work)))
}

fn outside(name: &Text, work: Text) -> Text {
    Text::new(
        format!("{}に指定された事務の範囲に、{}は含まれていません。", name.ja, work.ja),
        format!("{} is designated, but not for {}.", name.en, work.en),
    )
}

/// The municipalities that a record is about: the folder's; in the trustee's, those that an incident affects.
fn places<'a>(bench: &Bench<'_>, record: &'a Record) -> Vec<&'a Id> {
    if !bench.ledger.settings.is_trustee(&record.path.place) {
        return vec![&record.path.place];
    }
    let Content::Incident(incident) = &record.content else {
        return Vec::new();
    };
    incident.affects.iter().map(|affected| &affected.value).collect()
}

/// Art. 7 speaks of those who operate the management terminal.
fn basis(bench: &Bench<'_>, record: &Record) -> Basis {
    let is_terminal = |id: &Id| {
        let kind = bench.ledger.equipment(id).and_then(|equipment| equipment.kind.as_ref());
        kind.is_some_and(|kind| kind.value == EquipmentKind::ManagementTerminal)
    };
    if record.equipment.iter().any(|named| is_terminal(named)) { Basis::Regulation } else { Basis::Policy }
}
