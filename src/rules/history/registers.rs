//! Settings and registers, which are the manager's to change.

use jiff::civil::Date;

use crate::history::chronicle::{Deed, Step, What};
use crate::model::citation::Citation;
use crate::model::id::Id;
use crate::model::ledger::Ledger;
use crate::model::path::Slot;
use crate::model::register::{Appointment, Role};
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::settings::Limit;
use crate::model::source::plain;
use crate::model::text::Text;
use crate::rules::bench::Docket;

use super::before::{is_manager, people};
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

fn is_register(deed: &Deed) -> bool {
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
    is_manager(before, &people(before, &commit.author.email), day) || hands_over(hearing, at, deeds)
}

/// Whether a commit begins a manager's appointment after another's, and is made by one of the two, or by a deputy, while that is
/// still in time. The successor's e-mail may come in it.
pub fn hands_over(hearing: &Hearing<'_>, at: usize, deeds: &[Deed]) -> bool {
    let commit = &hearing.history.commits[at];
    let (before, after) = (hearing.before.before(at), hearing.before.after(at));
    let Some(day) = hearing.came_in(commit).map(|moment| moment.date()) else { return false };
    if !deeds.iter().any(is_register) {
        return false;
    }
    let mut authors = people(before, &commit.author.email);
    authors.extend(people(after, &commit.author.email));
    successions(before, after, day).iter().any(|succession| {
        let days = hearing.bench.ledger.settings.on(succession.first_day).limit(Limit::CommitBusinessDays);
        let last = hearing.bench.trustees_office().nth_business_day_after(succession.first_day, days);
        let is_theirs = succession.people.iter().any(|person| authors.contains(person));
        is_theirs && last.is_some_and(|last| day <= last)
    })
}

/// One manager after another, and who may write that down.
struct Succession<'l> {
    first_day: Date,
    people: Vec<&'l Id>,
}

/// The appointments that a commit of a day begins, each after one that is over by then.
fn successions<'l>(before: &'l Ledger, after: &'l Ledger, day: Date) -> Vec<Succession<'l>> {
    let key = |appointment: &Appointment| (plain(&appointment.person), plain(&appointment.term.from));
    let known: Vec<_> = regular(before).map(key).collect();
    let begun = regular(after).filter(|appointment| !known.contains(&key(appointment)));
    let succession = |new: &'l Appointment| {
        let first_day = plain(&new.term.from)?;
        let ended = |old: &&'l Appointment| {
            plain(&old.term.from).is_some_and(|from| from < first_day)
                && plain(&old.term.until).is_some_and(|until| until < first_day)
        };
        let old = regular(after).filter(ended).max_by_key(|old| plain(&old.term.until))?;
        // One who stood in since the old manager's last day, not one of years ago.
        let stood_in = |deputy: &&Appointment| {
            let is_over = plain(&deputy.term.until).is_some_and(|until| Some(until) < plain(&old.term.until));
            deputy.acting && !is_over && plain(&deputy.term.from).is_some_and(|from| from <= day)
        };
        let deputies = managers(before).chain(managers(after)).filter(stood_in);
        let all = deputies.chain([old, new]).filter_map(|appointment| appointment.person.as_ref());
        Some(Succession { first_day, people: all.map(|person| &person.value).collect() })
    };
    begun.filter_map(succession).collect()
}

pub fn managers(ledger: &Ledger) -> impl Iterator<Item = &Appointment> {
    let is_manager =
        |appointment: &&Appointment| appointment.role.as_ref().is_some_and(|role| role.value == Role::Manager);
    ledger.appointments.iter().filter(is_manager)
}

fn regular(ledger: &Ledger) -> impl Iterator<Item = &Appointment> {
    managers(ledger).filter(|appointment| !appointment.acting)
}
