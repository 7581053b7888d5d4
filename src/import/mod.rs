//! Adoption (移行): a ledger kept in Excel or CSV becomes records.
//!
//! ```text
//! bytes ─► book: sheets of typed cells ─► row, by a mapping: what each row says ─► record: texts, each line with its cell
//!                      └─► guess: a mapping, for a clerk to complete                     └─► judged by the records' own reader
//! ```
//!
//! Deliberately absent: files, and judging. What the records' own reader has against a text is told by cell, and nothing here is laxer
//! than it. Nothing is made up: what no cell says stands in the mapping, where a person wrote it.

mod book;
mod cell;
mod erring;
mod fit;
pub mod guess;
mod heading;
mod judged;
mod keys;
pub mod mapping;
mod names;
mod reading;
mod record;
mod row;
mod term;
mod time;
mod value;

use std::collections::BTreeMap;

use jiff::civil::Date;

use cell::folded;
use fit::Fit;
use heading::Headings;
use keys::Target;
use mapping::{Columns, Fill, From, Table};
use record::Making;
use row::{Entry, Row, Said};
use time::Days;
use value::How;

use crate::model::{Kind, Month, Slot, Text};

pub use book::{MOST_BYTES, Sheet, read, too_large};
pub use cell::Origin;
pub use erring::records_are;
pub use judged::{Judged, judge};
pub use names::Names;
pub use reading::Errors;
pub use record::{Draft, Line};

/// Something wrong with a cell.
pub struct Problem {
    pub origin: Origin,
    pub message: Text,
    /// The line that it would have become, with its file and number where these can be told.
    pub line: Option<String>,
}

#[derive(Default)]
pub struct Drafted {
    pub drafts: Vec<Draft>,
    pub problems: Vec<Problem>,
    /// Rows that say no more than a day, or that the mapping leaves out; by sheet.
    pub passed_over: Vec<(String, usize)>,
    /// Sheets that no table of the mapping speaks of.
    pub unused: Vec<String>,
}

/// A day as town halls write it, with its year: 令和8年10月5日, R8.10.5, 2026/10/5.
pub fn day(written: &str) -> Option<Date> {
    Days { is_1904: false, year: None, month: None }.day(&cell::Cell::Text(written.to_owned()))
}

/// What the rows say, as texts of records that nobody has judged yet.
pub fn draft(sheets: &[Sheet], tables: &[Table], names: &Names, today: Date) -> Drafted {
    let mut drafted = Drafted::default();
    let mut made = Gathered::default();
    for table in tables {
        for (rank, sheet) in sheets.iter().enumerate().filter(|(_, sheet)| table.speaks_of(&sheet.name)) {
            rows(rank, sheet, table, names, today, &mut made, &mut drafted);
        }
        absent(sheets, table, &mut drafted);
    }
    let unused = sheets.iter().filter(|sheet| !tables.iter().any(|table| table.speaks_of(&sheet.name)));
    drafted.unused = unused.map(|sheet| sheet.label.clone()).collect();
    drafted.drafts = made.all.into_iter().map(|own| own.drafted()).collect();
    drafted
}

fn absent(sheets: &[Sheet], table: &Table, drafted: &mut Drafted) {
    for name in table.sheets.iter().filter(|name| !sheets.iter().any(|sheet| folded(&sheet.name) == folded(name))) {
        let message = Text::fixed(
            "このシートがありません。対応表の sheets を確かめてください。",
            "there is no such sheet; look at `sheets` in the mapping.",
        );
        let origin = Origin { rank: sheets.len(), row: 0, column: 0, sheet: name.clone() };
        drafted.problems.push(Problem { origin, message, line: None });
    }
}

fn rows(
    rank: usize,
    sheet: &Sheet,
    table: &Table,
    names: &Names,
    today: Date,
    made: &mut Gathered,
    drafted: &mut Drafted,
) {
    let headings = Headings::of(sheet, table.header);
    let is_exact = matches!(table.columns, Columns::Keys { .. });
    let days = Days { is_1904: sheet.is_1904, year: table.year, month: table.month.or_else(|| month(table, sheet)) };
    let how = How { names, days, today, is_exact };
    let of_row = |row: usize| Row { sheet, rank, row, headings: &headings, kind: table.kind, how: &how };
    let fills = match &table.columns {
        Columns::Named(fills) => fills.clone(),
        Columns::Keys { part } => own_fills(table, part, &headings, &of_row(table.header.0), drafted),
    };
    let asked = fills.iter().flat_map(|fill| fill.from.headings());
    let asked = asked.chain(table.place.iter().flat_map(|place| place.headings()));
    let mut unknown: Vec<&str> = asked.filter(|name| headings.column(name).is_none()).collect();
    unknown.dedup();
    for name in &unknown {
        let (shown, row) = (crate::load::shorten(name), table.header.1 + 1);
        let message = Text::new(
            format!("{row}行目に「{shown}」という見出しがありません。対応表の header と見出しを確かめてください。"),
            format!("row {row} has no heading `{shown}`; look at `header` and the headings in the mapping."),
        );
        drafted.problems.push(Problem { origin: of_row(table.header.1).origin(0), message, line: None });
    }
    if !unknown.is_empty() {
        return;
    }
    let fit = Fit { sheet, table, headings: &headings, fills: &fills };
    let unstored = fit.unstored();
    let is_whole = unstored.is_none();
    for (row, column, message) in unstored.into_iter().chain(fit.units()).chain(fit.beyond()) {
        drafted.problems.push(Problem { origin: of_row(row).origin(column), message, line: None });
    }
    if !is_whole {
        return;
    }
    let mut passed_over = 0;
    for row in table.header.1 + 1..sheet.rows.len() {
        let of_row = of_row(row);
        match making(&of_row, table, &fills, drafted) {
            Some(own) => made.add(own),
            None => passed_over += usize::from(sheet.rows[row].iter().any(|cell| !cell.is_blank())),
        }
    }
    if passed_over > 0 {
        drafted.passed_over.push((sheet.label.clone(), passed_over));
    }
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
fn own_fills(table: &Table, part: &str, headings: &Headings, head: &Row<'_>, drafted: &mut Drafted) -> Vec<Fill> {
    let mut fills = Vec::new();
    for (column, name) in headings.named().filter(|(_, name)| *name != "record") {
        let (of, key) = if part.is_empty() { name.split_once('.').unwrap_or(("", name)) } else { (part, name) };
        match Target::of(table.kind, Some(of).filter(|of| !of.is_empty()), key) {
            Some(target) => fills.push(Fill { target, label: String::new(), from: From::column(name) }),
            None => {
                let shown = crate::load::shorten(name);
                let message = Text::new(
                    format!("「{shown}」というキーはここにはありません。"),
                    format!("there is no key `{shown}` here."),
                );
                drafted.problems.push(Problem { origin: head.origin(column), message, line: None });
            }
        }
    }
    fills
}

/// What a row says, and of which record; `None` where it says nothing.
fn making(row: &Row<'_>, table: &Table, fills: &[Fill], drafted: &mut Drafted) -> Option<Making> {
    let cells = &row.sheet.rows[row.row];
    if cells.iter().all(|cell| cell.is_blank()) || table.leaves_out(cells) {
        return None;
    }
    let mut problem = |column: usize, message: Text| {
        drafted.problems.push(Problem { origin: row.origin(column), message, line: None });
    };
    let mut entries = row.entries(fills);
    if table.kind == Kind::Check && !row.how.is_exact {
        in_order(&mut entries);
    }
    let (mut record, mut place) = (None, String::new());
    if row.how.is_exact {
        let id = row.cell("record").shown();
        let slot = Slot::parse(&format!("records/{id}.toml"));
        if !matches!(slot, Some(Slot::Record(path)) if path.kind == table.kind) {
            let shown = crate::load::shorten(&id);
            problem(
                0,
                Text::new(
                    format!("「{shown}」はこの種類の記録の番号ではありません。"),
                    format!("`{shown}` is no id of such a record."),
                ),
            );
            return None;
        }
        record = Some(id);
    } else if entries.is_empty() {
        return None;
    } else if let Some(from) = &table.place {
        let column = from.column.as_ref().and_then(|name| row.headings.column(name)).unwrap_or_default();
        match row.written(from) {
            None => problem(column, Text::fixed("町村が空です。", "the municipality is blank.")),
            Some(cell) => match row.how.id(&cell.shown()) {
                Ok(id) => place = id,
                Err(message) => problem(column, message),
            },
        }
    }
    let rows = BTreeMap::from([((row.rank, row.sheet.cited.clone()), vec![row.row + 1])]);
    let origin = row.origin(0);
    Some(Making { kind: table.kind, record, place, origin, rows, entries })
}

/// Nobody confirms a run before it ended: such a row is of the day after the run, or of the day before the check.
fn in_order(entries: &mut [Entry]) {
    let said = entries.iter().flat_map(|entry| &entry.said);
    let Some(checked) = said.filter(|said| said.target.is_own_time(Kind::Check)).find_map(|said| said.time) else {
        return;
    };
    let is_later = |said: &&mut Said| said.time.is_some_and(|at| at > checked);
    for said in entries.iter_mut().flat_map(|entry| &mut entry.said).filter(is_later) {
        let at = crate::rules::words::time(checked);
        said.fault = Some(Text::new(
            format!("確認({})より後です。前の日の回なら、対応表の run とこの時刻に days = -1 を書きます。", at.ja),
            format!(
                "this is after the check ({}); for runs of the day before, write `days = -1` beside `run` and this time in the mapping.",
                at.en
            ),
        ));
    }
}

/// The records so far, those found again by their day or id.
#[derive(Default)]
struct Gathered {
    all: Vec<Making>,
    known: BTreeMap<String, Vec<usize>>,
}

impl Gathered {
    fn add(&mut self, own: Making) {
        let key = own.gathered_by();
        let known = self.known.entry(key).or_default();
        match known.iter().find(|at| self.all[**at].is_also(&own)) {
            Some(at) => self.all[*at].take(own),
            None => {
                known.push(self.all.len());
                self.all.push(own);
            }
        }
    }
}
