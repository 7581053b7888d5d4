//! The commits of one month (月別の履歴), day by day.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::path::Slot;
use crate::model::{Kind, Month, Text};
use crate::report::brief::{Brief, Link};
use crate::report::findings::{self, RuleNote};
use crate::report::incident::elapsed;
use crate::report::{address, labels};

use super::added::{self, Group};
use super::index::figures;
use super::receipts::ReceiptRow;
use super::{Book, CommitReport, DeedReport};

#[derive(Clone, Debug, Serialize)]
pub struct HistoryMonth {
    pub href: String,
    pub title: String,
    pub previous: Option<Link>,
    pub next: Option<Link>,
    pub figures: Vec<(String, usize)>,
    pub days: Vec<Day>,
    pub receipts: Vec<ReceiptRow>,
    pub rules: Vec<RuleNote>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Day {
    pub anchor: String,
    pub title: String,
    /// Where the month stands above.
    pub day: String,
    pub commits: Vec<Told>,
}

/// A commit as a page tells of it.
#[derive(Clone, Debug, Serialize)]
pub struct Told {
    #[serde(flatten)]
    pub commit: CommitReport,
    /// How long after it was committed the server received it.
    pub received_after: Option<String>,
    /// Of the records that it touched.
    pub kinds: Vec<String>,
    pub changed: Vec<DeedReport>,
    pub added: Vec<Group>,
}

/// What came in in a month.
type Entries<'c> = (Vec<&'c CommitReport>, Vec<ReceiptRow>);

/// How many keys of one file are shown; `daicho history` shows them all.
const MOST_KEYS: usize = 100;

/// Every month that has commits or receipts, the newest first.
pub fn reports(brief: &Brief<'_>, book: &Book<'_>, receipts: &[ReceiptRow]) -> Vec<HistoryMonth> {
    let mut months: BTreeMap<Month, Entries<'_>> = BTreeMap::new();
    for commit in &book.commits {
        if let Some(month) = commit.month {
            months.entry(month).or_default().0.push(commit);
        }
    }
    for receipt in receipts {
        if let Some(month) = receipt.month {
            months.entry(month).or_default().1.push(receipt.clone());
        }
    }
    let names: Vec<Month> = months.keys().copied().collect();
    let neighbour = |at: Option<usize>| {
        let month = *names.get(at?)?;
        Some(Link { text: brief.month(month), href: Some(address::history(month)) })
    };
    let report = |(at, (month, (commits, receipts))): (usize, (Month, Entries<'_>))| HistoryMonth {
        href: address::history(month),
        title: brief.month(month),
        previous: neighbour(at.checked_sub(1)),
        next: neighbour(at.checked_add(1)),
        figures: figures(brief, &commits),
        days: days(brief, &commits),
        receipts,
        rules: findings::notes(brief, commits.iter().flat_map(|commit| commit.rules.iter().copied())),
    };
    months.into_iter().enumerate().map(report).rev().collect()
}

fn days(brief: &Brief<'_>, commits: &[&CommitReport]) -> Vec<Day> {
    let mut days: BTreeMap<_, Vec<&CommitReport>> = BTreeMap::new();
    for commit in commits {
        days.entry(commit.day).or_default().push(commit);
    }
    let mut anchors = BTreeSet::new();
    let day = |(day, commits): (Option<jiff::civil::Date>, Vec<&CommitReport>)| Day {
        anchor: day.map(|day| format!("d-{:02}", day.day())).unwrap_or_default(),
        title: day.map(|day| brief.date(day)).unwrap_or_default(),
        day: day.map(|day| brief.day(day)).unwrap_or_default(),
        commits: told(brief, commits, &mut anchors),
    };
    days.into_iter().rev().map(day).collect()
}

/// Ids made to begin alike are told apart by the whole of them.
pub fn told(brief: &Brief<'_>, commits: Vec<&CommitReport>, anchors: &mut BTreeSet<String>) -> Vec<Told> {
    let one = |commit: &CommitReport| {
        let mut commit = commit.clone();
        if !anchors.insert(commit.anchor.clone()) {
            commit.anchor = format!("c-{}", commit.id);
        }
        // The values stand beside the finding already.
        commit.findings.iter_mut().for_each(|finding| finding.keys.clear());
        Told {
            received_after: received_after(brief, &commit),
            changed: commit.deeds.iter().filter(|deed| !deed.is_added).map(shortened).collect(),
            kinds: kinds(brief, &commit.deeds),
            added: added::groups(brief, &commit.deeds),
            commit,
        }
    };
    commits.into_iter().map(one).collect()
}

/// Each once, in the order of the kinds; registers and the like come last.
fn kinds(brief: &Brief<'_>, deeds: &[DeedReport]) -> Vec<String> {
    let kind = |deed: &DeedReport| match Slot::parse(&deed.path) {
        Some(Slot::Record(record)) => Some(record.kind),
        Some(Slot::Ledger | Slot::Regulation | Slot::Register(_)) | None => None,
    };
    let kinds: BTreeSet<(bool, Option<Kind>)> = deeds.iter().map(kind).map(|kind| (kind.is_none(), kind)).collect();
    let word = |(_, kind): (bool, Option<Kind>)| match kind {
        Some(kind) => brief.say(&labels::kind(kind)),
        None => brief.say(&added::REGISTERS),
    };
    kinds.into_iter().map(word).collect()
}

fn shortened(deed: &DeedReport) -> DeedReport {
    let mut deed = deed.clone();
    deed.more = deed.keys.len().saturating_sub(MOST_KEYS);
    deed.keys.truncate(MOST_KEYS);
    deed
}

fn received_after(brief: &Brief<'_>, commit: &CommitReport) -> Option<String> {
    let (committed, received) = (commit.moments.0, commit.moments.1?);
    let (from, to) = (brief.civil(committed.min(received))?, brief.civil(committed.max(received))?);
    let time = elapsed(brief, from, to);
    Some(brief.say(&if committed <= received {
        Text::new(format!("登録の{time}後"), format!("{time} after"))
    } else {
        Text::new(format!("登録より{time}前"), format!("{time} before"))
    }))
}
