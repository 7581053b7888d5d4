//! Draws histories: what each commit does is drawn, and then done to the files of its parents: joined as a merge joins them (`joined`),
//! and written as a deed writes them (`writer`).

mod joined;
mod writer;

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{DateTime, date};
use proptest::prelude::*;
use proptest::sample::Index;
use toml::{Table, Value};

use joined::{dressed, joined};
use writer::Writer;

use crate::world::{CLOSE, CLOSED, Commit, EMAILS, Files, PEOPLE, PLACES, World};

#[derive(Clone, Debug)]
struct Step {
    /// How many parents; the first is the commit before, unless it forks.
    parents: usize,
    forks: bool,
    others: Vec<Index>,
    join: Join,
    author: usize,
    /// Seconds after the first parent.
    later: i64,
    deeds: Vec<Deed>,
    people: Option<usize>,
}

#[derive(Clone, Copy, Debug)]
enum Join {
    Honest,
    Ours,
    Theirs,
    Either(u16),
}

#[derive(Clone, Debug)]
struct Deed {
    place: usize,
    what: What,
    pick: Index,
    value: usize,
    corrected: Corrected,
    dress: Dress,
}

/// How the values of a record that is changed are written.
#[derive(Clone, Copy, Debug)]
enum Dress {
    /// As they were, as far as it can be.
    Kept,
    Plain,
    Comment,
    Ends,
    Quotes,
    Order,
    Blank,
}

#[derive(Clone, Copy, Debug)]
enum Corrected {
    Not,
    Anew,
    /// By a copy of a correction that is there.
    Copied,
}

#[derive(Clone, Copy, Debug)]
enum What {
    Add,
    Set,
    Fill,
    Remove,
    Append,
    Drop,
    SetInEntry,
    FillInEntry,
    Swap,
    Comment,
    Break,
    Delete,
    Bring,
}

/// Mostly short, since most of what can go wrong takes few commits; some long.
pub fn world() -> impl Strategy<Value = World> {
    let adopted = prop_oneof![6 => Just(Some(date(2026, 10, 14))), 2 => Just(Some(date(2026, 9, 1))), 1 => Just(None)];
    let length = prop_oneof![10 => 1..=8usize, 4 => 9..=20usize, 1 => 21..=60usize];
    let steps = length.prop_flat_map(|length| prop::collection::vec(step(), 1..=length));
    (adopted, steps).prop_map(|(adopted, steps)| World { adopted, as_of: date(2026, 10, 16), commits: commits(&steps) })
}

fn step() -> impl Strategy<Value = Step> {
    let parents = prop_oneof![7 => Just(1usize), 3 => Just(2), 1 => Just(3)];
    let join = prop_oneof![
        5 => Just(Join::Honest), 1 => Just(Join::Ours), 1 => Just(Join::Theirs), 2 => any::<u16>().prop_map(Join::Either)
    ];
    let later = prop_oneof![
        12 => prop::sample::select(vec![1i64, 60, 600, 1800, 3600, 7200]),
        2 => prop::sample::select(vec![21_600i64, 43_200, 86_400]),
        1 => prop::sample::select(vec![0i64, -60, -3600, -3601, -7200]),
    ];
    let author = prop_oneof![3 => Just(0usize), 5 => Just(1), 4 => Just(2), 2 => 3usize..EMAILS.len()];
    let deeds = prop::collection::vec(deed(), 0..4);
    let people = prop_oneof![20 => Just(None), 1 => (0..PEOPLE.len()).prop_map(Some)];
    let others = prop::collection::vec(any::<Index>(), 3);
    (parents, prop::bool::weighted(0.25), others, join, author, later, deeds, people).prop_map(
        |(parents, forks, others, join, author, later, deeds, people)| Step {
            parents,
            forks,
            others,
            join,
            author,
            later,
            deeds,
            people,
        },
    )
}

fn deed() -> impl Strategy<Value = Deed> {
    let what = prop_oneof![
        6 => Just(What::Add), 2 => Just(What::Set), 2 => Just(What::Fill), 1 => Just(What::Remove), 3 => Just(What::Append),
        1 => Just(What::Drop), 1 => Just(What::SetInEntry), 1 => Just(What::FillInEntry), 1 => Just(What::Swap),
        1 => Just(What::Comment), 1 => Just(What::Break), 1 => Just(What::Delete), 1 => Just(What::Bring),
    ];
    let corrected = prop_oneof![12 => Just(Corrected::Not), 7 => Just(Corrected::Anew), 1 => Just(Corrected::Copied)];
    let dress = prop_oneof![
        24 => Just(Dress::Kept), 1 => Just(Dress::Plain), 1 => Just(Dress::Comment), 1 => Just(Dress::Ends),
        1 => Just(Dress::Quotes), 1 => Just(Dress::Order), 1 => Just(Dress::Blank),
    ];
    (0..PLACES.len(), what, any::<Index>(), 0usize..1000, corrected, dress)
        .prop_map(|(place, what, pick, value, corrected, dress)| Deed { place, what, pick, value, corrected, dress })
}

fn commits(steps: &[Step]) -> Vec<Commit> {
    let mut commits: Vec<Commit> = Vec::new();
    let mut writer = Writer { entries: 0 };
    for (number, step) in steps.iter().enumerate() {
        let mut parents: Vec<usize> = number.checked_sub(1).into_iter().collect();
        for index in step.others.iter().filter(|_| number > 0).take(step.parents - 1) {
            parents.push(index.index(number));
        }
        if step.forks && number > 0 {
            parents[0] = step.others[2].index(number);
        }
        let mut seen = BTreeSet::new();
        parents.retain(|parent| seen.insert(*parent));
        let first = parents.first().map(|parent| &commits[*parent]);
        let start = date(2026, 10, 13).at(17, 0, 0, 0);
        let mut at = first.map_or(start, |first| first.at + step.later.seconds());
        // Which of two lines was first in one second, nothing tells: they are not drawn so.
        let before = behind(&commits, &parents);
        while commits.iter().enumerate().any(|(number, other)| other.at == at && !before.contains(&number)) {
            at += 1.second();
        }
        let mut files = first.map(|first| first.files.clone()).unwrap_or_default();
        for other in parents.iter().skip(1) {
            let base = common(&commits, parents[0], *other).map(|base| commits[base].files.clone()).unwrap_or_default();
            files = joined(&files, &commits[*other].files, &base, step.join);
        }
        // One deed a file, so that an entry that changes stays like what it was.
        let mut done = BTreeSet::new();
        for deed in step.deeds.iter().filter(|deed| done.insert(deed.place)) {
            writer.apply(deed, &mut files, &commits, at);
        }
        sign(&mut files, step.others[1].index(8) == 0);
        let people = step.people.or(first.map(|first| first.people)).unwrap_or_default();
        commits.push(Commit { parents, email: EMAILS[step.author].to_owned(), at, files, people });
    }
    commits
}

/// Some commits, and all behind them.
fn behind(commits: &[Commit], of: &[usize]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut wanted = of.to_vec();
    while let Some(number) = wanted.pop() {
        if found.insert(number) {
            wanted.extend(&commits[number].parents);
        }
    }
    found
}

/// A common ancestor, the newest by number.
fn common(commits: &[Commit], left: usize, right: usize) -> Option<usize> {
    behind(commits, &[left]).intersection(&behind(commits, &[right])).max().copied()
}

/// Puts the folder's digest into a sign-off that wants it, or a wrong one.
fn sign(files: &mut Files, wrongly: bool) {
    let Some(text) = files.get(CLOSE).filter(|text| text.contains("{digest}")) else { return };
    let digest =
        if wrongly { format!("sha256:{}", "0".repeat(64)) } else { crate::oracle::closing::digest(files, CLOSED) };
    let text = text.replace("{digest}", &digest);
    files.insert(CLOSE.to_owned(), text);
}
