//! `daicho record check --all`: the morning's checks of every town, asked about on one screen.
//!
//! No time is invented. When each run ended is read from the data centre's list (`--from`, or where `DAICHO_RESULTS` says), or typed;
//! or the usual times are shown and somebody says that the screen shows them too, which the record then says of itself.

mod exception;
mod screen;

use crate::draft::morning::{self, Entry, Town};
use crate::draft::results::{self, Row};
use crate::draft::shape::Shape;
use crate::draft::value;
use crate::model::Id;
use crate::model::path::Kind;
use crate::model::text::{Lang, Text};

use super::super::{Ended, place};
use super::{Desk, Failure, Page, one, said, who};

pub fn run(desk: &Desk<'_>) -> Result<Ended, Failure> {
    let Some(shape) = Shape::of(Kind::Check).filter(|_| desk.options.kind == Kind::Check) else {
        return Err(Failure::Because(Text::fixed("--all は check だけに使えます。", "--all is for checks alone.")));
    };
    let draft = said::draft(desk.options)?;
    let person = who::person(desk, draft.get("operator"))?;
    let mut towns = towns(desk, &person)?;
    if towns.is_empty() {
        desk.ask.say(&Text::fixed("確認していない分はありません。", "nothing is left to be confirmed."))?;
        return Ok(Ended::NothingOpen);
    }
    apply(&mut towns, rows(desk, &draft)?);
    screen::show(desk, &person, &towns)?;
    if desk.ask.is_possible && !desk.options.yes {
        exception::until_right(desk, &person, &mut towns)?;
    }
    all_well(desk, &mut towns)?;
    times(desk, &mut towns)?;
    let mut pages = Vec::new();
    for town in &towns {
        let terminal = who::terminal(desk, &person, Some(&town.place))?;
        let text = town.draft(&person, &terminal, desk.now).text(shape, desk.now.date()).map_err(Failure::Because)?;
        pages.push(Page { path: one::free(desk, &town.place, desk.now.date(), Kind::Check), text });
    }
    desk.hand_in(&pages, &message(desk, &towns), false)
}

/// The towns that still owe something and that the person may look after.
fn towns(desk: &Desk<'_>, person: &Id) -> Result<Vec<Town>, Failure> {
    let ledger = &desk.recent.loaded.ledger;
    let asked = place::registered(ledger, &desk.options.place)?;
    let mut towns = morning::owed(ledger, &desk.recent.judge(), desk.now.date());
    towns.retain(|town| asked.is_empty() || asked.contains(&town.place));
    let (own, others): (Vec<Town>, Vec<Town>) =
        towns.into_iter().partition(|town| who::may_check(ledger, person, &town.place, desk.now.date()));
    if !others.is_empty() {
        let names = crate::rules::words::names(ledger, others.iter().map(|town| &town.place));
        desk.ask.say(&Text::new(
            format!("指定の範囲にない町村は除きました: {}", names.ja),
            format!("left to others, whose designation covers them: {}", names.en),
        ))?;
    }
    Ok(own)
}

/// What a list, and the flags after it, say of each run.
fn rows(desk: &Desk<'_>, draft: &crate::draft::Draft) -> Result<Vec<Row>, Failure> {
    let by_setting = || std::env::var("DAICHO_RESULTS").ok().filter(|path| !path.is_empty());
    let list = desk.options.from.clone().or_else(by_setting);
    let mut rows = match list {
        Some(path) => results::read(&said::file(&path)?).map_err(Failure::Because)?,
        None => Vec::new(),
    };
    for (table, pairs) in &draft.entries {
        let mut pairs = pairs.clone();
        pairs.push(("kind".to_owned(), table.clone()));
        rows.push(results::row(pairs).map_err(|key| one::needs(&[format!("--entry {table} {key}=…")]))?);
    }
    Ok(rows)
}

/// A later word on a run stands in place of an earlier one. Of runs that are not owed nothing is written.
fn apply(towns: &mut [Town], rows: Vec<Row>) {
    for row in rows {
        let town = towns.iter_mut().find(|town| town.place == row.place);
        let entries = town.map(|town| town.entries.as_mut_slice()).unwrap_or_default();
        if let Some(entry) = entries.iter_mut().find(|entry| entry.sort == row.sort && entry.run == row.run) {
            entry.said = row.said;
        }
    }
}

/// Runs of which nothing else was said went well, by the word of whoever looked; without one there is no word.
fn all_well(desk: &Desk<'_>, towns: &mut [Town]) -> Result<(), Failure> {
    for entry in unsaid(towns) {
        if !desk.ask.is_possible && !desk.options.usual_times {
            return Err(one::needs(&[
                "--from FILE.csv".to_owned(),
                "--usual-times".to_owned(),
                format!("--entry {} place=…,run={},result=…", entry.sort.word(), entry.run),
            ]));
        }
        entry.said.push(("result".to_owned(), "ok".to_owned()));
    }
    Ok(())
}

fn unsaid(towns: &mut [Town]) -> impl Iterator<Item = &mut Entry> {
    towns.iter_mut().flat_map(|town| &mut town.entries).filter(|entry| entry.result().is_none())
}

/// The times that no list told: the usual ones where somebody saw them on the screen, else each as it is typed.
fn times(desk: &Desk<'_>, towns: &mut [Town]) -> Result<(), Failure> {
    if !towns.iter().flat_map(|town| &town.entries).any(Entry::lacks_time) {
        return Ok(());
    }
    let question = Text::fixed(
        "終了・送信の時刻は上の普段の時刻のとおりと、画面で確かめましたか",
        "Did you see on the screen that they ended at the usual times shown above?",
    );
    let usual = desk.options.usual_times || (desk.ask.is_possible && desk.ask.yes(&question, false)?);
    let ledger = &desk.recent.loaded.ledger;
    for town in towns {
        let place = town.place.clone();
        for entry in town.entries.iter_mut().filter(|entry| entry.lacks_time()) {
            let key = entry.sort.time().to_owned();
            match morning::usual(ledger, &place, entry.sort, entry.run).filter(|_| usual) {
                Some(at) => {
                    entry.said.push((key, value::written(at)));
                    entry.said.push(("note".to_owned(), confirmed(ledger.settings.language).to_owned()));
                }
                None => entry.said.push((key, screen::time(desk, &place, entry)?)),
            }
        }
    }
    Ok(())
}

/// What the record says of a time that was confirmed, not copied.
fn confirmed(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "時刻は普段の時刻を画面で確認",
        Lang::En => "the usual time, confirmed on the screen",
    }
}

fn message(desk: &Desk<'_>, towns: &[Town]) -> String {
    format!("{} の確認({}町村)", desk.now.date(), towns.len())
}
