//! Whether records were committed when they should be, and no sooner than what they tell of.

use std::collections::BTreeMap;

use jiff::civil::DateTime;

use crate::history::chronicle::diff::place;
use crate::history::chronicle::{Deed, Step, Value, What};
use crate::model::citation::Citation;
use crate::model::path::RecordPath;
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::settings::Limit;
use crate::model::text::Text;
use crate::rules::bench::Docket;
use crate::rules::words;

use super::{Hearing, record_of, short};

pub static LATE: Rule = Rule {
    id: "committed-late",
    citation: Citation::Ledger,
    basis: Basis::Policy,
    severity: Severity::Warning,
    title: Text::fixed("記録の登録が遅れています", "committed late"),
    why: Text::fixed(
        "後からまとめて書いた記録は、その日に確認したことの証拠として弱くなります。期限は運用基準です。",
        "A record written up afterwards is weak evidence of that day. The deadline is the house's own.",
    ),
    remedy: Text::fixed(
        "記録はその日のうちに登録してください。遅れたわけは管理者に伝えてください。",
        "Commit records on their own day; tell the manager why this one came late.",
    ),
};

pub static BEFORE_EVENT: Rule = Rule {
    id: "committed-before-event",
    citation: Citation::Ledger,
    basis: Basis::Ledger,
    severity: Severity::Violation,
    title: Text::fixed("起きる前に登録されています", "committed before it happened"),
    why: Text::fixed(
        "登録した時にまだ来ていない時刻のことは、見て書いたものではありません。",
        "What lay ahead when it was committed was not seen by whoever wrote it.",
    ),
    remedy: Text::fixed(
        "時刻の誤りなら訂正を添えて直し、端末の時計も確かめてください。",
        "If the time is a slip, correct it with a [[correction]]; look at the terminal's clock too.",
    ),
};

pub fn judge(hearing: &Hearing<'_>, docket: &mut Docket) {
    for (deed, record) in firsts(hearing).into_values() {
        if let Some(message) = late(hearing, deed, &record) {
            docket.findings.push(hearing.of_record(&LATE, deed, &record, message));
        }
    }
    for deed in &hearing.chronicle.deeds {
        let Some(record) = record_of(deed) else { continue };
        if let Some(message) = before_event(hearing, deed, &record) {
            docket.findings.push(hearing.of_record(&BEFORE_EVENT, deed, &record, message));
        }
    }
}

/// The commit that first brought each record, by when it came in.
fn firsts<'h>(hearing: &Hearing<'h>) -> BTreeMap<&'h str, (&'h Deed, RecordPath)> {
    let mut firsts: BTreeMap<&str, (&Deed, RecordPath)> = BTreeMap::new();
    let moment = |deed: &Deed| hearing.history.commits[deed.commit].moment();
    for deed in &hearing.chronicle.deeds {
        let added = deed.sides.iter().all(|side| side.what == What::Added);
        let sooner = firsts.get(&*deed.path).is_none_or(|(first, _)| moment(deed) <= moment(first));
        if let Some(record) = record_of(deed).filter(|_| added && sooner) {
            firsts.insert(&deed.path, (deed, record));
        }
    }
    firsts
}

fn late(hearing: &Hearing<'_>, deed: &Deed, record: &RecordPath) -> Option<Text> {
    let commit = &hearing.history.commits[deed.commit];
    let (day, came_in) = (record.day?, hearing.came_in(commit)?.date());
    let days = hearing.bench.ledger.settings.on(day).limit(Limit::CommitBusinessDays);
    let due = hearing.bench.trustees_office().nth_business_day_after(day, days)?;
    if came_in <= due || !hearing.is_kept(commit) || !hearing.is_kept_day(record) {
        return None;
    }
    let (commit, came_in, due) = (short(&commit.id), words::date(came_in), words::date(due));
    Some(Text::new(
        format!("{}にコミット {commit} で登録されました(期限 {}、運用基準)。", came_in.ja, due.ja),
        format!("committed on {} by {commit}; due {} (the house's own deadline).", came_in.en, due.en),
    ))
}

fn before_event(hearing: &Hearing<'_>, deed: &Deed, record: &RecordPath) -> Option<Text> {
    let commit = &hearing.history.commits[deed.commit];
    if !hearing.is_kept(commit) || !hearing.is_kept_day(record) {
        return None;
    }
    let came_in = hearing.came_in(commit)?;
    let ahead = deed.brought.iter().find(|(way, value)| is_of_an_event(way) && lies_ahead(value, came_in))?;
    let key = place(&ahead.0);
    let (commit, came_in) = (short(&commit.id), words::time(came_in));
    Some(Text::new(
        format!("{}のコミット {commit} が、まだ来ない時刻を書いています({key})。", came_in.ja),
        format!("commit {commit} of {} tells of a time that had not come ({key}).", came_in.en),
    ))
}

/// `at` and `…_at` are times of something done; due days are called otherwise.
fn is_of_an_event(way: &[Step]) -> bool {
    matches!(way.last(), Some(Step::Key(key)) if key == "at" || key.ends_with("_at"))
}

fn lies_ahead(value: &Value, came_in: DateTime) -> bool {
    match value {
        Value::Time(time) => *time > came_in,
        Value::Day(day) => *day > came_in.date(),
        Value::Text(_) | Value::Flag(_) | Value::Other(_) | Value::List(_) | Value::Table(_) => false,
    }
}
