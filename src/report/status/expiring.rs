//! What ends soon, each with the command that renews it.

use crate::report::brief::Brief;
use crate::report::ends::{End, ends};

use super::{Line, when};

pub fn expiring(brief: &Brief<'_>) -> Vec<Line> {
    ends(brief).into_iter().map(|end| line(brief, end)).collect()
}

fn line(brief: &Brief<'_>, end: End) -> Line {
    let named = |place| if end.id == "waiver" { brief.name(place) } else { String::new() };
    Line {
        id: end.id.to_owned(),
        who: end.place.as_ref().map(named).unwrap_or_default(),
        places: end.place.or_else(|| brief.ledger.trustee().cloned()).into_iter().collect(),
        what: end.what,
        of: end.of.text,
        due: Some(end.day.to_string()),
        when: when(brief, end.day),
        next: end.next,
    }
}
