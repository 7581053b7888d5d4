//! `people.toml`: people and their keys, the offices they hold (戸籍データ等管理者・取扱職員) and the duties they were named for (操作者の指定・第7条).

use super::super::reading::shorten;
use super::super::resolve::Referent;
use super::super::shape::Form;
use super::super::table::Table;
use super::super::value::{Value, flag, id_of, own_id, text, word};
use super::{day_of, term, unique};
use crate::model::register::{Appointment, Designation, Duty, EquipmentKind, Person, Role, SigningKey};
use crate::model::source::At;
use crate::model::text::Text;

const SERVERS: Referent = Referent::Equipment(&[EquipmentKind::Server]);

/// What `people.toml` holds.
#[derive(Default)]
pub struct People {
    pub people: Vec<Person>,
    pub appointments: Vec<Appointment>,
    pub designations: Vec<Designation>,
}

pub fn people(table: &mut Table<'_>) -> People {
    let people = table.tables("person", person);
    People {
        people: unique(table.reading, people, |person| &person.id),
        appointments: table.tables("appointment", appointment),
        designations: table.tables("designation", designation),
    }
}

fn person(table: &mut Table<'_>) -> Option<Person> {
    table.reading.entry_from(table.span, None);
    let id = table.need("id", own_id);
    table.demand("emails");
    let person = Person {
        name: table.need("name", text),
        emails: table.list("emails", email).unwrap_or_default(),
        keys: table.tables("key", key),
        id: id?,
    };
    Some(person)
}

fn email(value: &Value<'_>) -> Option<String> {
    value.wants(|| Form::Pattern(r"^[^@\s]+@\S+$"));
    let address = text(value)?;
    let shaped = address.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
    if !shaped || address.contains(char::is_whitespace) {
        let shown = shorten(&address);
        value.bad(Text::new(
            format!("「{shown}」はメールアドレスの形ではありません。"),
            format!("`{shown}` is not shaped as an e-mail address."),
        ));
    }
    Some(address)
}

fn key(table: &mut Table<'_>) -> SigningKey {
    let key = SigningKey { public: table.need("public", text), term: term(table, "from", "until") };
    table.reading.entry_from(table.span, day_of(&key.term));
    key
}

fn appointment(table: &mut Table<'_>) -> Appointment {
    let role = table.need("role", word::<Role>);
    let is_handler = role.as_ref().is_some_and(|role| role.value == Role::ServerHandler);
    let by_agency = is_handler && table.has("agency");
    if !by_agency {
        table.demand("person");
    }
    if !is_handler {
        table.demand("title");
    }
    let appointment = Appointment {
        span: table.span,
        person: table.may("person", id_of(Referent::Person)),
        agency: if is_handler { table.may("agency", id_of(Referent::Agency)) } else { None },
        title: table.may("title", text),
        acting: table.may("acting", flag).is_some_and(|acting| acting.value),
        equipment: if is_handler { table.list("equipment", id_of(SERVERS)) } else { None },
        term: term(table, "from", "until"),
        document: table.need("document", text),
        role,
    };
    if let (Some(_), Some(agency)) = (&appointment.person, &appointment.agency) {
        let message = Text::fixed(
            "職員(person)か機関(agency)のどちらか一方を書きます。",
            "either `person` or `agency`, not both.",
        );
        table.reading.bad(agency.span, message);
    }
    table.reading.entry_from(table.span, day_of(&appointment.term));
    appointment
}

fn designation(table: &mut Table<'_>) -> Designation {
    // Absent or empty: `scope-undefined` speaks of it.
    let duties = table.list("duties", |value| Some(word::<Duty>(value))).unwrap_or_default();
    let designation = Designation {
        span: table.span,
        person: table.need("person", id_of(Referent::Person)),
        duties_unread: duties.iter().any(|duty| duty.value.is_none()),
        duties: duties.into_iter().filter_map(|duty| Some(At { value: duty.value?, span: duty.span })).collect(),
        places: table.list("places", id_of(Referent::Municipality)),
        term: term(table, "from", "until"),
        by: table.need("by", id_of(Referent::Person)),
        document: table.need("document", text),
    };
    table.reading.entry_from(table.span, day_of(&designation.term));
    designation
}
