//! Workbooks as people make them.

use std::fs;
use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

use crate::town::Town;

pub enum Own {
    Nothing,
    Text(&'static str),
    Number(f64),
    /// A day shown by its era, and an hour.
    At(&'static str),
    Hour(&'static str),
    /// A formula with the value that was kept for it.
    Formula(&'static str, &'static str),
}

pub use Own::{At, Formula, Hour, Nothing, Number, Text};

/// A name, its rows and its merged cells.
pub type Sheet<'s> = (&'s str, &'s [&'s [Own]], &'s [Merged]);

/// Writes a workbook of sheets whose rows begin at the first.
pub fn write(town: &Town, name: &str, sheets: &[Sheet<'_>]) {
    let mut book = Workbook::new();
    for (title, rows, merged) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*title).unwrap();
        for ((first, last), text) in *merged {
            sheet.merge_range(first.0, first.1, last.0, last.1, text, &Format::new()).unwrap();
        }
        for (row, cells) in (0..).zip(*rows) {
            for (column, own) in (0..).zip(*cells) {
                cell(sheet, row, column, own);
            }
        }
    }
    fs::write(town.path(name), book.save_to_buffer().unwrap()).unwrap();
}

/// The first and the last cell, row and column, with the text.
pub type Merged = (((u32, u16), (u32, u16)), &'static str);

fn cell(sheet: &mut Worksheet, row: u32, column: u16, own: &Own) {
    let format = |code: &str| Format::new().set_num_format(code);
    let at = |text: &str| ExcelDateTime::parse_from_str(text).unwrap();
    match own {
        Nothing => sheet,
        Text(text) => sheet.write_string(row, column, *text).unwrap(),
        Number(number) => sheet.write_number(row, column, *number).unwrap(),
        At(day) => sheet.write_datetime_with_format(row, column, at(day), &format("[$-411]ge.m.d")).unwrap(),
        Hour(hour) => sheet.write_datetime_with_format(row, column, at(hour), &format("h:mm")).unwrap(),
        Formula(formula, value) => {
            sheet.write_formula(row, column, rust_xlsxwriter::Formula::new(formula).set_result(*value)).unwrap()
        }
    };
}

/// The same workbook with a part of it changed: what the library that writes it does not make.
pub fn changed(town: &Town, name: &str, part: &str, change: impl Fn(String) -> String) {
    let mut old = zip::ZipArchive::new(Cursor::new(fs::read(town.path(name)).unwrap())).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut own = old.by_index(index).unwrap();
        let mut text = String::new();
        own.read_to_string(&mut text).unwrap();
        let path = own.name().unwrap().into_owned();
        new.start_file(&path, zip::write::SimpleFileOptions::default()).unwrap();
        new.write_all((if path == part { change(text) } else { text }).as_bytes()).unwrap();
    }
    fs::write(town.path(name), new.finish().unwrap().into_inner()).unwrap();
}
