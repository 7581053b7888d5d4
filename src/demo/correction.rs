//! How a record was put right: its corrections, and what stood there before.

use super::event::{AFTERNOON, Change, Story, What};
use super::facts::Slip;
use crate::model::record::Record;

impl<'l> Story<'l> {
    /// Each correction by whom it is, when it says. With the last one goes what was wrong until then.
    pub fn corrections(&mut self, record: &'l Record, slips: &'l [Slip]) {
        let afternoon = record.done_on().to_datetime(AFTERNOON);
        let what = What::Corrected(record);
        let mut last = None;
        for correction in &record.corrections {
            let at = correction.at.as_ref().map_or(afternoon, |at| at.value);
            let by = self.staff.person_or_manager(&correction.by, at.date());
            if let Some(reason) = &correction.reason {
                self.block(reason.span, at, by, what);
            }
            last = Some((at, by));
        }
        for slip in slips.iter().filter(|slip| slip.record == record.id) {
            let Some((at, by)) = last else { continue };
            if let Some((since, who)) = slip.since.zip(slip.by.as_deref()) {
                let who = self.staff.named(who).unwrap_or(by);
                self.add(Change::Spoils(slip), since, who, What::Rewritten(record));
            }
            self.add(Change::Mends(slip), at, by, what);
        }
    }
}
