//! An extract (抄本) of the ledger: what is told of some days, for an export.

use crate::model::finding::Finding;
use crate::model::record::Record;
use crate::model::{Period, Word};
use crate::rules::Verdict;

use super::brief::Brief;
use super::past::Book;
use super::tables::{self, KindTable, ObligationRow, RecordRow, Table};

pub struct Extract<'a> {
    pub brief: Brief<'a>,
    /// The days asked for; `None`: all.
    pub period: Option<Period>,
    pub obligations: Vec<ObligationRow>,
    /// Those that have no day are of no period.
    pub findings: Vec<&'a Finding>,
    pub rows: Vec<RecordRow>,
    /// By id, as `rows`.
    pub records: Vec<&'a Record>,
}

impl<'a> Extract<'a> {
    pub fn of(brief: &Brief<'a>, period: Option<Period>) -> Extract<'a> {
        let holds = |day| period.is_none_or(|period: Period| period.contains(day));
        let book = Book::of(brief);
        let all = tables::tables(brief, &book);
        let findings = brief.verdict.findings.iter();
        let shown = brief.ledger.records.values().filter(|record| brief.is_shown(record));
        Extract {
            brief: *brief,
            period,
            obligations: all.obligations.into_iter().filter(|row| holds(row.period.last)).collect(),
            findings: findings.filter(|own| period.is_none() || own.date.is_some_and(holds)).collect(),
            rows: all.records.into_iter().filter(|row| holds(row.date)).collect(),
            records: shown.filter(|record| holds(record.done_on())).collect(),
        }
    }

    /// What is told, as a verdict of its own.
    pub fn verdict(&self) -> Verdict {
        let holds = |day| self.period.is_none_or(|period: Period| period.contains(day));
        self.brief.verdict.clone().only(|own| self.period.is_none() || own.date.is_some_and(holds))
    }

    /// What a CSV folder holds, by the files' names.
    pub fn tables(&self) -> Vec<(String, Table)> {
        let mut files = vec![
            ("obligations".to_owned(), tables::obligations(&self.obligations)),
            ("findings".to_owned(), tables::findings(&self.brief, self.findings.iter().copied())),
            ("records".to_owned(), tables::records(&self.rows)),
        ];
        for KindTable { kind, part, table, .. } in tables::kinds(&self.brief, &self.records) {
            let kind = kind.word();
            files.push((if part.is_empty() { kind.to_owned() } else { format!("{kind}-{part}") }, table));
        }
        files
    }
}
