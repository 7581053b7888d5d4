//! Of which words of the regulation a record is evidence.

use std::collections::BTreeSet;

use crate::model::record::{Content, Inspection, Matter, PasswordKind, Record, Report, Subject};
use crate::model::{At, Citation};

/// The words of which a record is evidence.
pub fn served(record: &Record) -> BTreeSet<Citation> {
    let when = |holds: bool, citation: Citation| holds.then_some(citation);
    let some = match &record.content {
        Content::Check(check) => vec![
            when(!check.backups.is_empty(), Citation::item(3, 1)),
            when(!check.transmissions.is_empty(), Citation::item(3, 2)),
            // A check is the record of the terminal's use as well.
            when(check.terminal.is_some(), Citation::paragraph(7, 4)),
        ],
        Content::Incident(incident) => vec![
            Some(Citation::item(3, 3)),
            when(incident.at_facility, Citation::paragraph(6, 4)),
            when(!incident.credentials_exposed.is_empty(), Citation::paragraph(8, 3)),
        ],
        Content::Request(_) => vec![Some(Citation::article(3))],
        Content::Maintenance(_) => vec![Some(Citation::TableServer(3))],
        Content::Operation(_) => vec![Some(Citation::paragraph(7, 4))],
        Content::Inspection(inspection) => inspected(inspection),
        Content::Instruction(instruction) => of_matters(&instruction.matters),
        Content::Report(report) => reported(report),
        Content::Media(_) => vec![Some(Citation::TableMedia)],
        Content::Password(password) => {
            let kinds = password.events.iter().filter_map(|event| event.kind.as_ref());
            kinds.flat_map(|kind| of_password(kind.value)).map(Some).collect()
        }
        Content::Close(close) => {
            let declared = close.declared.iter().map(|declared| Some(declared.value));
            declared.chain([Some(Citation::Ledger)]).collect()
        }
    };
    some.into_iter().flatten().collect()
}

fn inspected(inspection: &Inspection) -> Vec<Option<Citation>> {
    let Some(subject) = inspection.subject.as_ref() else {
        return Vec::new();
    };
    let whole = match subject.value {
        Subject::Terminal => Citation::article(4),
        Subject::Equipment => Citation::paragraph(6, 2),
        Subject::Facility => Citation::paragraph(6, 3),
    };
    let is_there = |item: &str| inspection.items.iter().any(|own| own.id.as_ref().is_some_and(|id| id.value == item));
    let items = subject.items().iter().filter(|(item, _)| is_there(item)).map(|(_, citation)| Some(*citation));
    items.chain([Some(whole)]).collect()
}

fn reported(report: &Report) -> Vec<Option<Citation>> {
    let mut citations = of_matters(&report.matters);
    citations.push(Some(Citation::paragraph(6, 3)));
    citations
}

fn of_matters(matters: &[At<Matter>]) -> Vec<Option<Citation>> {
    let paragraph = |matter: &At<Matter>| match matter.value {
        Matter::EntryControl => 1,
        Matter::AppendedTable => 2,
        Matter::FireAndEarthquake => 3,
        Matter::Recovery | Matter::RecurrencePrevention => 4,
    };
    matters.iter().map(|matter| Some(Citation::paragraph(6, paragraph(matter)))).collect()
}

fn of_password(kind: PasswordKind) -> Vec<Citation> {
    match kind {
        PasswordKind::Individual | PasswordKind::Management => {
            vec![Citation::paragraph(8, 1), Citation::paragraph(8, 2)]
        }
        PasswordKind::Boot => vec![Citation::TableServer(4)],
    }
}
