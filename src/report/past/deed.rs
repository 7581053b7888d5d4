//! What a commit did to one file, in words and key by key.

use serde::Serialize;

use crate::history::Commit;
use crate::history::chronicle::{Deed, KeyChange, Step, What};
use crate::model::Text;
use crate::model::path::{Slot, record_id};
use crate::model::register::Register;

use super::super::address;
use super::super::brief::{Brief, Link};
use super::super::labels;
use super::said::{clean, pair};

#[derive(Clone, Debug, Serialize)]
pub struct DeedReport {
    /// ○○町 10月5日(月) 確認
    pub file: Link,
    pub path: String,
    /// 追加, 変更, 削除 …
    pub what: String,
    /// From the day recorded to the commit: 当日, 2日後.
    pub lag: Option<String>,
    pub keys: Vec<KeyRow>,
    /// How many more keys there are than a page shows.
    pub more: usize,
    /// Whether the change owns up to itself.
    pub corrected: bool,
    #[serde(skip)]
    pub is_added: bool,
}

/// One value, before and after; a whole entry or table as one.
#[derive(Clone, Debug, Serialize)]
pub struct KeyRow {
    pub key: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

pub fn report(brief: &Brief<'_>, commit: &Commit, deed: &Deed) -> DeedReport {
    let what = deed.sides.first().map_or(&What::Unknown, |side| &side.what);
    let lag = if *what == What::Added { lag(brief, commit, &deed.path) } else { None };
    DeedReport { lag, ..between(brief, deed) }
}

/// What became of a file, whoever did it.
pub fn between(brief: &Brief<'_>, deed: &Deed) -> DeedReport {
    // Of a merge the first side tells: what the others saw differs from it by what they had brought themselves.
    let what = deed.sides.first().map_or(&What::Unknown, |side| &side.what);
    let keys = match what {
        What::Keys(changes) => changes.iter().map(|change| key(brief, change)).collect(),
        What::Added | What::Removed | What::Spoiled | What::Mended | What::Prose | What::Unknown => Vec::new(),
    };
    let corrected = matches!(what, What::Keys(changes) if changes.iter().any(|change| change.name() == "correction"));
    DeedReport {
        file: file(brief, &deed.path),
        path: deed.path.clone(),
        what: word(brief, what),
        lag: None,
        keys,
        more: 0,
        corrected,
        is_added: *what == What::Added,
    }
}

fn word(brief: &Brief<'_>, what: &What) -> String {
    match what {
        What::Added => brief.word("追加", "added"),
        What::Removed => brief.word("削除", "removed"),
        What::Keys(changes) if changes.is_empty() => brief.word("体裁のみ", "layout only"),
        What::Keys(changes) if changes.iter().all(|change| change.before.is_none()) => {
            brief.word("書き足し", "added to")
        }
        What::Keys(_) => brief.word("変更", "changed"),
        What::Spoiled => brief.word("読めなくなった", "no longer readable"),
        What::Mended => brief.word("読めるようになった", "readable again"),
        What::Prose => brief.word("変更", "changed"),
        What::Unknown => brief.word("不明", "unknown"),
    }
}

/// A file by what it is; a record leads to where it is shown, if it still is.
fn file(brief: &Brief<'_>, path: &str) -> Link {
    match Slot::parse(path) {
        Some(Slot::Record(record)) => {
            let day = record.day.map_or_else(|| brief.month(record.month), |day| brief.date(day));
            let kind = brief.say(&labels::kind(record.kind));
            let text = format!("{} {day} {kind}", brief.name(&record.place));
            let shown = record_id(path).and_then(|id| brief.record(id));
            Link { text, href: shown.map(address::record) }
        }
        Some(Slot::Regulation) => {
            Link { text: brief.word("要領", "The regulation"), href: Some(address::REGULATION.to_owned()) }
        }
        Some(Slot::Ledger) => Link { text: brief.word("設定", "Settings"), href: None },
        Some(Slot::Register(register)) => Link { text: clean(path), href: shown(register).map(str::to_owned) },
        None => Link { text: clean(path), href: None },
    }
}

/// The page of a register; what a municipality or an agency is is told where it is named.
fn shown(register: Register) -> Option<&'static str> {
    match register {
        Register::People | Register::Documents => Some(address::PEOPLE),
        Register::Equipment => Some(address::EQUIPMENT),
        Register::Municipalities | Register::Agencies => None,
    }
}

/// How long after the day recorded; what is older than the ledger's keeping in git was migrated into it.
pub fn lag(brief: &Brief<'_>, commit: &Commit, path: &str) -> Option<String> {
    let Some(Slot::Record(record)) = Slot::parse(path) else { return None };
    let (day, came_in) = (record.day?, brief.civil(commit.moment())?.date());
    if brief.ledger.settings.adopted.is_some_and(|adopted| day < adopted) {
        return Some(brief.word("移行", "migrated"));
    }
    let days = (came_in - day).get_days();
    Some(match days {
        0 => brief.word("当日", "same day"),
        days if days < 0 => brief.say(&Text::new(format!("{}日前", -days), format!("{} days before", -days))),
        days => brief.say(&Text::new(format!("{days}日後"), format!("{days} days later"))),
    })
}

/// A change, short; what must not be in a record is not shown again.
pub fn key(brief: &Brief<'_>, change: &KeyChange) -> KeyRow {
    let step = |step: &Step| match step {
        Step::Key(key) => clean(key),
        Step::Entry(_) => step.to_string(),
    };
    let key = change.way.iter().map(step).collect::<Vec<_>>().join(".").replace(".[", "[");
    let name = change.way.iter().rev().find_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Entry(_) => None,
    });
    let (before, after) = pair(brief.lang(), name.unwrap_or_default(), change.before.as_ref(), change.after.as_ref());
    KeyRow { key, before, after }
}
