//! The manager's sign-off of each month (月の締め), which the ledger's own rules ask for.

use jiff::civil::Date;

use crate::model::citation::Citation;
use crate::model::id::Id;
use crate::model::period::{Month, Period};
use crate::model::record::Content;
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::settings::Limit;
use crate::model::text::Text;

use super::bench::{Bench, Docket};
use super::obligation::{Duty, Obligation, Standing};
use super::words;

pub static MONTH_NOT_CLOSED: Rule = Rule {
    id: "month-not-closed",
    citation: Citation::Ledger,
    basis: Basis::Policy,
    severity: Severity::Warning,
    title: Text::fixed("月が締められていません", "a month not signed off"),
    why: Text::fixed(
        "管理者が月ごとに見て締めることで、後からの書き換えが分かるようになります。期限は運用基準です。",
        "A month that the manager has seen and signed off cannot be changed unnoticed. The deadline is the house's own.",
    ),
    remedy: Text::fixed(
        "内容を確かめ、その月の close.toml を作ってください。",
        "Look through the month, and write its close.toml.",
    ),
};

pub fn judge(bench: &Bench<'_>, docket: &mut Docket) {
    for place in bench.ledger.municipalities.iter().map(|municipality| &municipality.id.value) {
        for period in months(bench) {
            // The trustee's own entry has no term and so holds always.
            if bench.is_entrusted(place, period.last) {
                month(bench, place, period, docket);
            }
        }
    }
}

/// The months from the one that holds `starts` to the one that holds the as-of date.
fn months(bench: &Bench<'_>) -> Vec<Period> {
    let first = bench.ledger.settings.starts.map(Month::of);
    let all = std::iter::successors(first, |month| month.next());
    all.map(|month| month.period()).take_while(|period| period.first <= bench.as_of).collect()
}

fn month(bench: &Bench<'_>, place: &Id, period: Period, docket: &mut Docket) {
    let days = bench.ledger.settings.on(period.last).limit(Limit::CloseBusinessDays);
    let due = bench.trustees_office().nth_business_day_after(period.last, days);
    let closed = closed(bench, place, period);
    let standing = match (&closed, due) {
        (Some((day, _)), Some(due)) if *day > due => Standing::Late,
        (Some(_), _) => Standing::Met,
        (None, Some(due)) if bench.is_over(due) => Standing::Missing,
        (None, _) => Standing::Pending,
    };
    if let (Standing::Missing, Some(due)) = (standing, due) {
        docket.find_duty(&MONTH_NOT_CLOSED, place, period.last, not_closed(period, due));
    }
    docket.obligations.push(Obligation {
        duty: Duty::MonthClose,
        place: place.clone(),
        subject: None,
        period,
        due,
        standing,
        evidence: closed.into_iter().map(|(_, record)| record).collect(),
    });
}

fn closed(bench: &Bench<'_>, place: &Id, period: Period) -> Option<(Date, String)> {
    let mut records =
        bench.records().filter(|record| record.path.place == *place && record.path.month.period() == period);
    let close = records.find(|record| matches!(record.content, Content::Close(_)))?;
    Some((close.done_on(), close.id.clone()))
}

fn not_closed(period: Period, due: Date) -> Text {
    let (month, due) = (Month::of(period.last), words::date(due));
    Text::new(
        format!("{month}の月が、{}までに締められていません(期限は運用基準)。", due.ja),
        format!("{month} was not signed off by {} (the house's own deadline).", due.en),
    )
}
