//! The figures of a month and of a year: how many obligations stand how, and of those that were due how many were met in time.

use serde::Serialize;

use crate::report::brief::{Brief, Link, dash};
use crate::report::month::{Count, Counts, MonthReport};

#[derive(Clone, Debug, Serialize)]
pub struct Figures {
    /// Each leads to the month in which it is told; a sum to the latest of them.
    pub cells: Vec<Count>,
    /// 98.4%: of what was due, how much was met in time.
    pub rate: Link,
    /// The same as a bar.
    pub bar: Vec<Part>,
}

/// A part of the bar: what was met, was late or waived, failed or is missing.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    pub pattern: &'static str,
    pub from: usize,
    pub width: usize,
}

/// The whole bar.
const LENGTH: usize = 240;
/// The least that can be seen.
const LEAST: usize = 4;

pub fn figures(brief: &Brief<'_>, months: &[&MonthReport]) -> Figures {
    let counts = months.iter().fold(Counts::default(), |sum, month| sum.plus(month.counts));
    let due = counts.owed - counts.pending;
    // In tenths of a percent and rounded down: only what is whole is called 100 %.
    let tenths = (counts.met * 1000).checked_div(due);
    let rate = tenths.map_or_else(dash, |tenths| format!("{}.{}%", tenths / 10, tenths % 10));
    let mut cells = counts.cells(brief);
    for (at, cell) in cells.iter_mut().enumerate() {
        let has_some = |month: &&&MonthReport| month.counts.cells(brief)[at].number > 0;
        cell.href = months.iter().rfind(has_some).map(|month| format!("{}#duties", month.href));
    }
    let rate = Link { text: rate, href: cells.first().and_then(|owed| owed.href.clone()) };
    Figures { cells, rate, bar: bar(counts, due) }
}

/// The bad and the late are never too short to be seen: what was met gives way.
fn bar(counts: Counts, due: usize) -> Vec<Part> {
    let width = |number: usize| match (number * LENGTH).checked_div(due) {
        Some(width) if number > 0 => width.max(LEAST),
        Some(_) | None => 0,
    };
    let (late, bad) = (width(counts.late + counts.waived), width(counts.failed + counts.missing));
    let met = if due == 0 || counts.met == 0 { 0 } else { LENGTH.saturating_sub(late + bad) };
    let parts = [("bg", 0, met), ("bl", met, late), ("bb", met + late, bad)];
    let part = |(pattern, from, width)| Part { pattern, from, width };
    parts.into_iter().map(part).filter(|part| part.width > 0).collect()
}
