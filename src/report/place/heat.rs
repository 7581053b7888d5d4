//! A fiscal year as a picture: twelve small calendars, a square a day, drawn in a few strokes a month.
//!
//! A stroke is a row of days that stand alike, and the pattern that it is filled with cuts it into squares with their signs: a `rect` a
//! day would make ten years ten times as long. Deliberately absent: colours and hatching, which are the patterns' (`heat_key` in the
//! templates) and the stylesheet's, so that dark screens and paper follow.

use std::fmt::Write;

use jiff::civil::Date;
use serde::Serialize;

use crate::calendar::FiscalYear;
use crate::model::{Month, Text};
use crate::report::brief::Brief;
use crate::report::mark::{Mark, Tone};
use crate::report::month::{DayMark, MonthReport};

/// One month of the year.
#[derive(Clone, Debug, Serialize)]
pub struct HeatMonth {
    /// 10月
    pub name: String,
    /// `None` where the month has no page.
    pub href: Option<String>,
    pub mark: Option<Mark>,
    /// What the picture shows, in words: 注意 2日、正常 29日
    pub told: String,
    pub strokes: Vec<Stroke>,
}

/// A path and its pattern. A day is one unit wide and high; a row's line runs through the middle of its days.
#[derive(Clone, Debug, Serialize)]
pub struct Stroke {
    pub pattern: &'static str,
    pub path: String,
}

/// How a day can stand, and its pattern: each day is in one of these strokes.
const PATTERNS: [(Option<Tone>, &str); 6] = [
    (None, "h0"),
    (Some(Tone::None), "hr"),
    (Some(Tone::Good), "hg"),
    (Some(Tone::Wait), "hw"),
    (Some(Tone::Look), "hl"),
    (Some(Tone::Bad), "hb"),
];
/// Over the closed days of which nothing is wrong.
const CLOSED: &str = "hc";

/// All twelve, whether there is anything to tell of them or not.
pub fn year(brief: &Brief<'_>, year: FiscalYear, months: &[&MonthReport]) -> Vec<HeatMonth> {
    let april = Month::of(year.period().first);
    let twelve = std::iter::successors(Some(april), |month| month.next()).take(12);
    twelve.map(|month| of_month(brief, month, months.iter().find(|report| report.month == month))).collect()
}

fn of_month(brief: &Brief<'_>, month: Month, report: Option<&&MonthReport>) -> HeatMonth {
    let marks = report.map_or(&[] as &[DayMark], |report| &report.marks);
    HeatMonth {
        name: name(brief, month),
        href: report.map(|report| report.href.clone()),
        mark: report.map(|report| report.mark.clone()),
        told: told(brief, marks),
        strokes: if report.is_some() { strokes(month, marks) } else { Vec::new() },
    }
}

fn name(brief: &Brief<'_>, month: Month) -> String {
    let first = month.period().first;
    brief.say(&Text::new(format!("{}月", month.month()), first.strftime("%b").to_string()))
}

/// How many days stand how, the worst first.
fn told(brief: &Brief<'_>, marks: &[DayMark]) -> String {
    let named = [
        (Tone::Bad, brief.word("異常・未了", "bad or missing")),
        (Tone::Look, brief.word("注意", "to look at")),
        (Tone::Wait, brief.word("期限前・確認不能", "not yet known")),
        (Tone::Good, brief.word("正常", "good")),
        (Tone::None, brief.word("記録のみ", "records only")),
    ];
    let counted = named.into_iter().filter_map(|(tone, word)| {
        let days = marks.iter().filter(|mark| mark.tone == Some(tone)).count();
        (days > 0).then(|| brief.say(&Text::new(format!("{word} {days}日"), format!("{word} {days}"))))
    });
    counted.collect::<Vec<_>>().join(brief.comma())
}

fn strokes(month: Month, marks: &[DayMark]) -> Vec<Stroke> {
    let days: Vec<Square> = month.period().days().map(|day| Square::of(day, marks)).collect();
    let stand = PATTERNS.iter().map(|(tone, pattern)| stroke(pattern, days.iter().filter(|day| day.tone == *tone)));
    let closed = stroke(CLOSED, days.iter().filter(|day| day.is_hatched));
    stand.chain([closed]).filter(|stroke| !stroke.path.is_empty()).collect()
}

/// A day and where it stands: Sunday to Saturday, a row a week.
struct Square {
    column: i8,
    row: i8,
    tone: Option<Tone>,
    is_hatched: bool,
}

impl Square {
    fn of(day: Date, marks: &[DayMark]) -> Square {
        let mark = marks.iter().find(|mark| mark.day == day);
        let before = day.first_of_month().weekday().to_sunday_zero_offset();
        let at = before + day.day() - 1;
        let tone = mark.and_then(|mark| mark.tone);
        let is_closed = mark.is_some_and(|mark| mark.is_closed);
        // A sign is not to be crossed out.
        let is_hatched = is_closed && matches!(tone, Some(Tone::Good | Tone::None));
        Square { column: at % 7, row: at / 7, tone, is_hatched }
    }
}

/// Along the weeks or down the weekdays, whichever is shorter: what goes wrong often does so on one day of the week.
fn stroke<'s>(pattern: &'static str, squares: impl Iterator<Item = &'s Square>) -> Stroke {
    let mut squares: Vec<&Square> = squares.collect();
    let along = rows(&squares);
    squares.sort_by_key(|square| (square.column, square.row));
    let down = columns(&squares);
    Stroke { pattern, path: if down.len() < along.len() { down } else { along } }
}

fn rows(squares: &[&Square]) -> String {
    let mut path = String::new();
    for run in squares.chunk_by(|a, b| a.row == b.row && a.column + 1 == b.column) {
        // Writing to a string cannot fail.
        let _ = write!(path, "M{} {}h{}", run[0].column, run[0].row, run.len());
    }
    path
}

fn columns(squares: &[&Square]) -> String {
    let mut path = String::new();
    for run in squares.chunk_by(|a, b| a.column == b.column && a.row + 1 == b.row) {
        // From half a day above the middle of its first.
        let from = if run[0].row == 0 { "-.5".to_owned() } else { format!(" {}.5", run[0].row - 1) };
        let _ = write!(path, "M{}.5{from}v{}", run[0].column, run.len());
    }
    path
}
