//! Appended table, server (3): maintenance that unlocks a rack is recorded, locked again, and reported to the manager.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::citation::Citation;
use crate::model::record::{Content, Maintenance, Record};
use crate::model::register::{DocumentKind, Register};
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::settings::Limit;
use crate::model::text::Text;
use crate::rules::bench::{Bench, Docket};
use crate::rules::time::spells;
use crate::rules::words;

pub static NOT_REPORTED: Rule = Rule {
    id: "maintenance-not-reported",
    citation: Citation::TableServer(3),
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("保守作業が管理者に報告されていません", "maintenance not reported to the manager"),
    why: Text::fixed(
        "開錠を伴う保守作業の実績は、管理者へ報告しなければなりません(別表 サーバ(3))。日数は運用基準です。",
        "Maintenance behind a lock is reported to the manager (appended table, server (3)). The days are the house's own.",
    ),
    remedy: Text::fixed(
        "管理者に報告し、reported_at と reported_to を書き足してください。",
        "Report it to the manager, and add `reported_at` and `reported_to`.",
    ),
};

pub static RACK_LEFT_OPEN: Rule = Rule {
    id: "maintenance-rack-left-open",
    citation: Citation::TableServer(3),
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("施錠の記録がありません", "a rack left open"),
    why: Text::fixed(
        "開錠・施錠の履歴を記録しなければ、ラックが閉まっていたことを誰も示せません。",
        "Without the time of locking nobody can show that the rack was shut.",
    ),
    remedy: Text::fixed(
        "施錠を確かめ、locked_at を書いてください。開いたままだったときは、事故等として記録します。",
        "See that it is locked and record `locked_at`; if it did stay open, record an incident.",
    ),
};

pub static STANDARD_MISSING: Rule = Rule {
    id: "maintenance-standard-missing",
    citation: Citation::TableServer(3),
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("保守作業の管理基準がありません", "no standard for maintenance"),
    why: Text::fixed(
        "保守作業の実績は「管理基準」に基づいて記録します(別表 サーバ(3))。",
        "Maintenance is recorded by a written standard (appended table, server (3)).",
    ),
    remedy: Text::fixed(
        "管理基準を定め、documents.toml に maintenance-standard として登録してください。",
        "Set one, and register it in documents.toml as `maintenance-standard`.",
    ),
};

pub fn judge(bench: &Bench<'_>, docket: &mut Docket) {
    for record in bench.records() {
        let Content::Maintenance(maintenance) = &record.content else {
            continue;
        };
        locked(bench, record, maintenance, docket);
        reported(bench, record, maintenance, docket);
    }
    if let Some(trustee) = bench.ledger.trustee() {
        for day in document_gaps(bench, DocumentKind::MaintenanceStandard) {
            let on = words::date(day);
            let message = Text::new(
                format!("{}から、保守作業の管理基準が定められていません。", on.ja),
                format!("from {}, no standard for maintenance is in force.", on.en),
            );
            docket.find_duty(&STANDARD_MISSING, trustee, day, message);
        }
    }
}

/// The first days of the spells without a document of a kind.
pub fn document_gaps(bench: &Bench<'_>, kind: DocumentKind) -> Vec<Date> {
    if !bench.ledger.knows(Register::Documents) {
        return Vec::new();
    }
    let documents = &bench.ledger.documents;
    // A document of an unreadable kind has been reported; it may be the one.
    let is_it = |own: &crate::model::register::Document| own.kind.as_ref().is_none_or(|own| own.value == kind);
    spells(bench, |day| !documents.iter().any(|document| is_it(document) && document.term.holds(day)))
}

fn locked(bench: &Bench<'_>, record: &Record, maintenance: &Maintenance, docket: &mut Docket) {
    let left_open = match (&maintenance.unlocked_at, &maintenance.locked_at) {
        (_, None) => Some((None, Text::fixed("施錠の時刻(locked_at)がありません。", "there is no `locked_at`."))),
        (Some(unlocked), Some(locked)) if locked.value < unlocked.value => {
            let message = Text::fixed("施錠の時刻が開錠より前です。", "it was locked before it was unlocked.");
            Some((Some(locked.span), message))
        }
        (_, Some(locked)) if !bench.has_happened(locked.date()) => {
            let day = words::date(bench.as_of);
            let message =
                Text::new(format!("{}までに施錠されていません。", day.ja), format!("it was not locked by {}.", day.en));
            Some((Some(locked.span), message))
        }
        (_, Some(_)) => None,
    };
    if let Some((span, message)) = left_open {
        docket.find_in(&RACK_LEFT_OPEN, record, span, message);
    }
}

fn reported(bench: &Bench<'_>, record: &Record, maintenance: &Maintenance, docket: &mut Docket) {
    let began = record.done_on();
    let ended = maintenance.locked_at.as_ref().map_or(began, |locked| locked.date().max(began));
    let days = bench.ledger.settings.on(began).limit(Limit::MaintenanceReportDays);
    let due = ended.saturating_add(i64::from(days).days());
    let in_time = maintenance.reported_at.as_ref().is_some_and(|at| {
        let to = maintenance.reported_to.as_ref();
        at.date() <= due && bench.has_happened(at.date()) && to.is_none_or(|to| bench.may_be_manager(to, at.date()))
    });
    if !in_time && bench.is_over(due) {
        let due = words::date(due);
        let message = Text::new(
            format!("保守作業が、{}までに管理者へ報告されていません(作業から{days}日、運用基準)。", due.ja),
            format!("not reported to the manager by {} ({days} days from the work, the house's own standard).", due.en),
        );
        docket.find_in(&NOT_REPORTED, record, maintenance.unlocked_at.as_ref().map(|at| at.span), message);
    }
}
