//! The files that a commit simply added, told together: by day and kind where they are few, by place and month where they are many.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::Text;
use crate::model::path::{Kind, RecordPath, Slot, record_id};
use crate::report::brief::{Brief, Link};
use crate::report::{address, labels};

use super::DeedReport;

/// Files of one sort.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// 10月5日(月) 確認, or ○○町 2026年10月.
    pub head: Link,
    /// From the day recorded to the commit.
    pub lag: Option<String>,
    pub number: usize,
    /// By place; or how many of each kind.
    pub files: Vec<Link>,
}

pub const REGISTERS: Text = Text::fixed("登録簿など", "Registers and the like");

/// Beyond so many files each is no longer named.
const FEW: usize = 60;

pub fn groups(brief: &Brief<'_>, deeds: &[DeedReport]) -> Vec<Group> {
    let added: Vec<&DeedReport> = deeds.iter().filter(|deed| deed.is_added).collect();
    let mut records: Vec<(&DeedReport, RecordPath)> = Vec::new();
    let mut others = Vec::new();
    for deed in added {
        match Slot::parse(&deed.path) {
            Some(Slot::Record(record)) => records.push((deed, record)),
            Some(Slot::Ledger | Slot::Regulation | Slot::Register(_)) | None => others.push(deed.file.clone()),
        }
    }
    let mut groups = if records.len() > FEW { by_month(brief, &records) } else { by_day(brief, &records) };
    if !others.is_empty() {
        let head = Link { text: brief.say(&REGISTERS), href: None };
        let number = others.len();
        others.truncate(FEW);
        groups.insert(0, Group { head, lag: None, number, files: others });
    }
    groups
}

fn by_day(brief: &Brief<'_>, records: &[(&DeedReport, RecordPath)]) -> Vec<Group> {
    let mut groups: BTreeMap<_, Vec<&(&DeedReport, RecordPath)>> = BTreeMap::new();
    for it in records {
        groups.entry((it.1.month, it.1.day, it.1.kind)).or_default().push(it);
    }
    let group = |of: Vec<&(&DeedReport, RecordPath)>| {
        let (deed, record) = of[0];
        let when = record.day.map_or_else(|| brief.month(record.month), |day| brief.date(day));
        let head = Link { text: format!("{when} {}", brief.say(&labels::kind(record.kind))), href: None };
        let file = |(deed, record): &&(&DeedReport, RecordPath)| {
            let number = second(&deed.path).map(|number| format!("({number})")).unwrap_or_default();
            Link { text: format!("{}{number}", brief.name(&record.place)), href: deed.file.href.clone() }
        };
        Group { head, lag: deed.lag.clone(), number: of.len(), files: of.iter().map(file).collect() }
    };
    groups.into_values().map(group).collect()
}

fn by_month(brief: &Brief<'_>, records: &[(&DeedReport, RecordPath)]) -> Vec<Group> {
    let mut groups: BTreeMap<_, Vec<&(&DeedReport, RecordPath)>> = BTreeMap::new();
    for it in records {
        groups.entry((it.1.place.clone(), it.1.month)).or_default().push(it);
    }
    let group = |((place, month), of): (_, Vec<&(&DeedReport, RecordPath)>)| {
        let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
        for (_, record) in &of {
            *kinds.entry(record.kind).or_default() += 1;
        }
        let is_shown = of.iter().any(|(deed, _)| record_id(&deed.path).is_some_and(|id| brief.record(id).is_some()));
        let head = Link {
            text: format!("{} {}", brief.name(&place), brief.month(month)),
            href: is_shown.then(|| address::month(&place, month)),
        };
        let kind = |(kind, number): (Kind, usize)| Link {
            text: format!("{} {number}", brief.say(&labels::kind(kind))),
            href: None,
        };
        Group { head, lag: None, number: of.len(), files: kinds.into_iter().map(kind).collect() }
    };
    groups.into_iter().map(group).collect()
}

/// The number of a day's second record of a kind.
fn second(path: &str) -> Option<&str> {
    let stem = record_id(path)?.rsplit('/').next()?;
    stem.splitn(3, '-').nth(2)
}
