//! The regulation as it stands: for each article, paragraph, item and row of the appended table what is owed by it and how that stands,
//! which rules judge it, which records are evidence of it, and which commits brought them.
//!
//! ```text
//! nature     how far a machine can see it at all
//! tally      obligations and findings, counted once for all citations
//! evidence   which records and register entries are evidence of which words
//! word       what the manager vouches for that no machine can see
//! marks      what a mark is drawn from
//! state      one citation
//! chapter    an article or the appended table, in sum
//! holes      what lacks a rule, an obligation, a record or the manager's word
//! duties     each duty's obligations, place by place
//! ```
//!
//! Both the page of the regulation and the traceability table are drawn from these values, so that they cannot disagree.

mod chapter;
mod duties;
mod evidence;
mod holes;
mod marks;
mod nature;
mod state;
mod tally;
mod word;

use serde::Serialize;

use crate::explain::part::Part;
use crate::model::Citation;

use super::brief::Brief;
use super::month::Counts;

pub use chapter::ChapterState;
pub use duties::DutyTable;
pub use holes::Hole;
pub use nature::Nature;
pub use state::{CitationState, RuleRow};
pub use word::ManagersWord;

/// All of it.
#[derive(Clone, Debug, Serialize)]
pub struct Articles {
    pub holes: Vec<Hole>,
    pub chapters: Vec<Chapter>,
    pub duties: Vec<DutyTable>,
    /// Over all chapters, the ledger's own included.
    pub counts: Counts,
    pub open: usize,
    pub waived: usize,
}

/// An article with its paragraphs and items, or the appended table with its rows.
#[derive(Clone, Debug, Serialize)]
pub struct Chapter {
    pub title: String,
    /// Of the ledger itself, and not of the regulation.
    pub is_ledgers: bool,
    pub whole: ChapterState,
    pub citations: Vec<CitationState>,
}

pub fn report(brief: &Brief<'_>) -> Articles {
    let tally = tally::Tally::of(brief);
    let evidence = evidence::Evidence::of(brief);
    let states = Citation::all().chain([Citation::Ledger]);
    let states: Vec<CitationState> = states.map(|citation| state::state(brief, citation, &tally, &evidence)).collect();
    let chapters: Vec<Chapter> = Part::chapters().map(|part| chapter(brief, part, &states)).collect();
    Articles {
        holes: states.iter().flat_map(|state| state.holes.clone()).collect(),
        duties: duties::tables(brief, &tally),
        counts: states.iter().fold(Counts::default(), |sum, state| sum.plus(state.counts)),
        open: states.iter().map(|state| state.open).sum(),
        waived: states.iter().map(|state| state.waived).sum(),
        chapters,
    }
}

fn chapter(brief: &Brief<'_>, part: Part, states: &[CitationState]) -> Chapter {
    let citations: Vec<CitationState> =
        states.iter().filter(|state| Part::chapter_of(state.citation) == part).cloned().collect();
    Chapter {
        title: brief.say(&part.label()),
        is_ledgers: part == Part::One(Citation::Ledger),
        whole: chapter::whole(brief, part, &citations),
        citations,
    }
}
