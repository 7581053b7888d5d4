//! The terms of the registers: who was designated or appointed since when, what was in use, who entrusted; as an error names them.

use crate::model::finding::Finding;
use crate::model::register::{Register, Term};
use crate::model::rule::Rule;
use crate::model::{Field, Id, Ledger, Text};
use crate::rules::words;

/// What a register says of somebody or something.
pub struct Entry {
    pub id: String,
    pub what: Text,
    pub keys: [&'static str; 2],
    pub register: Register,
}

/// Whose or what term a finding is about, by its rule; `None` where it is about no term.
pub fn entry<'l>(finding: &Finding, ledger: &'l Ledger) -> Option<Terms<'l>> {
    let Rule { id: rule, .. } = finding.rule;
    let named = || Id::parse(named(finding)?);
    match *rule {
        "operator-not-designated" => {
            let own = designations(&named()?, ledger);
            // Of somebody who never was designated, but is the manager.
            Some(if own.1.is_empty() { or_else(own, appointments(&named()?, ledger)) } else { own })
        }
        "not-the-manager" => Some(appointments(&named()?, ledger)),
        "equipment-not-in-use" => {
            let own = ledger.equipment(&named()?)?;
            let what = |of: &Text| Text::new(format!("{}の使用", of.ja), format!("the use of {}", of.en));
            let keys = ["in_use_from", "in_use_until"];
            Some((Entry::of(&own.id, what, keys, Register::Equipment, ledger), vec![&own.in_use]))
        }
        "outside-entrustment" => {
            let own = ledger.municipality(finding.place.as_ref()?)?;
            let what = |of: &Text| Text::new(format!("{}の受託", of.ja), format!("the entrustment of {}", of.en));
            let keys = ["entrusted_from", "entrusted_until"];
            Some((Entry::of(&own.id, what, keys, Register::Municipalities, ledger), vec![&own.entrusted]))
        }
        _ => None,
    }
}

pub type Terms<'l> = (Entry, Vec<&'l Term>);

fn or_else<'l>(one: Terms<'l>, other: Terms<'l>) -> Terms<'l> {
    if other.1.is_empty() { one } else { other }
}

fn designations<'l>(person: &Id, ledger: &'l Ledger) -> Terms<'l> {
    let what = |of: &Text| Text::new(format!("{}の操作者の指定", of.ja), format!("the designation of {}", of.en));
    let own = ledger.designations.iter().filter(|own| is(&own.person, person));
    let entry = Entry::of(person, what, ["from", "until"], Register::People, ledger);
    (entry, own.map(|own| &own.term).collect())
}

/// As manager.
fn appointments<'l>(person: &Id, ledger: &'l Ledger) -> Terms<'l> {
    let what =
        |of: &Text| Text::new(format!("{}の管理者の任命", of.ja), format!("the appointment of {} as manager", of.en));
    let own = ledger.appointments.iter().filter(|own| is(&own.person, person) && own.is_of_manager());
    let entry = Entry::of(person, what, ["from", "until"], Register::People, ledger);
    (entry, own.map(|own| &own.term).collect())
}

fn is(own: &Field<Id>, person: &Id) -> bool {
    own.as_ref().is_some_and(|own| own.value == *person)
}

impl Entry {
    fn of(
        id: &Id,
        what: impl Fn(&Text) -> Text,
        keys: [&'static str; 2],
        register: Register,
        ledger: &Ledger,
    ) -> Entry {
        Entry { id: id.to_string(), what: what(&words::name(ledger, id)), keys, register }
    }
}

/// The id at which a finding points.
fn named(finding: &Finding) -> Option<&str> {
    let (source, span) = (finding.source.as_ref()?, finding.span?);
    Some(source.text.get(span.start..span.end)?.trim_matches(['"', '\'']))
}
