//! How an incident's record came to be: its commits, and what each of them wrote down.

use serde::Serialize;

use crate::history::Commit;
use crate::history::chronicle::{Deed, Step, Value, What};
use crate::model::Text;
use crate::model::record::Record;
use crate::report::brief::Brief;
use crate::report::past::{Book, KeyRow, deed};
use crate::report::provenance::{self, CommitRow};

use super::timeline::elapsed;

#[derive(Clone, Debug, Serialize)]
pub struct Recorded {
    #[serde(flatten)]
    pub commit: CommitRow,
    /// 追加, 書き足し, 変更 …
    pub what: String,
    /// From the last time that it tells of to when it came in.
    pub lag: Option<String>,
    pub keys: Vec<KeyRow>,
}

/// The first commit first.
pub fn commits(brief: &Brief<'_>, book: &Book<'_>, record: &Record) -> Vec<Recorded> {
    let deeds = book.deeds_of(&record.source.path).iter().rev();
    let mut rows: Vec<Recorded> = deeds.filter_map(|deed| recorded(brief, book, deed)).collect();
    let first = provenance::added(brief, book, record);
    // Of a commit behind which the history is missing there are no deeds.
    if let Some(first) = first.filter(|first| rows.iter().all(|row| row.commit.id != first.id)) {
        rows.insert(0, Recorded { commit: first, what: String::new(), lag: None, keys: Vec::new() });
    }
    rows
}

fn recorded(brief: &Brief<'_>, book: &Book<'_>, deed: &Deed) -> Option<Recorded> {
    let told = deed::between(brief, deed);
    Some(Recorded {
        commit: provenance::commit_row(brief, book, deed.commit)?,
        what: told.what,
        lag: lag(brief, &brief.history?.commits[deed.commit], deed),
        keys: told.keys,
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
    Some(match last <= came_in {
        true => {
            let time = elapsed(brief, last, came_in);
            brief.say(&Text::new(format!("{time}後"), format!("{time} later")))
        }
        false => brief.word("その時刻より前", "before that time"),
    })
}
