//! Article 8(2) and (3): passwords are renewed, taken back when a designation ends, and changed once others may know them.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::citation::Citation;
use crate::model::id::Id;
use crate::model::period::Period;
use crate::model::record::{Incident, PasswordAction, PasswordKind, Record};
use crate::model::register::Register;
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::settings::Limit;
use crate::model::source::At;
use crate::model::text::Text;
use crate::rules::bench::{Bench, Docket};
use crate::rules::passwords::{Event, Holder, set_before};
use crate::rules::words;

use super::holding::is_designated;

pub static TOO_OLD: Rule = Rule {
    id: "password-too-old",
    citation: Citation::paragraph(8, 2),
    basis: Basis::Policy,
    severity: Severity::Violation,
    title: Text::fixed("パスワードが長く更新されていません", "a password not renewed"),
    why: Text::fixed(
        "更新等の運用方法を定めて厳重に管理します(第8条第2項)。日数は運用基準です。",
        "Passwords are renewed as laid down (Art. 8(2)). The number of days is the house's own standard.",
    ),
    remedy: Text::fixed(
        "変更し、その事実だけを password の記録に書いてください。",
        "Change it, and record the event alone.",
    ),
};

pub static NOT_REVOKED: Rule = Rule {
    id: "password-not-revoked",
    citation: Citation::paragraph(8, 2),
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("指定の終わった者のパスワードが失効していません", "a password not revoked in time"),
    why: Text::fixed(
        "操作者でなくなった者のパスワードが残っていれば、誰でも操作者になれます。日数は運用基準です。",
        "A password that outlives the designation lets a former operator in. The days are the house's own standard.",
    ),
    remedy: Text::fixed(
        "直ちに失効させ、その事実を password の記録に書いてください。",
        "Revoke it at once, and record the event.",
    ),
};

pub static NOT_CHANGED_AFTER_EXPOSURE: Rule = Rule {
    id: "password-not-changed-after-exposure",
    citation: Citation::paragraph(8, 3),
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("知られたおそれのあるパスワードが変えられていません", "an exposed password not changed"),
    why: Text::fixed(
        "他人に知られたパスワードを使わせてはなりません(第8条第3項)。",
        "A password that others may know must not be used (Art. 8(3)).",
    ),
    remedy: Text::fixed(
        "直ちに変更するか失効させ、記録してください。",
        "Change or revoke it at once, and record that.",
    ),
};

pub fn judge(bench: &Bench<'_>, docket: &mut Docket) {
    let Some(trustee) = bench.ledger.trustee() else { return };
    for (holder, events) in bench.passwords.holders() {
        too_old(bench, holder, events, docket);
    }
    if bench.ledger.knows(Register::People) {
        for (person, last) in ended(bench) {
            not_revoked(bench, trustee, person, last, docket);
        }
    }
    for (record, incident) in bench.incidents() {
        let exposed = &incident.credentials_exposed;
        // Somebody who is named twice is exposed once.
        let is_first = |at: &usize| !exposed[..*at].iter().any(|other| other.value == exposed[*at].value);
        for at in (0..exposed.len()).filter(is_first) {
            exposure(bench, record, incident, &exposed[at], docket);
        }
    }
}

/// Each time a password was set and then stayed in force for too long. A boot password is no password of Article 8.
fn too_old(bench: &Bench<'_>, (kind, holder): Holder<'_>, events: &[Event<'_>], docket: &mut Docket) {
    let Some(starts) = bench.ledger.settings.starts.filter(|_| kind != PasswordKind::Boot) else {
        return;
    };
    for (index, event) in events.iter().enumerate().filter(|(_, event)| event.action != PasswordAction::Revoked) {
        let set = event.at.date();
        let until = last_day(bench, &events[index + 1..]);
        let old = |day: &Date| {
            let most = bench.ledger.settings.on(*day).limit(Limit::PasswordMaxAgeDays);
            let age = set.until(*day).map_or(0, |age| age.get_days());
            most > 0 && i64::from(age) > i64::from(most)
        };
        // Nothing is owed of days before `starts`: one that was too old by then is told on the first day that counts.
        if let Some(day) = (Period { first: set.max(starts), last: until }).days().find(old) {
            let (name, first, set) = (words::name(bench.ledger, holder), words::date(day), words::date(set));
            let message = Text::new(
                format!(
                    "{}のパスワードは{}から変えられておらず、{}に期間を過ぎました(期間は運用基準)。",
                    name.ja, set.ja, first.ja
                ),
                format!(
                    "{}'s password was last set on {} and too old on {} (the house's own limit).",
                    name.en, set.en, first.en
                ),
            );
            docket.find_in_on(&TOO_OLD, event.record, Some(event.entry.span), day, message);
        }
    }
}

/// The last day on which a password stands as it was set: the day before it is set anew, or that of its revocation.
fn last_day(bench: &Bench<'_>, later: &[Event<'_>]) -> Date {
    match later.first() {
        None => bench.as_of,
        Some(next) if next.action == PasswordAction::Revoked => next.at.date(),
        Some(next) => next.at.date().saturating_sub(1.day()),
    }
}

/// People and the last days of their designations, where none goes on.
fn ended<'a>(bench: &Bench<'a>) -> Vec<(&'a Id, Date)> {
    let mut ended: Vec<(&Id, Date)> = Vec::new();
    for designation in &bench.ledger.designations {
        let (Some(person), Some(until)) = (&designation.person, &designation.term.until) else {
            continue;
        };
        let goes_on = is_designated(bench, person, until.value.saturating_add(1.day()));
        let counts = bench.ledger.settings.starts.is_some_and(|starts| starts <= until.value);
        if counts && !goes_on && !ended.contains(&(&person.value, until.value)) {
            ended.push((&person.value, until.value));
        }
    }
    ended
}

fn not_revoked(bench: &Bench<'_>, trustee: &Id, person: &Id, last: Date, docket: &mut Docket) {
    let days = bench.ledger.settings.on(last).limit(Limit::RevokeDays);
    let due = last.saturating_add(i64::from(days).days());
    let holder = (PasswordKind::Individual, person);
    let events = bench.passwords.events(holder);
    let revoked =
        events.iter().any(|event| event.action == PasswordAction::Revoked && (last..=due).contains(&event.at.date()));
    if bench.is_over(due) && set_before(events, last).is_some() && !revoked {
        let (name, last_day, due) = (words::name(bench.ledger, person), words::date(last), words::date(due));
        let message = Text::new(
            format!(
                "{}の指定は{}に終わりましたが、個別パスワードが{}までに失効していません(日数は運用基準)。",
                name.ja, last_day.ja, due.ja
            ),
            format!(
                "{}'s designation ended on {}; the password was not revoked by {} (the house's own limit).",
                name.en, last_day.en, due.en
            ),
        );
        docket.find_duty(&NOT_REVOKED, trustee, last, message);
    }
}

fn exposure(bench: &Bench<'_>, record: &Record, incident: &Incident, exposed: &At<Id>, docket: &mut Docket) {
    let Some(detected) = &incident.detected_at else { return };
    let due = detected.date().saturating_add(1.day());
    let kinds = [PasswordKind::Individual, PasswordKind::Management];
    let mut events = kinds.iter().flat_map(|kind| bench.passwords.events((*kind, &exposed.value)));
    let mended = events
        .any(|event| event.action != PasswordAction::Issued && event.at >= detected.value && event.at.date() <= due);
    if !mended && bench.is_over(due) && bench.ledger.person(exposed).is_some() {
        let (name, day) = (words::name(bench.ledger, exposed), words::date(due));
        let message = Text::new(
            format!("{}のパスワードが、知られたおそれがあるのに{}までに変更も失効もされていません。", name.ja, day.ja),
            format!(
                "{}'s password may be known to others, and was neither changed nor revoked by {}.",
                name.en, day.en
            ),
        );
        docket.find_in_on(&NOT_CHANGED_AFTER_EXPOSURE, record, Some(exposed.span), detected.date(), message);
    }
}
