//! The one screen: who looks, and every town's runs with what is known of each.

use jiff::civil::Date;

use crate::draft::morning::{self, Entry, Sort, Town};
use crate::draft::value;
use crate::model::Id;
use crate::model::text::Text;
use crate::rules::words;

use super::super::{Desk, Failure, one, who};

pub fn show(desk: &Desk<'_>, person: &Id, towns: &[Town]) -> Result<(), Failure> {
    let ledger = &desk.recent.loaded.ledger;
    let (when, name) = (words::time(desk.now), words::name(ledger, person));
    desk.ask.say(&Text::new(format!("{}  {}", when.ja, name.ja), format!("{}  {}", when.en, name.en)))?;
    for (number, town) in towns.iter().enumerate() {
        let name = words::name(ledger, &town.place);
        let told: Vec<Text> = Sort::ALL.into_iter().filter_map(|sort| runs(desk, town, sort)).collect();
        let join = |pick: fn(&Text) -> &str| told.iter().map(pick).collect::<Vec<_>>().join("  ");
        let terminal = who::terminal(desk, person, Some(&town.place))?;
        let number = number + 1;
        desk.ask.say(&Text::new(
            format!("{number:>2} {}  {}  {terminal}", name.ja, join(|text| &text.ja)),
            format!("{number:>2} {}  {}  {terminal}", name.en, join(|text| &text.en)),
        ))?;
    }
    Ok(())
}

/// バックアップ 20(金) 21(土) 23:31頃
fn runs(desk: &Desk<'_>, town: &Town, sort: Sort) -> Option<Text> {
    let own: Vec<&Entry> = town.entries.iter().filter(|entry| entry.sort == sort).collect();
    let last = own.last()?;
    let label = match sort {
        Sort::Backup => Text::fixed("バックアップ", "backup"),
        Sort::Transmission => Text::fixed("送信", "transmission"),
    };
    let told: Vec<Text> = own.iter().map(|entry| run(entry)).collect();
    let join = |pick: fn(&Text) -> &str| told.iter().map(pick).collect::<Vec<_>>().join(" ");
    let unknown = own.iter().any(|entry| entry.result().is_none() || entry.lacks_time());
    let usual = morning::usual(&desk.recent.loaded.ledger, &town.place, sort, last.run).filter(|_| unknown);
    let usual = usual.map_or(Text::default(), |at| {
        let clock = at.strftime("%H:%M");
        Text::new(format!("(普段 {clock})"), format!(" (usually {clock})"))
    });
    Some(Text::new(
        format!("{} {}{}", label.ja, join(|text| &text.ja), usual.ja),
        format!("{} {}{}", label.en, join(|text| &text.en), usual.en),
    ))
}

/// 20(金), and what is known to be otherwise than well.
fn run(entry: &Entry) -> Text {
    let day = day(entry.run);
    match entry.result().filter(|_| !entry.is_ok()) {
        Some(result) => Text::new(format!("{}={result}", day.ja), format!("{}={result}", day.en)),
        None => day,
    }
}

fn day(date: Date) -> Text {
    let weekday = words::weekday(date);
    Text::new(format!("{}({})", date.day(), weekday.ja), format!("{} {}", weekday.en, date.day()))
}

/// When a run ended, as it is typed.
pub fn time(desk: &Desk<'_>, place: &Id, entry: &Entry) -> Result<String, Failure> {
    if !desk.ask.is_possible {
        return Err(one::needs(&[
            format!("--entry {} place={place},run={},result=…,{}=…", entry.sort.word(), entry.run, entry.sort.time()),
            "--usual-times".to_owned(),
        ]));
    }
    let (name, day) = (words::name(&desk.recent.loaded.ledger, place), words::date(entry.run));
    let key = entry.sort.time();
    loop {
        let typed = desk.ask.line(&Text::new(
            format!("{} {} {key} (23:41):", name.ja, day.ja),
            format!("{} {} {key} (23:41):", name.en, day.en),
        ))?;
        if let Some(at) = value::time(&typed, entry.run) {
            return Ok(value::written(at));
        }
    }
}
