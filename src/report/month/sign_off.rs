//! The manager's sign-off of a month (月の締め), and what the manager vouches for that no machine can see.

use serde::Serialize;

use crate::model::Citation;
use crate::model::settings::Limit;
use crate::report::address;
use crate::report::articles::Nature;
use crate::report::brief::{Brief, Link};
use crate::report::findings;
use crate::report::mark::{Mark, Tone};
use crate::report::slices::Slice;

#[derive(Clone, Debug, Serialize)]
pub struct SignOff {
    pub mark: Mark,
    pub at: Option<String>,
    pub by: Option<String>,
    pub due: Option<String>,
    pub digest: Option<String>,
    pub comment: Option<String>,
    /// The words of the regulation that the manager vouches for in this sign-off.
    pub declared: Vec<Link>,
    /// Those of which no machine can see whether they are kept.
    pub unseen: Vec<Link>,
    pub record: Option<Link>,
}

pub fn sign_off(brief: &Brief<'_>, slice: &Slice<'_>) -> SignOff {
    let due = due(brief, slice);
    let Some((record, close)) = super::close(slice) else {
        return SignOff {
            mark: not_yet(brief, due),
            at: None,
            by: None,
            due: due.map(|due| brief.date(due)),
            digest: None,
            comment: None,
            declared: Vec::new(),
            unseen: unseen(brief),
            record: None,
        };
    };
    SignOff {
        mark: brief.mark(Tone::Good, "締め済", "signed off"),
        at: close.closed_at.as_ref().map(|at| brief.time(at.value)),
        by: Some(brief.named(&close.by)),
        due: due.map(|due| brief.date(due)),
        digest: close.digest.as_ref().map(|digest| digest.value.clone()),
        comment: close.comment.as_ref().map(|comment| comment.value.clone()),
        declared: findings::cited(brief, close.declared.iter().map(|declared| declared.value)),
        unseen: unseen(brief),
        record: Some(Link { text: record.id.clone(), href: Some(address::record(record)) }),
    }
}

fn unseen(brief: &Brief<'_>) -> Vec<Link> {
    findings::cited(brief, Citation::all().filter(|citation| Nature::of(*citation).needs_word()))
}

fn due(brief: &Brief<'_>, slice: &Slice<'_>) -> Option<jiff::civil::Date> {
    let last = slice.month.period().last;
    let days = brief.ledger.settings.on(last).limit(Limit::CloseBusinessDays);
    brief.office(brief.ledger.trustee()?).nth_business_day_after(last, days)
}

fn not_yet(brief: &Brief<'_>, due: Option<jiff::civil::Date>) -> Mark {
    if due.is_some_and(|due| brief.as_of() > due) {
        brief.mark(Tone::Look, "未了", "not signed off")
    } else {
        brief.mark(Tone::Wait, "期限前", "not due yet")
    }
}
