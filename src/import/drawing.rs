//! Sheets read by a table of the mapping: what stands in the way of a sheet as a whole, then its rows, each of which says something of a
//! record or is passed over.

use jiff::civil::Date;

use super::book::Sheet;
use super::cell::{self, Origin, folded};
use super::fit::Fit;
use super::gathered::Gathered;
use super::heading::Headings;
use super::keys::Target;
use super::making::making;
use super::mapping::{Columns, Fill, From, Table};
use super::row::Row;
use super::time::Days;
use super::value::How;
use super::{Drafted, Names, Problem};
use crate::load::shorten;
use crate::model::{Month, Text};

pub struct Drawing<'d> {
    sheets: &'d [Sheet],
    names: &'d Names,
    today: Date,
    made: Gathered,
    drafted: Drafted,
}

impl<'d> Drawing<'d> {
    pub fn of(sheets: &'d [Sheet], names: &'d Names, today: Date) -> Drawing<'d> {
        Drawing { sheets, names, today, made: Gathered::default(), drafted: Drafted::default() }
    }

    pub fn finished(mut self) -> Drafted {
        self.drafted.problems.extend(self.made.problems());
        self.drafted.drafts = self.made.into_drafts();
        self.drafted
    }

    pub fn table(&mut self, table: &Table) {
        for (rank, sheet) in self.sheets.iter().enumerate().filter(|(_, sheet)| table.speaks_of(&sheet.name)) {
            // A new workbook has empty ones.
            if !table.sheets.is_empty() || !sheet.is_blank() {
                self.sheet(rank, sheet, table);
            }
        }
        let is_there = |name: &&String| self.sheets.iter().any(|sheet| folded(&sheet.name) == folded(name));
        for name in table.sheets.iter().filter(|name| !is_there(name)) {
            let message = Text::fixed(
                "このシートがありません。対応表の sheets を確かめてください。",
                "there is no such sheet; look at `sheets` in the mapping.",
            );
            let origin = Origin { rank: self.sheets.len(), row: 0, column: 0, sheet: name.clone() };
            self.drafted.problems.push(Problem { origin, message, line: None });
        }
    }

    fn sheet(&mut self, rank: usize, sheet: &Sheet, table: &Table) {
        let headings = Headings::of(sheet, table.header);
        let is_exact = matches!(table.columns, Columns::Keys { .. });
        let days =
            Days { is_1904: sheet.is_1904, year: table.year, month: table.month.or_else(|| month(table, sheet)) };
        let how = How { names: self.names, days, today: self.today, is_exact };
        let of_row = |row: usize| Row { sheet, rank, row, headings: &headings, kind: table.kind, how: &how };
        let problems = &mut self.drafted.problems;
        let fills = match &table.columns {
            Columns::Named(fills) => fills.clone(),
            Columns::Keys { part } => own_fills(table, part, &headings, &of_row(table.header.0), problems),
        };
        if let Some(message) = unheaded(table, &headings, &fills, self.sheets.len() > 1) {
            problems.push(Problem { origin: of_row(table.header.1).origin(0), message, line: None });
            return;
        }
        let fit = Fit { sheet, table, headings: &headings, fills: &fills };
        let unstored = fit.unstored();
        let is_whole = unstored.is_none();
        for (row, column, message) in unstored.into_iter().chain(fit.units()).chain(fit.beyond()) {
            problems.push(Problem { origin: of_row(row).origin(column), message, line: None });
        }
        if !is_whole {
            return;
        }
        let mut passed_over = Vec::new();
        for row in table.header.1 + 1..sheet.rows.len() {
            let told = problems.len();
            match making(&of_row(row), table, &fills, problems) {
                Some(own) => self.made.add(own),
                None if problems.len() > told || sheet.rows[row].iter().all(cell::Cell::is_blank) => {}
                None => passed_over.push(row + 1),
            }
        }
        if !passed_over.is_empty() {
            self.drafted.passed_over.push((sheet.label.clone(), passed_over));
        }
    }
}

/// Headings that the mapping asks for and the sheet does not have.
fn unheaded(table: &Table, headings: &Headings, fills: &[Fill], has_others: bool) -> Option<Text> {
    let asked = fills.iter().map(|fill| &fill.from).chain(&table.place).flat_map(|from| from.headings());
    let mut unknown: Vec<String> = Vec::new();
    for name in asked.filter(|name| headings.column(name).is_none()).map(shorten) {
        if !unknown.contains(&name) {
            unknown.push(name);
        }
    }
    let row = table.header.1 + 1;
    // A cover, where every sheet is read.
    let todo = if table.sheets.is_empty() && has_others {
        Text::fixed(
            "対応表の header を確かめてください。このシートを読まないなら、sheets に読むシートだけを書きます。",
            "look at `header` in the mapping; to leave this sheet out, list the others in `sheets`.",
        )
    } else {
        Text::fixed("対応表の header と見出しを確かめてください。", "look at `header` and the headings in the mapping.")
    };
    (!unknown.is_empty()).then(|| {
        Text::new(
            format!("{row}行目に見出しがありません: {}。{}", unknown.join("、"), todo.ja),
            format!("row {row} has no heading {}; {}", unknown.join(", "), todo.en),
        )
    })
}

/// The month that a sheet is named for, where the year is known: 10月.
fn month(table: &Table, sheet: &Sheet) -> Option<Month> {
    let name = cell::plain(&sheet.name);
    let before = name.split('月').next().filter(|before| before.len() < name.len())?;
    let digits: String = before.chars().rev().take_while(char::is_ascii_digit).collect();
    let month: i8 = digits.chars().rev().collect::<String>().parse().ok()?;
    let year = table.year?;
    Month::new(if month >= 4 { year } else { year.checked_add(1)? }, month)
}

/// Of an export, the columns are named by their keys.
fn own_fills(table: &Table, part: &str, headings: &Headings, head: &Row<'_>, problems: &mut Vec<Problem>) -> Vec<Fill> {
    let mut fills = Vec::new();
    for (column, name) in headings.named().filter(|(_, name)| *name != "record") {
        let (of, key) = if part.is_empty() { name.split_once('.').unwrap_or(("", name)) } else { (part, name) };
        match Target::of(table.kind, Some(of).filter(|of| !of.is_empty()), key) {
            Some(target) => fills.push(Fill { target, label: String::new(), from: From::column(name) }),
            None => {
                let shown = shorten(name);
                let message = Text::new(
                    format!("「{shown}」というキーはここにはありません。"),
                    format!("there is no key `{shown}` here."),
                );
                problems.push(Problem { origin: head.origin(column), message, line: None });
            }
        }
    }
    fills
}
