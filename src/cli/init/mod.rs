//! `daicho init`: a ledger for a town that begins, in a new repository or one that is there. What is not known yet is asked for on a
//! terminal or named by flags; no file that is there is changed; and all of it appears in one step or nothing does.

mod ground;
mod known;
mod questions;
mod said;
mod value;
mod words;

use std::fs;
use std::io::Write;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::draft::begin::{self, Page};
use crate::history::Repo;
use crate::model::finding::Fault;
use crate::model::text::{Lang, Text};
use crate::schema;

use super::Ended;
use super::args::{Args, InitOptions};
use super::ask::Ask;
use super::failure::Failure;
use super::hook::install::set_up;
use super::workshop::named;

use ground::Ground;

/// What marks the workshop, should the machine stop while it is there.
const PREFIX: &str = ".daicho-init-";

pub fn run(args: &Args, options: &InitOptions, lang: Lang) -> Result<Ended, Failure> {
    let ground = Ground::at(named(&args.directory, &options.folder))?;
    ground.can_be_written()?;
    let ask = Ask::new(lang);
    let mut said = said::read(options, &ask)?;
    if ask.is_possible {
        questions::fill(&ask, &mut said, today(options))?;
    }
    let beginning = said.beginning(today(options), options.language.unwrap_or(lang), ground.branch())?;
    let records = begin::records(&beginning);
    holds(&begin::faults(&records))?;
    if ask.is_possible && !questions::is_right(&ask, &beginning, &ground)? {
        return Err(Failure::Because(Text::fixed("何も書いていません。", "nothing was written.")));
    }

    let (new, kept): (Vec<Page>, Vec<Page>) = beside().into_iter().partition(|page| ground.lacks(top(&page.path)));
    let made = [records.clone(), new].concat();
    make(&ground, &made)?;
    let is_guarded = ground.repo.as_ref().is_none_or(|repo| set_up(repo).is_ok());
    if !args.quiet {
        let told = words::done(&ground, &beginning, &made, &ground.lacking(&kept), is_guarded);
        let mut out = anstream::stdout().lock();
        writeln!(out, "{}", told.get(lang))?;
        out.flush()?;
    }
    Ok(Ended::NothingOpen)
}

/// Where a ledger of this sort is kept.
fn today(options: &InitOptions) -> Date {
    let zone = TimeZone::get("Asia/Tokyo").unwrap_or(TimeZone::UTC);
    options.now.map_or_else(|| Timestamp::now().to_zoned(zone).date(), DateTime::date)
}

/// Refuses what the reader would not take: of each fault the file, and what is wrong.
fn holds(faults: &[Fault]) -> Result<(), Failure> {
    if faults.is_empty() {
        return Ok(());
    }
    let all = |pick: fn(&Text) -> &str| {
        let lines = faults.iter().map(|fault| format!("\n  {}: {}", fault.source.path, pick(&fault.message)));
        lines.collect::<String>()
    };
    let (ja, en) = (all(|text| &text.ja), all(|text| &text.en));
    Err(Failure::Because(Text::new(
        format!("このままでは台帳になりません。何も書いていません。{ja}"),
        format!("the ledger would not be valid; nothing was written.{en}"),
    )))
}

/// Makes the files, and where there is none the repository, and lets all of it appear; `records` is what makes it a ledger, so it comes last.
fn make(ground: &Ground, pages: &[Page]) -> Result<(), Failure> {
    let workshop = ground.target.workshop(PREFIX)?;
    for page in pages {
        let at = workshop.path().join(&page.path);
        let folder = at.parent().unwrap_or(workshop.path());
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(&at, &page.text));
        written.map_err(|error| Failure::writing(&at, &error))?;
    }
    if ground.repo.is_none() {
        set_up(&Repo::create(workshop.path(), &ground.branch())?)?;
    }
    let mut names: Vec<&str> = pages.iter().map(|page| top(&page.path)).collect();
    names.extend([".git"]);
    names.sort_by_key(|name| *name == "records");
    names.dedup();
    ground.target.install(workshop, &names)
}

/// What lies beside the records: what git is told, and what editors are.
fn beside() -> Vec<Page> {
    let schemas =
        schema::all().into_iter().map(|schema| Page::new(format!("{}/{}", schema::FOLDER, schema.file()), schema.text));
    let editors = schema::editors().into_iter().map(|(path, text)| Page::new(path, text));
    begin::beside().into_iter().chain(editors).chain(schemas).collect()
}

/// What appears in the ledger's own folder.
fn top(path: &str) -> &str {
    path.split_once('/').map_or(path, |(top, _)| top)
}
