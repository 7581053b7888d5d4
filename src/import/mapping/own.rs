//! The mapping of what `daicho export` writes, which needs no file: the sheets of the kinds, by their titles in either language, and
//! the tables of CSV by their files' names.

use super::super::book::Sheet;
use super::super::cell::Cell;
use super::super::keys;
use super::{Columns, Table};
use crate::model::{Kind, Word};
use crate::report::tables;

/// `None` where no sheet is of an export: those of its days are for reading and hold nothing more.
pub fn own(sheets: &[Sheet]) -> Option<Vec<Table>> {
    // Books of several places have sheets of one name.
    let mut known = std::collections::BTreeSet::new();
    let tables: Vec<Table> = sheets.iter().filter_map(table).filter(|own| known.insert(own.sheets.clone())).collect();
    (!tables.is_empty()).then_some(tables)
}

fn table(sheet: &Sheet) -> Option<Table> {
    // Under the labels in a workbook, at the top of a table of CSV.
    let header = usize::from(!sheet.is_csv);
    let is_ours = *sheet.cell(header, 0) == Cell::Text("record".to_owned());
    let (kind, part) = parts().find(|(kind, part)| is_ours && is_titled(sheet, *kind, part))?;
    Some(Table {
        kind,
        sheets: vec![sheet.name.clone()],
        header: (header, header),
        place: None,
        year: None,
        month: None,
        skip: Vec::new(),
        columns: Columns::Keys { part },
    })
}

fn parts() -> impl Iterator<Item = (Kind, &'static str)> {
    Kind::ALL.iter().flat_map(|kind| {
        let lists = keys::tables(*kind).filter(|table| table.repeats).map(|table| table.name);
        std::iter::once("").chain(lists).map(|part| (*kind, part))
    })
}

fn is_titled(sheet: &Sheet, kind: Kind, part: &str) -> bool {
    let title = tables::title(kind, part);
    let word = kind.word();
    let file = if part.is_empty() { format!("{word}.csv") } else { format!("{word}-{part}.csv") };
    if sheet.is_csv { sheet.name == file } else { sheet.name == title.ja || sheet.name == title.en }
}
