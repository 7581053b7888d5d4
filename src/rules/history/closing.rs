//! Months that were changed after their sign-off.

use std::collections::{BTreeMap, BTreeSet};

use crate::history::chronicle::ancestry::is_ancestor;
use crate::history::chronicle::{Deed, Side, What};
use crate::model::citation::Citation;
use crate::model::finding::Finding;
use crate::model::path::{Kind, RecordPath, Slot};
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::text::Text;
use crate::rules::bench::Docket;

use super::rewriting::is_gain;
use super::{Hearing, record_of, short};

pub static CHANGED_AFTER_CLOSE: Rule = Rule {
    id: "changed-after-close",
    citation: Citation::Ledger,
    basis: Basis::Ledger,
    severity: Severity::Violation,
    title: Text::fixed("締めた月が変えられています", "changed after the sign-off"),
    why: Text::fixed(
        "管理者が見て締めた内容と、いまの内容が違います。",
        "What the manager saw and signed off is not what is there now.",
    ),
    remedy: Text::fixed(
        "元に戻すか、わけを管理者に伝え、紙の締めの控えと照らしてください。",
        "Restore it, or tell the manager why, and compare with the slip in the binder.",
    ),
};

pub fn judge(hearing: &Hearing<'_>, docket: &mut Docket) {
    let closes = closes(hearing);
    let mut changed: BTreeSet<(usize, &str)> = BTreeSet::new();
    let mut by_path: BTreeMap<&str, Vec<&Deed>> = BTreeMap::new();
    for deed in &hearing.chronicle.deeds {
        let Some((folder, name)) = deed.path.rsplit_once('/') else { continue };
        let Some(close) = closes.get(folder).filter(|_| name != CLOSE) else { continue };
        let is_after = |side: &&Side| side.parent.is_some_and(|parent| close.was_before(hearing, parent));
        if deed.sides.iter().filter(is_after).any(|side| !is_allowed(deed, side))
            || brought_in_later(hearing, close, deed)
        {
            changed.insert((deed.commit, &deed.path));
        }
        by_path.entry(&deed.path).or_default().push(deed);
    }
    changed.extend(merged_in(hearing, &closes, &by_path));
    for (commit, path) in changed {
        let folder = path.rsplit_once('/').map_or(path, |(folder, _)| folder);
        docket.findings.extend(closes.get(folder).map(|close| changed_after(hearing, close, commit, path)));
    }
    let signed = hearing.chronicle.deeds.iter().filter_map(|deed| Some((deed, sign_off(deed)?)));
    docket.findings.extend(signed.filter_map(|(deed, record)| wrong_digest(hearing, &record, deed)));
}

const CLOSE: &str = "close.toml";

/// The sign-off that a deed is about.
fn sign_off(deed: &Deed) -> Option<RecordPath> {
    record_of(deed).filter(|record| record.kind == Kind::Close)
}

/// A month's sign-off, and the commits that brought it.
struct Close<'h> {
    record: RecordPath,
    deeds: Vec<&'h Deed>,
    /// Commits that had it before what is looked at.
    settled: Vec<usize>,
}

impl Close<'_> {
    /// Whether the sign-off had come by a commit.
    fn was_before(&self, hearing: &Hearing<'_>, commit: usize) -> bool {
        let mut brought = self.deeds.iter().map(|deed| deed.commit).chain(self.settled.iter().copied());
        brought.any(|at| is_ancestor(&hearing.history.commits, at, commit))
    }
}

/// Every sign-off that ever was, by its folder.
fn closes<'h>(hearing: &Hearing<'h>) -> BTreeMap<&'h str, Close<'h>> {
    let mut closes: BTreeMap<&str, Close<'h>> = BTreeMap::new();
    let new = |record| Close { record, deeds: Vec::new(), settled: Vec::new() };
    for (at, folder) in &hearing.chronicle.closed_before {
        if let Some(Slot::Record(record)) = Slot::parse(&format!("{folder}/close.toml")) {
            closes.entry(folder).or_insert_with(|| new(record)).settled.push(*at);
        }
    }
    for deed in &hearing.chronicle.deeds {
        let brings = deed.sides.iter().all(|side| matches!(side.what, What::Added | What::Mended));
        let record = sign_off(deed).filter(|_| brings);
        if let (Some(record), Some((folder, _))) = (record, deed.path.rsplit_once('/')) {
            closes.entry(folder).or_insert_with(|| new(record)).deeds.push(deed);
        }
    }
    closes
}

/// What a record may go through without a correction, also after the sign-off.
fn is_allowed(deed: &Deed, side: &Side) -> bool {
    let record = record_of(deed);
    match (&side.what, record) {
        (What::Unknown, _) => true,
        (What::Keys(changes), Some(record)) => {
            side.keeps_text && changes.iter().all(|change| is_gain(record.kind, change))
        }
        (What::Added | What::Removed | What::Spoiled | What::Mended | What::Prose | What::Keys(_), _) => false,
    }
}

/// A file that a merge itself adds has no side that saw another version of it: any parent will do.
fn brought_in_later(hearing: &Hearing<'_>, close: &Close<'_>, deed: &Deed) -> bool {
    let added = deed.sides.iter().all(|side| side.what == What::Added);
    let mut parents = hearing.history.commits[deed.commit].parents.iter();
    added && parents.any(|parent| close.was_before(hearing, *parent))
}

/// What came by a merge from sides where the month was not signed off yet, into one where it was.
fn merged_in<'h>(
    hearing: &Hearing<'h>,
    closes: &BTreeMap<&str, Close<'h>>,
    by_path: &BTreeMap<&str, Vec<&'h Deed>>,
) -> Vec<(usize, &'h str)> {
    let (history, commits) = (hearing.history, &hearing.history.commits);
    let mut found = Vec::new();
    for change in history.changes.iter().filter(|change| commits[change.commit].parents.len() > 1) {
        let (Some(parent), Some(deeds)) = (change.parent, by_path.get(&*change.path)) else { continue };
        let Some(close) = change.path.rsplit_once('/').and_then(|(folder, _)| closes.get(folder)) else { continue };
        if !close.was_before(hearing, parent) {
            continue;
        }
        let differs = |other: usize| {
            let mut changes = history.changes_of(&change.path);
            changes.any(|it| it.commit == change.commit && it.parent == Some(other))
        };
        let givers: Vec<usize> = commits[change.commit].parents.iter().copied().filter(|it| !differs(*it)).collect();
        if givers.iter().any(|giver| close.was_before(hearing, *giver)) {
            continue;
        }
        let is_theirs = |deed: &&&Deed| {
            let is_behind = |commit| is_ancestor(commits, deed.commit, commit);
            givers.iter().copied().any(is_behind) && !is_behind(parent)
        };
        if deeds.iter().filter(is_theirs).any(|deed| deed.sides.iter().any(|side| !is_allowed(deed, side))) {
            found.push((change.commit, change.path.as_str()));
        }
    }
    found
}

fn changed_after(hearing: &Hearing<'_>, close: &Close<'_>, commit: usize, path: &str) -> Finding {
    let id = &hearing.history.commits[commit].id;
    let (month, at) = (close.record.month, short(id));
    let message = Text::new(
        format!("{month} は締められた後に、コミット {at} で {path} が変えられました。"),
        format!("after {month} was signed off, commit {at} changed {path}."),
    );
    Finding {
        record: Slot::parse(path).and_then(|_| crate::model::path::record_id(path)).map(str::to_owned),
        ..finding(hearing, &close.record, id, path, message)
    }
}

fn finding(hearing: &Hearing<'_>, record: &RecordPath, commit: &str, path: &str, message: Text) -> Finding {
    let (place, last) = (hearing.place(&record.place), record.month.period().last);
    Finding {
        source: Some(hearing.source(path)),
        commit: Some(commit.to_owned()),
        ..Finding::of_duty(&CHANGED_AFTER_CLOSE, place, Some(last), message)
    }
}

/// A digest that a commit gives is not that of the folder as it then was.
fn wrong_digest(hearing: &Hearing<'_>, record: &RecordPath, deed: &Deed) -> Option<Finding> {
    let written = deed.brought.iter().find(|(way, _)| crate::history::chronicle::diff::name(way) == "digest");
    let crate::history::chronicle::Value::Text(written) = &written?.1 else { return None };
    let folder = deed.path.rsplit_once('/')?.0;
    let actual = hearing.chronicle.digest(deed.commit, folder)?;
    (written != actual).then(|| {
        let id = &hearing.history.commits[deed.commit].id;
        let (month, at) = (record.month, short(id));
        let message = Text::new(
            format!("{month} の締めの digest が、コミット {at} のフォルダーの内容({actual})と合いません。"),
            format!("the digest of {month} is not that of the folder in commit {at} ({actual})."),
        );
        Finding {
            record: crate::model::path::record_id(&deed.path).map(str::to_owned),
            ..finding(hearing, record, id, &deed.path, message)
        }
    })
}
