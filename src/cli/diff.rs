//! `daicho diff A..B`: what a reviewer wants to know of two versions.

use std::io::{BufWriter, Write};

use crate::history::draft::between;
use crate::model::text::{Lang, Text};
use crate::print;
use crate::report::changes;

use super::Ended;
use super::args::{Args, DiffOptions};
use super::failure::Failure;
use super::world::{Judged, World};

pub fn run(args: &Args, options: &DiffOptions, lang: Lang) -> Result<Ended, Failure> {
    let (old, new) = range(&options.range)?;
    let (old, new) = (World::find(&args.directory, Some(old))?, World::find(&args.directory, Some(new))?);
    let (Some(repo), Some(from), Some(upto)) = (&new.repo, old.commit, new.commit) else {
        return Err(Failure::no_repository(&new.root));
    };
    let side = |world| Ok::<Judged, Failure>(Judged::of(world, options.as_of, true)?.told_in(lang));
    let (before, after) = (side(&old)?, side(&new)?);
    let deeds = between(repo, from, upto, &after.loaded.ledger.settings.timezone)?;
    let changes = changes::changes(&before.brief(), &after.brief(), &deeds);
    let mut out = BufWriter::new(anstream::stdout().lock());
    print::changes::changes(&mut out, &changes, lang)?;
    out.flush()?;
    Ok(Ended::NothingOpen)
}

fn range(range: &str) -> Result<(&str, &str), Failure> {
    let (old, new) = range.split_once("..").unwrap_or((range, "HEAD"));
    if old.is_empty() || new.starts_with('.') {
        return Err(Failure::Because(Text::new(
            format!("「{range}」は版の範囲ではありません。A..B の形で書きます(例: HEAD~1..HEAD)。"),
            format!("`{range}` is no range of versions; write A..B, such as HEAD~1..HEAD."),
        )));
    }
    Ok((old, if new.is_empty() { "HEAD" } else { new }))
}
