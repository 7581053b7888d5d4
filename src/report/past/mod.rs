//! The history as its readers see it: each commit that touched the records, what it did key by key, and what backs it.
//!
//! ```text
//! chronicle ─► deed (said), seal ─► commit ─► Book: all of them, made once ─► month ─► index
//!                                              └─► corrections, and the commits of a record
//! ```
//!
//! Times are told apart by who says so: the author and the committer claim theirs, the server's receipt witnesses one. Deliberately
//! absent: merges that merely joined what others did, which are no one's deeds.

mod added;
mod book;
mod commit;
pub mod corrections;
pub mod deed;
mod index;
mod month;
mod receipts;
pub mod said;
mod seal;

use crate::model::Month;

use super::brief::Brief;
use super::{address, masthead};

pub use book::Book;
pub use commit::CommitReport;
pub use deed::{DeedReport, KeyRow};
pub use index::HistoryIndex;
pub use month::HistoryMonth;

/// Every commit that touched the records, the newest first.
pub fn commits(brief: &Brief<'_>) -> Vec<CommitReport> {
    Book::of(brief).commits
}

/// The first page of the history, and its months, the newest first.
pub fn pages(brief: &Brief<'_>, book: &Book<'_>) -> (HistoryIndex, Vec<HistoryMonth>) {
    index::reports(brief, book)
}

/// Of a commit, on the page of its month.
pub fn anchor(id: &str) -> String {
    format!("c-{}", masthead::short(id))
}

/// Where the commit at a place in the history is shown; the first page of the history where it touched nothing.
pub fn href(brief: &Brief<'_>, at: usize) -> String {
    let commit = brief.history.and_then(|history| history.commits.get(at));
    match commit.filter(|_| is_told(brief, at)) {
        None => address::HISTORY.to_owned(),
        Some(commit) => {
            let page = month_of(brief, commit.moment()).map(address::history);
            format!("{}#{}", page.as_deref().unwrap_or(address::HISTORY), anchor(&commit.id))
        }
    }
}

/// The same for a commit by its id.
pub fn href_of(brief: &Brief<'_>, id: &str) -> String {
    let at = brief.history.and_then(|history| history.commits.iter().position(|commit| commit.id == id));
    at.map_or_else(|| address::HISTORY.to_owned(), |at| href(brief, at))
}

/// Whether a commit touched the records, as far as can be known.
fn is_told(brief: &Brief<'_>, at: usize) -> bool {
    let did = brief.chronicle.is_some_and(|chronicle| !chronicle.deeds_of(at).is_empty());
    did || is_hole(brief, at)
}

/// Whether what a commit did cannot be told, since what it came after is missing.
fn is_hole(brief: &Brief<'_>, at: usize) -> bool {
    let Some(history) = brief.history else { return false };
    let first = history.changes.partition_point(|change| change.commit < at);
    history.commits[at].truncated && history.changes.get(first).is_some_and(|change| change.commit == at)
}

/// The month in which something came in; `None` of a moment that no page can be named after.
fn month_of(brief: &Brief<'_>, seconds: i64) -> Option<Month> {
    brief.civil(seconds).map(|moment| Month::of(moment.date())).filter(|month| month.year() > 0)
}
