//! What a schedule owes beside runs: one thing a period, evidenced by a record of a day within it.
//!
//! Such a period is due on its last day, and what comes later is evidence of the next one: it is met or missing, never late.

use jiff::civil::Date;

use crate::model::id::Id;
use crate::model::period::Period;
use crate::model::settings::Owed;
use crate::model::text::Text;

use super::bench::{Bench, Docket};
use super::obligation::{Duty, Obligation, Standing};
use super::words;

/// Something owed once a period.
pub struct Scheduled<'a> {
    pub duty: Duty,
    pub owed: Owed,
    pub place: &'a Id,
    pub subject: Option<&'a Id>,
    /// What is owed, as it stands in a sentence.
    pub name: Text,
}

impl Scheduled<'_> {
    /// Judges every period against the days and records of what was done.
    pub fn judge(&self, bench: &Bench<'_>, owing: impl Fn(Date) -> bool, done: &[(Date, &str)], docket: &mut Docket) {
        for (period, owed) in bench.periods(self.owed, bench.trustees_office(), owing) {
            let evidence: Vec<String> =
                done.iter().filter(|(day, _)| period.contains(*day)).map(|(_, record)| (*record).to_owned()).collect();
            let standing = match () {
                () if !owed => Standing::NotOwed,
                () if !evidence.is_empty() => Standing::Met,
                () if bench.is_over(period.last) => Standing::Missing,
                () => Standing::Pending,
            };
            if standing == Standing::Missing {
                docket.find_duty(self.duty.missing(), self.place, period.last, self.missing(period));
            }
            docket.obligations.push(Obligation {
                duty: self.duty,
                place: self.place.clone(),
                subject: self.subject.cloned(),
                period,
                due: Some(period.last),
                standing,
                evidence,
            });
        }
    }

    fn missing(&self, period: Period) -> Text {
        let (name, period) = (&self.name, words::period(period));
        Text::new(
            format!("{}が、{}の間に記録されていません(頻度は運用基準)。", name.ja, period.ja),
            format!("no record of {} within {} (how often is the house's own standard).", name.en, period.en),
        )
    }
}
