//! How each duty of the month stands, in numbers that lead to the rows behind them.

use serde::Serialize;

use crate::model::Word;
use crate::report::brief::{Brief, Link};
use crate::report::slices::Slice;
use crate::report::{address, labels};
use crate::rules::{Duty, Standing};

use super::counts::{Count, Counts};
use super::exceptions::RunRow;
use super::scheduled::OwedRow;
use super::{days, runs};

#[derive(Clone, Debug, Serialize)]
pub struct DutyRow {
    pub duty: Duty,
    pub name: String,
    pub citation: Link,
    /// In the catalogue.
    pub rule: String,
    pub cadence: String,
    /// Each leads to the first row that tells of it.
    pub cells: Vec<Count>,
}

/// A row a duty, in the regulation's order.
pub fn rows(brief: &Brief<'_>, slice: &Slice<'_>, exceptions: &[RunRow], scheduled: &[OwedRow]) -> Vec<DutyRow> {
    let of = |duty: Duty| slice.obligations.iter().filter(move |owed| owed.duty == duty);
    let owed = Duty::ALL.iter().copied().filter(|duty| of(*duty).any(|owed| owed.standing != Standing::NotOwed));
    let page = address::month(slice.place, slice.month);
    owed.map(|duty| {
        let shown = |standing| {
            let exception = exceptions.iter().find(|row| row.what == (duty, standing)).map(|row| row.anchor.clone());
            let row = scheduled.iter().find(|row| row.what == (duty, standing)).map(|row| row.anchor.clone());
            let day = of(duty).find(|owed| owed.standing == standing && runs::is_run_of_a_day(owed));
            // Of what simply went well, the first day; of the rest, the row that tells more.
            let day = day.map(|owed| days::anchor(owed.period.last));
            if standing == Standing::Met { row.or(day) } else { exception.or(row).or(day) }
        };
        let all = if of(duty).any(|owed| runs::is_run_of_a_day(owed)) { "days" } else { "scheduled" };
        let mut cells = Counts::of(of(duty).map(|owed| owed.standing)).cells(brief);
        for cell in cells.iter_mut().filter(|cell| cell.number > 0) {
            let anchor = cell.standing.map_or_else(|| Some(all.to_owned()), shown);
            cell.href = anchor.map(|anchor| format!("{page}#{anchor}"));
        }
        DutyRow {
            duty,
            name: brief.say(&duty.label()),
            citation: brief.citation(duty.citation()),
            rule: address::rule(duty.missing()),
            cadence: labels::cadence_of(brief, duty, slice.month.period().last),
            cells,
        }
    })
    .collect()
}
