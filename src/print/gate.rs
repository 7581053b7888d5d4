//! What the gate says, for whoever pushed: in Japanese, then in English, since nobody knows which terminal reads it.
//!
//! Git shows each line after `remote:`, so there is no colour and no drawing of lines.

use std::io::{self, Write};

use crate::gate::Ruling;
use crate::model::finding::Finding;
use crate::model::text::{Lang, Text};
use crate::rules::history::short;

use super::visible;

/// How much of what is let in is told: a year of old records pushed at once need not scroll by.
const NOTICED: usize = 5;

/// Writes why something is refused, or what should be looked at all the same.
///
/// # Errors
/// The output cannot be written.
pub fn ruling(out: &mut impl Write, ruling: &Ruling, what: &Text) -> io::Result<()> {
    if !ruling.lets_in() {
        let number = ruling.count();
        writeln!(out, "daicho: {}を受け付けません({number}件)。", what.ja)?;
        writeln!(out, "daicho: {} is refused ({number}).", what.en)?;
    }
    for text in &ruling.refused {
        writeln!(out, "\n  {}\n  {}", visible(&text.ja), visible(&text.en))?;
    }
    for finding in &ruling.findings {
        told(out, finding)?;
    }
    if ruling.lets_in() && !ruling.noticed.is_empty() {
        writeln!(out, "daicho: {}を受け付けましたが、確かめてください。", what.ja)?;
        writeln!(out, "daicho: {} is let in, with something to look at.", what.en)?;
        for finding in ruling.noticed.iter().take(NOTICED) {
            told(out, finding)?;
        }
        if let more @ 1.. = ruling.noticed.len().saturating_sub(NOTICED) {
            writeln!(
                out,
                "\n  ほか{more}件。daicho check で全部を見られます。\n  {more} more; daicho check tells them all."
            )?;
        }
    }
    Ok(())
}

fn told(out: &mut impl Write, finding: &Finding) -> io::Result<()> {
    let (rule, severity) = (finding.rule, finding.severity().label());
    let mut place = finding.path().unwrap_or_default().to_owned();
    if let Some(position) = finding.position() {
        place.push_str(&format!(":{}:{}", position.line, position.column));
    }
    let commit = finding.commit.as_deref().map(short).unwrap_or_default();
    writeln!(out, "\n{} {} [{}] {} {commit}", severity.ja, severity.en, rule.id, visible(&place))?;
    for (lang, todo) in [(Lang::Ja, "対処"), (Lang::En, "to do")] {
        writeln!(out, "  {}", visible(finding.message.get(lang)))?;
        writeln!(out, "    {todo}: {}", rule.remedy.get(lang))?;
    }
    Ok(())
}
