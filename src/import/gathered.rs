//! Rows of one record come together; what two rows say alike, or against each other, is told.

use std::collections::BTreeMap;

use super::cell::Origin;
use super::making::Making;
use super::row::Entry;
use super::{Draft, Problem};
use crate::model::Text;

/// The records so far, those found again by their day or id.
#[derive(Default)]
pub struct Gathered {
    all: Vec<Making>,
    known: BTreeMap<String, Vec<usize>>,
    again: Vec<Again>,
    problems: Vec<Problem>,
}

/// Something that was said before, and where.
struct Again {
    origin: Origin,
    before: Origin,
}

impl Gathered {
    pub fn add(&mut self, mut own: Making) {
        let known = self.known.entry(own.gathered_by()).or_default();
        if let Some(before) = known.iter().find_map(|at| own.said_before(&self.all[*at])) {
            self.again.push(Again { origin: own.origin, before });
            return;
        }
        match known.iter().find(|at| self.all[**at].is_also(&own)) {
            Some(at) => {
                let known = &self.all[*at];
                if known.record.is_none() {
                    self.again.extend(own.without_known(known));
                    self.problems.extend(own.entries.iter().filter_map(|entry| contradiction(entry, known)));
                }
                self.all[*at].take(own);
            }
            None => {
                known.push(self.all.len());
                self.all.push(own);
            }
        }
    }

    pub fn into_drafts(self) -> Vec<Draft> {
        self.all.into_iter().map(Making::drafted).collect()
    }

    pub fn problems(&mut self) -> Vec<Problem> {
        let mut problems = std::mem::take(&mut self.problems);
        // Of a whole sheet that is there twice, or read by two tables, one row tells.
        let mut sheets: BTreeMap<(usize, usize), Vec<Again>> = BTreeMap::new();
        for again in self.again.drain(..) {
            if again.origin.rank == again.before.rank && again.origin.row != again.before.row {
                problems.push(again.told(0));
            } else {
                sheets.entry((again.origin.rank, again.before.rank)).or_default().push(again);
            }
        }
        problems.extend(sheets.into_values().filter_map(|rows| Some(rows.first()?.told(rows.len() - 1))));
        problems
    }
}

impl Again {
    fn told(&self, more: usize) -> Problem {
        let (before, row) = (&self.before, self.before.row + 1);
        let message = match (before.rank == self.origin.rank, before.row == self.origin.row) {
            (true, true) => Text::fixed(
                "対応表の別の [[table]] からも同じ内容ができます。sheets か keys を分けてください。",
                "another [[table]] of the mapping says the same; part their `sheets` or `keys`.",
            ),
            (true, false) => Text::new(format!("{row}行目と同じ内容です。"), format!("the same as row {row}.")),
            (false, _) if more == 0 => {
                Text::new(format!("{before} と同じ内容です。"), format!("the same as {before}."))
            }
            (false, _) => Text::new(
                format!("{before} と同じ内容です(ほか{more}行も同様)。"),
                format!("the same as {before} ({more} more likewise)."),
            ),
        };
        Problem { origin: self.origin.clone(), message, line: None }
    }
}

/// One check tells of a run once; what became of it by a rerun is for a later check to tell.
fn contradiction(entry: &Entry, known: &Making) -> Option<Problem> {
    let alike = |other: &&Entry| {
        let is_same = |key: &str| entry.literal(key) == other.literal(key);
        entry.is_of(other) && entry.literal("run").is_some() && ["run", "sort", "medium"].into_iter().all(is_same)
    };
    let other = known.entries.iter().filter(alike).find(|other| entry.literal("result") != other.literal("result"))?;
    let origin = entry.said.iter().find(|said| said.target.key.name == "result")?.origin.clone();
    let (before, row) = (&other.origin, other.origin.row + 1);
    let place = if before.rank == origin.rank {
        Text::new(format!("{row}行目"), format!("row {row}"))
    } else {
        Text::same(format!("{before}"))
    };
    let message = Text::new(
        format!("{}と同じ回ですが、結果が違います。再実行なら、それを確認した時刻の行にします。", place.ja),
        format!("of the same run as {}, but with another result; a rerun belongs to the later check of it.", place.en),
    );
    Some(Problem { origin, message, line: None })
}

impl Making {
    /// Where all that this row says stands already; never in an export, whose rows are records or parts of them.
    fn said_before(&self, known: &Making) -> Option<Origin> {
        if self.record.is_some() || self.day().is_none() {
            return None;
        }
        let is_part = |entry: &&Entry| entry.table.is_some_and(|table| table.repeats);
        if !self.entries.iter().any(|entry| is_part(&entry)) {
            let is_same = self.entries.len() == known.entries.len()
                && self.entries.iter().zip(&known.entries).all(|(own, other)| own.says_the_same(other));
            return is_same.then(|| known.origin.clone());
        }
        let mut parts = self.entries.iter().filter(is_part);
        let before = |own: &Entry| known.entries.iter().find(|other| own.says_the_same(other));
        let first = parts.next().and_then(before).filter(|_| known.is_also(self))?;
        parts.all(|own| before(own).is_some()).then(|| Origin { column: 0, ..first.origin.clone() })
    }

    /// Leaves out the entries that are known.
    fn without_known(&mut self, known: &Making) -> Vec<Again> {
        let is_part = |entry: &Entry| entry.table.is_some_and(|table| table.repeats);
        let before = |own: &Entry| known.entries.iter().find(|other| is_part(own) && own.says_the_same(other));
        let again = |own: &Entry| Some(Again { origin: own.origin.clone(), before: before(own)?.origin.clone() });
        let found: Vec<Again> = self.entries.iter().filter_map(again).collect();
        self.entries.retain(|own| before(own).is_none());
        found
    }
}

impl Entry {
    fn is_of(&self, other: &Entry) -> bool {
        self.table.map(|table| table.name) == other.table.map(|table| table.name)
    }

    fn literal(&self, key: &str) -> Option<&str> {
        self.said.iter().find(|said| said.target.key.name == key).map(|said| said.literal.as_str())
    }

    fn says_the_same(&self, other: &Entry) -> bool {
        let pairs = |entry: &Entry| -> Vec<(&str, String)> {
            entry.said.iter().map(|said| (said.target.key.name, said.literal.clone())).collect()
        };
        self.is_of(other) && pairs(self) == pairs(other)
    }
}
