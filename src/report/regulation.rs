//! The regulation (要領) with its dates in eras, and beside each of its parts how that part stands. Its text stays Markdown here.

use serde::Serialize;

use crate::calendar::era;
use crate::model::{Basis, Field, Lang};

use super::articles::{Articles, Chapter, ChapterState, CitationState, ManagersWord, RuleRow};
use super::brief::{Brief, dash, written};
use super::findings::BasisTag;
use super::mark::Mark;
use super::month::Count;

#[derive(Clone, Debug, Serialize)]
pub struct RegulationReport {
    pub present: bool,
    pub title: String,
    pub number: String,
    pub authority: String,
    pub enforced: String,
    pub amended: Vec<String>,
    /// Markdown.
    #[serde(skip)]
    pub body: String,
    /// The language's tag, where the text is plainly not in that of the site: a screen reader needs to be told.
    pub spoken: Option<&'static str>,
    /// Of every place that a page may cite, by its anchor.
    #[serde(skip)]
    pub states: Vec<StateLine>,
    /// What is this ledger's own and stands in no regulation.
    pub ledger: Option<StateLine>,
}

/// How an article, a paragraph, an item or a row stands, in a line beside its words.
#[derive(Clone, Debug, Serialize)]
pub struct StateLine {
    /// `art-3-item-1`, `table`
    pub id: String,
    pub label: String,
    pub mark: Mark,
    pub note: Option<String>,
    /// Those that are not zero.
    pub cells: Vec<Count>,
    pub open: usize,
    pub waived: usize,
    pub traced: String,
    pub catalogue: String,
    /// How many rules judge it, by what they rest on.
    pub rules: Vec<(BasisTag, usize)>,
    pub duties: Vec<Cadenced>,
    pub word: Option<ManagersWord>,
    /// Of a whole chapter, its paragraphs and items included.
    pub is_sum: bool,
}

/// A duty and how often it is owed.
#[derive(Clone, Debug, Serialize)]
pub struct Cadenced {
    pub name: String,
    pub cadence: String,
}

pub fn report(brief: &Brief<'_>, articles: &Articles) -> RegulationReport {
    let regulation = brief.ledger.regulation.as_ref();
    let text = |field: Option<&Field<String>>| field.map(written).unwrap_or_else(dash);
    let enforced = regulation.and_then(|regulation| regulation.enforced.as_ref());
    let (ledgers, chapters): (Vec<&Chapter>, Vec<&Chapter>) =
        articles.chapters.iter().partition(|chapter| chapter.is_ledgers);
    let body = regulation.map(|regulation| regulation.body().to_owned()).unwrap_or_default();
    RegulationReport {
        present: regulation.is_some(),
        title: text(regulation.map(|regulation| &regulation.title)),
        number: text(regulation.map(|regulation| &regulation.number)),
        authority: text(regulation.map(|regulation| &regulation.authority)),
        enforced: enforced.map_or_else(dash, |day| of_era(brief, day.value)),
        amended: regulation
            .map(|regulation| regulation.amended.iter().map(|day| of_era(brief, *day)).collect())
            .unwrap_or_default(),
        spoken: (brief.lang() != Lang::Ja && body.contains(is_kana)).then(|| Lang::Ja.tag()),
        body,
        states: chapters.into_iter().flat_map(lines).collect(),
        ledger: ledgers.into_iter().flat_map(lines).next(),
    }
}

/// Hiragana and katakana, which no other language is written in.
fn is_kana(letter: char) -> bool {
    matches!(letter, '\u{3041}'..='\u{30ff}')
}

/// The chapter's line in place of that of its heading alone, then one for each of its other parts.
fn lines(chapter: &Chapter) -> Vec<StateLine> {
    let mut lines: Vec<StateLine> = chapter.citations.iter().map(own).collect();
    if chapter.whole.is_sum {
        let heading = chapter.citations.iter().find(|state| state.id == chapter.whole.id);
        let line = sum(&chapter.whole, heading, of_basis(&chapter.citations));
        lines.retain(|own| own.id != chapter.whole.id);
        lines.insert(0, line);
    }
    lines
}

/// How many rules judge the citations, by what each rule rests on.
fn of_basis(states: &[CitationState]) -> Vec<(BasisTag, usize)> {
    let mut rules: Vec<&RuleRow> = states.iter().flat_map(|state| &state.rules).collect();
    rules.sort_by_key(|rule| rule.id);
    rules.dedup_by_key(|rule| rule.id);
    let of = |basis: Basis| {
        let rules = || rules.iter().filter(move |rule| rule.basis.kind == basis);
        rules().next().map(|rule| (rule.basis.clone(), rules().count()))
    };
    [Basis::Regulation, Basis::Policy, Basis::Ledger].into_iter().filter_map(of).collect()
}

fn own(state: &CitationState) -> StateLine {
    StateLine {
        id: state.id.clone(),
        label: state.label.clone(),
        mark: state.mark.clone(),
        note: state.note.clone(),
        cells: shown(&state.cells, &state.traced),
        open: state.open,
        waived: state.waived,
        traced: state.traced.clone(),
        catalogue: state.catalogue.clone(),
        rules: of_basis(std::slice::from_ref(state)),
        duties: state
            .duties
            .iter()
            .map(|duty| Cadenced { name: duty.name.clone(), cadence: duty.cadence.clone() })
            .collect(),
        word: state.word.clone(),
        is_sum: false,
    }
}

fn sum(whole: &ChapterState, heading: Option<&CitationState>, rules: Vec<(BasisTag, usize)>) -> StateLine {
    StateLine {
        id: whole.id.clone(),
        label: whole.label.clone(),
        mark: whole.mark.clone(),
        note: heading.and_then(|heading| heading.note.clone()),
        cells: shown(&whole.cells, &whole.traced),
        open: whole.open,
        waived: whole.waived,
        traced: whole.traced.clone(),
        catalogue: whole.catalogue.clone(),
        rules,
        duties: Vec::new(),
        word: heading.and_then(|heading| heading.word.clone()),
        is_sum: true,
    }
}

/// The figures that are not zero, each leading to the row that tells what is behind it.
fn shown(cells: &[Count], traced: &str) -> Vec<Count> {
    let some = cells.iter().filter(|cell| cell.number > 0).cloned();
    some.map(|cell| Count { href: Some(traced.to_owned()), ..cell }).collect()
}

fn of_era(brief: &Brief<'_>, day: jiff::civil::Date) -> String {
    match brief.lang() {
        Lang::Ja => era::date_ja(day),
        Lang::En => brief.date(day),
    }
}
