//! Article 6(4): after something breaks at the facility, recovery is demanded and a recurrence prevented.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::citation::Citation;
use crate::model::record::{Incident, Prevention, Record};
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::settings::Limit;
use crate::model::text::Text;
use crate::rules::bench::{Bench, Docket};
use crate::rules::words;

pub static RECOVERY_NOT_DEMANDED: Rule = Rule {
    id: "recovery-not-demanded",
    citation: Citation::paragraph(6, 4),
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("復旧が求められていません", "recovery not demanded"),
    why: Text::fixed(
        "施設に障害等が発生したら、速やかな復旧を求めなければなりません(第6条第4項)。",
        "When something breaks at the facility, a speedy recovery must be demanded (Art. 6(4)).",
    ),
    remedy: Text::fixed(
        "施設管理者に復旧を求め、その時刻を [recovery] に書いてください。",
        "Demand it of the facility manager, and record when in [recovery].",
    ),
};

pub static PREVENTION_MISSING: Rule = Rule {
    id: "prevention-missing",
    citation: Citation::paragraph(6, 4),
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("再発防止策が決まっていません", "no prevention decided"),
    why: Text::fixed(
        "施設の障害等には再発防止策を講じなければなりません(第6条第4項)。日数は運用基準です。",
        "A recurrence must be prevented (Art. 6(4)). The number of days is the house's own standard.",
    ),
    remedy: Text::fixed(
        "原因と対策を決め、管理者の承認を受けて [prevention] に書いてください。",
        "Decide on cause and measure, have the manager approve it, and record it in [prevention].",
    ),
};

pub static PREVENTION_OVERDUE: Rule = Rule {
    id: "prevention-overdue",
    citation: Citation::paragraph(6, 4),
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("再発防止策が期限までに行われていません", "prevention overdue"),
    why: Text::fixed("決めただけの対策では再発を防げません。", "A measure that was only decided prevents nothing."),
    remedy: Text::fixed("実施したら done_at を書き足してください。", "Once it is done, add `done_at`."),
};

pub static CLOSED_WITHOUT_PREVENTION: Rule = Rule {
    id: "closed-without-prevention",
    citation: Citation::paragraph(6, 4),
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("再発防止策がないまま終結しています", "closed without prevention"),
    why: Text::fixed(
        "再発防止策を講じるまで、施設の障害等は終わっていません(第6条第4項)。",
        "Until a recurrence is prevented, what broke at the facility is not over (Art. 6(4)).",
    ),
    remedy: Text::fixed("[prevention] を決めて書き足してください。", "Decide on a prevention and add [prevention]."),
};

pub fn judge(bench: &Bench<'_>, docket: &mut Docket) {
    for (record, incident) in bench.incidents() {
        if incident.at_facility {
            recovery(bench, record, incident, docket);
            prevention(bench, record, incident, docket);
            closing(bench, record, incident, docket);
        }
        overdue(bench, record, incident, docket);
    }
}

fn recovery(bench: &Bench<'_>, record: &Record, incident: &Incident, docket: &mut Docket) {
    let day = record.done_on();
    let demanded = incident.recovery.as_ref().is_some_and(|recovery| {
        // A demand whose time cannot be read has been reported; it counts as in time.
        recovery.demanded_at.as_ref().is_none_or(|at| at.date() <= day)
    });
    if !demanded && bench.is_over(day) {
        let on = words::date(day);
        let message = Text::new(
            format!("発見した{}のうちに、施設管理者に復旧を求めた記録がありません。", on.ja),
            format!("no recovery was demanded of the facility manager by the end of {}, the day of detection.", on.en),
        );
        docket.find_in_on(&RECOVERY_NOT_DEMANDED, record, detected(incident), day, message);
    }
}

fn prevention(bench: &Bench<'_>, record: &Record, incident: &Incident, docket: &mut Docket) {
    let Some(over) = over_since(bench, incident) else {
        return;
    };
    let days = bench.ledger.settings.on(record.done_on()).limit(Limit::PreventionDays);
    let due = over.saturating_add(i64::from(days).days());
    let decided = incident.prevention.as_ref().is_some_and(|prevention| {
        prevention.decided_at.as_ref().is_none_or(|at| at.value <= due && bench.has_happened(at.value))
    });
    if !decided && bench.is_over(due) {
        let due = words::date(due);
        let message = Text::new(
            format!("復旧又は終結から{days}日後の{}までに、再発防止策が決まっていません(日数は運用基準)。", due.ja),
            format!(
                "no prevention was decided by {}, {days} days after it was over (the house's own standard).",
                due.en
            ),
        );
        docket.find_in_on(&PREVENTION_MISSING, record, detected(incident), record.done_on(), message);
    }
}

/// The day on which it was restored, or closed, whichever came first.
fn over_since(bench: &Bench<'_>, incident: &Incident) -> Option<Date> {
    let restored = incident.recovery.as_ref().and_then(|recovery| recovery.restored_at.as_ref()).map(|at| at.date());
    let closed = incident.closed.as_ref().and_then(|closed| closed.at.as_ref()).map(|at| at.date());
    restored.into_iter().chain(closed).min().filter(|day| bench.has_happened(*day))
}

fn closing(bench: &Bench<'_>, record: &Record, incident: &Incident, docket: &mut Docket) {
    // A day that cannot be read has been reported.
    let decided =
        |prevention: &Prevention| prevention.decided_at.as_ref().is_none_or(|at| bench.has_happened(at.value));
    let Some(closed) = incident.closed.as_ref().filter(|_| !incident.prevention.as_ref().is_some_and(decided)) else {
        return;
    };
    if closed.at.as_ref().is_none_or(|at| bench.has_happened(at.date())) {
        let message = Text::fixed(
            "施設の障害等が、再発防止策のないまま終結とされています。",
            "an incident at the facility is closed without a prevention.",
        );
        docket.find_in_on(&CLOSED_WITHOUT_PREVENTION, record, Some(closed.span), record.done_on(), message);
    }
}

fn overdue(bench: &Bench<'_>, record: &Record, incident: &Incident, docket: &mut Docket) {
    let Some(prevention) = &incident.prevention else { return };
    let Some(due) = &prevention.due else { return };
    let done = prevention.done_at.as_ref().is_some_and(|at| bench.has_happened(at.value));
    if !done && bench.is_over(due.value) {
        let day = words::date(due.value);
        let message = Text::new(
            format!("再発防止策の期限({})を過ぎましたが、実施の記録がありません。", day.ja),
            format!("the prevention was due on {} and is not recorded as done.", day.en),
        );
        docket.find_in_on(&PREVENTION_OVERDUE, record, Some(due.span), due.value, message);
    }
}

fn detected(incident: &Incident) -> Option<crate::model::Span> {
    incident.detected_at.as_ref().map(|at| at.span)
}
