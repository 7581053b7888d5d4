//! How many obligations stand how: the figures of a duty, a month and a year.

use serde::Serialize;

use crate::report::brief::Brief;
use crate::report::mark::{Mark, Tone};
use crate::rules::Standing;

/// One of the figures: how many, what they are, and where they are told.
#[derive(Clone, Debug, Serialize)]
pub struct Count {
    /// `None`: all that is owed.
    pub standing: Option<Standing>,
    pub number: usize,
    pub mark: Mark,
    pub href: Option<String>,
}

/// The standings in the order in which they are shown.
const SHOWN: [Standing; 6] =
    [Standing::Met, Standing::Late, Standing::Failed, Standing::Missing, Standing::Waived, Standing::Pending];

/// How many obligations stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub owed: usize,
    pub met: usize,
    pub late: usize,
    pub failed: usize,
    pub missing: usize,
    pub waived: usize,
    pub pending: usize,
}

/// A run is looked at, another duty is done: 未了 is true of both.
fn mark(brief: &Brief<'_>, standing: Standing) -> Mark {
    match standing {
        Standing::Missing => brief.mark(Tone::Bad, "未了", "missing"),
        Standing::Met
        | Standing::Late
        | Standing::Failed
        | Standing::Pending
        | Standing::Waived
        | Standing::NotOwed => brief.standing(standing),
    }
}

impl Counts {
    pub fn of(standings: impl Iterator<Item = Standing>) -> Counts {
        let mut counts = Counts::default();
        for standing in standings {
            match standing {
                Standing::Met => counts.met += 1,
                Standing::Late => counts.late += 1,
                Standing::Failed => counts.failed += 1,
                Standing::Missing => counts.missing += 1,
                Standing::Waived => counts.waived += 1,
                Standing::Pending => counts.pending += 1,
                Standing::NotOwed => continue,
            }
            counts.owed += 1;
        }
        counts
    }

    /// All that is owed, then each standing; none leads anywhere yet.
    pub fn cells(self, brief: &Brief<'_>) -> Vec<Count> {
        let all = Mark { tone: Tone::None, sign: "", word: brief.word("義務数", "owed") };
        let all = Count { standing: None, number: self.owed, mark: all, href: None };
        let each = SHOWN.into_iter().map(|standing| Count {
            standing: Some(standing),
            number: self.number(standing),
            mark: mark(brief, standing),
            href: None,
        });
        std::iter::once(all).chain(each).collect()
    }

    fn number(self, standing: Standing) -> usize {
        match standing {
            Standing::Met => self.met,
            Standing::Late => self.late,
            Standing::Failed => self.failed,
            Standing::Missing => self.missing,
            Standing::Waived => self.waived,
            Standing::Pending => self.pending,
            Standing::NotOwed => 0,
        }
    }

    pub fn plus(self, other: Counts) -> Counts {
        Counts {
            owed: self.owed + other.owed,
            met: self.met + other.met,
            late: self.late + other.late,
            failed: self.failed + other.failed,
            missing: self.missing + other.missing,
            waived: self.waived + other.waived,
            pending: self.pending + other.pending,
        }
    }
}
