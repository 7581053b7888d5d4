//! A history as an example: the commits of `tests/pasts`, as far as examples take them, told and judged.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use serde::Deserialize;
use toml::value::Datetime;

use crate::history::{self, chronicle};
use crate::load;
use crate::rules::{Past, judge_with_past};

use super::example::{Example, LAST_DAY, Told};
use super::overlay::{self, Change, Step, Texts};
use super::replay::{self, Planned};

/// A case. What it expects is the tests' concern: here it is judged again.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    as_of: Option<Datetime>,
    #[serde(rename = "expect", default)]
    _expect: Vec<String>,
    /// Heads that were published before.
    #[serde(default)]
    anchors: Vec<String>,
    head: Option<String>,
    #[serde(rename = "commit")]
    commits: Vec<Commit>,
    #[serde(default)]
    holes: Holes,
}

#[derive(Deserialize)]
struct Commit {
    by: String,
    at: Datetime,
    name: Option<String>,
    parents: Option<Vec<String>>,
    signature: Option<String>,
    #[serde(flatten)]
    overlay: toml::Table,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Holes {
    shallow: Vec<String>,
    lose: Vec<String>,
}

/// One thing done.
#[derive(Debug)]
pub enum Deed {
    Commit(Committed),
    /// The repository was copied without what came before this commit, by its number.
    CutOff(usize),
}

/// A commit as a reader is told of it.
#[derive(Debug)]
pub struct Committed {
    /// In hexadecimal.
    pub id: String,
    pub email: String,
    pub at: DateTime,
    /// The number of the commit that it follows, where that is not the one before.
    pub after: Option<usize>,
    /// The text that stands where a signature does.
    pub signature: Option<String>,
    pub changes: Vec<Change>,
    /// Its id was printed on paper.
    pub is_published: bool,
    /// It is not behind the head that is judged.
    pub is_left_behind: bool,
}

/// Makes the commits of a case, and judges them; `None` where it holds more than examples may.
pub fn example(case: &str, base: &Texts, more: &str) -> Option<Example> {
    let case: Case = toml::from_str(case).ok()?;
    let as_of = case.as_of.map_or(Some(LAST_DAY), |day| day.to_string().parse().ok())?;
    let mut first = base.clone();
    toml::from_str::<overlay::Case>(more).ok()?.spoil(&mut first)?;

    let numbers: BTreeMap<String, usize> =
        case.commits.iter().enumerate().map(|(at, it)| (it.name.clone().unwrap_or((at + 1).to_string()), at)).collect();
    let mut planned: Vec<Planned> = Vec::new();
    let mut told = Vec::new();
    for (at, commit) in case.commits.iter().enumerate() {
        let named = commit.parents.as_ref().map(|names| names.iter().map(|name| numbers.get(name).copied()));
        let parents: Vec<usize> = named.map_or(Some(at.checked_sub(1).into_iter().collect()), Iterator::collect)?;
        let mut texts = parents.first().map_or(&first, |parent| &planned[*parent].texts).clone();
        let mut changes = overlay::Case::deserialize(commit.overlay.clone()).ok()?.spoil(&mut texts)?;
        replay::fill_digests(&mut texts).ok()?;
        for change in &mut changes {
            if let Step::Added(text) = &mut change.step {
                text.clone_from(texts.get(&change.path)?);
            }
        }
        let email = if commit.by.contains('@') { commit.by.clone() } else { format!("{}@town.example", commit.by) };
        let moment: DateTime = commit.at.to_string().parse().ok()?;
        told.push(Committed {
            id: String::new(),
            email: email.clone(),
            at: moment,
            after: parents.first().filter(|parent| **parent + 1 != at).map(|parent| parent + 1),
            signature: commit.signature.clone(),
            changes,
            is_published: case.anchors.iter().any(|name| numbers.get(name) == Some(&at)),
            is_left_behind: false,
        });
        planned.push(Planned { email, at: moment, parents, signature: commit.signature.clone(), texts });
    }
    let head = case.head.map_or(Some(planned.len() - 1), |name| numbers.get(&name).copied())?;
    for (at, left) in left_behind(&planned, head).into_iter().enumerate() {
        told[at].is_left_behind = left;
    }
    let place = |name: &String| numbers.get(name).copied();
    let lost = case.holes.lose.iter().map(place).collect::<Option<Vec<_>>>()?;
    let cut = case.holes.shallow.iter().map(place).collect::<Option<Vec<_>>>()?;

    let folder = tempfile::tempdir().ok()?;
    let ids = replay::replay(&planned, &cut, &lost, folder.path()).ok()?;
    for (commit, id) in told.iter_mut().zip(&ids) {
        commit.id = id.to_string();
    }
    let anchors: Vec<String> =
        case.anchors.iter().map(|name| Some(ids[place(name)?].to_string())).collect::<Option<_>>()?;
    let repo = history::Repo::open(folder.path()).ok()??;
    let loaded = load::load(&history::files(&repo, ids[head]).ok()?);
    let history = history::walk(&repo, ids[head]).ok()?;
    let chronicle = chronicle::read(&repo, &history, &loaded.ledger.settings.timezone).ok()?;
    let past = Past { history: &history, chronicle: &chronicle, anchors: &anchors };
    let findings = judge_with_past(&loaded, Some(&past), as_of).findings;
    let commits = told.into_iter().map(Deed::Commit);
    let told = commits.chain(cut.into_iter().map(|at| Deed::CutOff(at + 1))).collect();
    Some(Example { as_of, told: Told::Past(told), ledger: loaded.ledger, findings })
}

/// Of each commit, whether it is not behind the head.
fn left_behind(planned: &[Planned], head: usize) -> Vec<bool> {
    let mut left = vec![true; planned.len()];
    let mut wanted = vec![head];
    while let Some(at) = wanted.pop() {
        if std::mem::replace(&mut left[at], false) {
            wanted.extend(&planned[at].parents);
        }
    }
    left
}
