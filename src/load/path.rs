//! Whether a file lies where its path and its content say.

use std::sync::Arc;

use jiff::civil::Date;

use super::form::{BAD_PATH, PATH_MISMATCH};
use super::reading::shorten;
use crate::model::finding::Fault;
use crate::model::id::is_device_name;
use crate::model::ledger::Ledger;
use crate::model::path::{RecordPath, Slot, record_id};
use crate::model::record::Record;
use crate::model::register::Register;
use crate::model::source::{Source, Span};
use crate::model::text::Text;
use crate::model::word::Word;

/// Why the layout does not know a path.
pub fn unknown(path: &str) -> Text {
    let parts = || path.split('/');
    let unsafe_on_windows = |name: &str| {
        is_device_name(name) || name.ends_with(['.', ' ']) || name.contains(['<', '>', ':', '"', '\\', '|', '?', '*'])
    };
    if parts().any(unsafe_on_windows) {
        return Text::fixed("Windowsで使えない名前です。", "Windows cannot hold this name.");
    }
    if Slot::parse(&path.to_lowercase()).is_some() {
        return Text::fixed(
            "名前は小文字で書きます。大文字と小文字だけが違う名前は区別されません。",
            "names are in lower case; two that differ in case only cannot be told apart.",
        );
    }
    let name = shorten(parts().next_back().unwrap_or(path));
    Text::new(
        format!("「{name}」は records/ の決まりにない置き場所か名前です。"),
        format!("`{name}` has a place or a name that the layout of records/ does not know."),
    )
}

/// What the path of a known file has against its content and the registers.
pub fn faults(ledger: &Ledger, source: &Arc<Source>, slot: Option<&Slot>) -> Vec<Fault> {
    let Some(Slot::Record(path)) = slot else {
        return Vec::new();
    };
    let fault = |rule, span, message| Fault { rule, source: source.clone(), span, message, entry_day: None };
    if ledger.municipality(&path.place).is_none() {
        let known = ledger.knows(Register::Municipalities) && !ledger.municipalities.is_empty();
        return if known { vec![fault(&BAD_PATH, None, no_such_place(path))] } else { Vec::new() };
    }
    let folders = path.kind.belongs_to();
    let in_trustees = ledger.settings.is_trustee(&path.place);
    let trustee_known = ledger.settings.trustee.is_some();
    let mut faults = Vec::new();
    if trustee_known && !(if in_trustees { folders.trustee } else { folders.municipality }) {
        faults.push(fault(&PATH_MISMATCH, None, wrong_folder(path, in_trustees)));
    }
    let record = record_id(&source.path).and_then(|id| ledger.records.get(id));
    faults.extend(
        record.into_iter().flat_map(other_days).map(|(span, message)| fault(&PATH_MISMATCH, Some(span), message)),
    );
    faults
}

fn no_such_place(path: &RecordPath) -> Text {
    Text::new(
        format!("「{}」という町村は登録されていません。", path.place),
        format!("no municipality `{}` is registered.", path.place),
    )
}

fn wrong_folder(path: &RecordPath, in_trustees: bool) -> Text {
    let kind = path.kind.word();
    if in_trustees {
        Text::new(
            format!("{kind} の記録は、受託町ではなく関係町村のフォルダーに置きます。"),
            format!("a record of the kind `{kind}` belongs in a municipality's folder, not in the trustee's."),
        )
    } else {
        Text::new(
            format!("{kind} の記録は、関係町村ではなく受託町のフォルダーに置きます。"),
            format!("a record of the kind `{kind}` belongs in the trustee's folder, not in a municipality's."),
        )
    }
}

/// The record's own times that are not of the day in its path.
fn other_days(record: &Record) -> Vec<(Span, Text)> {
    let Some(day) = record.path.day else { return Vec::new() };
    let others = record.own_times().into_iter().filter(|at| at.value.date() != day);
    others.map(|at| (at.span, other_day(day, at.value.date()))).collect()
}

fn other_day(in_path: Date, in_record: Date) -> Text {
    Text::new(
        format!("パスの日は{in_path}、記録の時刻は{in_record}です。"),
        format!("the path says {in_path}, the record {in_record}."),
    )
}
