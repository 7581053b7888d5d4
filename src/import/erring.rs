//! Errors of the articles and of the registers' terms in drafts: what `check` would find and the hooks refuse. Those of one cause are told
//! once, at the cell of the first, with the number of records.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::judged::problem;
use super::term::{Entry, entry};
use super::{Draft, Problem};
use crate::model::finding::Finding;
use crate::model::{Ledger, Text};

pub fn told(errors: &[(&Draft, &Finding)], ledger: &Ledger) -> Vec<Problem> {
    let mut causes: BTreeMap<_, Vec<Error<'_>>> = BTreeMap::new();
    for (draft, finding) in errors {
        // What a cell's own fault tells already is left to it.
        let Some(problem) = problem(draft, finding) else { continue };
        let cause = Cause::of(finding, ledger);
        let key = cause.key(finding);
        causes.entry(key).or_default().push(Error { problem, cause, finding, path: draft.path.as_deref() });
    }
    causes.into_values().filter_map(once).collect()
}

struct Error<'d> {
    problem: Problem,
    cause: Cause,
    finding: &'d Finding,
    path: Option<&'d str>,
}

fn once(alike: Vec<Error<'_>>) -> Option<Problem> {
    let records = alike.iter().map(|error| error.path).collect::<BTreeSet<_>>().len();
    let first = alike.into_iter().min_by(|a, b| a.problem.origin.cmp(&b.problem.origin))?;
    Some(Problem { message: first.cause.message(first.finding, records), ..first.problem })
}

/// Why something is an error.
enum Cause {
    /// An entry of a register begins after the day, or has ended before.
    Outside(Entry, Side),
    /// Nobody entered such a thing at all.
    Nowhere(Entry),
    /// What the rule says.
    Rule,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Before(Date),
    After(Date),
}

impl Cause {
    fn of(finding: &Finding, ledger: &Ledger) -> Cause {
        let Some((entry, terms)) = entry(finding, ledger) else { return Cause::Rule };
        let (Some(day), false) = (finding.date, terms.is_empty()) else { return Cause::Nowhere(entry) };
        let first = terms.iter().map(|term| term.from.as_ref().map(|at| at.value)).min().flatten();
        let open = terms.iter().any(|term| term.until.is_none());
        let last = terms.iter().filter_map(|term| term.until.as_ref()).map(|at| at.value).max().filter(|_| !open);
        match (first, last) {
            (Some(first), _) if day < first => Cause::Outside(entry, Side::Before(first)),
            (_, Some(last)) if day > last => Cause::Outside(entry, Side::After(last)),
            (_, _) => Cause::Rule,
        }
    }

    /// Alike for errors that are told together.
    fn key(&self, finding: &Finding) -> (&'static str, Option<Side>, String) {
        match self {
            Cause::Outside(entry, side) => (finding.rule.id, Some(*side), entry.id.clone()),
            Cause::Nowhere(entry) => (finding.rule.id, None, entry.id.clone()),
            Cause::Rule => (finding.rule.id, None, finding.message.ja.to_string()),
        }
    }

    fn message(&self, finding: &Finding, records: usize) -> Text {
        let (ja, en) = (&finding.message.ja, &finding.message.en);
        let more = match records {
            0 | 1 => Text::default(),
            _ => Text::new(format!("ほか{}件も同じです。", records - 1), format!(" So it is in {} more.", records - 1)),
        };
        match self {
            Cause::Rule => Text::new(format!("{ja}{}", more.ja), format!("{en}{}", more.en)),
            Cause::Nowhere(entry) => {
                let path = entry.register.path();
                Text::new(
                    format!("{ja}{}登録のもれなら、{path} に書いてください。", more.ja),
                    format!("{en}{} If only the register lacks it, enter it in {path}.", more.en),
                )
            }
            Cause::Outside(Entry { what, keys: [from, until], register, .. }, side) => {
                let path = register.path();
                let (key, day, before, lie) = match side {
                    Side::Before(day) => (from, day, "より前", "before"),
                    Side::After(day) => (until, day, "より後", "after"),
                };
                Text::new(
                    format!(
                        "{}({key} = {day}){before}の記録が{records}件あります。実際の日と違うなら、登録を直してください({path})。",
                        what.ja
                    ),
                    format!(
                        "{} dated {lie} {} ({key} = {day}); if that is not the true day, correct it in {path}.",
                        records_are(records),
                        what.en
                    ),
                )
            }
        }
    }
}

pub fn records_are(count: usize) -> String {
    if count == 1 { "1 record is".to_owned() } else { format!("{count} records are") }
}
