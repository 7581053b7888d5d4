//! A year of a place as the workbook that the ledger replaced: a sheet a month with a row a day, then a sheet for each kind of record.
//!
//! The sheets of days are for reading; the others hold every value of every record. Deliberately absent: widths, fonts and print set-up.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::calendar::FiscalYear;
use crate::model::record::Record;
use crate::model::source::plain;
use crate::model::{Id, Text};
use crate::rules::Duty;

use super::brief::Brief;
use super::extract::Extract;
use super::month::{self, Run, SeenRun};
use super::slices::{self, Slice};
use super::tables::{self, Cell, KindTable};

pub struct Workbook {
    /// PLACE-2026
    pub name: String,
    /// ○○町 令和8年度
    pub title: String,
    pub months: Vec<Days>,
    pub kinds: Vec<KindTable>,
}

/// A month, a row a day.
pub struct Days {
    /// 10月
    pub name: String,
    pub title: String,
    pub columns: Vec<(String, Look)>,
    pub rows: Vec<Vec<Cell>>,
    /// Of the rows, those of days on which the office is closed.
    pub is_closed: Vec<bool>,
}

/// How a column is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Plain,
    Day,
    /// The hour alone.
    Clock,
    /// Day of the month and hour.
    Moment,
}

/// By place in the register's order, then by year.
pub fn workbooks(extract: &Extract<'_>) -> Vec<Workbook> {
    let brief = &extract.brief;
    let slices = slices::slices(brief);
    let told = |slice: &&Slice<'_>| extract.period.is_none_or(|period| period.intersects(slice.month.period()));
    let mut years: BTreeMap<(usize, FiscalYear), Vec<&Slice<'_>>> = BTreeMap::new();
    let places = brief.places();
    for slice in slices.iter().filter(told) {
        if let Some(rank) = places.iter().position(|place| *place == slice.place) {
            let year = FiscalYear::of(slice.month.period().first);
            years.entry((rank, year)).or_default().push(slice);
        }
    }
    years.into_iter().map(|((rank, year), slices)| workbook(extract, places[rank], year, &slices)).collect()
}

fn workbook(extract: &Extract<'_>, place: &Id, year: FiscalYear, slices: &[&Slice<'_>]) -> Workbook {
    let brief = &extract.brief;
    let of_year =
        |record: &&Record| record.path.place == *place && FiscalYear::of(record.path.month.period().first) == year;
    let records: Vec<&Record> = extract.records.iter().copied().filter(of_year).collect();
    let name = brief.name(place);
    Workbook {
        name: format!("{place}-{}", year.year()),
        title: format!("{name} {}", brief.fiscal_year(year.period().first)),
        months: slices.iter().filter_map(|slice| days(brief, slice)).collect(),
        kinds: tables::kinds(brief, &records),
    }
}

/// `None` where no run of a day is owed: at the trustee.
fn days(brief: &Brief<'_>, slice: &Slice<'_>) -> Option<Days> {
    let runs = month::runs(brief, slice);
    let office = brief.office(slice.place);
    let has_runs = |day: &Date| month::SORTS.iter().any(|duty| runs.contains_key(&(*day, *duty)));
    let days: Vec<Date> = slice.month.period().days().filter(has_runs).collect();
    let row = |day: &Date| {
        let [backup, sent] = month::SORTS.map(|duty: Duty| runs.get(&(*day, duty)));
        let why = office.why_closed(*day).and_then(|why| month::closed(brief, why));
        cells(brief, *day, [backup, sent], why)
    };
    (!days.is_empty()).then(|| Days {
        name: brief.say(&Text::new(format!("{}月", slice.month.month()), slice.month.to_string())),
        title: format!("{} {}", brief.name(slice.place), brief.month(slice.month)),
        columns: columns(brief),
        rows: days.iter().map(row).collect(),
        is_closed: days.iter().map(|day| office.why_closed(*day).is_some()).collect(),
    })
}

fn columns(brief: &Brief<'_>) -> Vec<(String, Look)> {
    let columns = [
        (Text::fixed("日付", "Day"), Look::Day),
        (Text::fixed("バックアップ結果", "Backup"), Look::Plain),
        (Text::fixed("終了時刻", "Finished"), Look::Clock),
        (Text::fixed("容量(MB)", "Size (MB)"), Look::Plain),
        (Text::fixed("送信結果", "Transmission"), Look::Plain),
        (Text::fixed("送信時刻", "Sent"), Look::Clock),
        (Text::fixed("件数", "Items"), Look::Plain),
        (Text::fixed("確認者", "Checked by"), Look::Plain),
        (Text::fixed("確認日時", "Checked at"), Look::Moment),
        (Text::fixed("備考", "Notes"), Look::Plain),
    ];
    columns.into_iter().map(|(text, look)| (brief.say(&text), look)).collect()
}

fn cells(brief: &Brief<'_>, day: Date, [backup, sent]: [Option<&Run<'_>>; 2], why: Option<String>) -> Vec<Cell> {
    let [last_backup, last_sent] = [backup, sent].map(|run| run.and_then(|run| run.seen.last().copied()));
    let (mut backup_cells, mut sent_cells) = ([Cell::Blank, Cell::Blank], [Cell::Blank, Cell::Blank]);
    if let Some(SeenRun::Backup(own)) = last_backup.map(|entry| entry.run) {
        backup_cells = [hour(brief, day, plain(&own.finished_at)), number(plain(&own.size_mb))];
    }
    if let Some(SeenRun::Transmission(own)) = last_sent.map(|entry| entry.run) {
        sent_cells = [hour(brief, day, plain(&own.sent_at)), number(plain(&own.items))];
    }
    let mark = |run: Option<&Run<'_>>| run.map_or(Cell::Blank, |run| Cell::Text(run.mark(brief).word));
    let seen = last_backup.or(last_sent);
    let notes =
        [backup, sent].into_iter().flatten().flat_map(|run| &run.seen).filter_map(|entry| plain(entry.run.note()));
    let notes: Vec<String> = why.into_iter().chain(notes.filter(|note| !note.is_empty())).collect();
    let [finished, size] = backup_cells;
    let [sent_at, items] = sent_cells;
    vec![
        Cell::Day(day),
        mark(backup),
        finished,
        size,
        mark(sent),
        sent_at,
        items,
        seen.map_or(Cell::Blank, |entry| Cell::Text(brief.named(entry.operator))),
        seen.map_or(Cell::Blank, |entry| Cell::Time(entry.at)),
        if notes.is_empty() { Cell::Blank } else { Cell::Text(notes.join(" / ")) },
    ]
}

/// The hour; with its day where that is not the run's own.
fn hour(brief: &Brief<'_>, run: Date, at: Option<jiff::civil::DateTime>) -> Cell {
    match at {
        None => Cell::Blank,
        Some(at) if at.date() == run => Cell::Time(at),
        Some(at) => Cell::Text(brief.day_and_clock(at)),
    }
}

fn number(number: Option<u64>) -> Cell {
    number.and_then(|number| usize::try_from(number).ok()).map_or(Cell::Blank, Cell::Number)
}
