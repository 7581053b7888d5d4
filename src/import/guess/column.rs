//! What stands in the columns: days, hours, both, or something else.

use super::super::cell::{Cell, folded};
use super::super::time::{Days, Hour};
use super::Form;
use crate::model::Month;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    Day,
    Hour,
    Both,
    Other,
}

pub struct Columns<'f, 's> {
    form: &'f Form<'s>,
    /// The day that a row is of.
    pub day: Option<usize>,
}

impl<'f, 's> Columns<'f, 's> {
    pub fn of(form: &'f Form<'s>) -> Columns<'f, 's> {
        let mut columns = Columns { form, day: None };
        let names = ["日付", "年月日", "月日", "日", "運用日", "実行日", "実施日", "日時", "day", "date"];
        let named = form.headings.named().find(|(_, name)| names.iter().any(|own| folded(own) == folded(name)));
        // The day on which something else was done, 完了日, is not the row's.
        let own = form.found.iter().find(|found| found.target.is_own_time(form.kind)).map(|found| found.column);
        let is_own = |column: usize| own == Some(column) || columns.is_free(column);
        let is_day = |column: &usize| columns.nature(*column) == Nature::Day && is_own(*column);
        let first = || form.headings.named().map(|(column, _)| column).find(is_day);
        let with_time = || own.filter(|column| columns.nature(*column) == Nature::Both);
        columns.day = named.map(|(column, _)| column).or_else(first).or_else(with_time);
        columns
    }

    /// The day that a time is of: the one before it, else the row's.
    pub fn day_of(&self, hour: usize) -> Option<usize> {
        let before = hour.checked_sub(1);
        before.filter(|column| self.nature(*column) == Nature::Day && self.is_free(*column)).or(self.day)
    }

    pub fn name(&self, column: usize) -> &'f str {
        self.form.headings.name(column)
    }

    /// The cells of a column that say something, of all sheets.
    pub fn cells(&self, column: usize) -> impl Iterator<Item = &'s Cell> {
        let below = self.form.header.1 + 1;
        let sheets = self.form.sheets.iter();
        sheets
            .flat_map(move |sheet| (below..sheet.rows.len()).map(move |row| sheet.cell(row, column)))
            .filter(|cell| !cell.is_blank() && !matches!(cell, Cell::Fault(_) | Cell::Unstored))
    }

    /// What most of its cells are.
    pub fn nature(&self, column: usize) -> Nature {
        let days = lenient();
        // A bare number is the day of a month only where the heading says so: else it counts the rows.
        let is_bare = |cell: &Cell| cell.shown().trim().len() <= 2;
        let names_day = self.name(column).contains('日');
        let of = |cell: &Cell| match () {
            () if is_bare(cell) && !names_day => Nature::Other,
            () if matches!(cell, Cell::At(at) if at.time() == jiff::civil::Time::midnight()) => Nature::Day,
            () if days.moment(cell).is_some() => Nature::Both,
            () if days.day(cell).is_some() => Nature::Day,
            () if days.hour(cell).is_some() => Nature::Hour,
            () => Nature::Other,
        };
        let natures: Vec<Nature> = self.cells(column).take(60).map(of).collect();
        let most = |nature: &Nature| natures.iter().filter(|own| *own == nature).count() * 2 > natures.len();
        [Nature::Day, Nature::Hour, Nature::Both].into_iter().find(most).unwrap_or(Nature::Other)
    }

    /// Whether some of its days are written without their year.
    pub fn lacks_year(&self, column: usize) -> bool {
        let (strict, lenient) = (Days::default(), lenient());
        let reads = |days: &Days, cell: &Cell| days.day(cell).is_some() || days.moment(cell).is_some();
        self.cells(column).take(60).any(|cell| reads(&lenient, cell) && !reads(&strict, cell))
    }

    /// Whether some of its hours are of the night or the morning.
    pub fn is_early(&self, column: usize) -> bool {
        let days = Days::default();
        let early = |cell: &Cell| matches!(days.hour(cell), Some(Hour::Of(seconds)) if seconds < 12 * 3600);
        self.cells(column).take(400).any(early)
    }

    /// Whether nobody else has the column.
    pub fn is_free(&self, column: usize) -> bool {
        self.form.found.iter().all(|found| found.column != column)
    }
}

/// Of some year and month, so that days that are written short are days.
fn lenient() -> Days {
    Days { is_1904: false, year: Some(2026), month: Month::new(2026, 10) }
}
