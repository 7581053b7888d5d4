//! The regulation (要領) with its dates in eras, and beside each citation how many rules rest on it. Its text stays Markdown here.

use serde::Serialize;

use crate::calendar::era;
use crate::model::Citation;

use super::brief::{Brief, Link, dash, written};

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
    /// Every place that a page may cite.
    #[serde(skip)]
    pub citations: Vec<(String, String)>,
    pub rows: Vec<CitationRow>,
}

/// What the tool judges by these words.
#[derive(Clone, Debug, Serialize)]
pub struct CitationRow {
    pub citation: Link,
    pub rules: Vec<RuleRow>,
}

#[derive(Clone, Debug, Serialize)]
pub struct RuleRow {
    pub id: &'static str,
    pub title: String,
    pub severity: super::mark::Mark,
    pub basis: String,
    pub open: usize,
}

pub fn report(brief: &Brief<'_>) -> RegulationReport {
    let regulation = brief.ledger.regulation.as_ref();
    let text = |field: Option<&crate::model::Field<String>>| field.map(written).unwrap_or_else(dash);
    let enforced = regulation.and_then(|regulation| regulation.enforced.as_ref());
    RegulationReport {
        present: regulation.is_some(),
        title: text(regulation.map(|regulation| &regulation.title)),
        number: text(regulation.map(|regulation| &regulation.number)),
        authority: text(regulation.map(|regulation| &regulation.authority)),
        enforced: enforced.map_or_else(dash, |day| of_era(brief, day.value)),
        amended: regulation
            .map(|regulation| regulation.amended.iter().map(|day| of_era(brief, *day)).collect())
            .unwrap_or_default(),
        body: regulation.map(|regulation| regulation.body().to_owned()).unwrap_or_default(),
        citations: Citation::all().map(|citation| (citation.to_string(), brief.say(&citation.label()))).collect(),
        rows: rows(brief),
    }
}

fn rows(brief: &Brief<'_>) -> Vec<CitationRow> {
    let judged = Citation::all().map(|citation| (citation, rules(brief, citation)));
    let judged = judged.filter(|(_, rules)| !rules.is_empty());
    judged.map(|(citation, rules)| CitationRow { citation: brief.citation(citation), rules }).collect()
}

fn rules(brief: &Brief<'_>, citation: Citation) -> Vec<RuleRow> {
    let open =
        |id: &str| brief.verdict.findings.iter().filter(|finding| finding.is_open() && finding.rule.id == id).count();
    let resting = crate::rules::catalogue::all().filter(|rule| rule.citation == citation);
    resting
        .map(|rule| RuleRow {
            id: rule.id,
            title: brief.say(&rule.title),
            severity: brief.severity(rule.severity),
            basis: brief.say(&rule.basis.label()),
            open: open(rule.id),
        })
        .collect()
}

fn of_era(brief: &Brief<'_>, day: jiff::civil::Date) -> String {
    match brief.lang() {
        crate::model::Lang::Ja => era::date_ja(day),
        crate::model::Lang::En => brief.date(day),
    }
}
