//! Article 3, item 3: when something breaks, the municipalities and agencies concerned are told.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use crate::model::citation::Citation;
use crate::model::id::Id;
use crate::model::record::{Incident, Record};
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::settings::Limit;
use crate::model::source::At;
use crate::model::text::Text;
use crate::rules::bench::{Bench, Docket};
use crate::rules::concerned::{Concerned, concerned};
use crate::rules::{meant, words};

pub static MISSING: Rule = Rule {
    id: "incident-contact-missing",
    citation: Citation::item(3, 3),
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("関係者への連絡がありません", "somebody concerned was not told"),
    why: Text::fixed(
        "事故等のときの関係町村・関係機関への連絡調整は受託業務です。",
        "Telling the municipalities and agencies concerned is entrusted work.",
    ),
    remedy: Text::fixed(
        "連絡し、その時刻と相手を事故等の記録の contact に書いてください。",
        "Tell them, and record when and whom as a contact of the incident.",
    ),
};

pub static LATE: Rule = Rule {
    id: "incident-contact-late",
    citation: Citation::item(3, 3),
    basis: Basis::Policy,
    severity: Severity::Warning,
    title: Text::fixed("関係者への連絡が遅れました", "somebody concerned was told late"),
    why: Text::fixed(
        "窓口を止めるかどうかは、連絡を受けた町村が決めます。分数は運用基準です。",
        "Whether to close the counter is for the municipality to decide once it is told. The minutes are the house's own.",
    ),
    remedy: Text::fixed(
        "遅れた理由を記録に書き、連絡の順番を見直してください。",
        "Note why it was late, and look again at who is told first.",
    ),
};

pub fn judge(bench: &Bench<'_>, docket: &mut Docket) {
    for (record, incident) in bench.incidents() {
        let Some(detected) = incident.detected_at.as_ref() else {
            continue;
        };
        for concerned in concerned(bench.ledger, incident) {
            let named = |id: &Id| concerned.ids.contains(&id);
            if !incident.detected_by.as_ref().is_some_and(|by| named(by)) {
                told(bench, record, incident, detected, &concerned, docket);
            }
        }
    }
}

fn told(
    bench: &Bench<'_>,
    record: &Record,
    incident: &Incident,
    detected: &At<DateTime>,
    concerned: &Concerned<'_>,
    docket: &mut Docket,
) {
    let minutes = bench.ledger.settings.on(detected.date()).limit(Limit::NotifyMinutes);
    let in_time = detected.value.saturating_add(i64::from(minutes).minutes());
    let (day, name) = (detected.date(), &concerned.name);
    let to_them = incident.contacts.iter().filter(|contact| {
        contact.to.as_ref().is_some_and(|to| concerned.ids.contains(&meant::party(bench.ledger, to)))
    });
    // A contact whose time cannot be read has been reported; it counts as in time.
    let times = to_them.map(|contact| contact.at.as_ref().map_or(detected.value, |at| at.value));
    let first = times.filter(|at| bench.has_happened(at.date())).min();
    match first.filter(|at| at.date() <= day) {
        Some(at) if at <= in_time => {}
        Some(at) => docket.find_in_on(&LATE, record, Some(detected.span), day, late(name, detected.value, at, minutes)),
        // Somebody told only on a later day was not told in time at all: one finding, not also a late one.
        None if bench.is_over(day) => docket.find_in_on(&MISSING, record, Some(detected.span), day, missing(name, day)),
        None => {}
    }
}

fn missing(name: &Text, day: Date) -> Text {
    let day = words::date(day);
    Text::new(
        format!("{}への連絡が、発見した{}のうちにありません。", name.ja, day.ja),
        format!("{} was not told by the end of {}, the day of detection.", name.en, day.en),
    )
}

fn late(name: &Text, detected: DateTime, at: DateTime, minutes: u32) -> Text {
    let (detected, at) = (words::time(detected), words::time(at));
    Text::new(
        format!("{}への最初の連絡が{}でした。発見({})から{minutes}分以内が運用基準です。", name.ja, at.ja, detected.ja),
        format!(
            "{} was first told at {}; the house's own limit is {minutes} minutes from detection ({}).",
            name.en, at.en, detected.en
        ),
    )
}
