//! Each duty's obligations, place by place: from a sum of the traceability table to the months behind it.

use serde::Serialize;

use crate::model::Word;
use crate::report::brief::{Brief, Link};
use crate::report::month::{Count, Counts};
use crate::report::{address, labels};
use crate::rules::Duty;

use super::tally::{Owed, Tally};

#[derive(Clone, Debug, Serialize)]
pub struct DutyTable {
    pub duty: Duty,
    pub name: String,
    pub citation: Link,
    pub cadence: String,
    pub places: Vec<PlaceRow>,
    /// Each leads where the first place's own does.
    pub sum: Vec<Count>,
}

#[derive(Clone, Debug, Serialize)]
pub struct PlaceRow {
    pub place: Link,
    /// Each leads to the latest month in which there is one.
    pub cells: Vec<Count>,
}

/// Of each duty, be it owed anywhere or not.
pub fn tables(brief: &Brief<'_>, tally: &Tally<'_>) -> Vec<DutyTable> {
    Duty::ALL.iter().copied().map(|duty| table(brief, duty, tally)).collect()
}

fn table(brief: &Brief<'_>, duty: Duty, tally: &Tally<'_>) -> DutyTable {
    let of = |place| tally.owed.get(&duty).and_then(|places| places.get(place));
    let places = brief.places().into_iter().filter_map(|place| Some((place, of(place)?)));
    let places = places.filter(|(_, owed)| owed.counts != Counts::default()).map(|(place, owed)| PlaceRow {
        place: Link { text: brief.name(place), href: Some(address::place(place)) },
        cells: linked(brief, place, owed),
    });
    let places: Vec<PlaceRow> = places.collect();
    let mut sum = tally.counts(duty).cells(brief);
    for (at, cell) in sum.iter_mut().enumerate() {
        cell.href = places.iter().find_map(|place| place.cells.get(at)?.href.clone());
    }
    DutyTable {
        duty,
        name: brief.say(&duty.label()),
        citation: brief.citation(duty.citation()),
        cadence: labels::cadence_of(brief, duty, brief.as_of()),
        places,
        sum,
    }
}

fn linked(brief: &Brief<'_>, place: &crate::model::Id, owed: &Owed) -> Vec<Count> {
    let mut cells = owed.counts.cells(brief);
    for cell in &mut cells {
        let latest = match cell.standing {
            Some(standing) => owed.latest.get(&standing).copied(),
            None => owed.latest.values().copied().max(),
        };
        cell.href = latest.map(|month| format!("{}#duties", address::month(place, month))).filter(|_| cell.number > 0);
    }
    cells
}
