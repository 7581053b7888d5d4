//! The verdict for a person at a terminal: each finding with its line, a caret, the words it rests on and what to do.

use std::collections::BTreeSet;
use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Message, Renderer, Snippet};
use anstream::adapter::strip_str;

use crate::load::form::{PERSONAL_NUMBER, SECRET_IN_RECORD};
use crate::model::finding::{Finding, State};
use crate::model::ledger::Ledger;
use crate::model::rule::{Basis, Severity};
use crate::model::source::{Source, Span};
use crate::model::text::{Lang, Text};
use crate::rules::{Summary, Verdict, words};

use super::visible;

/// How much is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// The counts alone.
    Summary,
    /// What is open.
    Open,
    /// What is waived as well.
    All,
}

/// Writes the findings and the counts.
///
/// # Errors
/// The output cannot be written.
pub fn verdict(out: &mut impl Write, verdict: &Verdict, ledger: &Ledger, lang: Lang, detail: Detail) -> io::Result<()> {
    let told = |finding: &&Finding| match detail {
        Detail::Summary => false,
        Detail::Open => finding.is_open(),
        Detail::All => true,
    };
    let secret = secret_lines(verdict);
    for finding in verdict.findings.iter().filter(told) {
        writeln!(out, "{}\n", render(finding, ledger, lang, &secret))?;
    }
    writeln!(out, "{}", summary(verdict, lang))
}

/// The lines that must not be shown again, by file: whatever else is found on one is told by its place alone.
fn secret_lines(verdict: &Verdict) -> BTreeSet<(&str, usize)> {
    let holds = |finding: &&Finding| *finding.rule == SECRET_IN_RECORD || *finding.rule == PERSONAL_NUMBER;
    let findings = verdict.findings.iter().filter(holds);
    findings.filter_map(|finding| Some((finding.path()?, finding.position()?.line))).collect()
}

fn render(finding: &Finding, ledger: &Ledger, lang: Lang, secret: &BTreeSet<(&str, usize)>) -> String {
    let title = visible(&heading(finding, ledger, lang));
    let remedy = visible(finding.rule.remedy.get(lang));
    let path = finding.path().map(visible);
    let level = level(finding.severity());
    let name = visible(severity(finding).get(lang));
    let mut group = Group::with_title(level.with_name(name).primary_title(title).id(finding.rule.id));
    if let (Some(source), Some(path)) = (&finding.source, &path) {
        group = place(group, finding, source, path, secret);
    }
    let (basis, todo) = match lang {
        Lang::Ja => ("根拠", "対処"),
        Lang::En => ("basis", "to do"),
    };
    let cited = cited(finding).get(lang).to_owned();
    let group = group.element(note(basis, &cited)).element(note(todo, &remedy));
    let told = Renderer::styled().render(&[group]);
    if finding.source.is_some() { told } else { without_gutter(&told) }
}

/// Of what stands in no file there is no line to be led to: the renderer's empty one is left out.
fn without_gutter(told: &str) -> String {
    let is_gutter = |line: &str| strip_str(line).to_string().trim() == "|";
    let gutter = told.lines().position(is_gutter);
    let kept = told.lines().enumerate().filter(|(at, _)| Some(*at) != gutter);
    kept.map(|(_, line)| line).collect::<Vec<_>>().join("\n")
}

fn note<'a>(name: &'a str, text: &'a str) -> Message<'a> {
    Level::NOTE.with_name(name).message(text)
}

/// The line with a caret; the file alone where there is no place in it, or where the line must not be shown again.
fn place<'a>(
    group: Group<'a>,
    finding: &'a Finding,
    source: &'a Source,
    path: &'a str,
    secret: &BTreeSet<(&str, usize)>,
) -> Group<'a> {
    let Some(span) = finding.span.filter(|span| span.start <= source.text.len()) else {
        return group.element(annotate_snippets::Origin::path(path));
    };
    let at = source.position(span.start);
    if secret.contains(&(source.path.as_str(), at.line)) {
        return group.element(annotate_snippets::Origin::path(path).line(at.line).char_column(at.column));
    }
    group.element(
        Snippet::source(source.text.as_str())
            .path(path)
            .annotation(AnnotationKind::Primary.span(within_line(source, span))),
    )
}

/// The span, no longer than its first line: a caret under a whole paragraph points nowhere.
fn within_line(source: &Source, span: Span) -> std::ops::Range<usize> {
    let text = &source.text;
    let start = text.floor_char_boundary(span.start);
    let rest = &text[start..];
    let line_end = start + rest.find(['\r', '\n']).unwrap_or(rest.len());
    start..text.floor_char_boundary(span.end).clamp(start, line_end)
}

/// A duty is a place's: its name comes first. A fault of form is a file's, and its path tells the rest.
fn heading(finding: &Finding, ledger: &Ledger, lang: Lang) -> String {
    let message = finding.message.get(lang);
    match &finding.place {
        Some(place) if finding.basis != Basis::Ledger => format!("{}: {message}", words::name(ledger, place).get(lang)),
        Some(_) | None => message.to_owned(),
    }
}

fn severity(finding: &Finding) -> Text {
    let label = finding.severity().label();
    match finding.state {
        State::Open => label,
        State::Waived => Text::new(format!("承認済みの{}", label.ja), format!("waived {}", label.en)),
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error | Severity::Violation => Level::ERROR,
        Severity::Warning => Level::WARNING,
    }
}

fn cited(finding: &Finding) -> Text {
    let (citation, basis) = (finding.citation.label(), finding.basis.label());
    match finding.basis {
        Basis::Ledger => citation,
        Basis::Regulation | Basis::Policy => {
            Text::new(format!("{}({})", citation.ja, basis.ja), format!("{} ({})", citation.en, basis.en))
        }
    }
}

fn summary(verdict: &Verdict, lang: Lang) -> String {
    let as_of = words::date(verdict.as_of);
    let Summary { records, errors, violations, warnings, waived } = verdict.summary;
    match lang {
        Lang::Ja => format!(
            "{}現在: 記録{records}件、誤り{errors}件、違反{violations}件、注意{warnings}件(承認済み{waived}件)",
            as_of.ja
        ),
        Lang::En => format!(
            "as of {}: {records} records, {errors} errors, {violations} violations, {warnings} warnings ({waived} waived)",
            as_of.en
        ),
    }
}
