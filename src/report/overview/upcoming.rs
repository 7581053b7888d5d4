//! What comes due or runs out soon: obligations whose day is near, prevention that was promised, terms and waivers that end.
//!
//! Deliberately absent: what is overdue already, which is a finding.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use crate::model::register::{Role, Term};
use crate::model::{Id, Text};
use crate::report::brief::{Brief, Link, dash, written};
use crate::report::{address, slices};
use crate::rules::Standing;

/// One day's due thing, of all that it concerns.
#[derive(Clone, Debug, Serialize)]
pub struct Upcoming {
    pub day: String,
    /// 本日, あと3日
    pub left: String,
    pub what: String,
    /// The places that owe it, or what runs out.
    pub of: Vec<Link>,
}

/// How far ahead a manager looks.
const DAYS: i32 = 30;

/// The next first.
pub fn upcoming(brief: &Brief<'_>) -> Vec<Upcoming> {
    let last = brief.as_of().saturating_add(DAYS.days());
    let mut days: BTreeMap<(Date, String), Vec<Link>> = BTreeMap::new();
    let all = owed(brief).chain(promised(brief)).chain(ending(brief));
    for (day, what, of) in all.filter(|(day, _, _)| brief.as_of() <= *day && *day <= last) {
        let links = days.entry((day, what)).or_default();
        if links.iter().all(|known| known.text != of.text) {
            links.push(of);
        }
    }
    let row = |((day, what), of): ((Date, String), Vec<Link>)| Upcoming {
        day: brief.date(day),
        left: left(brief, day),
        what,
        of,
    };
    days.into_iter().map(row).collect()
}

fn left(brief: &Brief<'_>, day: Date) -> String {
    match brief.as_of().until(day).map_or(0, |span| span.get_days()) {
        0 => brief.word("本日", "today"),
        days => brief.say(&Text::new(format!("あと{days}日"), format!("in {days} d"))),
    }
}

type Due = (Date, String, Link);

fn owed<'a>(brief: &'a Brief<'_>) -> impl Iterator<Item = Due> + 'a {
    let pending = brief.verdict.obligations.iter().filter(|owed| owed.standing == Standing::Pending);
    let of = |place: &'a Id| pending.clone().filter(move |owed| owed.place == *place);
    let in_order: Vec<_> = brief.places().into_iter().flat_map(of).collect();
    in_order.into_iter().filter_map(|owed| {
        let page = address::month(&owed.place, slices::month_of(brief, owed));
        let link = Link { text: brief.name(&owed.place), href: Some(format!("{page}#duties")) };
        Some((owed.due?, brief.say(&owed.duty.label()), link))
    })
}

/// Prevention that is not done yet.
fn promised<'a>(brief: &'a Brief<'_>) -> impl Iterator<Item = Due> + 'a {
    slices::incidents(brief).filter_map(|(record, incident)| {
        let prevention = incident.prevention.as_ref().filter(|prevention| prevention.done_at.is_none())?;
        let link = Link { text: written(&incident.title), href: Some(address::incident(record)) };
        Some((prevention.due.as_ref()?.value, brief.word("再発防止策の実施", "Prevention to be done"), link))
    })
}

/// Terms of people, of their keys and of municipalities, and waivers.
fn ending<'a>(brief: &'a Brief<'_>) -> impl Iterator<Item = Due> + 'a {
    let ledger = brief.ledger;
    let people = |id: Option<&Id>| Link {
        text: id.map_or_else(dash, |id| brief.name(id)),
        href: Some(address::PEOPLE.to_owned()),
    };
    let appointed = ledger.appointments.iter().filter_map(move |one| {
        let what = match one.role.as_ref()?.value {
            Role::Manager => brief.word("管理者の任期の終わり", "The manager's term ends"),
            Role::ServerHandler => brief.word("取扱職員の任期の終わり", "A handler's term ends"),
        };
        Some((end(&one.term)?, what, people(one.person.as_ref().or(one.agency.as_ref()).map(|id| &id.value))))
    });
    let designated = ledger.designations.iter().filter_map(move |one| {
        let what = brief.word("操作者の指定の終わり", "A designation ends");
        Some((end(&one.term)?, what, people(one.person.as_ref().map(|id| &id.value))))
    });
    let keys = ledger.people.iter().flat_map(move |person| {
        let what = || brief.word("署名の鍵の期限", "A signing key ends");
        person.keys.iter().filter_map(move |key| Some((end(&key.term)?, what(), people(Some(&person.id.value)))))
    });
    let entrusted = ledger.entrusting().filter_map(|one| {
        let link = Link { text: brief.name(&one.id.value), href: Some(address::place(&one.id.value)) };
        Some((end(&one.entrusted)?, brief.word("受託の期間の終わり", "An entrustment ends"), link))
    });
    let waived = ledger.settings.waivers.iter().filter_map(|waiver| {
        let link = Link { text: written(&waiver.reason), href: None };
        Some((waiver.until.as_ref()?.value, brief.word("承認の期限", "A waiver ends"), link))
    });
    appointed.chain(designated).chain(keys).chain(entrusted).chain(waived)
}

fn end(term: &Term) -> Option<Date> {
    term.until.as_ref().map(|until| until.value)
}
