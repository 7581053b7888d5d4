//! Who is at the terminal, and at which one.

use crate::history::Repo;
use crate::model::record::{Content, Record};
use crate::model::register::{Duty, EquipmentKind};
use crate::model::text::Text;
use crate::model::{Id, Ledger};
use crate::rules::history::before::{is_manager, people};

use super::super::hook::pre_commit;
use super::{Desk, Failure};

/// The person of git's e-mail address, unless a flag names another.
pub fn person(desk: &Desk<'_>, named: Option<&str>) -> Result<Id, Failure> {
    if let Some(id) = named.and_then(Id::parse) {
        return Ok(id);
    }
    let email = desk.world.repo.as_ref().map(pre_commit_email).unwrap_or_default();
    people(&desk.recent.loaded.ledger, &email).first().map(|id| (*id).clone()).ok_or_else(|| {
        let email = crate::load::shorten(&email);
        Failure::Because(Text::new(
            format!("git のメールアドレス「{email}」は、どの職員のものでもありません。git config user.email を確かめるか、--set operator=職員 のように指定してください。"),
            format!("git's e-mail address `{email}` is no registered person's; look at git config user.email, or say who with --set operator=PERSON."),
        ))
    })
}

fn pre_commit_email(repo: &Repo) -> String {
    pre_commit::email(repo)
}

/// Whether somebody may confirm the runs of a town today.
pub fn may_check(ledger: &Ledger, person: &Id, place: &Id, day: jiff::civil::Date) -> bool {
    let covers = |own: &&crate::model::register::Designation| {
        let is_theirs = own.person.as_ref().is_some_and(|id| id.value == *person);
        let of_place = own.places.as_ref().is_none_or(|places| places.iter().any(|own| own.value == *place));
        is_theirs && of_place && own.term.holds(day) && own.duties.iter().any(|duty| duty.value == Duty::Check)
    };
    is_manager(ledger, &[person], day) || ledger.designations.iter().any(|own| covers(&own))
}

/// The terminal named, else the one that the person used last (for that place, if ever), else the only one.
pub fn terminal(desk: &Desk<'_>, person: &Id, place: Option<&Id>) -> Result<String, Failure> {
    let ledger = &desk.recent.loaded.ledger;
    let today = desk.now.date();
    let in_use: Vec<&Id> = ledger
        .equipment_of(EquipmentKind::ManagementTerminal)
        .filter(|own| own.in_use.holds(today))
        .map(|own| &own.id.value)
        .collect();
    let used = |record: &Record| {
        let Content::Check(check) = &record.content else { return None };
        let at = check.checked_at.as_ref()?.value;
        let terminal = check.terminal.as_ref()?.value.clone();
        let is_theirs = check.operator.as_ref().is_some_and(|own| own.value == *person) && in_use.contains(&&terminal);
        let is_there = place.is_some_and(|place| record.path.place == *place);
        is_theirs.then_some((is_there, at, terminal))
    };
    let last = ledger.records.values().filter_map(used).max().map(|(_, _, terminal)| terminal.to_string());
    let only = || if let [only] = in_use[..] { Some(only.to_string()) } else { None };
    desk.options.terminal.clone().or(last).or_else(only).ok_or_else(|| {
        let known = in_use.iter().map(|id| &***id).collect::<Vec<_>>().join(", ");
        Failure::Because(Text::new(
            format!("どの管理用端末機かわかりません。--terminal で指定してください: {known}"),
            format!("it is not known which terminal; name it with --terminal: {known}"),
        ))
    })
}
