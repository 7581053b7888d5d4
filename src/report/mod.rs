//! The report (報告): what a page or an export shows, as plain values. Sums, orders and labels are made here and nowhere after.
//!
//! ```text
//! Brief (ledger, verdict, history, language) ─► slices: each month of each place, by itself
//!                                                 ├─► month ─► place ─► overview
//!                                                 └─► incident
//!                                      past: the commits, made once ─► history; beside records, corrections and findings
//!                                      tables: obligations and records, a row each; feed: incidents
//!                                      search: what of all these can be found, and where
//!                                      articles: each citation by itself ─► regulation, traceability
//! ```
//!
//! A month of a place is made from its own [`slices::Slice`] alone: that is where a cache would cut. Every text is in the ledger's
//! language, every link is a path from the site's root. Deliberately absent: HTML, files, the clock, and judging.

pub mod address;
mod articles;
mod brief;
mod catalogue;
pub mod changes;
pub mod ends;
mod equipment;
pub mod extract;
mod feed;
pub mod findings;
mod homes;
mod incident;
pub mod labels;
pub mod mark;
mod masthead;
mod matters;
mod month;
mod narrow;
mod overview;
pub mod past;
mod people;
mod place;
mod provenance;
mod regulation;
pub mod search;
mod sheet;
mod slices;
pub mod status;
pub mod tables;
pub mod values;
mod words;
pub mod workbook;

pub use articles::Articles;
pub use brief::{Brief, Link, Origin, Scope};
pub use catalogue::Catalogue;
pub use equipment::Things;
pub use extract::Extract;
pub use feed::{Feed, FeedEntry};
pub use incident::{IncidentList, IncidentReport};
pub use mark::{Mark, Tone};
pub use masthead::Masthead;
pub use month::{Counts, MonthReport};
pub use narrow::Narrowed;
pub use overview::Overview;
pub use past::{HistoryIndex, HistoryMonth};
pub use people::People;
pub use place::PlaceReport;
pub use regulation::{RegulationReport, StateLine};
pub use search::Search;
pub use tables::Tables;

use rayon::prelude::*;

/// Everything that the pages and the machine-readable files show.
pub struct Report {
    pub masthead: Masthead,
    pub overview: Overview,
    pub places: Vec<PlaceReport>,
    pub months: Vec<MonthReport>,
    pub incidents: Vec<IncidentReport>,
    pub incident_list: IncidentList,
    pub catalogue: Catalogue,
    pub people: People,
    pub equipment: Things,
    pub articles: Articles,
    pub regulation: RegulationReport,
    pub history: HistoryIndex,
    pub history_months: Vec<HistoryMonth>,
    pub feed: Feed,
    pub tables: Tables,
    pub search: Search,
}

impl Report {
    pub fn of(brief: &Brief<'_>) -> Report {
        let slices = slices::slices(brief);
        let book = past::Book::of(brief);
        let months: Vec<MonthReport> = slices.par_iter().map(|slice| month::report(brief, &book, slice)).collect();
        let incidents = incident::reports(brief, &book, &slices::months(&slices));
        let (history, history_months) = past::pages(brief, &book);
        let places = place::reports(brief, &months);
        let articles = articles::report(brief);
        let overview = overview::report(brief, &book, &months, &incidents);
        Report {
            masthead: masthead::masthead(brief),
            search: search::report(brief, &overview, &places, &months, &incidents),
            overview,
            incident_list: incident::list(&incidents),
            catalogue: catalogue::report(brief),
            regulation: regulation::report(brief, &articles),
            people: people::report(brief),
            equipment: equipment::report(brief),
            feed: feed::report(brief),
            tables: tables::tables(brief, &book),
            articles,
            history,
            history_months,
            places,
            months,
            incidents,
        }
    }
}
