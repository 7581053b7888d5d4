//! What ends soon: passwords that are to be changed, and entries of the registers with a last day.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::record::PasswordKind;
use crate::model::register::{Register, Role, Term};
use crate::model::word::Word;
use crate::model::{At, Id, Text};
use crate::report::brief::{Brief, written};
use crate::report::labels;
use crate::report::people::password_due;
use crate::rules::passwords::{Passwords, set_before};

use super::{Line, SOON, when};

pub fn expiring(brief: &Brief<'_>) -> Vec<Line> {
    let mut lines = [passwords(brief), people(brief), things(brief), waivers(brief)].concat();
    lines.sort_by(|a, b| (&a.due, &a.id, &a.of).cmp(&(&b.due, &b.id, &b.of)));
    lines
}

fn is_soon(brief: &Brief<'_>, day: Date) -> bool {
    let today = brief.as_of();
    today <= day && day <= today.saturating_add(i64::from(SOON).days())
}

/// One that is the trustee's to see to.
fn line(brief: &Brief<'_>, id: &str, what: &Text, of: String, due: Date, next: String) -> Line {
    Line {
        id: id.to_owned(),
        places: brief.ledger.trustee().cloned().into_iter().collect(),
        what: brief.say(what),
        of,
        who: String::new(),
        due: Some(due.to_string()),
        when: when(brief, due),
        next,
    }
}

fn passwords(brief: &Brief<'_>) -> Vec<Line> {
    let passwords = Passwords::of(brief.ledger, brief.as_of());
    let mut lines = Vec::new();
    for ((kind, holder), events) in passwords.holders().filter(|((kind, _), _)| *kind != PasswordKind::Boot) {
        let set = set_before(events, brief.as_of()).map(|set| set.at.date());
        if let Some(due) = set.and_then(|set| password_due(brief, set)).filter(|due| is_soon(brief, *due)) {
            let next =
                format!("daicho record password --entry event kind={},person={holder},action=changed", kind.word());
            lines.push(line(brief, "password", &labels::password_kind(kind), brief.name(holder), due, next));
        }
    }
    lines
}

fn edit(register: Register) -> String {
    format!("$EDITOR {}", register.path())
}

fn soon(brief: &Brief<'_>, term: &Term) -> Option<Date> {
    term.until.as_ref().map(|until| until.value).filter(|until| is_soon(brief, *until))
}

fn people(brief: &Brief<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    let named = |field: &Option<At<Id>>| brief.named(field);
    for own in &brief.ledger.designations {
        if let Some(due) = soon(brief, &own.term) {
            let what = Text::fixed("操作者の指定", "designation");
            lines.push(line(brief, "designation", &what, named(&own.person), due, edit(Register::People)));
        }
    }
    for own in &brief.ledger.appointments {
        if let Some(due) = soon(brief, &own.term) {
            let is_manager = own.role.as_ref().is_some_and(|role| role.value == Role::Manager);
            let what = match is_manager {
                true => Text::fixed("管理者の任命", "the manager's appointment"),
                false => Text::fixed("取扱職員の任命", "appointment of a server handler"),
            };
            let of = if own.person.is_some() { named(&own.person) } else { named(&own.agency) };
            lines.push(line(brief, "appointment", &what, of, due, edit(Register::People)));
        }
    }
    lines
}

fn things(brief: &Brief<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for own in &brief.ledger.equipment {
        if let Some(due) = soon(brief, &own.in_use) {
            let what = Text::fixed("機器・媒体の使用期限", "equipment or medium in use");
            lines.push(line(brief, "equipment", &what, brief.name(&own.id.value), due, edit(Register::Equipment)));
        }
    }
    for own in &brief.ledger.documents {
        if let Some(due) = soon(brief, &own.term) {
            let what = Text::fixed("規程・基準の期限", "written standard");
            lines.push(line(brief, "document", &what, written(&own.title), due, edit(Register::Documents)));
        }
    }
    lines
}

fn waivers(brief: &Brief<'_>) -> Vec<Line> {
    let soon = |until: Date| is_soon(brief, until);
    let ending = brief.ledger.settings.waivers.iter().filter_map(|own| {
        let due = own.until.as_ref().map(|until| until.value).filter(|until| soon(*until))?;
        Some((own, due))
    });
    let what = Text::fixed("承認済みの指摘の期限", "waiver");
    ending
        .map(|(own, due)| Line {
            places: own.place.iter().map(|place| place.value.clone()).collect(),
            who: brief.named(&own.place),
            ..line(brief, "waiver", &what, written(&own.rule), due, "$EDITOR records/ledger.toml".to_owned())
        })
        .collect()
}
