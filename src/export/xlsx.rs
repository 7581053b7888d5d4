//! Workbooks: widths that fit Japanese, dates by era, printed on A4 with the heads repeated. Every text stays a text.

use std::io;

use jiff::civil::{Date, DateTime};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use crate::model::Lang;
use crate::report::Extract;
use crate::report::tables::{Cell, KindTable};
use crate::report::workbook::{self, Days, Look};

/// Each workbook by its file's name.
///
/// # Errors
/// One cannot be made.
pub fn workbooks(extract: &Extract<'_>) -> io::Result<Vec<(String, Vec<u8>)>> {
    let made = workbook::workbooks(extract);
    made.iter().map(|own| Ok((format!("{}.xlsx", own.name), one(extract, own).map_err(io::Error::other)?))).collect()
}

const A4: u8 = 9;

fn one(extract: &Extract<'_>, own: &workbook::Workbook) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same bytes each time: made when it tells of.
    let made = moment(extract.brief.as_of().to_datetime(jiff::civil::Time::midnight()));
    let properties = DocProperties::new().set_title(&own.title);
    book.set_properties(&made.map_or(properties.clone(), |made| properties.set_creation_datetime(&made)));
    let looks = Looks::of(extract.brief.lang());
    for days in &own.months {
        let sheet = book.add_worksheet();
        sheet.set_name(&days.name)?;
        set_up(sheet, &days.title, 1)?;
        month(sheet, days, &looks)?;
    }
    for kind in &own.kinds {
        let sheet = book.add_worksheet();
        sheet.set_name(&kind.title)?;
        set_up(sheet, &format!("{} {}", own.title, kind.title), 2)?;
        records(sheet, kind, &looks)?;
    }
    // A workbook has a sheet.
    if own.months.is_empty() && own.kinds.is_empty() {
        book.add_worksheet();
    }
    book.save_to_buffer()
}

fn set_up(sheet: &mut Worksheet, title: &str, heads: u32) -> Result<(), XlsxError> {
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, heads - 1)?.set_freeze_panes(heads, 1)?;
    // An ampersand begins a command there.
    sheet.set_header(format!("&L{}&R&A", title.replace('&', "&&"))).set_footer("&C&P / &N");
    Ok(())
}

fn month(sheet: &mut Worksheet, days: &Days, looks: &Looks) -> Result<(), XlsxError> {
    for (column, (name, look)) in (0..).zip(&days.columns) {
        sheet.write_string_with_format(0, column, name, &looks.head)?;
        let cells = days.rows.iter().filter_map(|row| row.get(usize::from(column)));
        let widest = cells.map(|cell| width(cell, *look)).chain([name.width()]).max().unwrap_or_default();
        sheet.set_column_width(column, columns_wide(widest))?;
    }
    for ((row, cells), is_closed) in (1..).zip(&days.rows).zip(&days.is_closed) {
        for ((column, cell), (_, look)) in (0..).zip(cells).zip(&days.columns) {
            let format = looks.of_cell(cell, *look);
            let format = if *is_closed { format.set_background_color(CLOSED) } else { format };
            write(sheet, row, column, cell, &format)?;
        }
    }
    Ok(())
}

const CLOSED: Color = Color::RGB(0x00EE_EEEE);

/// What the columns are called, their keys beneath, then the rows.
fn records(sheet: &mut Worksheet, kind: &KindTable, looks: &Looks) -> Result<(), XlsxError> {
    for ((column, label), key) in (0..).zip(&kind.labels).zip(&kind.table.columns) {
        sheet.write_string_with_format(0, column, label, &looks.head)?;
        sheet.write_string_with_format(1, column, key.as_ref(), &looks.key)?;
        let cells = kind.table.rows.iter().filter_map(|row| row.get(usize::from(column)));
        let heads = [label.width(), key.width()];
        let widest = cells.map(|cell| width(cell, Look::Plain)).chain(heads).max().unwrap_or_default();
        sheet.set_column_width(column, columns_wide(widest))?;
    }
    for (row, cells) in (2..).zip(&kind.table.rows) {
        for (column, cell) in (0..).zip(cells) {
            write(sheet, row, column, cell, &looks.of_cell(cell, Look::Plain))?;
        }
    }
    Ok(())
}

fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, format: &Format) -> Result<(), XlsxError> {
    match cell {
        Cell::Blank => sheet.write_blank(row, column, format)?,
        Cell::Text(text) => sheet.write_string_with_format(row, column, fitting(text), format)?,
        Cell::Number(number) => sheet.write_number_with_format(row, column, *number as f64, format)?,
        Cell::Day(day) => match self::day(*day) {
            Some(at) => sheet.write_datetime_with_format(row, column, &at, format)?,
            None => sheet.write_string_with_format(row, column, day.to_string(), format)?,
        },
        Cell::Time(time) => match moment(*time) {
            Some(at) => sheet.write_datetime_with_format(row, column, &at, format)?,
            None => sheet.write_string_with_format(row, column, time.to_string(), format)?,
        },
    };
    Ok(())
}

/// A cell holds 32,767 UTF-16 units; a longer text ends in a mark that it goes on.
fn fitting(text: &str) -> String {
    const MOST: usize = 32_767;
    const GOES_ON: &str = "…";
    if text.encode_utf16().count() <= MOST {
        return text.to_owned();
    }
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units < MOST
    };
    text.chars().take_while(fits).collect::<String>() + GOES_ON
}

/// `None` before 1900, of which Excel knows no days.
fn day(day: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    ExcelDateTime::from_ymd(year, day.month().unsigned_abs(), day.day().unsigned_abs()).ok()
}

/// `None` too where it has more than seconds.
fn moment(time: DateTime) -> Option<ExcelDateTime> {
    let second = (time.subsec_nanosecond() == 0).then(|| time.second().unsigned_abs())?;
    day(time.date())?
        .and_hms(u16::from(time.hour().unsigned_abs()), time.minute().unsigned_abs(), f64::from(second))
        .ok()
}

/// In half-width letters; Excel's own fitting takes Japanese for half as wide as it is.
fn width(cell: &Cell, look: Look) -> usize {
    match (cell, look) {
        (Cell::Blank, _) => 0,
        (Cell::Text(text), _) => text.lines().map(UnicodeWidthStr::width).max().unwrap_or_default(),
        (Cell::Number(number), _) => number.to_string().len(),
        (Cell::Day(_), _) => "R88.12.31".len(),
        (Cell::Time(_), Look::Clock) => "23:59".len(),
        (Cell::Time(_), Look::Moment) => "12/31 23:59".len(),
        (Cell::Time(_), Look::Plain | Look::Day) => "R88.12.31 23:59".len(),
    }
}

/// Wider than this a text is broken into lines.
const WIDEST: f64 = 60.0;

fn columns_wide(letters: usize) -> f64 {
    (letters as f64 * 1.15 + 2.0).min(WIDEST)
}

/// How cells look; by era where the ledger speaks Japanese.
struct Looks {
    head: Format,
    key: Format,
    plain: Format,
    day: &'static str,
    time: &'static str,
}

impl Looks {
    fn of(lang: Lang) -> Looks {
        let plain = Format::new()
            .set_font_name("Yu Gothic")
            .set_font_size(10)
            .set_border(FormatBorder::Thin)
            .set_align(FormatAlign::Top);
        let head = plain.clone().set_bold().set_background_color(Color::RGB(0x00DC_E6F1)).set_text_wrap();
        let key = plain.clone().set_font_color(Color::Gray).set_font_size(8);
        let (day, time) = match lang {
            Lang::Ja => ("[$-411]ge.m.d", "[$-411]ge.m.d h:mm"),
            Lang::En => ("yyyy-mm-dd", "yyyy-mm-dd hh:mm"),
        };
        Looks { head, key, plain, day, time }
    }

    fn of_cell(&self, cell: &Cell, look: Look) -> Format {
        let plain = self.plain.clone();
        match (cell, look) {
            (Cell::Blank, _) => plain,
            (Cell::Text(_), _) => plain.set_text_wrap().set_num_format("@"),
            (Cell::Number(_), _) => plain.set_num_format("#,##0"),
            (Cell::Day(_), _) => plain.set_num_format(self.day),
            (Cell::Time(_), Look::Clock) => plain.set_num_format("h:mm"),
            (Cell::Time(_), Look::Moment) => plain.set_num_format("m/d h:mm"),
            (Cell::Time(_), Look::Plain | Look::Day) => plain.set_num_format(self.time),
        }
    }
}
