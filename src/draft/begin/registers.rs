//! The registers of what was said: municipalities, people with their appointment and designations, and the equipment that there must be.

use crate::draft::value::text;
use crate::model::register::Duty;
use crate::model::text::{Lang, Text};
use crate::model::word::Word;
use crate::model::{Id, Text as Words};

use super::frame::told;
use super::{Beginning, Entrusting, Person, TO_FILL_IN, Town};

pub fn municipalities(beginning: &Beginning) -> String {
    let all = beginning.entrusting.iter().map(|own| entrusting(own, beginning.lang));
    let entries: String = [trustee(&beginning.trustee)].into_iter().chain(all).collect();
    format!("{}{entries}", told!(beginning.lang, "municipalities.toml"))
}

pub fn trustee(town: &Town) -> String {
    // In Roman letters as its id is, which the town itself chose.
    let mut letters = town.id.chars();
    let name_en: String = letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect();
    let keys =
        [("id", text(&town.id)), ("name", text(&town.name)), ("name_en", text(&name_en)), ("code", text(&town.code))];
    entry("municipality", &keys)
}

fn entrusting(own: &Entrusting, lang: Lang) -> String {
    let basis = own.basis.as_deref().unwrap_or(TO_FILL_IN.get(lang));
    format!("{}entrusted_from = {}\nbasis = {}\n", trustee(&own.town), own.from, text(basis))
}

pub fn people(beginning: &Beginning) -> String {
    let lang = beginning.lang;
    let (manager, from) = (&beginning.manager, beginning.starts.to_string());
    let document = text(beginning.document.as_deref().unwrap_or(TO_FILL_IN.get(lang)));
    let mut told = told!(lang, "people.toml").to_owned();
    told.extend([&manager.person].into_iter().chain(&beginning.operators).map(person));

    told.push_str(Text::fixed("\n# 第5条 管理者", "\n# Article 5").get(lang));
    let appointed = [
        ("role", text("manager")),
        ("person", text(&manager.person.id)),
        ("title", text(&manager.title)),
        ("from", from.clone()),
        ("document", document.clone()),
    ];
    told.push_str(&entry("appointment", &appointed));

    if !beginning.operators.is_empty() {
        let note = Text::fixed(
            "\n# 第7条 操作者の指定。duties は指定した事務だけにする。町村を限るときは places = [\"町村の識別子\"] を書き添える。",
            "\n# Article 7. Leave under duties what each was designated for; of some municipalities alone say places = [\"id\"].",
        );
        told.push_str(note.get(lang));
    }
    let duties = Duty::ALL.iter().map(|duty| text(duty.word())).collect::<Vec<_>>().join(", ");
    for operator in &beginning.operators {
        let designated = [
            ("person", text(&operator.id)),
            ("duties", format!("[{duties}]")),
            ("from", from.clone()),
            ("by", text(&manager.person.id)),
            ("document", document.clone()),
        ];
        told.push_str(&entry("designation", &designated));
    }
    told
}

pub fn person(person: &Person) -> String {
    let emails = format!("[{}]", text(&person.email));
    entry("person", &[("id", text(&person.id)), ("name", text(&person.name)), ("emails", emails)])
}

/// A terminal, a rack, and a server for each municipality: without them there is nothing to entrust.
pub fn equipment(beginning: &Beginning) -> String {
    let (lang, from) = (beginning.lang, beginning.starts.to_string());
    let one = |id: &str, name: &Words, kind: &str, places: Option<&str>| {
        let mut keys = vec![("id", text(id)), ("name", text(name.get(lang))), ("kind", text(kind))];
        keys.push(("location", text(TO_FILL_IN.get(lang))));
        keys.extend(places.map(|place| ("places", format!("[{}]", text(place)))));
        keys.push(("in_use_from", from.clone()));
        entry("equipment", &keys)
    };
    let terminal = Text::fixed("管理用端末機 1号", "Management terminal 1");
    let rack = Text::fixed("戸籍専用サーバラック 1号", "Server rack 1");
    let mut told = told!(lang, "equipment.toml").to_owned();
    told.push_str(&one("mt-01", &terminal, "management-terminal", None));
    told.push_str(&one("rack-01", &rack, "rack", None));
    for (at, Entrusting { town, .. }) in beginning.entrusting.iter().enumerate() {
        let name = Text::new(format!("{} 戸籍サーバ", town.name), format!("Server of {}", town.name));
        // An id may be too long to get anything before it.
        let own = format!("sv-{}", town.id);
        let id = Id::parse(&own).map_or_else(|| format!("sv-{:02}", at + 1), |id| id.to_string());
        told.push_str(&one(&id, &name, "server", Some(&town.id)));
    }
    told
}

fn entry(table: &str, keys: &[(&str, String)]) -> String {
    let lines: String = keys.iter().map(|(key, value)| format!("{key} = {value}\n")).collect();
    format!("\n[[{table}]]\n{lines}")
}
