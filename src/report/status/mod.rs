//! How things stand this morning: what is owed today, what is overdue, which incidents are open, what runs out soon; and of each what
//! to do next.
//!
//! Deliberately absent: what was done. Whoever asks in the morning asks what is left.

mod duties;
mod expiring;
mod incidents;

use jiff::civil::Date;
use serde::Serialize;

use crate::model::{Id, Text};

use super::brief::Brief;

/// What `status --format json` prints as it is.
#[derive(Clone, Debug, Serialize)]
pub struct Status {
    pub version: u32,
    pub as_of: String,
    /// The first day looked at: what was owed before is for `check` to tell.
    pub since: String,
    /// Due today.
    pub owed: Vec<Line>,
    /// Open violations and errors, a rule and month together.
    pub overdue: Vec<Line>,
    pub incidents: Vec<Line>,
    /// What comes due, or ends, within [`crate::report::ends::SOON`] days.
    pub expiring: Vec<Line>,
}

/// One thing, with what to do about it.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// A duty's, a rule's or a register's word, or an incident's id.
    pub id: String,
    pub places: Vec<Id>,
    pub what: String,
    /// The days or the period that it is about, in words.
    pub of: String,
    /// Whom it concerns, in words.
    pub who: String,
    pub due: Option<String>,
    /// The same in words.
    pub when: String,
    pub next: String,
}

impl Status {
    pub fn of(brief: &Brief<'_>, since: Date, place: &[Id]) -> Status {
        let wanted = |line: &Line| place.is_empty() || line.places.iter().any(|own| place.contains(own));
        let kept = |lines: Vec<Line>| lines.into_iter().filter(wanted).collect();
        Status {
            version: 1,
            as_of: brief.as_of().to_string(),
            since: since.to_string(),
            owed: kept(duties::owed(brief, place)),
            overdue: kept(duties::overdue(brief, place)),
            incidents: kept(incidents::open(brief)),
            expiring: kept([duties::coming(brief, place), expiring::expiring(brief)].concat()),
        }
    }

    /// Whether something should have been done by now and was not.
    pub fn is_behind(&self) -> bool {
        !self.overdue.is_empty()
    }
}

/// The municipalities in words: all of them in one word.
fn who(brief: &Brief<'_>, places: &[Id]) -> String {
    let entrusted = |id: &&Id| brief.ledger.municipality(id).is_some_and(|own| own.entrusted.holds(brief.as_of()));
    let all: Vec<&Id> = brief.ledger.entrusting().map(|own| &own.id.value).filter(entrusted).collect();
    if all.len() > 1 && places.len() == all.len() && all.iter().all(|id| places.contains(id)) {
        let number = all.len();
        return brief.say(&Text::new(format!("全{number}町村"), format!("all {number} places")));
    }
    places.iter().map(|id| brief.name(id)).collect::<Vec<_>>().join(brief.comma())
}

/// 今日, あと3日, 2日超過
fn when(brief: &Brief<'_>, due: Date) -> String {
    let left = brief.as_of().until(due).map_or(0, |span| span.get_days());
    let text = match left {
        0 => Text::fixed("今日まで", "due today"),
        1.. => {
            Text::new(format!("{}まで(あと{left}日)", brief.day(due)), format!("by {} ({left} days)", brief.day(due)))
        }
        _ => {
            let late = -left;
            Text::new(
                format!("{}まで({late}日超過)", brief.day(due)),
                format!("by {} ({late} days ago)", brief.day(due)),
            )
        }
    };
    brief.say(&text)
}
