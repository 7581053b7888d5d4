//! The manager's word (申告): what no machine can see, and the manager vouches for when signing a month off.
//!
//! It is never a mark of good: it is shown as what it is, with whose word it is and when it was given.

use serde::Serialize;

use crate::model::record::{Close, Record};
use crate::model::{Citation, Text};
use crate::report::address;
use crate::report::brief::{Brief, Link, dash};
use crate::report::mark::{Mark, Tone};
use crate::rules::catalogue::NOT_THE_MANAGER;

#[derive(Clone, Debug, Serialize)]
pub struct ManagersWord {
    pub is_given: bool,
    pub mark: Mark,
    /// Whose word it is, and when it was given; or why there is none.
    pub told: String,
    /// The sign-off in which it stands, or does not.
    pub sign_off: Option<Link>,
}

/// What the latest month that the trustee has signed off says of a citation; `None` where it neither says it nor needs to.
pub fn word(brief: &Brief<'_>, citation: Citation, is_needed: bool) -> Option<ManagersWord> {
    let latest = latest(brief);
    let declares = |(_, close): &(&Record, &Close)| close.declared.iter().any(|declared| declared.value == citation);
    let given = latest.filter(declares);
    if given.is_none() && !is_needed {
        return None;
    }
    let is_managers = latest.is_some_and(|(record, _)| is_by_the_manager(brief, record));
    let is_given = given.is_some() && is_managers;
    Some(ManagersWord {
        is_given,
        mark: if is_given {
            brief.mark(Tone::Wait, "管理者の申告", "the manager's word")
        } else {
            brief.mark(Tone::Look, "申告なし", "not declared")
        },
        told: match (latest, given) {
            (None, _) => brief.word("締めた月がありません。", "No month is signed off."),
            (Some(_), None) => {
                brief.word("最も新しい月の締めに申告がありません。", "The latest sign-off does not declare it.")
            }
            (Some(_), Some(_)) if !is_managers => {
                brief.word("締めた者が管理者ではありません。", "The sign-off is not the manager's.")
            }
            (Some(_), Some((_, close))) => by(brief, close),
        },
        sign_off: latest.map(|(record, _)| sign_off(brief, record)),
    })
}

fn latest<'a>(brief: &Brief<'a>) -> Option<(&'a Record, &'a Close)> {
    let trustee = brief.ledger.trustee()?;
    let records =
        brief.ledger.records.values().filter(|record| record.path.place == *trustee && brief.is_shown(record));
    records.filter_map(|record| Some((record, record.close()?))).max_by_key(|(record, _)| record.path.month)
}

/// Whether anybody has found otherwise: who the manager of a day was is for the rules to say.
fn is_by_the_manager(brief: &Brief<'_>, record: &Record) -> bool {
    let speaks_of = |id: &Option<String>| id.as_ref() == Some(&record.id);
    !brief.verdict.findings.iter().any(|finding| *finding.rule == NOT_THE_MANAGER && speaks_of(&finding.record))
}

fn by(brief: &Brief<'_>, close: &Close) -> String {
    let who = brief.named(&close.by);
    let when = close.closed_at.as_ref().map_or_else(dash, |at| brief.time(at.value));
    brief.say(&Text::new(format!("{who}の申告({when})"), format!("the word of {who} ({when})")))
}

fn sign_off(brief: &Brief<'_>, record: &Record) -> Link {
    let (month, place) = (record.path.month, &record.path.place);
    let name = brief.month(month);
    Link {
        text: brief.say(&Text::new(format!("{name}の締め"), format!("sign-off of {name}"))),
        href: Some(format!("{}#sign-off", address::month(place, month))),
    }
}
