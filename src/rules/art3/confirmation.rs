//! What confirming a backup and confirming a transmission have in common: by when, by whom seen, and what became of it.

use jiff::civil::Date;

use crate::model::citation::Citation;
use crate::model::id::Id;
use crate::model::period::Period;
use crate::model::record::{Content, Record};
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::settings::{Limit, Owed};
use crate::model::source::{At, Field, Span};
use crate::model::text::Text;
use crate::rules::bench::{Bench, Docket};
use crate::rules::obligation::{Duty, Obligation, Standing};
use crate::rules::runs::{Run, Sighting, Sightings, within};
use crate::rules::words;

pub static CONFIRMATION_OUT_OF_ORDER: Rule = Rule {
    id: "confirmation-out-of-order",
    citation: Citation::article(3),
    basis: Basis::Regulation,
    severity: Severity::Error,
    title: Text::fixed("確認が実行より先になっています", "confirmed before it happened"),
    why: Text::fixed(
        "終わっていないものは確認できません。時刻か日付の誤記か、確認せずに書いたものです。",
        "What has not ended cannot be confirmed: a slip of the pen, or an entry made without looking.",
    ),
    remedy: Text::fixed(
        "確認した時刻(checked_at)と実行の日・時刻を確かめて直してください。",
        "Check checked_at against the run's day and times.",
    ),
};

/// The words and rules by which one sort of run is judged.
pub struct Sort {
    pub duty: Duty,
    pub owed: Owed,
    pub unconfirmed: &'static Rule,
    pub late: &'static Rule,
    pub without_incident: &'static Rule,
    /// バックアップ / backup
    pub name: Text,
}

/// Every run that a place owes: seen in time, late, or not at all; and whether it had gone wrong.
pub fn judge<E: Run>(bench: &Bench<'_>, place: &Id, sort: &Sort, seen: &Sightings<'_, E>, docket: &mut Docket) {
    for (period, owed) in bench.periods(sort.owed, bench.office(place), |day| bench.is_entrusted(place, day)) {
        let sightings = within(seen, period);
        let due = due(bench, period);
        let standing = if owed { standing(bench, due, &sightings) } else { Standing::NotOwed };
        let first = sightings.first().filter(|_| owed);
        if standing == Standing::Missing {
            docket.find_duty(sort.unconfirmed, place, period.last, unconfirmed(sort, period, due));
        } else if let (Some(first), Some(due)) = (first, due)
            && first.day() > due
        {
            let message = confirmed_late(sort, period, due, first.day());
            docket.find_in_on(sort.late, first.record, Some(first.entry.span()), period.last, message);
        }
        let evidence = sightings.iter().map(|sighting| sighting.record.id.clone()).collect();
        docket.obligations.push(Obligation {
            duty: sort.duty,
            place: place.clone(),
            subject: None,
            period,
            due,
            standing,
            evidence,
        });
    }
    for sighting in seen.values().flatten() {
        failure(bench, place, sort, sighting, docket);
    }
}

/// The last day on which a run is confirmed in time: confirming is the trustee's work, so its business days count.
fn due(bench: &Bench<'_>, period: Period) -> Option<Date> {
    let days = bench.ledger.settings.on(period.last).limit(Limit::ConfirmBusinessDays);
    bench.trustees_office().nth_business_day_after(period.last, days)
}

fn standing<E: Run>(bench: &Bench<'_>, due: Option<Date>, sightings: &[&Sighting<'_, E>]) -> Standing {
    let (Some(first), Some(last)) = (sightings.first(), sightings.last()) else {
        let overdue = due.is_some_and(|due| bench.is_over(due));
        return if overdue { Standing::Missing } else { Standing::Pending };
    };
    match () {
        () if !last.entry.is_good() => Standing::Failed,
        () if due.is_some_and(|due| first.day() > due) => Standing::Late,
        () => Standing::Met,
    }
}

fn unconfirmed(sort: &Sort, period: Period, due: Option<Date>) -> Text {
    let (run, due) = (words::period(period), due.map(words::date).unwrap_or_default());
    Text::new(
        format!(
            "{}の{}を、期限の{}までにも、その後にも、誰も確認していません(期限は運用基準)。",
            run.ja, sort.name.ja, due.ja
        ),
        format!(
            "nobody confirmed the {} of {} by {}, nor since (the deadline is the house's own).",
            sort.name.en, run.en, due.en
        ),
    )
}

fn confirmed_late(sort: &Sort, period: Period, due: Date, seen: Date) -> Text {
    let (run, due, seen) = (words::period(period), words::date(due), words::date(seen));
    Text::new(
        format!("{}の{}の確認が{}になりました。期限は{}でした。", run.ja, sort.name.ja, seen.ja, due.ja),
        format!("the {} of {} was confirmed on {}; it was due on {}.", sort.name.en, run.en, seen.en, due.en),
    )
}

/// A run that went wrong has an incident: the one named, or any that affects the place and was detected meanwhile.
fn failure<E: Run>(bench: &Bench<'_>, place: &Id, sort: &Sort, sighting: &Sighting<'_, E>, docket: &mut Docket) {
    let Some(run) = sighting.entry.run() else { return };
    let before_starts = bench.ledger.settings.starts.is_none_or(|starts| run < starts);
    // One that is not to be found has been reported.
    let incident = sighting.entry.incident().as_ref().map(|id| bench.ledger.records.get(&id.value));
    let is_named = incident.is_some_and(|found| found.is_none_or(|record| bench.has_happened(record.done_on())));
    if sighting.entry.is_good() || is_named || before_starts {
        return;
    }
    let serves = |detected: Date| (run..=sighting.day()).contains(&detected);
    let explained = bench.incidents().any(|(record, incident)| incident.affects(place) && serves(record.done_on()));
    if !explained {
        let day = words::date(run);
        let message = Text::new(
            format!("{}の{}が正常に終わっていませんが、対応する事故等の記録がありません。", day.ja, sort.name.ja),
            format!("the {} of {} did not end well, and no incident tells of it.", sort.name.en, day.en),
        );
        docket.find_in_on(sort.without_incident, sighting.record, Some(sighting.entry.span()), run, message);
    }
}

/// Every entry of every check that cannot have been made when it says it was.
pub fn out_of_order(bench: &Bench<'_>, docket: &mut Docket) {
    for record in bench.ledger.records.values() {
        let Content::Check(check) = &record.content else {
            continue;
        };
        for backup in &check.backups {
            order(record, &check.checked_at, &backup.run, &backup.finished_at, docket);
        }
        for transmission in &check.transmissions {
            order(record, &check.checked_at, &transmission.run, &transmission.sent_at, docket);
        }
    }
}

fn order(
    record: &Record,
    checked: &Field<jiff::civil::DateTime>,
    run: &Field<Date>,
    ended: &Field<jiff::civil::DateTime>,
    docket: &mut Docket,
) {
    let Some(checked) = checked else { return };
    let from_the_future: Option<(Span, Text)> = match (run, ended) {
        (Some(At { value: run, span }), _) if *run > checked.date() => Some((*span, words::date(*run))),
        (_, Some(At { value: ended, span })) if *ended > checked.value => Some((*span, words::time(*ended))),
        _ => None,
    };
    if let Some((span, when)) = from_the_future {
        let checked = words::time(checked.value);
        let message = Text::new(
            format!("{}のことを{}に確認したことになっています。", when.ja, checked.ja),
            format!("something of {} was confirmed at {}.", when.en, checked.en),
        );
        docket.find_in(&CONFIRMATION_OUT_OF_ORDER, record, Some(span), message);
    }
}
