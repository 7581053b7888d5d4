//! What the ledger has against drafts: their places, the records that are there already, and the errors that are found in them, each told
//! by the cell that it comes from.

use std::collections::BTreeMap;

use super::reading::{self, Errors, Reading};
use super::record::free_path;
use super::twin::{is_of_the_same, is_same};
use super::{Draft, Drafted, Problem, erring};
use crate::load::form;
use crate::model::file::File;
use crate::model::{Finding, Kind, Slot, Text};

/// What is to be written, and what stands in the way.
#[derive(Default)]
pub struct Judged {
    pub drafts: Vec<Draft>,
    /// Records that are there with the same values.
    pub there: Vec<String>,
    pub problems: Vec<Problem>,
    /// Errors in an export's own records, which are written as they are.
    pub errors: Vec<Problem>,
}

/// `files` are the ledger's as they are.
pub fn judge(files: &[File], drafted: Drafted, errors: Errors<'_>) -> Judged {
    let mut judged = Judged { problems: drafted.problems, ..Judged::default() };
    let there: BTreeMap<&str, &File> = files.iter().map(|file| (file.path.as_str(), file)).collect();
    let by_day = by_day(files);
    let mut drafts = drafted.drafts;
    let known =
        |draft: &Draft| by_day.get(&day_key(draft.kind, &draft.place, draft.day)).map_or(&[][..], Vec::as_slice);
    place(&mut drafts, &there, &mut judged.problems);

    let read = Reading::of(files, &there, &drafts, errors);
    let of_day = drafts.iter().flat_map(|draft| own_path(draft).into_iter().chain(known(draft).iter().copied()));
    let old = reading::old(files, &there, of_day);
    for draft in drafts {
        let Some(path) = &draft.path else {
            judged.drafts.push(draft);
            continue;
        };
        let record = read.records.get(path.as_str());
        let same = |own: &&str| record.zip(old.get(*own)).is_some_and(|(new, old)| is_same(new, old));
        let candidates = own_path(&draft).into_iter().chain(known(&draft).iter().copied());
        if let Some(own) = candidates.clone().find(|own| same(own)) {
            judged.there.push(own.to_owned());
            continue;
        }
        let taken = own_path(&draft).filter(|path| there.contains_key(path));
        let again = || candidates.clone().find(|own| there.get(own).is_some_and(|file| head(file) == draft.mark));
        let twin = || {
            let is_twin = |own: &&str| record.zip(old.get(*own)).is_some_and(|(new, old)| is_of_the_same(new, old));
            candidates.clone().find(is_twin)
        };
        if let Some(own) = taken.or_else(again).or_else(twin) {
            judged.problems.push(differs(&draft, own));
        }
        judged.drafts.push(draft);
    }
    found(&mut judged, &read);
    judged.problems.extend(faults(&judged.drafts));
    judged.problems.sort_by(|a, b| a.origin.cmp(&b.origin));
    // A day may go to several keys, and is told of once.
    let mut told = std::collections::BTreeSet::new();
    judged.problems.retain(|problem| told.insert((problem.origin.clone(), problem.message.ja.clone())));
    judged
}

/// What is wrong with what is to be written. What is there already with the same values is not, and its faults are the ledger's.
fn found(judged: &mut Judged, read: &Reading) {
    let new = judged.drafts.iter().filter_map(|draft| Some((draft.path.as_deref()?, draft)));
    let new: BTreeMap<&str, &Draft> = new.collect();
    let own = read.found.iter().filter_map(|finding| Some((*new.get(finding.path()?)?, finding)));
    let is_of_form = |(_, finding): &(&Draft, &Finding)| form::ALL.contains(&finding.rule);
    let (of_form, others): (Vec<_>, Vec<_>) = own.partition(is_of_form);
    // An export's records were a ledger's already, and come back as they were.
    let (kept, refused): (Vec<_>, Vec<_>) = others.into_iter().partition(|(draft, _)| draft.is_of_export);
    judged.errors = erring::told(&kept, &read.ledger);
    judged.problems.extend(erring::told(&refused, &read.ledger));
    judged.problems.extend(of_form.into_iter().filter_map(|(draft, finding)| problem(draft, finding)));
}

/// A finding by its cell: that of its line, else the record's first. A line with a fault of its own is told of already.
pub fn problem(draft: &Draft, finding: &Finding) -> Option<Problem> {
    let line = finding.position().and_then(|at| draft.line(at.line));
    let is_told = line.is_some_and(|(_, line)| line.fault.is_some());
    let origin = line.map_or_else(|| draft.origin.clone(), |(_, line)| line.origin.clone());
    (!is_told).then(|| Problem { origin, message: finding.message.clone(), line: Some(shown(draft, line)) })
}

/// The path of a draft that named it itself, which no number can change.
fn own_path(draft: &Draft) -> Option<&str> {
    draft.path.as_deref().filter(|_| draft.place.is_empty())
}

type DayKey = (Kind, String, Option<jiff::civil::Date>);

fn day_key(kind: Kind, place: &str, day: Option<jiff::civil::Date>) -> DayKey {
    (kind, place.to_owned(), day)
}

fn by_day(files: &[File]) -> BTreeMap<DayKey, Vec<&str>> {
    let mut days: BTreeMap<DayKey, Vec<&str>> = BTreeMap::new();
    for file in files {
        if let Some(Slot::Record(path)) = Slot::parse(&file.path) {
            days.entry(day_key(path.kind, &path.place, path.day)).or_default().push(&file.path);
        }
    }
    days
}

/// Gives each draft a path that nobody has.
fn place(drafts: &mut [Draft], there: &BTreeMap<&str, &File>, problems: &mut Vec<Problem>) {
    let mut taken = std::collections::BTreeSet::new();
    for draft in drafts.iter_mut().filter(|draft| draft.path.is_none() && !draft.place.is_empty()) {
        let path = free_path(draft, |path| there.contains_key(path) || taken.contains(path));
        taken.extend(path.clone());
        // Of a day that could not be read its own cell tells.
        if path.is_none() && draft.lines.iter().all(|line| line.fault.is_none()) {
            let message = Text::fixed("いつの記録か分かりません。", "the record's day cannot be told.");
            problems.push(Problem { origin: draft.origin.clone(), message, line: None });
        }
        draft.path = path;
    }
}

fn head(file: &File) -> String {
    String::from_utf8_lossy(&file.bytes).lines().next().unwrap_or_default().to_owned()
}

fn differs(draft: &Draft, path: &str) -> Problem {
    let message = Text::new(
        format!("{path} がもうあり、値が違います。書き換えません。直すなら記録のほうを直します。"),
        format!("{path} is there already, with other values, and is not touched; what is to change is changed there."),
    );
    Problem { origin: draft.origin.clone(), message, line: None }
}

/// Of the lines; one that the mapping is to blame for is told once, with how many rows have it.
fn faults(drafts: &[Draft]) -> Vec<Problem> {
    let mut told = Vec::new();
    let mut of_mapping: BTreeMap<String, (Problem, usize)> = BTreeMap::new();
    for draft in drafts {
        for (number, line) in draft.numbered() {
            let Some(fault) = line.fault.clone() else { continue };
            let line_shown = Some(shown(draft, Some((number, line))));
            let problem = Problem { origin: line.origin.clone(), message: fault.message, line: line_shown };
            if fault.is_of_mapping {
                of_mapping.entry(problem.message.ja.to_string()).or_insert((problem, 0)).1 += 1;
            } else {
                told.push(problem);
            }
        }
    }
    told.extend(of_mapping.into_values().map(|(problem, rows)| {
        let Text { ja, en } = &problem.message;
        let message = match rows {
            1 => problem.message.clone(),
            _ => Text::new(format!("{ja}(ほか{}行も同様)", rows - 1), format!("{en} ({} more likewise)", rows - 1)),
        };
        Problem { message, ..problem }
    }));
    told
}

/// `records/<place>/2026/10/05-check.toml:7: result = "◎"`
fn shown(draft: &Draft, line: Option<(usize, &super::Line)>) -> String {
    let path = draft.path.as_deref().unwrap_or_default();
    let text = line.map(|(_, line)| line.shown().lines().next().unwrap_or_default().to_owned());
    let text = text.filter(|text| !text.is_empty());
    match (path.is_empty(), line, text) {
        (true, _, text) => text.unwrap_or_default().to_owned(),
        (false, Some((number, _)), Some(text)) => format!("{path}:{number}: {text}"),
        (false, _, _) => path.to_owned(),
    }
}
