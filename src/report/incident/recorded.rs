//! How an incident's record came to be: its commits, and what each of them wrote down.

use serde::Serialize;

use crate::history::Commit;
use crate::history::chronicle::{Deed, Step, Value, What};
use crate::model::Text;
use crate::model::record::Record;
use crate::report::brief::Brief;
use crate::report::past::said::clean;
use crate::report::past::{Book, KeyRow, deed};
use crate::report::provenance::{self, CommitRow};

use super::timeline::elapsed;

#[derive(Clone, Debug, Serialize)]
pub struct Recorded {
    #[serde(flatten)]
    pub commit: CommitRow,
    /// 追加, 書き足し, 変更 …
    pub what: String,
    /// What it wrote down that was not there, by key: 連絡 3, 対応. The timeline has it in full.
    pub added: Vec<String>,
    /// From the last time that it tells of to when it came in.
    pub lag: Option<String>,
    /// What it changed or removed.
    pub keys: Vec<KeyRow>,
}

/// The first commit first.
pub fn commits(brief: &Brief<'_>, book: &Book<'_>, record: &Record) -> Vec<Recorded> {
    let deeds = book.deeds_of(&record.source.path).iter().rev();
    let mut rows: Vec<Recorded> = deeds.filter_map(|deed| recorded(brief, book, deed)).collect();
    let first = provenance::added(brief, book, record);
    // Of a commit behind which the history is missing there are no deeds.
    if let Some(first) = first.filter(|first| rows.iter().all(|row| row.commit.id != first.id)) {
        rows.insert(0, Recorded { commit: first, what: String::new(), added: Vec::new(), lag: None, keys: Vec::new() });
    }
    rows
}

fn recorded(brief: &Brief<'_>, book: &Book<'_>, deed: &Deed) -> Option<Recorded> {
    let told = deed::between(brief, deed);
    Some(Recorded {
        commit: provenance::commit_row(brief, book, deed.commit)?,
        what: told.what,
        added: added(brief, deed),
        lag: lag(brief, &brief.history?.commits[deed.commit], deed),
        keys: told.keys.into_iter().filter(|key| key.before.is_some()).collect(),
    })
}

/// Each key once, with how many entries of it came.
fn added(brief: &Brief<'_>, deed: &Deed) -> Vec<String> {
    let Some(What::Keys(changes)) = deed.sides.first().map(|side| &side.what) else {
        return Vec::new();
    };
    let mut names: Vec<(String, usize)> = Vec::new();
    for change in changes.iter().filter(|change| change.before.is_none()) {
        let name = change.name();
        match names.iter_mut().find(|(known, _)| *known == name) {
            Some((_, number)) => *number += 1,
            None => names.push((name, 1)),
        }
    }
    let told = |(name, number): (String, usize)| {
        let word = word(&name).map_or_else(|| clean(&name), |word| brief.say(&word));
        if number > 1 { format!("{word} {number}") } else { word }
    };
    names.into_iter().map(told).collect()
}

/// What a key of an incident is called on its page.
fn word(name: &str) -> Option<Text> {
    Some(match name {
        "contact" => Text::fixed("連絡", "contact"),
        "action" => Text::fixed("対応", "action"),
        "recovery" => Text::fixed("復旧の要求", "recovery demanded"),
        "recovery.restored_at" => Text::fixed("復旧", "restored"),
        "prevention" => Text::fixed("再発防止策", "prevention"),
        "prevention.due" => Text::fixed("再発防止策の期限", "prevention due"),
        "prevention.done_at" => Text::fixed("再発防止策の実施", "prevention done"),
        "closed" => Text::fixed("終結", "closed"),
        "correction" => Text::fixed("訂正", "correction"),
        _ => return None,
    })
}

fn lag(brief: &Brief<'_>, commit: &Commit, deed: &Deed) -> Option<String> {
    // Where a key was changed, what it says may be long past.
    let grew = |what: &What| match what {
        What::Added => true,
        What::Keys(changes) => changes.iter().all(|change| change.before.is_none()),
        What::Removed | What::Spoiled | What::Mended | What::Prose | What::Unknown => false,
    };
    if !deed.sides.iter().all(|side| grew(&side.what)) {
        return None;
    }
    let event = |(way, value): &(Vec<Step>, Value)| {
        let (Some(Step::Key(key)), Value::Time(time)) = (way.last(), value) else { return None };
        (key == "at" || key.ends_with("_at")).then_some(*time)
    };
    let last = deed.brought.iter().filter_map(event).max()?;
    let came_in = brief.civil(commit.moment())?;
    if came_in < last {
        return Some(brief.word("その時刻より前", "before that time"));
    }
    let time = elapsed(brief, last, came_in);
    Some(brief.say(&Text::new(format!("{time}後"), format!("{time} later"))))
}
