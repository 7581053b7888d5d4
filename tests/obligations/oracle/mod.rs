//! The second judge: plain and slow, written from the rule catalogue's sentences and from nothing else.
//!
//! It walks over days and looks through all records again for each. What it knows of the program are the names of duties,
//! standings and cadences, and which days are national holidays.

mod calendar;
mod owed;
mod wants;

use daicho::rules::{Duty, Standing};
use jiff::civil::Date;

use crate::ledger::Ledger;

/// What is owed, and how it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Owed {
    pub duty: Duty,
    pub place: String,
    pub subject: Option<String>,
    pub first: Date,
    pub last: Date,
    pub due: Option<Date>,
    pub standing: Standing,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    pub rule: String,
    pub place: Option<String>,
    pub date: Option<Date>,
    pub waived: bool,
}

/// Every obligation, and every finding of the rules that are compared, each in its order.
pub fn judge(ledger: &Ledger) -> (Vec<Owed>, Vec<Found>) {
    let (mut owed, mut found) = (Vec::new(), Vec::new());
    owed::judge(ledger, &mut owed, &mut found);
    wants::judge(ledger, &mut found);
    owed.sort();
    found.sort();
    (owed, found)
}

/// «A waiver covers findings of its rule and place that are dated `from` to `until`»; the manager's absence is never waived,
/// and what belongs to the section History is not either.
fn is_waived(ledger: &Ledger, rule: &str, place: &str, date: Date) -> bool {
    let covers = |waiver: &crate::ledger::Waiver| {
        waiver.rule == rule && waiver.place == place && waiver.from <= date && date <= waiver.until
    };
    !["manager-absent", "month-not-closed"].contains(&rule) && ledger.waivers.iter().any(covers)
}

fn find(ledger: &Ledger, rule: &str, place: &str, date: Date, found: &mut Vec<Found>) {
    found.push(Found {
        rule: rule.into(),
        place: Some(place.into()),
        date: Some(date),
        waived: is_waived(ledger, rule, place, date),
    });
}
