//! What the search finds (検索): incidents, findings, records and the runs of each day, in the words that stand where each is told.
//!
//! An entry is one place on one page, without that page's headings and labels, and each thing is found once, where it is told in full.
//! Deliberately absent: rules and history, which have pages of their own; and the regulation's words, which are Markdown until `site`
//! renders them with their anchors.

mod finding;
mod incident;
mod month;

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;

use super::address;
use super::brief::Brief;
use super::incident::IncidentReport;
use super::month::MonthReport;
use super::overview::Overview;
use super::place::PlaceReport;

/// Which of the sorts of things an entry is, in the order in which hits are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Group {
    Incident,
    Regulation,
    Finding,
    Record,
    /// A day on which all went by itself.
    Run,
}

/// A place on a page, and what is told there.
#[derive(Clone, Debug)]
pub struct Entry {
    pub page: String,
    /// On the page; empty where the whole page tells it.
    pub anchor: String,
    pub group: Group,
    /// 確認, 点検, 指摘
    pub kind: String,
    pub place: String,
    /// `None` for what has no day.
    pub on: Option<Date>,
    pub date: String,
    pub title: String,
    pub text: Vec<Said>,
}

/// Words as they are shown.
#[derive(Clone, Debug)]
pub enum Said {
    Plain(String),
    Markdown(String),
}

/// All entries, and what the page calls their groups.
#[derive(Clone, Debug)]
pub struct Search {
    pub entries: Vec<Entry>,
    pub groups: Vec<String>,
}

pub fn report(
    brief: &Brief<'_>,
    overview: &Overview,
    places: &[PlaceReport],
    months: &[MonthReport],
    incidents: &[IncidentReport],
) -> Search {
    let of_incidents = incidents.iter().map(|incident| incident::entry(brief, incident));
    let of_no_place = finding::entries(brief, address::OVERVIEW, "", &overview.findings);
    let of_places = places.iter().flat_map(|place| finding::entries(brief, &place.href, &place.name, &place.findings));
    let of_months: Vec<Vec<Entry>> = months.par_iter().map(|month| month::entries(brief, month)).collect();
    Search {
        entries: of_incidents.chain(of_no_place).chain(of_places).chain(of_months.into_iter().flatten()).collect(),
        groups: vec![
            brief.word("事故等", "Incidents"),
            brief.word("要領", "Regulation"),
            brief.word("指摘", "Findings"),
            brief.word("記録", "Records"),
            brief.word("毎日の回", "Daily runs"),
        ],
    }
}

impl Said {
    fn all<'t>(texts: impl IntoIterator<Item = &'t String>) -> Vec<Said> {
        texts.into_iter().filter(|text| !text.is_empty()).map(|text| Said::Plain(text.clone())).collect()
    }
}
