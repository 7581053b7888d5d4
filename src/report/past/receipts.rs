//! The server's receipts (受領) as rows.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::history::{History, Receipt};
use crate::model::Month;
use crate::report::brief::{Brief, Link, dash};
use crate::report::mark::{Mark, Tone};
use crate::report::masthead::short;

use super::said::clean;

#[derive(Clone, Debug, Serialize)]
pub struct ReceiptRow {
    pub when: String,
    pub reference: String,
    pub old: Link,
    pub new: Link,
    pub pusher: String,
    /// Whether what was received then is still there.
    pub mark: Mark,
    #[serde(skip)]
    pub month: Option<Month>,
}

/// All of them, the last one first.
pub fn rows(brief: &Brief<'_>, history: &History) -> Vec<ReceiptRow> {
    if history.receipts.is_empty() {
        return Vec::new();
    }
    let places: BTreeMap<&str, usize> =
        history.commits.iter().enumerate().map(|(at, commit)| (commit.id.as_str(), at)).collect();
    history.receipts.iter().rev().map(|receipt| row(brief, &places, receipt)).collect()
}

fn row(brief: &Brief<'_>, places: &BTreeMap<&str, usize>, receipt: &Receipt) -> ReceiptRow {
    let version = |id: &str| {
        let is_none = id.bytes().all(|digit| digit == b'0');
        let text = if is_none { brief.word("なし", "none") } else { clean(&short(id)) };
        Link { text, href: places.get(id).map(|at| super::href(brief, *at)) }
    };
    ReceiptRow {
        when: brief.moment(receipt.seconds),
        reference: clean(&receipt.reference),
        old: version(&receipt.old),
        new: version(&receipt.new),
        pusher: if receipt.pusher.is_empty() { dash() } else { clean(&receipt.pusher) },
        mark: if receipt.is_lost {
            brief.mark(Tone::Bad, "いまの履歴にない", "not in this history")
        } else {
            brief.mark(Tone::Good, "あり", "there")
        },
        month: super::month_of(brief, receipt.seconds),
    }
}
