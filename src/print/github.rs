//! The verdict as workflow commands: a code host's runner shows each beside its line.

use std::io::{self, Write};

use crate::model::finding::Finding;
use crate::model::rule::Severity;
use crate::model::text::Lang;
use crate::rules::Verdict;

use super::utf16::region;

/// A command a finding, a waived one as a notice.
///
/// # Errors
/// The output cannot be written.
pub fn verdict(out: &mut impl Write, verdict: &Verdict, lang: Lang) -> io::Result<()> {
    for finding in &verdict.findings {
        let (command, place) = (command(finding), place(finding));
        let title = property(&format!("{} ({})", finding.rule.title.get(lang), finding.rule.id));
        writeln!(out, "::{command} {place}title={title}::{}", data(finding.message.get(lang)))?;
    }
    Ok(())
}

fn command(finding: &Finding) -> &'static str {
    match finding.severity() {
        _ if !finding.is_open() => "notice",
        Severity::Error | Severity::Violation => "error",
        Severity::Warning => "warning",
    }
}

fn place(finding: &Finding) -> String {
    let Some(path) = finding.path() else { return String::new() };
    let at = region(finding).map(|at| {
        let end = if at.end_line == at.line { format!(",endColumn={}", at.end_column) } else { String::new() };
        format!("line={},endLine={},col={}{end},", at.line, at.end_line, at.column)
    });
    format!("file={},{}", property(path), at.unwrap_or_default())
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
