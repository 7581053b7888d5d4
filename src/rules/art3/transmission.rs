//! Article 3, item 2: the daily transmissions of register duplicates are confirmed.

use crate::model::citation::Citation;
use crate::model::id::Id;
use crate::model::record::{Transmission, TransmissionResult};
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::settings::Owed;
use crate::model::source::Span;
use crate::model::text::Text;
use crate::rules::bench::{Bench, Docket};
use crate::rules::obligation::Duty;
use crate::rules::runs::Sighting;
use crate::rules::words;

use super::confirmation::{self, Sort};

pub static UNCONFIRMED: Rule = Rule {
    id: "transmission-unconfirmed",
    citation: Citation::item(3, 2),
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("副本データの送信が確認されていません", "transmission not confirmed"),
    why: Text::fixed(
        "副本データの送信確認は受託業務です。送られていない副本は、災害のときに戸籍を失う原因になります。",
        "Confirming the transmission is entrusted work; a duplicate never sent is missing on the day it is needed.",
    ),
    remedy: Text::fixed(
        "その日の送信の結果を確かめ、確認(check)の記録に書いてください。確認できないときは unverifiable と書きます。",
        "Look at that run's result and record it in a check; where it cannot be looked at any more, record `unverifiable`.",
    ),
};

pub static CONFIRMED_LATE: Rule = Rule {
    id: "transmission-confirmed-late",
    citation: Citation::item(3, 2),
    basis: Basis::Policy,
    severity: Severity::Warning,
    title: Text::fixed("送信の確認が遅れました", "transmission confirmed late"),
    why: Text::fixed(
        "確認が遅れると、再送信も遅れます。期限は運用基準です。",
        "What was not sent is sent again only when somebody looks. The deadline is the house's own.",
    ),
    remedy: Text::fixed(
        "遅れた理由を備考に書き、確認の分担を見直してください。",
        "Note why it was late, and see that somebody stands in next time.",
    ),
};

pub static FAILURE_WITHOUT_INCIDENT: Rule = Rule {
    id: "transmission-failure-without-incident",
    citation: Citation::item(3, 2),
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("送信の失敗に事故等の記録がありません", "transmission failure without an incident"),
    why: Text::fixed(
        "失敗を見つけたら、連絡と再送信までを記録しなければ、対応したことになりません。",
        "A failure that was seen must be followed up; without an incident nothing shows that it was.",
    ),
    remedy: Text::fixed(
        "事故等(incident)の記録を作り、確認の記録の incident にその識別子を書いてください。",
        "Record an incident and name it in the entry's `incident`.",
    ),
};

pub static COUNT_MISMATCH: Rule = Rule {
    id: "transmission-count-mismatch",
    citation: Citation::item(3, 2),
    basis: Basis::Policy,
    severity: Severity::Warning,
    title: Text::fixed("送信件数が合いません", "transmission counts differ"),
    why: Text::fixed(
        "送った件数と受け付けられた件数が違えば、届いていない副本があります。",
        "Where the centre counted otherwise, some duplicates have not arrived.",
    ),
    remedy: Text::fixed(
        "差の理由を確かめ、残りを再送信してください。",
        "Find the reason, and have the rest sent again.",
    ),
};

static SORT: Sort = Sort {
    duty: Duty::Transmission,
    owed: Owed::TransmissionRun,
    unconfirmed: &UNCONFIRMED,
    late: &CONFIRMED_LATE,
    without_incident: &FAILURE_WITHOUT_INCIDENT,
    name: Text::fixed("副本データの送信", "transmission"),
};

pub fn judge(bench: &Bench<'_>, place: &Id, docket: &mut Docket) {
    let seen = bench.runs.transmissions(place);
    confirmation::judge(bench, place, &SORT, seen, docket);
    for sighting in seen.values().flatten() {
        counts(bench, sighting, docket);
    }
}

/// An entry that calls itself `ok` while its own numbers say otherwise.
fn counts(bench: &Bench<'_>, sighting: &Sighting<'_, Transmission>, docket: &mut Docket) {
    let entry = sighting.entry;
    let is_ok = entry.result.as_ref().is_some_and(|result| result.value == TransmissionResult::Ok);
    let Some(run) = entry.run.as_ref().map(|run| run.value).filter(|_| is_ok) else {
        return;
    };
    let since_start = bench.ledger.settings.starts.is_some_and(|starts| starts <= run);
    if let Some((span, message)) = mismatch(entry).filter(|_| since_start) {
        let day = words::date(run);
        let message = Text::new(format!("{}の送信: {}", day.ja, message.ja), format!("{}: {}", day.en, message.en));
        docket.find_in_on(&COUNT_MISMATCH, sighting.record, Some(span), run, message);
    }
}

fn mismatch(entry: &Transmission) -> Option<(Span, Text)> {
    if let (Some(items), Some(accepted)) = (&entry.items, &entry.accepted)
        && items.value != accepted.value
    {
        let (items, span, accepted) = (items.value, accepted.span, accepted.value);
        return Some((
            span,
            Text::new(
                format!("送信{items}件に対し、受付は{accepted}件です。"),
                format!("{items} sent, {accepted} accepted."),
            ),
        ));
    }
    let pending = entry.pending.as_ref().filter(|pending| pending.value > 0)?;
    let count = pending.value;
    Some((pending.span, Text::new(format!("未送信が{count}件残っています。"), format!("{count} are left over."))))
}
