//! On which page each finding is told, and links to those pages with how many of some findings are told there.

use crate::model::{Finding, Id, Month};

use super::address;
use super::brief::{Brief, Link};

/// The one page on which a finding is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home<'a> {
    Month(&'a Id, Month),
    /// It has no day.
    Place(&'a Id),
    /// It has no place.
    Overview,
}

pub fn home<'a>(brief: &Brief<'_>, finding: &'a Finding) -> Home<'a> {
    match (finding.place.as_ref().filter(|place| brief.is_place(place)), finding.date) {
        (Some(place), Some(date)) => Home::Month(place, Month::of(date)),
        (Some(place), None) => Home::Place(place),
        (None, _) => Home::Overview,
    }
}

/// Each page on which some of the findings are told and with how many: ○○町 2026年10月 3.
///
/// In the register's order of the places, then by month.
pub fn told<'f>(brief: &Brief<'_>, findings: impl Iterator<Item = &'f Finding>) -> Vec<Link> {
    links(brief, counted(brief, findings), |month| Some(brief.month(month)))
}

/// The same where the month stands beside them, each place once: ○○町 3. Of several months, the latest is led to.
pub fn told_by_place<'f>(brief: &Brief<'_>, findings: impl Iterator<Item = &'f Finding>) -> Vec<Link> {
    let mut homes = counted(brief, findings);
    homes.dedup_by(|(next, number), (kept, sum)| {
        let is_same = matches!((*kept, *next), (Home::Month(a, _), Home::Month(b, _)) if a == b);
        if is_same {
            (*kept, *sum) = (*next, *sum + *number);
        }
        is_same
    });
    links(brief, homes, |_| None)
}

/// How many are told where: by place in the register's order, then by month.
fn counted<'f>(brief: &Brief<'_>, findings: impl Iterator<Item = &'f Finding>) -> Vec<(Home<'f>, usize)> {
    let mut homes: Vec<(Home<'_>, usize)> = Vec::new();
    for finding in findings {
        let home = home(brief, finding);
        match homes.iter_mut().find(|(known, _)| *known == home) {
            Some((_, number)) => *number += 1,
            None => homes.push((home, 1)),
        }
    }
    let places = brief.places();
    let rank = |place: &Id| places.iter().position(|known| *known == place).unwrap_or(places.len());
    homes.sort_by_key(|(home, _)| match home {
        Home::Month(place, month) => (rank(place), Some(*month)),
        Home::Place(place) => (rank(place), None),
        Home::Overview => (places.len(), None),
    });
    homes
}

fn links(brief: &Brief<'_>, homes: Vec<(Home<'_>, usize)>, of_month: impl Fn(Month) -> Option<String>) -> Vec<Link> {
    let link = |(home, number): (Home<'_>, usize)| {
        let (name, month, href) = match home {
            Home::Month(place, month) => (brief.name(place), of_month(month), address::month(place, month)),
            Home::Place(place) => (brief.name(place), None, address::place(place)),
            Home::Overview => (brief.word("台帳", "Ledger"), None, address::OVERVIEW.to_owned()),
        };
        let words = [Some(name), month, Some(number.to_string())];
        Link { text: words.into_iter().flatten().collect::<Vec<_>>().join(" "), href: Some(format!("{href}#findings")) }
    };
    homes.into_iter().map(link).collect()
}
