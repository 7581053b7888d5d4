//! What was said by flags: each read by itself, and everything that is wrong with any of them told at once.

use jiff::civil::Date;

use crate::draft::begin::{Beginning, Entrusting, Manager, Person, Town};
use crate::model::text::{Lang, Text};

use super::super::args::InitOptions;
use super::super::ask::Ask;
use super::super::failure::Failure;
use super::super::help::value_name;
use super::known::{Known, Sort};
use super::value;

#[derive(Default)]
pub struct Said {
    pub name: Option<String>,
    pub id: Option<String>,
    pub code: Option<String>,
    pub entrusting: Vec<Entrusting>,
    pub manager: Option<Manager>,
    pub operators: Vec<Person>,
    pub document: Option<String>,
    pub starts: Option<Date>,
}

pub fn read(options: &InitOptions, ask: &Ask) -> Result<Said, Failure> {
    let mut wrong = Vec::new();
    let mut said = Said { document: options.document.clone(), starts: options.starts, ..Said::default() };
    said.name = options.name.as_deref().and_then(|typed| kept("--name", value::name(typed), &mut wrong));
    said.id = options.id.as_deref().and_then(|typed| kept("--id", value::id(typed), &mut wrong));
    if let Some(typed) = &options.code {
        said.code = kept("--code", value::code(ask, typed)?, &mut wrong);
    }
    for typed in &options.municipality {
        let known = Known::of(&said);
        let read = entrusting(ask, typed)?.and_then(|own| town_is_new(&known, own));
        said.entrusting.extend(kept("--municipality", read, &mut wrong));
    }
    said.manager = options.manager.as_deref().and_then(|typed| kept("--manager", manager(typed), &mut wrong));
    for typed in &options.operator {
        let known = Known::of(&said);
        let read = operator(typed).and_then(|own| person_is_new(&known, own));
        said.operators.extend(kept("--operator", read, &mut wrong));
    }
    if wrong.is_empty() {
        return Ok(said);
    }
    let all = |pick: fn(&Text) -> &str| wrong.iter().map(pick).collect::<Vec<_>>().join("\n  ");
    Err(Failure::Because(Text::new(
        format!("このままでは始められません。何も書いていません。\n  {}", all(|text| &text.ja)),
        format!("these answers cannot be used; nothing was written.\n  {}", all(|text| &text.en)),
    )))
}

fn kept<T>(flag: &str, read: Result<T, Text>, wrong: &mut Vec<Text>) -> Option<T> {
    read.map_err(|how| wrong.push(Text::new(format!("{flag} {}", how.ja), format!("{flag} {}", how.en)))).ok()
}

/// `ID:NAME:CODE:DATE[:BASIS]`
fn entrusting(ask: &Ask, typed: &str) -> Result<Result<Entrusting, Text>, Failure> {
    let parts = parts(typed, 5);
    let [id, name, code, from, ref basis @ ..] = parts[..] else {
        return Ok(Err(shape(typed, "ID:NAME:CODE:DATE[:BASIS]")));
    };
    let code = value::code(ask, code)?;
    let town = || Ok(Town { id: value::id(id)?, name: value::name(name)?, code: code? });
    let basis = basis.first().map(|basis| basis.trim().to_owned()).filter(|basis| !basis.is_empty());
    Ok(town().and_then(|town| Ok(Entrusting { town, from: value::day(from)?, basis })))
}

fn town_is_new(known: &Known, own: Entrusting) -> Result<Entrusting, Text> {
    known.free(Sort::TownsId, own.town.id.clone())?;
    known.free(Sort::Code, own.town.code.clone())?;
    Ok(own)
}

fn person_is_new(known: &Known, own: Person) -> Result<Person, Text> {
    known.free(Sort::PersonsId, own.id.clone())?;
    known.free(Sort::Email, own.email.clone())?;
    Ok(own)
}

/// `ID:NAME:EMAIL:TITLE`
fn manager(typed: &str) -> Result<Manager, Text> {
    let parts = parts(typed, 4);
    let [id, name, email, title] = parts[..] else { return Err(shape(typed, "ID:NAME:EMAIL:TITLE")) };
    Ok(Manager { person: person(id, name, email)?, title: value::title(title)? })
}

/// `ID:NAME:EMAIL`
fn operator(typed: &str) -> Result<Person, Text> {
    let parts = parts(typed, 3);
    let [id, name, email] = parts[..] else { return Err(shape(typed, "ID:NAME:EMAIL")) };
    person(id, name, email)
}

fn person(id: &str, name: &str, email: &str) -> Result<Person, Text> {
    Ok(Person { id: value::id(id)?, name: value::name(name)?, email: value::email(email)? })
}

fn parts(typed: &str, most: usize) -> Vec<&str> {
    typed.splitn(most, [':', '：']).collect()
}

fn shape(typed: &str, form: &str) -> Text {
    let typed = crate::load::shorten(typed);
    let ja = value_name(form, Lang::Ja);
    Text::new(format!("「{typed}」: {ja} の形で書きます。"), format!("`{typed}`: write it as {form}."))
}

impl Said {
    /// All that is needed, or one message that names every flag that would say what is missing.
    pub fn beginning(self, today: Date, lang: Lang, branch: String) -> Result<Beginning, Failure> {
        let missing = self.missing();
        let starts = self.starts.unwrap_or(today);
        match (self.id, self.name, self.code, self.manager) {
            (Some(id), Some(name), Some(code), Some(manager)) if missing.is_empty() => Ok(Beginning {
                lang,
                trustee: Town { id, name, code },
                entrusting: self.entrusting,
                manager,
                operators: self.operators,
                document: self.document,
                starts,
                adopted: starts.max(today),
                branch,
            }),
            _ => Err(Failure::needs(&missing)),
        }
    }

    fn missing(&self) -> Vec<String> {
        let flags = [
            (self.name.is_none(), "--name NAME"),
            (self.id.is_none(), "--id ID"),
            (self.code.is_none(), "--code CODE"),
            (self.entrusting.is_empty(), "--municipality ID:NAME:CODE:DATE[:BASIS]"),
            (self.manager.is_none(), "--manager ID:NAME:EMAIL:TITLE"),
        ];
        flags.into_iter().filter(|(is_missing, _)| *is_missing).map(|(_, flag)| flag.to_owned()).collect()
    }
}
