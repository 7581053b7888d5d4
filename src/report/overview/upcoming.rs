//! What comes due or runs out soon: obligations whose day is near, prevention that was promised, and whatever ends.
//!
//! Deliberately absent: what is overdue already, which is a finding.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::model::{Id, Text};
use crate::report::brief::{Brief, Link, written};
use crate::report::{address, ends, slices};
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

/// The next first.
pub fn upcoming(brief: &Brief<'_>) -> Vec<Upcoming> {
    let last = ends::last(brief);
    let mut days: BTreeMap<(Date, String), Vec<Link>> = BTreeMap::new();
    let all =
        owed(brief).chain(promised(brief)).chain(ends::ends(brief).into_iter().map(|end| (end.day, end.what, end.of)));
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
