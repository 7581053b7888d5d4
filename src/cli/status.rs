//! `daicho status`: the operator's first look in the morning.

use std::io::{BufWriter, Write};

use crate::load::recent;
use crate::model::text::Lang;
use crate::print;
use crate::report::status::Status;

use super::Ended;
use super::args::{Args, Format, StatusOptions};
use super::failure::Failure;
use super::place;
use super::recent::Recent;
use super::world::World;

pub fn run(args: &Args, options: &StatusOptions, lang: Lang) -> Result<Ended, Failure> {
    let world = World::find(&args.directory, None)?;
    let mut recent = Recent::of(&world, options.as_of)?;
    let places = place::registered(&recent.loaded.ledger, &options.place)?;
    recent.loaded.ledger.settings.language = lang;
    let verdict = recent.judge();
    let status = Status::of(&recent.brief(&verdict), recent::since(recent.as_of), &places);
    let mut out = BufWriter::new(anstream::stdout().lock());
    match options.format {
        Format::Human => print::status::human(&mut out, &status, lang)?,
        Format::Json => print::status::json(&mut out, &status)?,
    }
    out.flush()?;
    Ok(if status.is_behind() { Ended::FindingsOpen } else { Ended::NothingOpen })
}
