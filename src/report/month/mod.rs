//! The monthly report (月次報告) of one place: made from one slice, and from nothing of any other month.

mod calendar;
mod counts;
mod days;
mod duties;
mod entries;
mod exceptions;
mod marks;
mod runs;
mod scheduled;
mod sign_off;
mod tables;

use serde::Serialize;

use crate::model::finding::Finding;
use crate::model::record::Record;
use crate::model::{Kind, Month};

use super::address;
use super::brief::{Brief, Link};
use super::findings::{self, FindingRow, RuleNote};
use super::incident::{IncidentRow, row as incident_row};
use super::mark::Mark;
use super::past::Book;
use super::past::corrections::{CorrectionRow, corrections};
use super::provenance::{self, ProvenanceTable};
use super::slices::Slice;

pub use counts::{Count, Counts};
pub use days::{DayRow, closed};
pub use entries::{Entry, Run as SeenRun, entries};
pub use exceptions::{RunRow, seen_row};
pub use marks::DayMark;
pub use runs::{Run, SORTS, runs, sort};
pub use scheduled::OwedRow;
pub use sign_off::SignOff;
pub use tables::{Row as TableRow, Table};

#[derive(Clone, Debug, Serialize)]
pub struct MonthReport {
    #[serde(skip)]
    pub month: Month,
    pub place_id: String,
    pub place: Link,
    pub is_trustee: bool,
    pub href: String,
    pub title: String,
    pub fiscal_year: String,
    pub period: String,
    pub previous: Option<Link>,
    pub next: Option<Link>,
    pub mark: Mark,
    pub duties: Vec<duties::DutyRow>,
    pub weekdays: Vec<String>,
    pub weeks: Vec<Vec<calendar::Cell>>,
    pub findings: Vec<FindingRow>,
    pub open: usize,
    pub exceptions: Vec<exceptions::RunRow>,
    pub days: Vec<days::DayRow>,
    pub scheduled: Vec<scheduled::OwedRow>,
    pub incidents: Vec<IncidentRow>,
    pub tables: Vec<tables::Table>,
    pub sign_off: SignOff,
    pub corrections: Vec<CorrectionRow>,
    pub provenance: ProvenanceTable,
    pub rules: Vec<RuleNote>,
    #[serde(skip)]
    pub counts: Counts,
    #[serde(skip)]
    pub marks: Vec<DayMark>,
}

pub fn report(brief: &Brief<'_>, book: &Book<'_>, slice: &Slice<'_>) -> MonthReport {
    let runs = runs::runs(brief, slice);
    let exceptions = exceptions::exceptions(brief, &runs);
    let scheduled = scheduled::scheduled(brief, slice);
    let tables = tables::tables(brief, slice);
    let is_open = |finding: &&&Finding| finding.is_open();
    let under_way = Month::of(brief.as_of()) == slice.month;
    let place = brief.name(slice.place);
    let neighbour = |month: Option<Month>| {
        month.map(|month| Link { text: brief.month(month), href: Some(address::month(slice.place, month)) })
    };
    MonthReport {
        month: slice.month,
        place_id: slice.place.to_string(),
        is_trustee: brief.ledger.settings.is_trustee(slice.place),
        href: address::month(slice.place, slice.month),
        title: format!("{place} {}", brief.month(slice.month)),
        place: Link { text: place, href: Some(address::place(slice.place)) },
        fiscal_year: brief.fiscal_year(slice.month.period().first),
        period: period(brief, slice.month),
        previous: neighbour(slice.previous),
        next: neighbour(slice.next),
        mark: brief.month_mark(
            slice.findings.iter().filter(is_open).copied(),
            slice.obligations.iter().map(|owed| owed.standing),
            under_way,
        ),
        duties: duties::rows(brief, slice, &exceptions, &scheduled),
        weekdays: calendar::weekdays(brief, slice),
        weeks: calendar::weeks(brief, slice, &runs),
        findings: findings::rows_at_home(brief, slice.findings.iter().copied()),
        open: slice.findings.iter().filter(is_open).count(),
        days: days::days(brief, slice, &runs),
        exceptions,
        scheduled,
        incidents: slice.incidents.iter().map(|(record, incident)| incident_row(brief, record, incident)).collect(),
        corrections: corrections(brief, book, &slice.records),
        provenance: provenance::table(brief, book, &slice.records, shown_at),
        tables,
        sign_off: sign_off::sign_off(brief, slice),
        rules: findings::notes(brief, slice.findings.iter().map(|finding| finding.rule)),
        counts: Counts::of(slice.obligations.iter().map(|owed| owed.standing)),
        marks: marks::marks(brief, slice, &runs),
    }
}

fn period(brief: &Brief<'_>, month: Month) -> String {
    brief.say(&crate::rules::words::period(month.period()))
}

/// Where on the month's page, or on which other page, the record's own words are.
fn shown_at(record: &Record) -> Option<String> {
    match record.kind() {
        Kind::Incident => Some(address::incident(record)),
        Kind::Check => None,
        Kind::Close => Some(format!("{}#sign-off", address::month(&record.path.place, record.path.month))),
        Kind::Request
        | Kind::Maintenance
        | Kind::Operation
        | Kind::Inspection
        | Kind::Instruction
        | Kind::Report
        | Kind::Media
        | Kind::Password => {
            Some(format!("{}#{}", address::month(&record.path.place, record.path.month), tables::anchor(record)))
        }
    }
}

/// The month's sign-off, if there is one.
fn close<'a>(slice: &Slice<'a>) -> Option<(&'a Record, &'a crate::model::record::Close)> {
    slice.records.iter().find_map(|record| Some((*record, record.close()?)))
}
