//! The registers: municipalities, people, agencies, equipment, documents.

use std::collections::HashMap;

use super::form::DUPLICATE_ID;
use super::reading::{Reading, shorten};
use super::resolve::Referent;
use super::settings::ends_before_it_begins;
use super::shape::Form;
use super::table::Table;
use super::value::{Value, date, flag, id_of, own_id, text, word, yearly_days};
use crate::model::closures::OwnClosure;
use crate::model::id::{Id, is_device_name};
use crate::model::register::{
    Agency, Appointment, Designation, Document, Duty, Equipment, EquipmentKind, Municipality, Person, Role, SigningKey,
    Term,
};
use crate::model::source::At;
use crate::model::text::Text;

const SERVERS: Referent = Referent::Equipment(&[EquipmentKind::Server]);

/// The folder of the registers, which no municipality's folder may be.
const OWN_FOLDER: &str = "register";

pub fn municipalities(table: &mut Table<'_>, trustee: Option<&Id>) -> Vec<Municipality> {
    table.demand("municipality");
    let municipalities = table.tables("municipality", |table| municipality(table, trustee));
    unique(table.reading, municipalities, |municipality| &municipality.id)
}

fn municipality(table: &mut Table<'_>, trustee: Option<&Id>) -> Option<Municipality> {
    let id = table.need("id", folder_id);
    // Where nobody knows who the trustee is, each may be.
    let may_be_trustee = trustee.is_none() || id.as_ref().is_some_and(|id| Some(&id.value) == trustee);
    let entrusted = if may_be_trustee {
        if trustee.is_some() {
            not_for_the_trustee(table, "entrusted_from");
            not_for_the_trustee(table, "basis");
        }
        Term { from: table.may("entrusted_from", date), until: table.may("entrusted_until", date) }
    } else {
        table.demand("basis");
        term(table, "entrusted_from", "entrusted_until")
    };
    table.reading.entry_from(table.span, day_of(&entrusted));
    let municipality = Municipality {
        name: table.need("name", text),
        name_en: table.need("name_en", text),
        code: table.need("code", municipal_code),
        entrusted,
        basis: table.may("basis", text),
        closed: table.tables("closed", own_closure).into_iter().flatten().collect(),
        id: id?,
    };
    Some(municipality)
}

fn not_for_the_trustee(table: &mut Table<'_>, key: &'static str) {
    if table.has(key) {
        let message = Text::new(
            format!("受託町自身の欄に「{key}」は書きません。"),
            format!("the trustee's own entry has no `{key}`."),
        );
        table.reading.bad(table.span, message);
    }
}

/// An id that is also a folder's name.
fn folder_id(value: &Value<'_>) -> Option<Id> {
    let id = own_id(value)?;
    if is_device_name(&id) || &*id == OWN_FOLDER {
        value.bad(Text::new(
            format!("「{id}」はフォルダーの名前に使えません。"),
            format!("`{id}` cannot be the name of a folder."),
        ));
    }
    Some(id)
}

/// 全国地方公共団体コード: five digits and a check digit.
/// Source: 総務省「全国地方公共団体コード仕様」: weights 6 to 2, the last digit of 11 less the rest of division by 11.
fn municipal_code(value: &Value<'_>) -> Option<String> {
    value.wants(|| Form::Pattern("^[0-9]{6}$"));
    let code = text(value)?;
    let digits: Vec<u32> = code.chars().filter_map(|c| c.to_digit(10)).collect();
    let [body @ .., check] = digits.as_slice() else {
        return refuse_code(value);
    };
    let sum: u32 = body.iter().zip((2..=6).rev()).map(|(digit, weight)| digit * weight).sum();
    let right = (11 - sum % 11) % 10 == *check;
    if code.len() == 6 && digits.len() == 6 && right { Some(code) } else { refuse_code(value) }
}

fn refuse_code(value: &Value<'_>) -> Option<String> {
    value.bad(Text::fixed(
        "全国地方公共団体コードは検査数字を含む6桁の数字です。検査数字が合いません。",
        "a municipality's code is six digits of which the last checks the others; this one does not.",
    ));
    None
}

fn own_closure(table: &mut Table<'_>) -> Option<OwnClosure> {
    // None at all is a town that closes on no days of its own.
    table.demand("days");
    let days = table.list("days", yearly_days).unwrap_or_default();
    let term = term(table, "from", "until");
    table.reading.entry_from(table.span, day_of(&term));
    Some(OwnClosure {
        days: days.into_iter().map(|at| at.value).collect(),
        from: term.from?.value,
        until: term.until.map(|until| until.value),
    })
}

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

pub fn agencies(table: &mut Table<'_>) -> Vec<Agency> {
    let agencies = table.tables("agency", |table| {
        table.reading.entry_from(table.span, None);
        let id = table.need("id", own_id);
        let agency = Agency {
            name: table.need("name", text),
            role: table.need("role", word),
            places: table.list("places", id_of(Referent::Municipality)),
            id: id?,
        };
        Some(agency)
    });
    unique(table.reading, agencies, |agency| &agency.id)
}

pub fn equipment(table: &mut Table<'_>) -> Vec<Equipment> {
    let equipment = table.tables("equipment", |table| {
        let id = table.need("id", own_id);
        let in_use = term(table, "in_use_from", "in_use_until");
        table.reading.entry_from(table.span, day_of(&in_use));
        let equipment = Equipment {
            name: table.need("name", text),
            kind: table.need("kind", word),
            location: table.need("location", text),
            places: table.list("places", id_of(Referent::Municipality)),
            in_use,
            id: id?,
        };
        Some(equipment)
    });
    unique(table.reading, equipment, |equipment| &equipment.id)
}

pub fn documents(table: &mut Table<'_>) -> Vec<Document> {
    let documents = table.tables("document", |table| {
        let id = table.need("id", own_id);
        let term = term(table, "from", "until");
        table.reading.entry_from(table.span, day_of(&term));
        let document = Document {
            kind: table.need("kind", word),
            title: table.need("title", text),
            term,
            document: table.need("document", text),
            id: id?,
        };
        Some(document)
    });
    unique(table.reading, documents, |document| &document.id)
}

fn term(table: &mut Table<'_>, from: &'static str, until: &'static str) -> Term {
    let (from, until) = (table.need(from, date), table.may(until, date));
    table.reading.in_order(&from, &until, ends_before_it_begins());
    // An end before the beginning has been reported, and is then no end: nothing that the entry holds for is missed for it.
    let until = until.filter(|until| from.as_ref().is_none_or(|from| from.value <= until.value));
    Term { from, until }
}

fn day_of(term: &Term) -> Option<jiff::civil::Date> {
    term.from.as_ref().map(|from| from.value)
}

/// Keeps the first of those with one id, and reports the others.
fn unique<T>(reading: &Reading<'_>, entries: Vec<Option<T>>, id: impl Fn(&T) -> &At<Id>) -> Vec<T> {
    let mut seen: HashMap<Id, usize> = HashMap::new();
    let mut kept = Vec::new();
    for entry in entries.into_iter().flatten() {
        let own = id(&entry);
        match seen.get(&own.value) {
            Some(line) => reading.fault(&DUPLICATE_ID, Some(own.span), twice(&own.value, *line)),
            None => {
                seen.insert(own.value.clone(), reading.source.position(own.span.start).line);
                kept.push(entry);
            }
        }
    }
    kept
}

fn twice(id: &Id, line: usize) -> Text {
    Text::new(
        format!("識別子「{id}」は{line}行目ですでに使われています。"),
        format!("the id `{id}` is already used on line {line}."),
    )
}
