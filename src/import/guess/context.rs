//! What stands around a table: whose ledger it is, and of which year.

use super::super::book::Sheet;
use super::super::cell::plain;
use super::super::names::Names;
use super::Form;
use crate::calendar::era::Era;
use crate::model::Ledger;

/// All that is written above the headings, with the names of the sheets and of the file.
fn around(form: &Form<'_>, file: &str) -> Vec<String> {
    let above = |sheet: &&Sheet| {
        sheet.rows.iter().take(form.header.0).flatten().map(|cell| plain(&cell.shown())).collect::<Vec<_>>()
    };
    let mut around: Vec<String> = form.sheets.iter().flat_map(above).collect();
    around.extend(form.sheets.iter().map(|sheet| plain(&sheet.name)));
    around.push(plain(file));
    around
}

/// The one place that is named.
pub fn place(form: &Form<'_>, ledger: &Ledger, file: &str) -> Option<String> {
    let names = Names::of(ledger);
    let is_place = |id: &str| ledger.municipalities.iter().any(|own| *own.id.value == *id);
    let around = around(form, file);
    let mut found: Vec<&str> = around.iter().flat_map(|text| names.within(text)).filter(|id| is_place(id)).collect();
    found.sort_unstable();
    found.dedup();
    // A form of the trustee's has its name beside the municipality's.
    if found.len() > 1 && form.kind.belongs_to().municipality {
        found.retain(|id| ledger.trustee().is_none_or(|trustee| **trustee != **id));
    }
    match found[..] {
        [one] => Some(one.to_owned()),
        _ => None,
    }
}

/// 令和8年度, 令和8年10月, 2026年: the fiscal year.
pub fn year(form: &Form<'_>, file: &str) -> Option<i16> {
    around(form, file).iter().find_map(|text| of_text(text))
}

fn of_text(text: &str) -> Option<i16> {
    let (before, after) = text.split_once('年')?;
    let digits: String = before.trim_end().chars().rev().take_while(char::is_ascii_digit).collect();
    let digits: String = digits.chars().rev().collect();
    let number: i16 = if before.trim_end().ends_with('元') { 1 } else { digits.parse().ok()? };
    let year = if number >= 1900 { number } else { number.checked_add(Era::Reiwa.first_day().year() - 1)? };
    let month = after.split_once('月').and_then(|(month, _)| month.trim().parse::<i8>().ok());
    Some(if month.is_some_and(|month| month < 4) { year - 1 } else { year })
}
