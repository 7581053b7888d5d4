//! Every single thing that is owed, in the verdict's order: by duty, place, piece of equipment and period.

use jiff::civil::Date;

use crate::model::{Citation, Id, Period, Word};
use crate::report::address;
use crate::report::brief::Brief;
use crate::report::slices;
use crate::rules::{Duty, Obligation, Standing};

use super::{Cell, Table};

pub struct ObligationRow {
    pub duty: Duty,
    pub duty_name: String,
    /// What is said of one that nothing evidences by its due day.
    pub rule: &'static str,
    pub citation: Citation,
    pub place: Id,
    pub place_name: String,
    /// The piece of equipment that it is about, where each has its own.
    pub subject: Option<Id>,
    pub period: Period,
    pub due: Option<Date>,
    pub standing: Standing,
    pub standing_name: String,
    /// Ids of the records that count, the deciding one last.
    pub evidence: Vec<String>,
    /// Where it is told.
    pub page: String,
}

pub fn rows(brief: &Brief<'_>) -> Vec<ObligationRow> {
    let told = brief.verdict.obligations.iter().filter(|owed| brief.is_place(&owed.place));
    told.map(|owed| row(brief, owed)).collect()
}

fn row(brief: &Brief<'_>, owed: &Obligation) -> ObligationRow {
    ObligationRow {
        duty: owed.duty,
        duty_name: brief.say(&owed.duty.label()),
        rule: owed.duty.missing().id,
        citation: owed.duty.citation(),
        place: owed.place.clone(),
        place_name: brief.name(&owed.place),
        subject: owed.subject.clone(),
        period: owed.period,
        due: owed.due,
        standing: owed.standing,
        standing_name: brief.standing(owed.standing).word,
        evidence: owed.evidence.clone(),
        page: address::month(&owed.place, slices::month_of(brief, owed)),
    }
}

const COLUMNS: &[&str] = &[
    "duty",
    "duty_name",
    "rule",
    "citation",
    "place",
    "place_name",
    "subject",
    "from",
    "until",
    "due",
    "standing",
    "standing_name",
    "evidence",
    "page",
];

pub fn table(rows: &[ObligationRow]) -> Table {
    let cells = |row: &ObligationRow| {
        vec![
            Cell::text(row.duty.word()),
            Cell::text(&row.duty_name),
            Cell::text(row.rule),
            Cell::text(row.citation.to_string()),
            Cell::text(row.place.to_string()),
            Cell::text(&row.place_name),
            Cell::maybe(row.subject.as_ref(), |subject| Cell::text(subject.to_string())),
            Cell::Day(row.period.first),
            Cell::Day(row.period.last),
            Cell::maybe(row.due, Cell::Day),
            Cell::text(row.standing.word()),
            Cell::text(&row.standing_name),
            Cell::text(row.evidence.join(" ")),
            Cell::text(&row.page),
        ]
    };
    Table { columns: super::columns(COLUMNS), rows: rows.iter().map(cells).collect() }
}
