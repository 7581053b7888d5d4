//! The verdict as SARIF 2.1.0: what code hosts and editors show beside the lines.
//!
//! Every rule of the catalogue is told, in both languages, whether anything came of it or not. Deliberately absent: whatever of the
//! format a verdict has no words for.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::model::finding::Finding;
use crate::model::rule::{Rule, Severity};
use crate::model::text::{Lang, Text};
use crate::rules::{Verdict, catalogue};

use super::utf16::{Region, region, uri};

#[derive(Serialize)]
struct Log<'a> {
    version: &'static str,
    #[serde(rename = "$schema")]
    schema: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    language: &'static str,
    column_kind: &'static str,
    results: Vec<Found<'a>>,
    properties: Value,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    short_description: Message,
    full_description: Message,
    help: Message,
    default_configuration: Value,
    properties: Value,
}

#[derive(Serialize)]
struct Message {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Found<'a> {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: Vec<Value>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Value>,
    properties: Properties<'a>,
}

/// What `check --format json` says besides.
#[derive(Serialize)]
struct Properties<'a> {
    citation: String,
    basis: crate::model::rule::Basis,
    severity: Severity,
    place: Option<&'a str>,
    date: Option<String>,
    record: Option<&'a str>,
    commit: Option<&'a str>,
}

/// Writes the whole log, with a newline at its end.
///
/// # Errors
/// The output cannot be written.
pub fn verdict(out: &mut impl Write, verdict: &Verdict, commit: Option<String>, lang: Lang) -> io::Result<()> {
    let rules: Vec<&Rule> = catalogue::all().collect();
    let mut twins = BTreeMap::new();
    let results = verdict.findings.iter().map(|finding| found(finding, &rules, &mut twins, lang)).collect();
    let driver = Driver {
        name: "daicho",
        semantic_version: env!("CARGO_PKG_VERSION"),
        rules: rules.iter().map(|rule| descriptor(rule, lang)).collect(),
    };
    let run = Run {
        tool: Tool { driver },
        language: lang.tag(),
        column_kind: "utf16CodeUnits",
        results,
        properties: json!({ "asOf": verdict.as_of.to_string(), "commit": commit }),
    };
    // A name, never fetched: the standard asks for it.
    let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    serde_json::to_writer_pretty(&mut *out, &Log { version: "2.1.0", schema, runs: [run] })?;
    writeln!(out)
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error | Severity::Violation => "error",
        Severity::Warning => "warning",
    }
}

fn descriptor(rule: &Rule, lang: Lang) -> Descriptor {
    let plain = |text: &Text| Message { text: text.get(lang).to_owned(), markdown: None };
    Descriptor {
        id: rule.id,
        short_description: plain(&rule.title),
        full_description: plain(&rule.why),
        help: help(rule),
        default_configuration: json!({ "level": level(rule.severity) }),
        properties: json!({ "citation": rule.citation.to_string(), "basis": rule.basis, "severity": rule.severity }),
    }
}

/// Title, reason and remedy, Japanese first.
fn help(rule: &Rule) -> Message {
    let said = |lang: Lang| [&rule.title, &rule.why, &rule.remedy].map(|text| text.get(lang).to_owned());
    let [[title_ja, why_ja, remedy_ja], [title_en, why_en, remedy_en]] = [said(Lang::Ja), said(Lang::En)];
    Message {
        text: [&title_ja, &why_ja, &remedy_ja, "", &title_en, &why_en, &remedy_en].map(str::to_owned).join("\n"),
        markdown: Some(format!(
            "**{title_ja}**\n\n{why_ja}\n\n{remedy_ja}\n\n---\n\n**{title_en}**\n\n{why_en}\n\n{remedy_en}\n"
        )),
    }
}

fn found<'a>(finding: &'a Finding, rules: &[&Rule], twins: &mut BTreeMap<String, usize>, lang: Lang) -> Found<'a> {
    let accepted = json!({ "kind": "external", "status": "accepted" });
    Found {
        rule_id: finding.rule.id,
        rule_index: rules.iter().position(|rule| *rule == finding.rule).unwrap_or_default(),
        level: level(finding.severity()),
        message: Message { text: finding.message.get(lang).to_owned(), markdown: None },
        locations: locations(finding),
        partial_fingerprints: BTreeMap::from([("daicho/v1", fingerprint(finding, twins))]),
        suppressions: if finding.is_open() { Vec::new() } else { vec![accepted] },
        properties: Properties {
            citation: finding.citation.to_string(),
            basis: finding.basis,
            severity: finding.severity(),
            place: finding.place.as_deref(),
            date: finding.date.map(|date| date.to_string()),
            record: finding.record.as_deref(),
            commit: finding.commit.as_deref(),
        },
    }
}

/// The file and the span in it; of a duty that no file evidences, whose it is and of which day.
fn locations(finding: &Finding) -> Vec<Value> {
    let named = |region: Region| {
        json!({
            "startLine": region.line, "startColumn": region.column,
            "endLine": region.end_line, "endColumn": region.end_column,
        })
    };
    let mut location = serde_json::Map::new();
    if let Some(path) = finding.path() {
        let mut physical = json!({ "artifactLocation": { "uri": uri(path) } });
        if let Some(region) = region(finding) {
            physical["region"] = named(region);
        }
        location.insert("physicalLocation".to_owned(), physical);
    }
    if let Some(place) = &finding.place {
        let day = finding.date.map(|date| format!("/{date}")).unwrap_or_default();
        let name = format!("{place}{day}");
        location.insert("logicalLocations".to_owned(), json!([{ "fullyQualifiedName": name, "kind": "duty" }]));
    }
    if location.is_empty() { Vec::new() } else { vec![location.into()] }
}

/// The same for the same fault whatever its wording and line; of several that differ in nothing else, by their order.
fn fingerprint(finding: &Finding, twins: &mut BTreeMap<String, usize>) -> String {
    let date = finding.date.map(|date| date.to_string());
    let parts = [
        Some(finding.rule.id),
        finding.place.as_deref(),
        date.as_deref(),
        finding.record.as_deref(),
        finding.path(),
        finding.commit.as_deref(),
    ];
    let key = parts.map(Option::unwrap_or_default).join("\t");
    let count = twins.entry(key.clone()).or_default();
    *count += 1;
    let digest = Sha256::digest(format!("{key}\t{count}"));
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
