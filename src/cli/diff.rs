//! `daicho diff A..B`: what a reviewer wants to know of two versions.

use std::io::{BufWriter, Write};

use jiff::civil::Date;

use crate::history::draft::between;
use crate::load::Loaded;
use crate::model::text::{Lang, Text};
use crate::print;
use crate::report::{Brief, Origin, changes};
use crate::rules::{Verdict, judge_with_past};

use super::Ended;
use super::args::{Args, DiffOptions};
use super::failure::Failure;
use super::world::{self, Recorded, World};

pub fn run(args: &Args, options: &DiffOptions, lang: Lang) -> Result<Ended, Failure> {
    let (old, new) = range(&options.range)?;
    let (old, new) = (World::find(&args.directory, Some(old))?, World::find(&args.directory, Some(new))?);
    let (Some(repo), Some(from), Some(upto)) = (&new.repo, old.commit, new.commit) else {
        return Err(Failure::no_repository(&new.root));
    };
    let (before, after) = (Side::of(&old, options.as_of, lang)?, Side::of(&new, options.as_of, lang)?);
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

/// One of the two versions, judged.
struct Side {
    loaded: Loaded,
    recorded: Option<Recorded>,
    verdict: Verdict,
    origin: Origin,
}

impl Side {
    fn of(world: &World, as_of: Option<Date>, lang: Lang) -> Result<Side, Failure> {
        let mut loaded = world.load()?;
        let recorded = world.recorded(&loaded)?;
        let past = recorded.as_ref().map(|recorded| recorded.past(&[]));
        let verdict = judge_with_past(&loaded, past.as_ref(), world::as_of(as_of, &loaded));
        loaded.ledger.settings.language = lang;
        Ok(Side { loaded, recorded, verdict, origin: world.origin()? })
    }

    fn brief(&self) -> Brief<'_> {
        Brief {
            ledger: &self.loaded.ledger,
            verdict: &self.verdict,
            history: self.recorded.as_ref().map(|recorded| &recorded.history),
            chronicle: self.recorded.as_ref().map(|recorded| &recorded.chronicle),
            origin: &self.origin,
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}
