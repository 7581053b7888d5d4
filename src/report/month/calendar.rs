//! The month as a calendar on the wall: weeks from Sunday to Saturday, both runs of each day, and what else happened on it.

use jiff::civil::Date;
use serde::Serialize;

use crate::calendar::{Closed, fiscal};
use crate::model::Kind;
use crate::model::record::Record;
use crate::report::brief::{Brief, Link};
use crate::report::mark::Mark;
use crate::report::slices::Slice;
use crate::report::{address, labels};
use crate::rules::{Standing, words};

use super::days;
use super::runs::{self, Runs, SORTS};

/// One square of the calendar; no day before the first and after the last.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Cell {
    pub day: Option<i8>,
    /// Of the day's row among all runs.
    pub anchor: String,
    /// Why the office is closed, where the day of the week does not say it.
    pub closed: Option<String>,
    /// The class of a closed day: a holiday is told apart from a mere weekend.
    pub class: &'static str,
    pub runs: Vec<CellRun>,
    /// Incidents detected and, with the trustee, what was recorded.
    pub events: Vec<Link>,
}

#[derive(Clone, Debug, Serialize)]
pub struct CellRun {
    pub sort: String,
    pub mark: Mark,
}

/// 日 to 土
pub fn weekdays(brief: &Brief<'_>, slice: &Slice<'_>) -> Vec<String> {
    let a_week = fiscal::week(slice.month.period().last);
    let mut names: Vec<String> = a_week.days().map(|day| brief.say(&words::weekday(day))).collect();
    // The calendar's weeks begin on Monday, those on the wall on Sunday.
    names.rotate_right(1);
    names
}

pub fn weeks(brief: &Brief<'_>, slice: &Slice<'_>, runs: &Runs<'_>) -> Vec<Vec<Cell>> {
    let office = brief.office(slice.place);
    let period = slice.month.period();
    let before = period.first.weekday().to_sunday_zero_offset();
    let mut cells: Vec<Cell> = (0..before).map(|_| Cell::default()).collect();
    cells.extend(period.days().map(|day| cell(brief, slice, runs, day, office.why_closed(day))));
    cells.resize_with(cells.len().next_multiple_of(7), Cell::default);
    cells.chunks(7).map(<[Cell]>::to_vec).collect()
}

fn cell(brief: &Brief<'_>, slice: &Slice<'_>, runs: &Runs<'_>, day: Date, why: Option<Closed>) -> Cell {
    Cell {
        day: Some(day.day()),
        anchor: days::anchor(day),
        closed: why.and_then(|why| days::closed(brief, why)),
        class: why.map_or("", class),
        // What the day does not owe is not told in a square this small: the closed day says why.
        runs: SORTS
            .iter()
            .filter_map(|duty| runs.get(&(day, *duty)))
            .filter(|run| run.owed.standing != Standing::NotOwed)
            .map(|run| cell_run(brief, run))
            .collect(),
        events: events(brief, slice, day),
    }
}

fn class(why: Closed) -> &'static str {
    match why {
        Closed::Saturday => "sat",
        Closed::Sunday => "sun",
        Closed::Holiday(_) => "hol",
        Closed::Yearly | Closed::Also => "off",
    }
}

fn cell_run(brief: &Brief<'_>, run: &runs::Run<'_>) -> CellRun {
    CellRun {
        sort: if run.owed.duty == SORTS[0] { brief.word("保存", "Backup") } else { brief.word("送信", "Sent") },
        mark: run.mark(brief),
    }
}

fn events(brief: &Brief<'_>, slice: &Slice<'_>, day: Date) -> Vec<Link> {
    let detected = slice.incidents.iter().filter(|(record, _)| record.done_on() == day);
    let incidents = detected.map(|(record, _)| Link {
        text: brief.say(&labels::kind(Kind::Incident)),
        href: Some(address::incident(record)),
    });
    let is_told = |record: &&&Record| {
        record.path.day == Some(day) && !matches!(record.kind(), Kind::Check | Kind::Incident | Kind::Media)
    };
    let told: Vec<_> = slice.records.iter().filter(is_told).collect();
    let by_kind = told.chunk_by(|a, b| a.kind() == b.kind()).map(|same| {
        let kind = brief.say(&labels::kind(same[0].kind()));
        let text = if same.len() > 1 { format!("{kind} {}", same.len()) } else { kind };
        Link { text, href: Some(address::record(same[0])) }
    });
    incidents.chain(by_kind).collect()
}
