//! The verdict as assessment results of NIST's OSCAL: each obligation an observation with its evidence, each finding a finding.
//!
//! Ids are made from stable names and every time is of the ledger: the same ledger as of the same day makes the same bytes.
//! Deliberately absent: the assessment plan, which is the regulation itself.

use std::collections::BTreeMap;
use std::io::{self, Write};

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::model::finding::{Finding, State};
use crate::model::rule::{Rule, Severity};
use crate::model::{Period, Word};
use crate::report::tables::ObligationRow;
use crate::report::{Brief, Extract};
use crate::rules::catalogue;

/// Under which daicho's own names make ids here: drawn once at random, never to change.
const NAMESPACE: Uuid = Uuid::from_u128(0x1b9e_6f42_0c7d_4ad1_93e8_57a0_d26c_b4f3);

const OSCAL: &str = "1.2.1";

/// Whose names the properties are.
const NS: &str = "urn:daicho";

/// Writes the whole document, with a newline at its end.
///
/// # Errors
/// The output cannot be written.
pub fn results(out: &mut impl Write, extract: &Extract<'_>) -> io::Result<()> {
    let names = Names::of(extract);
    let brief = &extract.brief;
    let title = brief.ledger.settings.title.as_ref().map_or("daicho", |title| title.value.as_str());
    let regulation = names.id("regulation");
    let document = json!({ "assessment-results": {
        "uuid": names.id("assessment-results"),
        "metadata": {
            "title": title,
            "last-modified": names.moment(brief.as_of(), Time::midnight()),
            "version": brief.version,
            "oscal-version": OSCAL,
        },
        "import-ap": { "href": format!("#{regulation}") },
        "results": [result(extract, &names, title)],
        "back-matter": { "resources": [{
            "uuid": regulation,
            "title": brief.ledger.regulation.as_ref().and_then(|own| own.title.as_ref()).map_or(title, |own| &own.value),
            "rlinks": [{ "href": "records/regulation.md" }],
        }] },
    }});
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn result(extract: &Extract<'_>, names: &Names<'_>, title: &str) -> Value {
    let brief = &extract.brief;
    let first = extract.period.map(|period| period.first).or(brief.ledger.settings.starts).unwrap_or(brief.as_of());
    let rules = catalogue::all().map(|rule| rule.citation.to_string()).collect::<std::collections::BTreeSet<_>>();
    let mut result = json!({
        "uuid": names.id("result"),
        "title": title,
        "description": brief.word("台帳の記録と義務の検査", "The ledger's records and duties, judged"),
        "start": names.moment(first, Time::midnight()),
        "end": names.moment(brief.as_of(), Time::midnight()),
        "reviewed-controls": { "control-selections": [{
            "include-controls": rules.iter().map(|rule| json!({ "control-id": rule })).collect::<Vec<_>>(),
        }] },
    });
    let mut twins = BTreeMap::new();
    let observations: Vec<Value> = extract.obligations.iter().map(|row| observation(row, names)).collect();
    let findings: Vec<Value> = extract.findings.iter().map(|own| finding(brief, own, names, &mut twins)).collect();
    // Lists that are there hold something.
    for (key, list) in [("observations", observations), ("findings", findings)] {
        if !list.is_empty() {
            result[key] = list.into();
        }
    }
    result
}

fn observation(row: &ObligationRow, names: &Names<'_>) -> Value {
    let Period { first, last } = row.period;
    let days = if first == last { first.to_string() } else { format!("{first}/{last}") };
    let mut props = vec![prop("standing", row.standing.word()), prop("citation", &row.citation.to_string())];
    props.push(prop("place", &row.place));
    props.extend(row.subject.as_ref().map(|subject| prop("subject", subject)));
    props.extend(row.due.map(|due| prop("due", &due.to_string())));
    let mut own = json!({
        "uuid": names.observation(row),
        "title": format!("{} {} {days}", row.duty_name, row.place_name),
        "description": row.standing_name,
        "props": props,
        "methods": ["EXAMINE"],
        "collected": names.moment(last.min(names.as_of), Time::midnight()),
    });
    let evidence = row.evidence.iter().map(|id| json!({ "href": format!("records/{id}.toml"), "description": id }));
    if !row.evidence.is_empty() {
        own["relevant-evidence"] = evidence.collect();
    }
    own
}

fn finding(brief: &Brief<'_>, own: &Finding, names: &Names<'_>, twins: &mut BTreeMap<String, usize>) -> Value {
    let rule: &Rule = own.rule;
    let date = own.date.map(|date| date.to_string()).unwrap_or_default();
    let place = own.place.as_deref().unwrap_or_default();
    let parts = [rule.id, place, &date, own.path().unwrap_or_default(), own.commit.as_deref().unwrap_or_default()];
    let name = parts.join("\t");
    let twin = twins.entry(name.clone()).or_default();
    *twin += 1;
    let state = match own.state {
        State::Open => "not-satisfied",
        State::Waived => "satisfied",
    };
    let severity = match rule.severity {
        Severity::Error => "error",
        Severity::Violation => "violation",
        Severity::Warning => "warning",
    };
    let mut props = vec![prop("rule", rule.id), prop("severity", severity)];
    let waived = (own.state == State::Waived).then_some(("state", "waived"));
    let named = [("place", place), ("date", date.as_str()), ("record", own.record.as_deref().unwrap_or_default())];
    let told = named.into_iter().chain(waived).filter(|(_, value)| !value.is_empty());
    props.extend(told.map(|(name, value)| prop(name, value)));
    let mut told = json!({
        "uuid": names.id(&format!("finding\t{name}\t{twin}")),
        "title": brief.say(&rule.title),
        "description": own.message.get(brief.lang()),
        "props": props,
        "target": { "type": "objective-id", "target-id": own.citation.to_string(), "status": { "state": state } },
    });
    let related: Vec<Value> = names.of_finding(own).map(|id| json!({ "observation-uuid": id })).collect();
    if !related.is_empty() {
        told["related-observations"] = related.into();
    }
    told
}

fn prop(name: &str, value: &str) -> Value {
    json!({ "name": name, "ns": NS, "value": value })
}

/// Ids by stable names, and moments by the ledger's own clock.
struct Names<'a> {
    trustee: &'a str,
    scope: String,
    timezone: &'a TimeZone,
    as_of: Date,
    /// The obligations that a finding is about, by rule, place and last day.
    owed: BTreeMap<(&'static str, String, Date), Vec<String>>,
}

impl<'a> Names<'a> {
    fn of(extract: &'a Extract<'_>) -> Names<'a> {
        let brief = &extract.brief;
        let places =
            brief.scope.map(|scope| scope.places.iter().map(|id| id.to_string()).collect::<Vec<_>>().join(" "));
        let days = extract.period.map(|period| format!("{}/{}", period.first, period.last));
        let mut names = Names {
            trustee: brief.ledger.trustee().map(|id| &**id).unwrap_or_default(),
            scope: [places, days].into_iter().flatten().collect::<Vec<_>>().join("\t"),
            timezone: &brief.ledger.settings.timezone,
            as_of: brief.as_of(),
            owed: BTreeMap::new(),
        };
        for row in &extract.obligations {
            let id = names.observation(row);
            names.owed.entry((row.rule, row.place.to_string(), row.period.last)).or_default().push(id);
        }
        names
    }

    fn id(&self, name: &str) -> String {
        Uuid::new_v5(&NAMESPACE, format!("{}\n{}\n{name}", self.trustee, self.scope).as_bytes()).to_string()
    }

    fn observation(&self, row: &ObligationRow) -> String {
        let subject = row.subject.as_deref().unwrap_or_default();
        let Period { first, last } = row.period;
        self.id(&format!("observation\t{}\t{}\t{subject}\t{first}\t{last}", row.duty.word(), row.place))
    }

    fn of_finding(&self, own: &Finding) -> impl Iterator<Item = &String> {
        let key = own.place.as_ref().zip(own.date).map(|(place, date)| (own.rule.id, place.to_string(), date));
        key.and_then(|key| self.owed.get(&key)).into_iter().flatten()
    }

    /// 2026-11-20T00:00:00+09:00
    fn moment(&self, day: Date, time: Time) -> String {
        let at = day.to_datetime(time);
        let moment = self.timezone.to_ambiguous_timestamp(at).compatible();
        let offset = moment.map_or(jiff::tz::Offset::UTC, |moment| self.timezone.to_offset(moment));
        let minutes = offset.seconds() / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        format!("{}{sign}{:02}:{:02}", at.strftime("%Y-%m-%dT%H:%M:%S"), minutes.abs() / 60, minutes.abs() % 60)
    }
}
