//! Whether a sheet is as its mapping takes it, told before its rows are read: formulas without their results, sizes in another unit
//! than the record's, and rows of CSV that a comma within a text has cut.

use std::collections::BTreeSet;

use super::book::Sheet;
use super::cell::{Cell, folded};
use super::heading::Headings;
use super::mapping::{Fill, Table};
use crate::load::shorten;
use crate::model::Text;

/// A row, a column, and what is wrong there.
pub type Fault = (usize, usize, Text);

pub struct Fit<'f> {
    pub sheet: &'f Sheet,
    pub table: &'f Table,
    pub headings: &'f Headings,
    pub fills: &'f [Fill],
}

impl Fit<'_> {
    /// Rows that say something, but for those that the mapping leaves out.
    fn rows(&self) -> impl Iterator<Item = (usize, &Vec<Cell>)> {
        let below = self.sheet.rows.iter().enumerate().skip(self.table.header.1 + 1);
        below.filter(|(_, cells)| cells.iter().any(|cell| !cell.is_blank()) && !self.table.leaves_out(cells))
    }

    /// The columns that the mapping asks for.
    fn asked(&self) -> impl Iterator<Item = usize> {
        let names = self.fills.iter().map(|fill| &fill.from).chain(&self.table.place).flat_map(|from| from.headings());
        names.filter_map(|name| self.headings.column(name))
    }

    /// One for all: they are mended together.
    pub fn unstored(&self) -> Option<Fault> {
        let asked: BTreeSet<usize> = self.asked().collect();
        let below = self.sheet.rows.iter().enumerate().skip(self.table.header.1 + 1);
        let cells = below.flat_map(|(row, cells)| cells.iter().enumerate().map(move |cell| (row, cell)));
        let unstored = cells.filter(|(_, (column, cell))| **cell == Cell::Unstored && asked.contains(column));
        let found = unstored.filter(|(row, _)| !self.table.leaves_out(&self.sheet.rows[*row]));
        let found: Vec<(usize, usize)> = found.map(|(row, (column, _))| (row, column)).collect();
        let (row, column) = *found.first()?;
        let count = found.len();
        let message = Text::new(
            format!("式の結果がブックに保存されていないセルが{count}個あります。Excel で開いて保存し直してください。"),
            format!(
                "the results of formulas are not stored (cells: {count}); open the workbook in Excel and save it again."
            ),
        );
        Some((row, column, message))
    }

    /// What a heading says to be counted in another unit.
    pub fn units(&self) -> impl Iterator<Item = Fault> {
        let in_mb = self.fills.iter().filter(|fill| fill.target.is_in_mb());
        in_mb.filter_map(|fill| {
            let column = self.headings.column(fill.from.column.as_ref()?)?;
            let name = self.headings.name(column);
            let shown = shorten(name);
            is_in_another_unit(name).then(|| {
                let message = Text::new(
                    format!("「{shown}」は MB ではありません。MB に直した列を使ってください。"),
                    format!("`{shown}` is not in MB; use a column in MB."),
                );
                (self.table.header.1, column, message)
            })
        })
    }

    /// Cells of CSV to the right of every heading, which nothing would read.
    pub fn beyond(&self) -> Vec<Fault> {
        if !self.sheet.is_csv {
            return Vec::new();
        }
        let asked = self.asked().map(|column| column + 1).max().unwrap_or_default();
        let named = self.headings.named().map(|(column, _)| column + 1).max().unwrap_or_default().max(asked);
        let wide = self.headings.width().max(asked);
        // Where every row ends with a comma, none is cut.
        let is_ragged = self.rows().any(|(_, cells)| cells.len() <= wide);
        let longer_rows = self.rows().filter(|(_, cells)| cells.len() > named);
        longer_rows
            .filter_map(|(row, cells)| {
                let said = cells.iter().enumerate().skip(named).find(|(_, cell)| !cell.is_blank());
                match said {
                    Some((column, cell)) => Some((row, column, cut(&shorten(&cell.shown())))),
                    None if is_ragged && cells.len() > wide => Some((row, wide, longer())),
                    None => None,
                }
            })
            .collect()
    }
}

fn cut(shown: &str) -> Text {
    Text::new(
        format!(
            "見出しのない列に「{shown}」があります。コンマを含む文や数は引用符(\")で囲みます。別の列なら見出しを付けます。"
        ),
        format!(
            "`{shown}` stands in a column without a heading; put text or numbers that hold a comma in quotation marks, or give the column a heading."
        ),
    )
}

fn longer() -> Text {
    Text::fixed(
        "見出しより列の多い行です。コンマを含む文や数は引用符(\")で囲みます。",
        "this row has more columns than there are headings; put text or numbers that hold a comma in quotation marks.",
    )
}

/// 容量(GB)
pub fn is_in_another_unit(heading: &str) -> bool {
    let heading = folded(heading);
    let has = |units: &[&str]| units.iter().any(|unit| heading.contains(unit));
    !has(&["mb", "mib", "メガ"])
        && has(&[
            "gb",
            "gib",
            "ギガ",
            "tb",
            "tib",
            "テラ",
            "kb",
            "kib",
            "キロ",
            "byte",
            "バイト",
            "(g)",
            "(t)",
            "(k)",
            "(b)",
        ])
}
