//! How each duty of the month stands, in numbers that lead to the rows behind them.

use serde::Serialize;

use crate::report::brief::{Brief, Link};
use crate::report::mark::Mark;
use crate::report::slices::Slice;
use crate::report::{address, labels};
use crate::rules::{Duty, Standing};

use super::counts::Counts;
use super::exceptions::RunRow;
use super::scheduled::OwedRow;
use super::{days, runs};

/// The standings in the order of the table's columns.
const COLUMNS: [Standing; 6] =
    [Standing::Met, Standing::Late, Standing::Failed, Standing::Missing, Standing::Waived, Standing::Pending];

#[derive(Clone, Debug, Serialize)]
pub struct DutyRow {
    pub name: String,
    pub citation: Link,
    /// Of the explanation, on the same page.
    pub rule_anchor: String,
    pub cadence: String,
    pub owed: usize,
    pub counts: Vec<Count>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Count {
    pub number: usize,
    pub mark: Mark,
    /// Where on the page the first of them is.
    pub anchor: Option<String>,
}

/// A row a duty, in the regulation's order.
pub fn rows(brief: &Brief<'_>, slice: &Slice<'_>, exceptions: &[RunRow], scheduled: &[OwedRow]) -> Vec<DutyRow> {
    let of = |duty: Duty| slice.obligations.iter().filter(move |owed| owed.duty == duty);
    let owed = Duty::ALL.into_iter().filter(|duty| of(*duty).any(|owed| owed.standing != Standing::NotOwed));
    owed.map(|duty| {
        let shown = |standing| {
            let exception = exceptions.iter().find(|row| row.what == (duty, standing)).map(|row| row.anchor.clone());
            let row = scheduled.iter().find(|row| row.what == (duty, standing)).map(|row| row.anchor.clone());
            let day = of(duty).find(|owed| owed.standing == standing && runs::is_run_of_a_day(owed));
            // Of what simply went well, the first day; of the rest, the row that tells more.
            let day = day.map(|owed| days::anchor(owed.period.last));
            if standing == Standing::Met { row.or(day) } else { exception.or(row).or(day) }
        };
        let count = |standing| {
            let number = of(duty).filter(|owed| owed.standing == standing).count();
            Count { number, mark: brief.standing(standing), anchor: shown(standing).filter(|_| number > 0) }
        };
        DutyRow {
            name: brief.say(&duty.label()),
            citation: brief.citation(duty.citation()),
            rule_anchor: address::rule_anchor(duty.missing()),
            cadence: cadence(brief, slice, duty),
            owed: Counts::of(of(duty).map(|owed| owed.standing)).owed,
            counts: COLUMNS.into_iter().map(count).collect(),
        }
    })
    .collect()
}

/// How often, by the house's standards at the month's end.
fn cadence(brief: &Brief<'_>, slice: &Slice<'_>, duty: Duty) -> String {
    let standards = brief.ledger.settings.on(slice.month.period().last);
    match labels::owed(duty) {
        Some(owed) => brief.say(&labels::cadence(standards.cadence(owed))),
        None => brief.word("毎月", "monthly"),
    }
}
