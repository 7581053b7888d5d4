//! Holes (穴): where an auditor finds nothing to go by. Each is marked at its citation, and all of them are listed first.

use serde::Serialize;

use crate::model::{Citation, Text};
use crate::report::address;
use crate::report::brief::{Brief, Link};
use crate::rules::{Duty, Standing};

use super::nature::Nature;
use super::state::DutyRow;
use super::word::ManagersWord;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum HoleKind {
    /// Neither a rule nor an obligation speaks of it.
    Unjudged,
    /// The house's standards owe it at no interval.
    Unscheduled,
    /// Obligations that nothing evidences.
    Missing,
    /// The manager has not vouched for it.
    NotDeclared,
}

#[derive(Clone, Debug, Serialize)]
pub struct Hole {
    pub kind: HoleKind,
    /// Its row of the table.
    pub citation: Link,
    pub what: String,
    /// Where more is told of it.
    pub more: Option<Link>,
}

pub fn holes(
    brief: &Brief<'_>,
    citation: Citation,
    nature: Nature,
    has_rules: bool,
    duties: &[DutyRow],
    word: Option<&ManagersWord>,
) -> Vec<Hole> {
    let hole = |kind, what, more| Hole {
        kind,
        citation: Link { text: brief.say(&citation.label()), href: Some(address::traced(citation)) },
        what,
        more,
    };
    let is_unjudged = !has_rules && duties.is_empty() && matches!(nature, Nature::Judged | Nature::Partly);
    let unjudged = is_unjudged.then(|| {
        let what = brief.word("規則も義務もありません。", "Neither a rule nor an obligation speaks of it.");
        hole(HoleKind::Unjudged, what, None)
    });
    let unscheduled = duties.iter().filter(|row| row.is_unscheduled).map(|row| {
        let what = Text::new(
            format!("「{}」の頻度が運用基準に定められていません。", row.name),
            format!("The house's standards say at no interval: {}.", row.name),
        );
        hole(HoleKind::Unscheduled, brief.say(&what), None)
    });
    let missing = duties.iter().filter(|row| row.missing > 0).map(|row| {
        let what = Text::new(
            format!("「{}」の未了が{}件あります。", row.name, row.missing),
            format!("{} missing: {}.", row.missing, row.name),
        );
        hole(HoleKind::Missing, brief.say(&what), Some(of_duty(brief, row.duty)))
    });
    let undeclared = word.filter(|word| !word.is_given && nature.needs_word());
    let undeclared = undeclared.map(|word| hole(HoleKind::NotDeclared, word.told.clone(), word.sign_off.clone()));
    unjudged.into_iter().chain(unscheduled).chain(missing).chain(undeclared).collect()
}

/// The rule that speaks of what is missing, and of where.
fn of_duty(brief: &Brief<'_>, duty: Duty) -> Link {
    let mark = brief.standing(Standing::Missing);
    Link {
        text: format!("{} {}", mark.sign, brief.say(&duty.missing().title)),
        href: Some(address::rule(duty.missing())),
    }
}
