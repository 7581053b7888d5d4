//! 全町異常なし? If not: which town, which run, and what was seen; until the screen shows what is so.

use crate::draft::morning::{Entry, Town};
use crate::draft::shape::{Form, Key, Shape};
use crate::draft::value;
use crate::model::text::Text;
use crate::model::{Id, Kind};
use crate::rules::words;

use super::super::{Desk, Failure, question};
use super::screen;

pub fn until_right(desk: &Desk<'_>, person: &Id, towns: &mut [Town]) -> Result<(), Failure> {
    loop {
        let all = towns.iter().flat_map(|town| &town.entries);
        let well = all.clone().all(|entry| entry.result().is_none() || entry.is_ok());
        let question = match well {
            true => Text::fixed("全町異常なし?", "All well everywhere?"),
            false => Text::fixed("ほかは異常なし?", "All else well?"),
        };
        if desk.ask.yes(&question, true)? {
            return Ok(());
        }
        one(desk, towns)?;
        screen::show(desk, person, towns)?;
    }
}

fn one(desk: &Desk<'_>, towns: &mut [Town]) -> Result<(), Failure> {
    let number = towns.len();
    let town = loop {
        let typed = desk.ask.line(&Text::new(
            format!("どの町村(1から{number}、識別子):"),
            format!("Which place (1 to {number}, or its id):"),
        ))?;
        let by_number = typed.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let at = by_number.or_else(|| towns.iter().position(|town| *town.place == *typed));
        if let Some(town) = at.filter(|at| *at < number) {
            break &mut towns[town];
        }
    };
    let entry = entry(desk, town)?;
    let table = Shape::of(Kind::Check).and_then(|shape| shape.table(entry.sort.word()));
    let asked = ["result", entry.sort.time(), "incident", "note"];
    for key in table.into_iter().flat_map(|table| &table.keys).filter(|key| asked.contains(&key.name)) {
        ask(desk, entry, key)?;
    }
    Ok(())
}

/// The run by the day of the month, the backup before the transmission of that day.
fn entry<'t>(desk: &Desk<'_>, town: &'t mut Town) -> Result<&'t mut Entry, Failure> {
    let name = words::name(&desk.recent.loaded.ledger, &town.place);
    for (number, entry) in town.entries.iter().enumerate() {
        let day = words::date(entry.run);
        let word = entry.sort.word();
        desk.ask.say(&Text::new(
            format!("  {} {} {word} {}", number + 1, name.ja, day.ja),
            format!("  {} {} {word} {}", number + 1, name.en, day.en),
        ))?;
    }
    loop {
        let typed = desk.ask.line(&Text::fixed("どの回(番号):", "Which run (its number):"))?;
        let at = typed.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        if let Some(at) = at.filter(|at| *at < town.entries.len()) {
            return Ok(&mut town.entries[at]);
        }
    }
}

/// Asks for one key; an empty answer says nothing, but of the result.
fn ask(desk: &Desk<'_>, entry: &mut Entry, key: &Key) -> Result<(), Failure> {
    let table = entry.sort.word();
    loop {
        let typed = question::meant(table, key, desk.ask.line(&question::of(table, key, " (Enter: ー)"))?);
        entry.said.retain(|(own, _)| own != key.name);
        if typed.is_empty() && !key.required {
            return Ok(());
        }
        match value::literal(key, &typed, entry.run) {
            Ok(literal) if !typed.is_empty() => {
                // A word may have been begun only.
                let whole = literal.trim_matches('"').to_owned();
                let is_word = matches!(key.form, Form::Words(_));
                entry.said.push((key.name.to_owned(), if is_word { whole } else { typed }));
                return Ok(());
            }
            Ok(_) => {}
            Err(how) => desk.ask.say(&how)?,
        }
    }
}
