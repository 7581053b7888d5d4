//! The feed of incidents (事故等): what a feed reader shows of each, and when it last grew by what the record itself says.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime, Time};
use serde::Serialize;
use uuid::Uuid;

use crate::model::Text;
use crate::model::record::{Incident, Record};
use crate::model::source::plain;
use crate::model::word::Word;

use super::brief::{Brief, written};
use super::slices;
use super::{address, incident, labels};

#[derive(Clone, Debug, Serialize)]
pub struct Feed {
    pub id: String,
    pub updated: String,
    /// The last that grew first.
    pub entries: Vec<FeedEntry>,
}

#[derive(Clone, Debug, Serialize)]
pub struct FeedEntry {
    pub id: String,
    pub href: String,
    pub title: String,
    pub published: String,
    pub updated: String,
    pub summary: String,
    /// Markdown.
    pub narrative: String,
    /// The word of the record, and what it is called.
    pub category: Option<(&'static str, String)>,
    #[serde(skip)]
    at: DateTime,
}

/// Under which daicho's own names make ids: drawn once at random, never to change.
const NAMESPACE: Uuid = Uuid::from_u128(0x6f1c_23d7_9b0e_4c58_a7d4_15e0_82b6_3c9f);

pub fn report(brief: &Brief<'_>) -> Feed {
    let mut entries: Vec<FeedEntry> =
        slices::incidents(brief).map(|(record, incident)| entry(brief, record, incident)).collect();
    entries.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.id.cmp(&b.id)));
    // While nothing has happened, nothing has changed since the ledger's first day.
    let start = || at_midnight(brief.ledger.settings.starts.unwrap_or(brief.as_of()));
    let updated = entries.first().map_or_else(start, |latest| latest.at);
    Feed { id: id(brief, &own_name(brief)), updated: instant(brief, updated), entries }
}

fn entry(brief: &Brief<'_>, record: &Record, incident: &Incident) -> FeedEntry {
    let detected = plain(&incident.detected_at).unwrap_or_else(|| at_midnight(record.done_on()));
    let corrected = record.corrections.iter().filter_map(|correction| plain(&correction.at));
    let known = corrected.filter(|at| at.date() <= brief.as_of()).chain(incident::latest(brief, incident));
    let at = known.max().unwrap_or(detected).max(detected);
    FeedEntry {
        id: id(brief, &record.id),
        href: address::incident(record),
        title: written(&incident.title),
        published: instant(brief, detected),
        updated: instant(brief, at),
        summary: summary(brief, record, incident),
        narrative: plain(&incident.narrative).unwrap_or_default(),
        category: incident.category.as_ref().map(|word| (word.word(), brief.say(&labels::category(word.value)))),
        at,
    }
}

/// 対応中。○○町、△△町。発見 2026年10月14日(水) 8時50分。
fn summary(brief: &Brief<'_>, record: &Record, incident: &Incident) -> String {
    let row = incident::row(brief, record, incident);
    let detected = Text::new(format!("発見 {}", row.detected), format!("Detected {}", row.detected));
    let closed = row.closed.map(|day| brief.say(&Text::new(format!("終結 {day}"), format!("Closed {day}"))));
    let places = Some(row.places).filter(|places| !places.is_empty());
    let parts = [Some(row.state.word), places, Some(brief.say(&detected)), closed];
    let ends = brief.say(&Text::fixed("。", ". "));
    parts.into_iter().flatten().map(|part| part + &ends).collect::<String>().trim_end().to_owned()
}

/// A place's own feed is another one than the ledger's, of the same entries.
fn own_name(brief: &Brief<'_>) -> String {
    let places = brief.scope.map(|scope| scope.places.iter().map(|id| &**id).collect::<BTreeSet<&str>>());
    let places = places.into_iter().flatten().map(|place| format!("{place}/"));
    places.chain(["feed.atom".to_owned()]).collect()
}

/// The same for ever, on whichever disk or server the site stands.
fn id(brief: &Brief<'_>, name: &str) -> String {
    let trustee = brief.ledger.trustee().map(|id| &**id).unwrap_or_default();
    Uuid::new_v5(&NAMESPACE, format!("{trustee}/{name}").as_bytes()).urn().to_string()
}

/// 2026-10-14T08:50:00+09:00
fn instant(brief: &Brief<'_>, at: DateTime) -> String {
    let zone = &brief.ledger.settings.timezone;
    let offset = zone.to_ambiguous_timestamp(at).compatible().map(|moment| zone.to_offset(moment));
    let seconds = offset.map_or(0, |offset| offset.seconds());
    let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
    let whole = at.date().to_datetime(Time::constant(at.hour(), at.minute(), at.second(), 0));
    format!("{whole}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

fn at_midnight(day: Date) -> DateTime {
    day.to_datetime(Time::midnight())
}
