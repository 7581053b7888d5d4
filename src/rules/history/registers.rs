//! Settings and registers, which are the manager's to change.

use crate::history::chronicle::{Deed, Step, What};
use crate::model::citation::Citation;
use crate::model::ledger::Ledger;
use crate::model::path::Slot;
use crate::model::register::Appointment;
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::text::Text;
use crate::rules::bench::Docket;

use super::before::{is_manager, people};
use super::handover::hands_over;
use super::{Hearing, short};

pub static NOT_BY_MANAGER: Rule = Rule {
    id: "register-not-by-manager",
    citation: Citation::Ledger,
    basis: Basis::Ledger,
    severity: Severity::Violation,
    title: Text::fixed("登録簿や設定が管理者以外に変えられています", "a register changed by another than the manager"),
    why: Text::fixed(
        "だれが何をしてよいかは登録簿と設定が決めます。変えるのは、その日の管理者です。",
        "Registers and settings say who may do what; only the manager of the day changes them.",
    ),
    remedy: Text::fixed(
        "管理者が内容を確かめ、要るなら改めて自ら登録してください。",
        "Have the manager look at the change and, if it is wanted, commit it anew.",
    ),
};

pub static SETTINGS_REWRITTEN: Rule = Rule {
    id: "settings-rewritten",
    citation: Citation::Ledger,
    basis: Basis::Ledger,
    severity: Severity::Warning,
    title: Text::fixed("運用基準が遡って変えられています", "settings rewritten"),
    why: Text::fixed(
        "頻度や期限を書き換えると、過ぎた月の判定まで変わります。",
        "To rewrite a frequency or a deadline changes how past months are judged.",
    ),
    remedy: Text::fixed(
        "元に戻し、変える日を決めて [[amended]] に書いてください。",
        "Restore it, and write the new value under [[amended]] with the day from which it holds.",
    ),
};

pub fn judge(hearing: &Hearing<'_>, docket: &mut Docket) {
    for deeds in hearing.chronicle.deeds.chunk_by(|a, b| a.commit == b.commit) {
        let at = deeds[0].commit;
        let by_manager = deeds.iter().any(is_register) && is_by_manager(hearing, at, deeds);
        let commit = &hearing.history.commits[at];
        for deed in deeds.iter().filter(|deed| is_register(deed)) {
            if !by_manager && hearing.is_kept(commit) && changes_something(deed) {
                let id = short(&commit.id);
                let message = Text::new(
                    format!("コミット {id} が、その日の管理者でない人によって {} を変えました。", deed.path),
                    format!("commit {id}, by another than the manager of its day, changed {}.", deed.path),
                );
                let finding = hearing.of_commit(&NOT_BY_MANAGER, commit, message);
                docket.findings.push(crate::model::Finding { source: Some(hearing.source(&deed.path)), ..finding });
            }
            if let Some(key) = rewritten(deed) {
                let id = short(&commit.id);
                let message = Text::new(
                    format!("コミット {id} が、登録済みの設定 {key} を変えました。"),
                    format!("commit {id} changed the committed setting {key}."),
                );
                let finding = hearing.of_commit(&SETTINGS_REWRITTEN, commit, message);
                docket.findings.push(crate::model::Finding { source: Some(hearing.source(&deed.path)), ..finding });
            }
        }
    }
}

pub fn is_register(deed: &Deed) -> bool {
    matches!(Slot::parse(&deed.path), Some(Slot::Ledger | Slot::Regulation | Slot::Register(_)))
}

/// Comments and layout of a register are free.
fn changes_something(deed: &Deed) -> bool {
    deed.sides.iter().any(|side| match &side.what {
        What::Keys(changes) => !changes.is_empty(),
        What::Prose => side.before.map(|version| version.id) != deed.after.map(|version| version.id),
        What::Added | What::Removed | What::Spoiled | What::Mended => true,
        What::Unknown => false,
    })
}

/// The first committed value of a frequency, a deadline or the calendar that is another now, or gone.
fn rewritten(deed: &Deed) -> Option<String> {
    let is_settings = Slot::parse(&deed.path) == Some(Slot::Ledger);
    let changes = deed.sides.iter().filter(|_| is_settings).filter_map(|side| match &side.what {
        What::Keys(changes) => Some(changes),
        What::Added | What::Removed | What::Spoiled | What::Mended | What::Prose | What::Unknown => None,
    });
    let is_standard = |way: &[Step]| matches!(way.first(), Some(Step::Key(key)) if matches!(key.as_str(), "schedule" | "deadline" | "calendar"));
    changes.flatten().find(|change| change.before.is_some() && is_standard(&change.way)).map(|change| change.name())
}

fn is_by_manager(hearing: &Hearing<'_>, at: usize, deeds: &[Deed]) -> bool {
    let commit = &hearing.history.commits[at];
    let Some(day) = hearing.came_in(commit).map(|moment| moment.date()) else { return false };
    let before = hearing.before.before(at);
    is_manager(before, &people(before, &commit.author.email), day) || !hands_over(hearing, at, deeds).is_empty()
}

pub fn managers(ledger: &Ledger) -> impl Iterator<Item = &Appointment> {
    ledger.appointments.iter().filter(|appointment| appointment.is_of_manager())
}
