//! Article 3: work asked for by a municipality is done.

use crate::model::citation::Citation;
use crate::model::record::Content;
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::text::Text;
use crate::rules::bench::{Bench, Docket};
use crate::rules::words;

pub static NOT_DONE: Rule = Rule {
    id: "request-not-done",
    citation: Citation::article(3),
    basis: Basis::Policy,
    severity: Severity::Warning,
    title: Text::fixed("依頼が終わっていません", "a request left open"),
    why: Text::fixed(
        "関係町村からの依頼に基づく業務も受託業務です。日数は運用基準です。",
        "Work asked for by a municipality is entrusted work. The number of days is the house's own.",
    ),
    remedy: Text::fixed(
        "終わっていれば done_at と outcome を書き足し、まだなら町村に見通しを伝えてください。",
        "If it is done, add done_at and outcome; if not, tell the municipality when it will be.",
    ),
};

/// A request open for longer than this many days is worth a look.
const DAYS: i32 = 30;

pub fn judge(bench: &Bench<'_>, docket: &mut Docket) {
    for record in bench.records() {
        let Content::Request(request) = &record.content else {
            continue;
        };
        let done = request.done_at.as_ref().is_some_and(|done| bench.has_happened(done.date()));
        let Ok(open_for) = record.done_on().until(bench.as_of) else {
            continue;
        };
        if !done && open_for.get_days() > DAYS {
            let received = words::date(record.done_on());
            let message = Text::new(
                format!("{}に受けた依頼が{}日間終わっていません。", received.ja, open_for.get_days()),
                format!("the request received on {} has been open for {} days.", received.en, open_for.get_days()),
            );
            docket.find_in(&NOT_DONE, record, request.received_at.as_ref().map(|at| at.span), message);
        }
    }
}
