//! The matrix: a row a place, a column a month, the trustee last.

use serde::Serialize;

use crate::model::{Id, Month};
use crate::report::address;
use crate::report::brief::{Brief, Link};
use crate::report::mark::Mark;
use crate::report::month::MonthReport;

#[derive(Clone, Debug, Serialize)]
pub struct Matrix {
    pub years: Vec<YearHead>,
    pub months: Vec<String>,
    pub rows: Vec<MatrixRow>,
}

/// A fiscal year and over how many columns of the matrix it stretches.
#[derive(Clone, Debug, Serialize)]
pub struct YearHead {
    pub name: String,
    pub span: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct MatrixRow {
    pub place: Link,
    pub is_trustee: bool,
    pub cells: Vec<Option<MatrixCell>>,
}

#[derive(Clone, Debug, Serialize)]
pub struct MatrixCell {
    pub href: String,
    pub mark: Mark,
    pub open: usize,
    pub incidents: usize,
    pub sign_off: Mark,
}

/// How many months are shown, the as-of month included; the places' own pages have them all.
const COLUMNS: usize = 12;

pub fn matrix(brief: &Brief<'_>, months: &[MonthReport]) -> Matrix {
    let columns = columns(brief, months);
    Matrix {
        years: years(brief, &columns),
        months: columns.iter().map(|month| brief.month(*month)).collect(),
        rows: brief.places().into_iter().map(|place| row(brief, place, &columns, months)).collect(),
    }
}

/// From the first month of which evidence is owed, or the year before the as-of date.
fn columns(brief: &Brief<'_>, months: &[MonthReport]) -> Vec<Month> {
    let starts = brief.ledger.settings.starts.map(Month::of);
    let now = Month::of(brief.as_of());
    let mut columns: Vec<Month> = months.iter().map(|month| month.month).collect();
    columns.retain(|month| starts.is_none_or(|starts| starts <= *month) && *month <= now);
    columns.sort_unstable();
    columns.dedup();
    columns.split_off(columns.len().saturating_sub(COLUMNS))
}

fn years(brief: &Brief<'_>, columns: &[Month]) -> Vec<YearHead> {
    let names: Vec<String> = columns.iter().map(|month| brief.fiscal_year(month.period().first)).collect();
    names.chunk_by(|a, b| a == b).map(|year| YearHead { name: year[0].clone(), span: year.len() }).collect()
}

fn row(brief: &Brief<'_>, place: &Id, columns: &[Month], months: &[MonthReport]) -> MatrixRow {
    let cell = |column: &Month| {
        let month = months.iter().find(|month| month.month == *column && *month.place_id == **place)?;
        Some(MatrixCell {
            href: month.href.clone(),
            mark: month.mark.clone(),
            open: month.open,
            incidents: month.incidents.len(),
            sign_off: month.sign_off.mark.clone(),
        })
    };
    MatrixRow {
        place: Link { text: brief.name(place), href: Some(address::place(place)) },
        is_trustee: brief.ledger.settings.is_trustee(place),
        cells: columns.iter().map(cell).collect(),
    }
}
