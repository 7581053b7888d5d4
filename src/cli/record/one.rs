//! One record of any kind: from flags, from a file, and where something is missing by questions.

use jiff::civil::{Date, DateTime};

use crate::draft::shape::{Key, Shape};
use crate::draft::{Draft, Pairs, value};
use crate::model::path::Kind;
use crate::model::record::Content;
use crate::model::text::Text;
use crate::model::word::Word;
use crate::model::{Citation, Id};
use crate::report::labels;

use super::super::{Ended, place};
use super::{Desk, Failure, Page, question, said, sound, who};

pub fn run(desk: &Desk<'_>) -> Result<Ended, Failure> {
    let kind = desk.options.kind;
    let Some(shape) = Shape::of(kind) else {
        return Err(Failure::Because(Text::fixed(
            "月の締めは daicho close で行います。",
            "a month is signed off with daicho close.",
        )));
    };
    let place = folder(desk, kind)?;
    let (day, text) = match &desk.options.from {
        Some(from) => written(desk, shape, said::file(from)?)?,
        None => drafted(desk, shape, &place)?,
    };
    let path = free(desk, &place, day, kind);
    let page = Page { path, text };
    if kind == Kind::Check {
        sound::settle(desk, &again(desk, &place, &page))?;
    }
    let id = page.path.trim_start_matches("records/").trim_end_matches(".toml").to_owned();
    desk.hand_in(&[page], &id, false)
}

/// The place in whose folder it belongs: the trustee where the kind leaves no choice.
fn folder(desk: &Desk<'_>, kind: Kind) -> Result<Id, Failure> {
    let ledger = &desk.recent.loaded.ledger;
    let asked = place::registered(ledger, &desk.options.place)?;
    let trustee = ledger.trustee().filter(|_| !kind.belongs_to().municipality);
    match (asked.as_slice(), trustee) {
        ([one], _) => Ok(one.clone()),
        ([], Some(trustee)) => Ok(trustee.clone()),
        ([], None) if desk.ask.is_possible => {
            let typed = desk.ask.line(&Text::fixed("どの町村(識別子):", "Which place (its id):"))?;
            let chosen = place::registered(ledger, &[typed])?;
            chosen.into_iter().next().ok_or_else(|| needs(&["--place PLACE".to_owned()]))
        }
        _ => Err(needs(&["--place PLACE".to_owned()])),
    }
}

/// A record that somebody wrote elsewhere, byte for byte.
fn written(desk: &Desk<'_>, shape: &Shape, text: String) -> Result<(Date, String), Failure> {
    let own = value::times(&text).into_iter().find(|(key, _)| key == shape.time).map(|(_, at)| at.date());
    Ok((own.unwrap_or(desk.now.date()), text))
}

fn drafted(desk: &Desk<'_>, shape: &Shape, place: &Id) -> Result<(Date, String), Failure> {
    let mut draft = said::draft(desk.options)?;
    fill(desk, shape, &mut draft, place)?;
    let missing = draft.missing(shape);
    let of_keys: Vec<String> = missing.iter().filter(|flag| flag.starts_with("--set")).cloned().collect();
    ask_for(desk, "", &shape.keys, &mut draft.keys, &of_keys)?;
    ask_entries(desk, shape, &mut draft)?;
    let missing = draft.missing(shape);
    if !missing.is_empty() {
        return Err(needs(&missing));
    }
    let times = draft.keys.iter().chain(draft.entries.iter().flat_map(|(_, pairs)| pairs));
    let own = times.filter(|(key, _)| key == shape.time).find_map(|(_, typed)| value::time(typed, desk.now.date()));
    let day = own.map_or(desk.now.date(), DateTime::date);
    Ok((day, draft.text(shape, day).map_err(Failure::Because)?))
}

/// What is known without asking: now, who, which terminal.
fn fill(desk: &Desk<'_>, shape: &Shape, draft: &mut Draft, place: &Id) -> Result<(), Failure> {
    let now = value::written(desk.now);
    let has = |keys: &[Key], name: &str| keys.iter().any(|key| key.name == name);
    if has(&shape.keys, shape.time) {
        draft.fill(shape.time, || Some(now.clone()));
    }
    if let Some(key) = shape.person
        && draft.get(key).is_none()
    {
        let person = who::person(desk, None)?;
        draft.fill(key, || Some(person.to_string()));
    }
    let needs_terminal = shape.keys.iter().any(|key| key.name == "terminal" && key.required);
    if needs_terminal && draft.get("terminal").is_none() {
        let person = draft.get("operator").and_then(Id::parse);
        let terminal = person.map(|person| who::terminal(desk, &person, Some(place))).transpose()?;
        draft.fill("terminal", || terminal);
    }
    for (table, pairs) in &mut draft.entries {
        let keys = shape.table(table).map(|table| table.keys.as_slice()).unwrap_or_default();
        let lacks = |pairs: &Pairs, name: &str| has(keys, name) && crate::draft::text::get(pairs, name).is_none();
        for time in [shape.time, "at"] {
            if lacks(pairs, time) {
                pairs.push((time.to_owned(), now.clone()));
            }
        }
        if lacks(pairs, "by") {
            pairs.push(("by".to_owned(), who::person(desk, None)?.to_string()));
        }
    }
    Ok(())
}

/// Asks for each key that is missing; leaves it missing where nobody can be asked.
pub fn ask_for(
    desk: &Desk<'_>,
    table: &str,
    keys: &[Key],
    pairs: &mut Pairs,
    missing: &[String],
) -> Result<(), Failure> {
    if missing.is_empty() {
        return Ok(());
    }
    if !desk.ask.is_possible {
        return Err(needs(missing));
    }
    for key in keys.iter().filter(|key| missing.iter().any(|flag| flag.contains(&format!(" {}=", key.name)))) {
        loop {
            let typed = question::meant(table, key, desk.ask.line(&question::of(table, key, ""))?);
            match value::literal(key, &typed, desk.now.date()) {
                Ok(_) if !typed.is_empty() => {
                    pairs.push((key.name.to_owned(), typed));
                    break;
                }
                Ok(_) => {}
                Err(how) => desk.ask.say(&how)?,
            }
        }
    }
    Ok(())
}

/// Where a record needs an entry and has none: the items of an inspection's subject each, else one entry.
fn ask_entries(desk: &Desk<'_>, shape: &Shape, draft: &mut Draft) -> Result<(), Failure> {
    for table in shape.tables.iter().filter(|table| table.required && desk.ask.is_possible) {
        if draft.entries.iter().any(|(name, _)| name == table.name) {
            continue;
        }
        let subject = draft.get("subject").and_then(crate::model::record::Subject::from_word);
        let items: Vec<Option<&(&str, Citation)>> = match subject {
            Some(subject) => subject.items().iter().map(Some).collect(),
            None => vec![None],
        };
        for item in items {
            let mut pairs: Pairs = item.map(|(id, _)| ("id".to_owned(), (*id).to_owned())).into_iter().collect();
            if let Some((id, citation)) = item {
                let (name, of) = (labels::item(id), citation.label());
                desk.ask.say(&Text::new(format!("{} ({})", name.ja, of.ja), format!("{} ({})", name.en, of.en)))?;
            }
            let lacks = table.keys.iter().filter(|key| key.required && (item.is_none() || key.name != "id"));
            let missing: Vec<String> = lacks.map(|key| format!("--entry {} {}=…", table.name, key.name)).collect();
            ask_for(desk, table.name, &table.keys, &mut pairs, &missing)?;
            draft.entries.push((table.name.to_owned(), pairs));
        }
    }
    Ok(())
}

/// The first name of that day that is not taken.
pub fn free(desk: &Desk<'_>, place: &Id, day: Date, kind: Kind) -> String {
    let stem = format!("records/{place}/{}-{}", day.strftime("%Y/%m/%d"), kind.word());
    let names = std::iter::once(format!("{stem}.toml")).chain((2..).map(|number| format!("{stem}-{number}.toml")));
    let is_free = |path: &String| desk.world.root.join(path).symlink_metadata().is_err();
    names.into_iter().find(is_free).unwrap_or(stem)
}

/// Runs that somebody has confirmed already.
fn again(desk: &Desk<'_>, place: &Id, page: &Page) -> Vec<Text> {
    let known = |table: &str, run: Date| {
        desk.recent.loaded.ledger.records.values().filter(|record| record.path.place == *place).any(|record| {
            let Content::Check(check) = &record.content else { return false };
            let is_run = |own: &crate::model::Field<Date>| own.as_ref().is_some_and(|own| own.value == run);
            match table {
                "backup" => check.backups.iter().any(|own| is_run(&own.run)),
                _ => check.transmissions.iter().any(|own| is_run(&own.run)),
            }
        })
    };
    let runs = value::runs(&page.text).into_iter().filter(|(table, run)| known(table, *run));
    let doubt = |(table, run): (String, Date)| {
        Text::new(
            format!("{run} の {table} はもう確認されています。"),
            format!("the {table} of {run} is confirmed already."),
        )
    };
    runs.map(doubt).collect()
}

/// One error that names the flags.
pub fn needs(flags: &[String]) -> Failure {
    let flags = flags.join(", ");
    Failure::Because(Text::new(
        format!("足りないものがあります。次のように指定してください: {flags}"),
        format!("something is missing; say it with: {flags}"),
    ))
}
