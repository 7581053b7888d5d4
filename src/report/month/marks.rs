//! How each day of the month stands, in one mark: what the year's picture on the place's page is drawn from.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::model::Finding;
use crate::report::brief::Brief;
use crate::report::mark::Tone;
use crate::report::slices::Slice;
use crate::rules::Standing;

use super::runs::{Runs, SORTS};

/// One day that has come.
#[derive(Clone, Copy, Debug)]
pub struct DayMark {
    pub day: Date,
    /// The worst of its runs, as the calendar shows them, and of its open findings; [`Tone::None`] where nothing but records is known
    /// of it, `None` where there is nothing at all.
    pub tone: Option<Tone>,
    /// The office was closed.
    pub is_closed: bool,
}

pub fn marks(brief: &Brief<'_>, slice: &Slice<'_>, runs: &Runs<'_>) -> Vec<DayMark> {
    let office = brief.office(slice.place);
    let recorded: BTreeSet<i8> = slice.records.iter().filter_map(|record| Some(record.path.day?.day())).collect();
    let days = slice.month.period().days().take_while(|day| *day <= brief.as_of());
    let mark = |day: Date| {
        let told = of_runs(brief, runs, day).chain(of_findings(brief, slice, day)).max();
        let tone = told.or_else(|| recorded.contains(&day.day()).then_some(Tone::None));
        DayMark { day, tone, is_closed: office.why_closed(day).is_some() }
    };
    days.map(mark).collect()
}

fn of_runs<'a>(brief: &'a Brief<'_>, runs: &'a Runs<'_>, day: Date) -> impl Iterator<Item = Tone> + 'a {
    let owed = SORTS.into_iter().filter_map(move |duty| runs.get(&(day, duty)));
    owed.filter(|run| run.owed.standing != Standing::NotOwed).map(|run| run.mark(brief).tone)
}

fn of_findings<'a>(brief: &'a Brief<'_>, slice: &'a Slice<'_>, day: Date) -> impl Iterator<Item = Tone> + 'a {
    let open = slice.findings.iter().filter(move |finding: &&&Finding| finding.is_open() && finding.date == Some(day));
    open.map(|finding| brief.severity(finding.severity()).tone)
}
