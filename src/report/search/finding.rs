//! Findings, where each is told: by month, by place, or on the first page.

use crate::report::brief::Brief;
use crate::report::findings::{FindingRow, Waived};
use crate::report::past::KeyRow;

use super::{Entry, Group, Said};

/// The findings of one page, which have their anchors there.
pub fn entries<'r>(
    brief: &'r Brief<'_>,
    page: &'r str,
    place: &'r str,
    rows: &'r [FindingRow],
) -> impl Iterator<Item = Entry> + 'r {
    rows.iter().filter_map(move |row| entry(brief, page, place, row))
}

fn entry(brief: &Brief<'_>, page: &str, place: &str, row: &FindingRow) -> Option<Entry> {
    Some(Entry {
        page: page.to_owned(),
        anchor: row.anchor.clone()?,
        group: Group::Finding,
        kind: format!("{} {}", row.mark.sign, row.mark.word),
        place: place.to_owned(),
        on: row.on,
        date: row.date.clone().unwrap_or_default(),
        title: row.title.clone(),
        text: text(brief, row),
    })
}

fn text(brief: &Brief<'_>, row: &FindingRow) -> Vec<Said> {
    let waived = (!row.open).then(|| brief.word("承認済", "waived"));
    let cited = [&row.citation.text, &row.basis.word];
    let of_record = row.record.iter().map(|record| &record.text);
    let of_commit = row.commit.iter().map(|commit| &commit.text);
    let mut text: Vec<Said> = Said::all(waived.iter().chain([&row.message]));
    text.extend(row.keys.iter().flat_map(key));
    text.extend(Said::all(cited.into_iter().chain(of_record)));
    text.extend(row.line.map(|line| Said::Plain(line.to_string())));
    text.extend(Said::all(of_commit));
    text.extend(row.waiver.iter().map(|waiver| waiver_said(brief, waiver)));
    text
}

/// A key with what stood there and what stands there.
pub fn key(row: &KeyRow) -> Vec<Said> {
    Said::all([Some(&row.key), row.before.as_ref(), row.after.as_ref()].into_iter().flatten())
}

/// Why it is accepted, by whom and until when.
pub fn waiver_said(brief: &Brief<'_>, waiver: &Waived) -> Said {
    let Waived { by, until, reason } = waiver;
    Said::Plain(format!("{by}({}{until}{}) {reason}", brief.word("", "until "), brief.word("まで", "")))
}
