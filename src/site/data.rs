//! `data/…`: the verdict, the obligations and the records for other programs. docs/data.md says what is in them.

use std::collections::BTreeMap;

use crate::export;
use crate::print;
use crate::report::{Brief, Report, tables};

use super::SiteError;

pub fn files(brief: &Brief<'_>, report: &Report) -> Result<BTreeMap<String, Vec<u8>>, SiteError> {
    let tables = &report.tables;
    let csv = |table| export::csv(&table).map_err(SiteError::csv);
    let files = [
        ("data/findings.json", findings(brief)?),
        ("data/obligations.json", obligations(report)?),
        ("data/obligations.csv", csv(tables::obligations(&tables.obligations))?),
        ("data/records.csv", csv(tables::records(&tables.records))?),
    ];
    Ok(files.into_iter().map(|(path, bytes)| (path.to_owned(), bytes)).collect())
}

fn findings(brief: &Brief<'_>) -> Result<Vec<u8>, SiteError> {
    let mut json = Vec::new();
    let commit = brief.origin.commit().map(str::to_owned);
    print::json::verdict(&mut json, brief.verdict, commit, brief.lang()).map_err(SiteError::json)?;
    Ok(json)
}

fn obligations(report: &Report) -> Result<Vec<u8>, SiteError> {
    let mut json = Vec::new();
    let head = &report.masthead;
    let (as_of, commit) = (&head.as_of_iso, head.commit.as_deref());
    export::obligations(&mut json, as_of, commit, &report.tables.obligations).map_err(SiteError::json)?;
    Ok(json)
}
