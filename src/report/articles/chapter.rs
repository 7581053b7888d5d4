//! How a whole chapter stands: all of its citations together.

use serde::Serialize;

use crate::explain::part::Part;
use crate::report::address;
use crate::report::brief::Brief;
use crate::report::mark::{Mark, Tone};
use crate::report::month::{Count, Counts};

use super::marks::{Standings, mark};
use super::nature::Nature;
use super::state::CitationState;

/// An article with all its paragraphs and items, or the appended table: in sum.
#[derive(Clone, Debug, Serialize)]
pub struct ChapterState {
    /// `art-6`, `table`
    pub id: String,
    pub label: String,
    pub traced: String,
    pub catalogue: String,
    pub mark: Mark,
    pub counts: Counts,
    pub cells: Vec<Count>,
    pub open: usize,
    pub waived: usize,
    /// More than one citation is summed up.
    pub is_sum: bool,
}

/// All citations of a chapter together; what only the manager's word speaks of makes it no better.
pub fn whole(brief: &Brief<'_>, part: Part, citations: &[CitationState]) -> ChapterState {
    let counts = citations.iter().fold(Counts::default(), |sum, state| sum.plus(state.counts));
    let (open, waived) = (citations.iter().map(|own| own.open).sum(), citations.iter().map(|own| own.waived).sum());
    let mark = match citations {
        [only] => only.mark.clone(),
        several => {
            let same = several.iter().all(|own| own.nature == several[0].nature).then_some(several[0].nature);
            let nature = same.filter(|nature| *nature == Nature::Definition).unwrap_or(Nature::Judged);
            let worst = several.iter().filter_map(|own| own.standings.worst).min();
            let records = several.iter().map(|own| own.standings.records).sum();
            let standings = Standings { worst, counts, waived, records };
            let mark = mark(brief, nature, &standings, None);
            let undeclared = several.iter().any(|own| own.word.as_ref().is_some_and(|word| !word.is_given));
            if undeclared && mark.tone < Tone::Look {
                brief.mark(Tone::Look, "申告なしの項あり", "partly not declared")
            } else {
                mark
            }
        }
    };
    ChapterState {
        id: part.id(),
        label: brief.say(&part.label()),
        traced: format!("{}#{}", address::MATRIX, part.id()),
        catalogue: format!("{}#{}", address::RULES, part.id()),
        mark,
        counts,
        cells: counts.cells(brief),
        open,
        waived,
        is_sum: citations.len() > 1,
    }
}
