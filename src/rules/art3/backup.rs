//! Article 3, item 1: the automatic backups are confirmed.

use std::collections::VecDeque;

use jiff::civil::Date;

use crate::model::citation::Citation;
use crate::model::id::Id;
use crate::model::record::Backup;
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::settings::{Limit, Owed};
use crate::model::text::Text;
use crate::rules::bench::{Bench, Docket};
use crate::rules::obligation::Duty;
use crate::rules::runs::{Run, Sighting};
use crate::rules::words;

use super::confirmation::{self, Sort};

pub static UNCONFIRMED: Rule = Rule {
    id: "backup-unconfirmed",
    citation: Citation::item(3, 1),
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("バックアップが確認されていません", "backup not confirmed"),
    why: Text::fixed(
        "自動バックアップの確認は受託業務です。確認の記録がなければ、戸籍を復元できる保証がありません。",
        "Confirming the automatic backup is entrusted work; without it nobody knows that the registers could be restored.",
    ),
    remedy: Text::fixed(
        "その日のバックアップの結果を確かめ、確認(check)の記録に書いてください。確認できないときは unverifiable と書きます。",
        "Look at that run's result and record it in a check; where it cannot be looked at any more, record `unverifiable`.",
    ),
};

pub static CONFIRMED_LATE: Rule = Rule {
    id: "backup-confirmed-late",
    citation: Citation::item(3, 1),
    basis: Basis::Policy,
    severity: Severity::Warning,
    title: Text::fixed("バックアップの確認が遅れました", "backup confirmed late"),
    why: Text::fixed(
        "確認が遅れると、失敗に気付くのも遅れます。期限は運用基準です。",
        "A failure is noticed only when somebody looks. The deadline is the house's own.",
    ),
    remedy: Text::fixed(
        "遅れた理由を備考に書き、確認の分担を見直してください。",
        "Note why it was late, and see that somebody stands in next time.",
    ),
};

pub static FAILURE_WITHOUT_INCIDENT: Rule = Rule {
    id: "backup-failure-without-incident",
    citation: Citation::item(3, 1),
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("バックアップの失敗に事故等の記録がありません", "backup failure without an incident"),
    why: Text::fixed(
        "失敗を見つけたら、連絡と復旧までを記録しなければ、対応したことになりません。",
        "A failure that was seen must be followed up; without an incident nothing shows that it was.",
    ),
    remedy: Text::fixed(
        "事故等(incident)の記録を作り、確認の記録の incident にその識別子を書いてください。",
        "Record an incident and name it in the entry's `incident`.",
    ),
};

pub static SIZE_SUSPECT: Rule = Rule {
    id: "backup-size-suspect",
    citation: Citation::item(3, 1),
    basis: Basis::Policy,
    severity: Severity::Warning,
    title: Text::fixed("バックアップの大きさが普段と違います", "backup of an unusual size"),
    why: Text::fixed(
        "「正常」と表示されても、大きさが急に変われば中身が欠けているかもしれません。",
        "A run may call itself a success and yet hold only part; a sudden change of size tells.",
    ),
    remedy: Text::fixed("内容を確かめ、理由を備考に書いてください。", "See what the run holds, and note the reason."),
};

static SORT: Sort = Sort {
    duty: Duty::Backup,
    owed: Owed::BackupRun,
    unconfirmed: &UNCONFIRMED,
    late: &CONFIRMED_LATE,
    without_incident: &FAILURE_WITHOUT_INCIDENT,
    name: Text::fixed("バックアップ", "backup"),
};

/// How many runs before it a run's size is held against, and how few are too few to tell.
const PREDECESSORS: usize = 30;
const FEWEST: usize = 5;

pub fn judge(bench: &Bench<'_>, place: &Id, docket: &mut Docket) {
    confirmation::judge(bench, place, &SORT, bench.runs.backups(place), docket);
    sizes(bench, place, docket);
}

fn sizes(bench: &Bench<'_>, place: &Id, docket: &mut Docket) {
    let mut before: VecDeque<u64> = VecDeque::with_capacity(PREDECESSORS + 1);
    for (run, seen) in bench.runs.backups(place) {
        // The last entry says how the run ended; of one that left no backup the size says nothing.
        let Some(last) = seen.last().filter(|last| last.entry.is_good()) else {
            continue;
        };
        let Some(size) = last.entry.size_mb.as_ref().map(|size| size.value) else {
            continue;
        };
        if before.len() >= FEWEST {
            size_of(bench, *run, last, size, twice_median(&before), docket);
        }
        before.push_back(size);
        if before.len() > PREDECESSORS {
            before.pop_front();
        }
    }
}

fn size_of(bench: &Bench<'_>, run: Date, seen: &Sighting<'_, Backup>, size: u64, usual: u64, docket: &mut Docket) {
    let settings = &bench.ledger.settings;
    let percent = u64::from(settings.on(run).limit(Limit::BackupSizePercent));
    let far = u128::from((2 * size).abs_diff(usual)) * 100 > u128::from(percent) * u128::from(usual);
    if far && settings.starts.is_some_and(|starts| starts <= run) {
        let day = words::date(run);
        let message = Text::new(
            format!(
                "{}のバックアップは{size} MBで、普段(中央値{} MB)から{percent}%を超えて離れています(基準は運用基準)。",
                day.ja,
                usual / 2
            ),
            format!(
                "the backup of {} has {size} MB, over {percent} % off the usual {} MB (the house's own measure).",
                day.en,
                usual / 2
            ),
        );
        docket.find_in_on(&SIZE_SUSPECT, seen.record, seen.entry.size_mb.as_ref().map(|size| size.span), run, message);
    }
}

/// Twice the median, which is a whole number also where the median is not.
fn twice_median(sizes: &VecDeque<u64>) -> u64 {
    let mut sorted: Vec<u64> = sizes.iter().copied().collect();
    sorted.sort_unstable();
    let middle = sorted.len() / 2;
    if sorted.len().is_multiple_of(2) { sorted[middle - 1] + sorted[middle] } else { 2 * sorted[middle] }
}
