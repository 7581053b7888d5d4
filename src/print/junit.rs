//! The verdict as JUnit XML: a test case for each finding, and one that passed for each rule of which there is none.

use std::io::{self, Write};

use crate::model::finding::Finding;
use crate::model::rule::{Rule, Severity};
use crate::model::text::Lang;
use crate::rules::{Verdict, catalogue};

/// Writes the whole document. A warning is a case that passed and says so, unless warnings are denied.
///
/// # Errors
/// The output cannot be written.
pub fn verdict(out: &mut impl Write, verdict: &Verdict, deny_warnings: bool, lang: Lang) -> io::Result<()> {
    let fails = |finding: &&Finding| finding.is_open() && (finding.severity() != Severity::Warning || deny_warnings);
    let clean: Vec<&Rule> =
        catalogue::all().filter(|rule| verdict.findings.iter().all(|finding| finding.rule != *rule)).collect();
    let tests = verdict.findings.len() + clean.len();
    let failures = verdict.findings.iter().filter(fails).count();
    let (skipped, as_of) = (verdict.summary.waived, verdict.as_of);
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites name=\"daicho\" tests=\"{tests}\" failures=\"{failures}\" skipped=\"{skipped}\">")?;
    writeln!(
        out,
        "<testsuite name=\"daicho {as_of}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\">"
    )?;
    for rule in clean {
        writeln!(out, "<testcase classname=\"{}\" name=\"{}\"/>", rule.citation, escaped(rule.title.get(lang)))?;
    }
    for finding in &verdict.findings {
        case(out, finding, fails(&finding), lang)?;
    }
    writeln!(out, "</testsuite>\n</testsuites>")
}

fn case(out: &mut impl Write, finding: &Finding, fails: bool, lang: Lang) -> io::Result<()> {
    let rule = finding.rule;
    let at = match (finding.path(), finding.position()) {
        (Some(path), Some(position)) => format!("{path}:{}:{}", position.line, position.column),
        (Some(path), None) => path.to_owned(),
        (None, _) => {
            let day = finding.date.map(|date| date.to_string());
            [finding.place.as_deref(), day.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
    };
    let name = escaped(&format!("{} {at}", rule.title.get(lang)));
    let message = escaped(finding.message.get(lang));
    let (kind, at) = (rule.id, escaped(&at));
    write!(out, "<testcase classname=\"{}\" name=\"{name}\">", finding.citation)?;
    if fails {
        write!(out, "<failure type=\"{kind}\" message=\"{message}\">{at}</failure>")?;
    } else if finding.is_open() {
        write!(out, "<system-out>{kind}: {message}</system-out>")?;
    } else {
        write!(out, "<skipped message=\"{message}\"/>")?;
    }
    writeln!(out, "</testcase>")
}

/// For an attribute or a text; what XML cannot hold at all is replaced.
fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            '\n' => written.push_str("&#10;"),
            '\t' => written.push_str("&#9;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => written.push('\u{fffd}'),
            c => written.push(c),
        }
    }
    written
}
