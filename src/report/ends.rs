//! What ends soon (まもなく終わるもの): passwords that are to be changed, terms of people, keys and municipalities, what goes out of use,
//! standards and waivers. One list, of which the first page and the morning's `status` each show what their reader needs.
//!
//! Deliberately absent: what ended already, which is a finding; and obligations, which are due rather than ending.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::record::PasswordKind;
use crate::model::register::{EquipmentKind, Register, Role, Term};
use crate::model::word::Word;
use crate::model::{Id, Text};
use crate::rules::passwords::{Passwords, set_before};

use super::address;
use super::brief::{Brief, Link, written};
use super::labels;
use super::people::password_due;

/// How many days ahead «soon» reaches.
pub const SOON: i32 = 30;

/// One thing, and its last day.
#[derive(Clone, Debug)]
pub struct End {
    pub day: Date,
    /// A register's word, for programs.
    pub id: &'static str,
    pub what: String,
    /// What or who it is, and where that is shown.
    pub of: Link,
    /// Whose it is to see to, where that is not the trustee.
    pub place: Option<Id>,
    /// The command that renews it.
    pub next: String,
}

/// The next first; things of one day in the order of their words.
pub fn ends(brief: &Brief<'_>) -> Vec<End> {
    let all = [passwords(brief), appointments(brief), designations(brief), keys(brief)];
    let more = [entrustments(brief), equipment(brief), documents(brief), waivers(brief)];
    let (today, last) = (brief.as_of(), last(brief));
    let mut ends: Vec<End> = all.into_iter().chain(more).flatten().collect();
    ends.retain(|end| today <= end.day && end.day <= last);
    ends.sort_by(|a, b| (a.day, a.id, &a.of.text).cmp(&(b.day, b.id, &b.of.text)));
    ends
}

/// The last day that is soon.
pub fn last(brief: &Brief<'_>) -> Date {
    brief.as_of().saturating_add(SOON.days())
}

fn end(term: &Term) -> Option<Date> {
    term.until.as_ref().map(|until| until.value)
}

/// An entry of a register that somebody will renew by hand.
fn entry(brief: &Brief<'_>, id: &'static str, day: Date, what: &Text, of: Link, register: Register) -> End {
    End { day, id, what: brief.say(what), of, place: None, next: format!("$EDITOR {}", register.path()) }
}

fn person(brief: &Brief<'_>, id: Option<&Id>) -> Link {
    let text = id.map_or_else(super::brief::dash, |id| brief.name(id));
    Link { text, href: Some(address::PEOPLE.to_owned()) }
}

fn passwords(brief: &Brief<'_>) -> Vec<End> {
    let passwords = Passwords::of(brief.ledger, brief.as_of());
    let aging = passwords.holders().filter(|((kind, _), _)| *kind != PasswordKind::Boot);
    let due = |events| password_due(brief, set_before(events, brief.as_of())?.at.date());
    let end = |((kind, holder), events)| {
        let label = labels::password_kind(kind);
        let what = Text::new(format!("{}の変更", label.ja), format!("Change of the {}", label.en));
        let next = format!("daicho record password --entry event kind={},person={holder},action=changed", kind.word());
        let of = person(brief, Some(holder));
        Some(End { day: due(events)?, id: "password", what: brief.say(&what), of, place: None, next })
    };
    aging.filter_map(end).collect()
}

fn appointments(brief: &Brief<'_>) -> Vec<End> {
    let ending = brief.ledger.appointments.iter().filter_map(|own| {
        let what = match own.role.as_ref()?.value {
            Role::Manager => Text::fixed("管理者の任期の終わり", "The manager's term ends"),
            Role::ServerHandler => Text::fixed("取扱職員の任期の終わり", "A handler's term ends"),
        };
        let of = person(brief, own.person.as_ref().or(own.agency.as_ref()).map(|id| &id.value));
        Some(entry(brief, "appointment", end(&own.term)?, &what, of, Register::People))
    });
    ending.collect()
}

fn designations(brief: &Brief<'_>) -> Vec<End> {
    let what = Text::fixed("操作者の指定の終わり", "A designation ends");
    let ending = brief.ledger.designations.iter().filter_map(|own| {
        let of = person(brief, own.person.as_ref().map(|id| &id.value));
        Some(entry(brief, "designation", end(&own.term)?, &what, of, Register::People))
    });
    ending.collect()
}

fn keys(brief: &Brief<'_>) -> Vec<End> {
    let what = Text::fixed("署名の鍵の期限", "A signing key ends");
    let all = brief.ledger.people.iter().flat_map(|own| own.keys.iter().map(move |key| (own, key)));
    let ending = all.filter_map(|(own, key)| {
        let of = person(brief, Some(&own.id.value));
        Some(entry(brief, "key", end(&key.term)?, &what, of, Register::People))
    });
    ending.collect()
}

fn entrustments(brief: &Brief<'_>) -> Vec<End> {
    let what = Text::fixed("受託の期間の終わり", "An entrustment ends");
    let ending = brief.ledger.entrusting().filter_map(|own| {
        let of = Link { text: brief.name(&own.id.value), href: Some(address::place(&own.id.value)) };
        let entry = entry(brief, "entrustment", end(&own.entrusted)?, &what, of, Register::Municipalities);
        Some(End { place: Some(own.id.value.clone()), ..entry })
    });
    ending.collect()
}

fn equipment(brief: &Brief<'_>) -> Vec<End> {
    let ending = brief.ledger.equipment.iter().filter_map(|own| {
        let is_medium = own.kind.as_ref().is_some_and(|kind| kind.value == EquipmentKind::Medium);
        let (id, what) = match is_medium {
            true => ("medium", Text::fixed("記録媒体の使用の終わり", "A medium goes out of use")),
            false => ("equipment", Text::fixed("機器の使用の終わり", "Equipment goes out of use")),
        };
        let of = Link { text: brief.name(&own.id.value), href: Some(address::EQUIPMENT.to_owned()) };
        Some(entry(brief, id, end(&own.in_use)?, &what, of, Register::Equipment))
    });
    ending.collect()
}

fn documents(brief: &Brief<'_>) -> Vec<End> {
    let what = Text::fixed("定めた文書の期限", "A standard ends");
    let ending = brief.ledger.documents.iter().filter_map(|own| {
        let of = Link { text: written(&own.title), href: Some(format!("{}#documents", address::PEOPLE)) };
        Some(entry(brief, "document", end(&own.term)?, &what, of, Register::Documents))
    });
    ending.collect()
}

fn waivers(brief: &Brief<'_>) -> Vec<End> {
    let ending = brief.ledger.settings.waivers.iter().filter_map(|own| {
        Some(End {
            day: own.until.as_ref()?.value,
            id: "waiver",
            what: brief.word("承認の期限", "A waiver ends"),
            of: Link { text: written(&own.reason), href: None },
            place: own.place.as_ref().map(|place| place.value.clone()),
            next: "$EDITOR records/ledger.toml".to_owned(),
        })
    });
    ending.collect()
}
