//! Records that were changed or removed once they were committed.
//!
//! Each change is judged by itself, also one that a later commit undoes, also inside a merge.

use crate::history::chronicle::diff::place;
use crate::history::chronicle::{Deed, KeyChange, Step, Value, What};
use crate::load::shorten;
use crate::model::citation::Citation;
use crate::model::id::Id;
use crate::model::path::{Kind, RecordPath};
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::text::Text;
use crate::rules::bench::Docket;

use super::{Hearing, record_of, short};

pub static REWRITTEN: Rule = Rule {
    id: "record-rewritten",
    citation: Citation::Ledger,
    basis: Basis::Ledger,
    severity: Severity::Violation,
    title: Text::fixed("記録が書き換えられています", "a record was rewritten"),
    why: Text::fixed(
        "一度登録した記録は、書き足しのほかは、訂正([[correction]])を添えなければ変えられません。",
        "Once committed, a record may gain what was absent; any other change needs a [[correction]] beside it.",
    ),
    remedy: Text::fixed(
        "元の値に戻し、誤りなら [[correction]] に日時・者・理由を書いて改めて直してください。",
        "Restore what stood there; if it was wrong, change it anew with a [[correction]]: when, by whom and why.",
    ),
};

pub static DELETED: Rule = Rule {
    id: "record-deleted",
    citation: Citation::Ledger,
    basis: Basis::Ledger,
    severity: Severity::Violation,
    title: Text::fixed("登録した記録が消されています", "a committed record is gone"),
    why: Text::fixed(
        "記録が消えれば、確認したことの証拠もなくなります。移動や改名も削除と同じです。",
        "With the record goes the evidence. A record that was moved or renamed is gone from where it was.",
    ),
    remedy: Text::fixed(
        "履歴から元の場所に戻してください。誤った記録は、消さずに訂正します。",
        "Restore it from the history; a record in error is corrected, not deleted.",
    ),
};

pub fn judge(hearing: &Hearing<'_>, docket: &mut Docket) {
    for deed in &hearing.chronicle.deeds {
        let Some(record) = record_of(deed) else { continue };
        let commit = short(&hearing.history.commits[deed.commit].id);
        if deed.sides.iter().any(|side| side.what == What::Removed) {
            let message = Text::new(
                format!("コミット {commit} でこの記録が削除されました。"),
                format!("commit {commit} removed this record."),
            );
            docket.findings.push(hearing.of_record(&DELETED, deed, &record, message));
        }
        if let Some(told) = rewritten(deed, &record) {
            let message = Text::new(
                format!("コミット {commit} で、訂正の記載なしに変えられました({})。", told.ja),
                format!("commit {commit} changed it without a correction ({}).", told.en),
            );
            docket.findings.push(hearing.of_record(&REWRITTEN, deed, &record, message));
        }
    }
}

/// What was changed that may not be, as the first side that can complain of it has it.
fn rewritten(deed: &Deed, record: &RecordPath) -> Option<Text> {
    deed.sides.iter().find_map(|side| match &side.what {
        What::Keys(changes) if !is_corrected(changes) => {
            let first = changes.iter().find(|change| !is_gain(record.kind, change))?;
            Some(told(first))
        }
        What::Spoiled => Some(Text::fixed("読めないファイルになりました", "it can no longer be read")),
        What::Keys(_) | What::Added | What::Removed | What::Mended | What::Prose | What::Unknown => None,
    })
}

/// Whether the same commit says so in the file: with more corrections than there were. A copy of one that was there says nothing.
fn is_corrected(changes: &[KeyChange]) -> bool {
    let corrections = changes.iter().filter(|change| change.is_entry() && change.name() == "correction");
    corrections.filter(|change| !change.repeats).map(|change| if change.before.is_none() { 1 } else { -1 }).sum::<i32>()
        > 0
}

/// Whether a change is one that a record may go through without a correction: it gains what was absent. Of an incident these are
/// entries, whole tables, and what a recovery or prevention says only when it has come so far; of any other record absent keys.
pub fn is_gain(kind: Kind, change: &KeyChange) -> bool {
    if change.before.is_some() {
        return false;
    }
    let name = change.name();
    if name == "correction" {
        return true;
    }
    match kind {
        Kind::Incident if change.is_entry() => matches!(&*name, "contact" | "action"),
        Kind::Incident => {
            matches!(&*name, "recovery" | "prevention" | "closed")
                || matches!(&*name, "recovery.restored_at" | "prevention.due" | "prevention.done_at")
        }
        Kind::Check
        | Kind::Request
        | Kind::Maintenance
        | Kind::Operation
        | Kind::Inspection
        | Kind::Instruction
        | Kind::Report
        | Kind::Media
        | Kind::Password
        | Kind::Close => !change.is_entry() || change.opens_its_list,
    }
}

/// `result`: ok → failed
fn told(change: &KeyChange) -> Text {
    let key = place(&change.way);
    let last = change.way.iter().rev().find_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Entry(_) => None,
    });
    let brief = |value: &Value| brief(last.unwrap_or_default(), value);
    let said = |value: &Option<Value>| value.as_ref().map_or_else(|| "-".to_owned(), brief);
    let (before, after) = (said(&change.before), said(&change.after));
    Text::same(format!("{key}: {before} → {after}"))
}

/// A value in a few words. What must not be in a record must not come back by way of a message: of texts only short words are
/// repeated, and none that is a My Number or stands at a key that calls it a password.
fn brief(key: &str, value: &Value) -> String {
    let repeated = |text: &str| Id::parse(text).is_some() && !shorten(&format!("{key} = {text}")).starts_with('*');
    match value {
        Value::Text(text) if repeated(text) => text.clone(),
        Value::Text(_) => "\"…\"".to_owned(),
        Value::Flag(flag) => flag.to_string(),
        Value::Day(day) => day.to_string(),
        Value::Time(time) => time.to_string(),
        Value::Other(other) if other.len() < 10 => other.clone(),
        Value::Other(_) => "…".to_owned(),
        Value::List(_) => "[…]".to_owned(),
        Value::Table(_) => "{…}".to_owned(),
    }
}
