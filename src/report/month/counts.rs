//! How many obligations stand how: the figures of a duty, a month and a year.

use serde::Serialize;

use crate::rules::Standing;

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
