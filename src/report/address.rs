//! Where each page is, as a path from the site's root. These never change once published.
//!
//! Only checked ids and dates become part of an address, so that no address needs quoting.

use crate::explain::part::Part;
use crate::model::id::is_device_name;
use crate::model::record::Record;
use crate::model::{Citation, Id, Kind, Month, Rule};

pub const OVERVIEW: &str = "index.html";
pub const INCIDENTS: &str = "incidents/index.html";
pub const REGULATION: &str = "regulation.html";
pub const RULES: &str = "rules.html";
pub const MATRIX: &str = "matrix.html";
pub const PEOPLE: &str = "people.html";
pub const EQUIPMENT: &str = "equipment.html";
pub const HISTORY: &str = "history/index.html";
pub const SEARCH: &str = "search.html";

/// Folders that are the site's own.
const TAKEN: [&str; 3] = ["incidents", "history", "data"];

/// A place's folder: its id, unless the site or Windows has that name for something else.
fn folder(place: &Id) -> String {
    if TAKEN.contains(&&**place) || is_device_name(place) { format!("{place}_") } else { place.to_string() }
}

pub fn place(place: &Id) -> String {
    format!("{}/index.html", folder(place))
}

pub fn month(place: &Id, month: Month) -> String {
    format!("{}/{month}.html", folder(place))
}

/// The commits of a month.
pub fn history(month: Month) -> String {
    format!("history/{month}.html")
}

/// An incident's page: its id, whose slashes are folders.
pub fn incident(record: &Record) -> String {
    format!("incidents/{}.html", record.id)
}

/// Where a record is shown: an incident on its own page, any other in its month's list of records.
pub fn record(record: &Record) -> String {
    match record.kind() {
        Kind::Incident => incident(record),
        Kind::Check
        | Kind::Request
        | Kind::Maintenance
        | Kind::Operation
        | Kind::Inspection
        | Kind::Instruction
        | Kind::Report
        | Kind::Media
        | Kind::Password
        | Kind::Close => format!("{}#{}", month(&record.path.place, record.path.month), record_anchor(record)),
    }
}

/// A part of the regulation; `None` for what is this ledger's own.
pub fn part(part: Part) -> Option<String> {
    match part {
        Part::Article(article) => citation(Citation::article(article)),
        Part::Table => Some(format!("{REGULATION}#{}", part.id())),
        Part::One(one) => citation(one),
    }
}

/// `r-05-check`
pub fn record_anchor(record: &Record) -> String {
    format!("r-{}", file_name(record))
}

/// `x-05-check`: what was corrected in the record.
pub fn correction_anchor(record: &Record) -> String {
    format!("x-{}", file_name(record))
}

fn file_name(record: &Record) -> &str {
    record.id.rsplit('/').next().unwrap_or(&record.id)
}

/// `rule-backup-unconfirmed`: on the catalogue's page, and on every page that explains the rule.
pub fn rule_anchor(rule: &Rule) -> String {
    format!("rule-{}", rule.id)
}

/// The anchor of the first, second, … thing that would have the same one.
pub fn repeated(anchor: String, times: usize) -> String {
    if times > 1 { format!("{anchor}.{times}") } else { anchor }
}

/// A rule in the catalogue.
pub fn rule(rule: &Rule) -> String {
    format!("{RULES}#{}", rule_anchor(rule))
}

/// A citation's row of the traceability table.
pub fn traced(citation: Citation) -> String {
    format!("{MATRIX}#{citation}")
}

/// The words of the regulation; `None` for what is this ledger's own.
pub fn citation(citation: Citation) -> Option<String> {
    match citation {
        Citation::Ledger => None,
        Citation::Article { .. }
        | Citation::TableServer(_)
        | Citation::TableMedia
        | Citation::TableProgram
        | Citation::Supplementary => Some(format!("{REGULATION}#{citation}")),
    }
}
