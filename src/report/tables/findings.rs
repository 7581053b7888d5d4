//! Every finding, in the verdict's order, with its message in the ledger's language.

use crate::model::finding::{Finding, State};
use crate::report::brief::Brief;

use super::{Cell, Table};

const COLUMNS: &[&str] = &[
    "rule",
    "title",
    "citation",
    "basis",
    "severity",
    "state",
    "place",
    "place_name",
    "date",
    "record",
    "path",
    "line",
    "column",
    "commit",
    "message",
];

pub fn table<'f>(brief: &Brief<'_>, findings: impl Iterator<Item = &'f Finding>) -> Table {
    Table { columns: super::columns(COLUMNS), rows: findings.map(|finding| row(brief, finding)).collect() }
}

fn row(brief: &Brief<'_>, finding: &Finding) -> Vec<Cell> {
    let position = finding.position();
    vec![
        Cell::text(finding.rule.id),
        Cell::text(brief.say(&finding.rule.title)),
        Cell::text(finding.citation.to_string()),
        Cell::text(brief.say(&finding.basis.label())),
        Cell::text(brief.say(&finding.severity().label())),
        Cell::text(match finding.state {
            State::Open => "open",
            State::Waived => "waived",
        }),
        Cell::maybe(finding.place.as_ref(), |place| Cell::text(place.to_string())),
        Cell::maybe(finding.place.as_ref(), |place| Cell::text(brief.name(place))),
        Cell::maybe(finding.date, Cell::Day),
        Cell::maybe(finding.record.as_deref(), Cell::text),
        Cell::maybe(finding.path(), Cell::text),
        Cell::maybe(position, |position| Cell::Number(position.line)),
        Cell::maybe(position, |position| Cell::Number(position.column)),
        Cell::maybe(finding.commit.as_deref(), Cell::text),
        Cell::text(finding.message.get(brief.lang())),
    ]
}
