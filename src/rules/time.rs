//! Wants and clashes over time: the days on which something should hold, and does not.

use jiff::civil::Date;

use super::bench::Bench;

/// The first day of every unbroken run of days, from `starts` to the as-of date, of which something is true.
pub fn spells(bench: &Bench<'_>, is_true: impl Fn(Date) -> bool) -> Vec<Date> {
    let Some(starts) = bench.ledger.settings.starts else {
        return Vec::new();
    };
    let mut first_days = Vec::new();
    let mut before = false;
    for day in (crate::model::Period { first: starts, last: bench.as_of }).days() {
        let now = is_true(day);
        if now && !before {
            first_days.push(day);
        }
        before = now;
    }
    first_days
}
