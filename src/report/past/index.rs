//! The first page of the history: its months in numbers, the server's receipts, and what is missing.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::Text;
use crate::report::address;
use crate::report::brief::{Brief, Link};
use crate::report::findings::{self, RuleNote};
use crate::rules::history::incompleteness;

use super::month::{self, HistoryMonth, Told};
use super::receipts::{self, ReceiptRow};
use super::seal::Worth;
use super::{Book, CommitReport};

#[derive(Clone, Debug, Serialize)]
pub struct HistoryIndex {
    /// Why there is nothing to show.
    pub absent: Option<String>,
    /// What is missing or was replaced.
    pub incomplete: Option<String>,
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
    pub sum: Vec<usize>,
    pub receipts: Vec<ReceiptRow>,
    pub all_receipts: usize,
    pub has_older: bool,
    /// Commits whose time no calendar has.
    pub undated: Vec<Told>,
    pub rules: Vec<RuleNote>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Row {
    pub month: Link,
    pub cells: Vec<usize>,
}

/// How many receipts are listed here; each is on its month's page.
const LAST: usize = 100;

/// The first page, and the months, the newest first.
pub fn reports(brief: &Brief<'_>, book: &Book<'_>) -> (HistoryIndex, Vec<HistoryMonth>) {
    let mut receipts = brief.history.map(|history| receipts::rows(brief, history)).unwrap_or_default();
    let months = month::reports(brief, book, &receipts);
    let all: Vec<&CommitReport> = book.commits.iter().collect();
    let undated: Vec<&CommitReport> = all.iter().copied().filter(|commit| commit.month.is_none()).collect();
    let sum = figures(brief, &all);
    let row = |month: &HistoryMonth| Row {
        month: Link { text: month.title.clone(), href: Some(month.href.clone()) },
        cells: month.figures.iter().map(|(_, number)| *number).collect(),
    };
    let all_receipts = receipts.len();
    receipts.truncate(LAST);
    let index = HistoryIndex {
        absent: absent(brief),
        incomplete: incomplete(brief),
        columns: sum.iter().map(|(label, _)| label.clone()).collect(),
        rows: months.iter().map(row).chain(timeless(brief, &undated)).collect(),
        sum: sum.into_iter().map(|(_, number)| number).collect(),
        receipts,
        all_receipts,
        has_older: all_receipts > LAST,
        rules: findings::notes(brief, undated.iter().flat_map(|commit| commit.rules.iter().copied())),
        undated: month::told(brief, undated, &mut BTreeSet::new()),
    };
    (index, months)
}

/// The row of the commits that belong to no month.
fn timeless(brief: &Brief<'_>, undated: &[&CommitReport]) -> Option<Row> {
    let href = Some(format!("{}#undated", address::HISTORY));
    let month = Link { text: brief.word("時刻が暦にないもの", "At no time of the calendar"), href };
    let cells = || figures(brief, undated).into_iter().map(|(_, number)| number).collect();
    (!undated.is_empty()).then(|| Row { month, cells: cells() })
}

/// Some commits in numbers.
pub fn figures(brief: &Brief<'_>, commits: &[&CommitReport]) -> Vec<(String, usize)> {
    let authors: BTreeSet<&str> = commits.iter().map(|commit| commit.email.as_str()).collect();
    let worth = |worth: Worth| commits.iter().filter(|commit| commit.worth == worth).count();
    let open = commits.iter().flat_map(|commit| &commit.findings).filter(|finding| finding.open);
    [
        (Text::fixed("コミット", "Commits"), commits.len()),
        (Text::fixed("作成者", "Authors"), authors.len()),
        (Text::fixed("○ 署名有効", "○ Signed"), worth(Worth::Good)),
        (Text::fixed("ー 署名なし", "ー Not signed"), worth(Worth::Missing)),
        (Text::fixed("× 署名無効", "× Bad signature"), worth(Worth::Bad)),
        (Text::fixed("？ 検証不能", "？ Cannot be checked"), worth(Worth::Unverifiable)),
        (Text::fixed("サーバー受領", "Received"), commits.iter().filter(|commit| commit.received.is_some()).count()),
        (Text::fixed("未解決の指摘", "Open findings"), open.count()),
    ]
    .into_iter()
    .map(|(label, number)| (brief.say(&label), number))
    .collect()
}

fn absent(brief: &Brief<'_>) -> Option<String> {
    match (brief.history, brief.origin.commit()) {
        (Some(_), _) => None,
        (None, Some(_)) => Some(brief.word(
            "履歴を読まずに作ったページです(--no-history)。だれがいつ登録したかは示していません。",
            "These pages were made without the history (--no-history): who committed what is not shown.",
        )),
        (None, None) => Some(brief.word(
            "git の履歴がありません。記録のフォルダーだけから作ったページなので、だれがいつ登録したかは示せません。",
            "There is no git history: these pages were made from a folder, and who committed what cannot be shown.",
        )),
    }
}

fn incomplete(brief: &Brief<'_>) -> Option<String> {
    let of_history = brief.history.map(|history| history.incomplete.iter()).into_iter().flatten();
    let of_chronicle = brief.chronicle.map(|chronicle| chronicle.incomplete.iter()).into_iter().flatten();
    let causes: Vec<_> = of_history.chain(of_chronicle).collect();
    incompleteness(&causes).map(|text| brief.say(&text))
}
