//! The gate (関所): what a push brings, or a commit would, before it is let in.
//!
//! ```text
//! refs     which ref moves where: deletion, rewinding, tags, replacements
//! content  the files of every commit that is brought, judged with the registers of that commit
//! deeds    what the commits did to what was there: by the rules of history
//! ```
//!
//! Only what is new is looked at, beside what it follows, so that a day's push costs the same on any ledger. Deliberately absent:
//! duties and deadlines. What is missing cannot be refused.

mod content;
mod deeds;
mod refs;
mod staged;

use jiff::civil::Date;

use crate::history::{GitError, History, Oid, Repo, walk_new};
use crate::model::finding::Finding;
use crate::model::ledger::Ledger;
use crate::model::text::Text;

pub use refs::Update;
pub use staged::staged;

/// What the gate says.
#[derive(Default)]
pub struct Ruling {
    /// Refs that may not move so.
    pub refused: Vec<Text>,
    /// What is wrong with what is brought, each with its commit.
    pub findings: Vec<Finding>,
    /// What is let in and should be looked at all the same.
    pub noticed: Vec<Finding>,
}

impl Ruling {
    pub fn lets_in(&self) -> bool {
        self.refused.is_empty() && self.findings.is_empty()
    }

    fn take(&mut self, findings: Vec<Finding>, is_refused: impl Fn(&Finding) -> bool) {
        for finding in findings {
            let seen = self.findings.iter().chain(&self.noticed).any(|other| is_same(other, &finding));
            if !seen {
                if is_refused(&finding) { self.findings.push(finding) } else { self.noticed.push(finding) }
            }
        }
    }

    /// How many there are, as a summary tells.
    pub fn count(&self) -> usize {
        self.refused.len() + self.findings.len()
    }
}

fn is_same(one: &Finding, other: &Finding) -> bool {
    one.rule == other.rule
        && one.path() == other.path()
        && one.position() == other.position()
        && one.commit == other.commit
        && one.message == other.message
}

/// When a push is judged.
#[derive(Clone, Copy)]
pub struct Now {
    /// Since 1970-01-01 00:00 UTC, by the server's clock.
    pub seconds: i64,
}

impl Now {
    fn day(self, ledger: &Ledger) -> Date {
        let moment = jiff::Timestamp::from_second(self.seconds).unwrap_or_default();
        moment.to_zoned(ledger.settings.timezone.clone()).date()
    }
}

/// Judges a push: every ref that it moves, and every commit that it brings.
///
/// # Errors
/// The repository cannot be read.
pub fn push(repo: &Repo, updates: &[Update], now: Now) -> Result<Ruling, GitError> {
    let mut ruling = Ruling::default();
    let branch = refs::branch(repo, updates)?;
    for update in updates {
        ruling.refused.extend(update.refusal(repo, &branch)?);
    }
    // Of a branch that may not move so nothing more need be said.
    let may_move = ruling.refused.is_empty();
    for update in updates.iter().filter(|_| may_move) {
        if let (Some(new), true) = (update.new, update.is_branch()) {
            brought(repo, update.old, new, now, &mut ruling)?;
        }
    }
    Ok(ruling)
}

/// Judges the commits that one branch gains.
fn brought(repo: &Repo, old: Option<Oid>, new: Oid, now: Now, ruling: &mut Ruling) -> Result<(), GitError> {
    let mut known: Vec<Oid> = old.into_iter().collect();
    if old.is_none() {
        known = repo.branches()?;
    }
    let history: History = walk_new(repo, new, &known, now.seconds)?;
    let ledger = content::ledger(repo, new)?;
    let (as_of, requires) = (now.day(&ledger), signatures_required(repo, old.unwrap_or(new))?);
    ruling.take(content::errors(repo, &history, as_of)?, |_| true);
    ruling.take(content::new_errors(repo, &history, old, new, as_of)?, |_| true);
    ruling.take(deeds::findings(repo, &history, &ledger, as_of, requires)?, |finding| {
        deeds::is_refused(finding, requires)
    });
    Ok(())
}

/// Whether commits had to be signed before the push.
fn signatures_required(repo: &Repo, before: Oid) -> Result<bool, GitError> {
    Ok(content::ledger(repo, before)?.settings.git.require_signatures)
}
