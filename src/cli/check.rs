//! `daicho check`: judges the records and tells what is open.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::gate::{self, Now};
use crate::load::Loaded;
use crate::model::finding::Finding;
use crate::model::rule::Severity;
use crate::model::text::Lang;
use crate::print;
use crate::rules::{Verdict, judge_with_past};

use super::Ended;
use super::args::{Args, CheckFormat, CheckOptions, Deny, Only};
use super::failure::Failure;
use super::hook::pre_commit;
use super::place;
use super::progress::{self, Phase};
use super::world::{self, World};

pub fn run(args: &Args, options: &CheckOptions, lang: Lang) -> Result<Ended, Failure> {
    let world = World::find(&args.directory, options.rev.as_deref())?;
    let loaded = world.load()?;
    let as_of = world::as_of(options.as_of, &loaded);
    let wanted = Wanted::of(args, options, &world)?;
    place::known(&loaded.ledger, &options.place)?;
    let judged = || if options.staged { staged(&world, as_of) } else { whole(options, &world, &loaded, as_of) };
    let verdict = judged()?.only(|finding| wanted.includes(finding));

    let mut out = BufWriter::new(anstream::stdout().lock());
    match options.format {
        CheckFormat::Human => print::human::verdict(&mut out, &verdict, &loaded.ledger, lang, detail(args))?,
        CheckFormat::Json => print::json::verdict(&mut out, &verdict, world.commit.map(|id| id.to_string()), lang)?,
        CheckFormat::Sarif => print::sarif::verdict(&mut out, &verdict, world.commit.map(|id| id.to_string()), lang)?,
        CheckFormat::Github => print::github::verdict(&mut out, &verdict, lang)?,
        CheckFormat::Junit => print::junit::verdict(&mut out, &verdict, options.deny.is_some(), lang)?,
    }
    out.flush()?;
    Ok(ended(&verdict, options))
}

fn whole(options: &CheckOptions, world: &World, loaded: &Loaded, as_of: Date) -> Result<Verdict, Failure> {
    let recorded = if options.only.is_none() { world.recorded(loaded)? } else { None };
    let _shown = progress::during(Phase::Judging);
    let past = recorded.as_ref().map(|recorded| recorded.past(&options.anchor));
    Ok(judge_with_past(loaded, past.as_ref(), as_of))
}

/// What the hook of a commit would say.
fn staged(world: &World, as_of: Date) -> Result<Verdict, Failure> {
    let Some(repo) = &world.repo else { return Err(Failure::no_repository(&world.root)) };
    let now = Now { seconds: jiff::Timestamp::now().as_second() };
    let ruling = gate::staged(repo, &pre_commit::email(repo), now)?;
    Ok(Verdict::of_findings(as_of, ruling.findings.into_iter().chain(ruling.noticed).collect()))
}

fn detail(args: &Args) -> print::human::Detail {
    match (args.quiet, args.verbose) {
        (true, _) => print::human::Detail::Summary,
        (false, false) => print::human::Detail::Open,
        (false, true) => print::human::Detail::All,
    }
}

fn ended(verdict: &Verdict, options: &CheckOptions) -> Ended {
    let counts = &verdict.summary;
    let warnings = options.deny.map_or(0, |Deny::Warnings| counts.warnings);
    if counts.errors + counts.violations + warnings > 0 { Ended::FindingsOpen } else { Ended::NothingOpen }
}

/// Which findings were asked for.
struct Wanted<'a> {
    options: &'a CheckOptions,
    /// Below the ledger's root.
    paths: Vec<String>,
}

impl<'a> Wanted<'a> {
    fn of(args: &Args, options: &'a CheckOptions, world: &World) -> Result<Wanted<'a>, Failure> {
        let below = |path: &PathBuf| below_root(&args.directory, path, &world.root);
        Ok(Wanted { options, paths: options.paths.iter().map(below).collect::<Result<_, _>>()? })
    }

    fn includes(&self, finding: &Finding) -> bool {
        let CheckOptions { place, month, only, .. } = self.options;
        let of_place =
            place.is_empty() || finding.place.as_ref().is_some_and(|own| place.iter().any(|id| **id == **own));
        let of_month = month.is_none_or(|month| finding.date.is_some_and(|date| month.period().contains(date)));
        let of_sort = only.is_none_or(|Only::Records| finding.severity() == Severity::Error);
        let within =
            |path: &str| self.paths.iter().any(|wanted| path == wanted || path.starts_with(&format!("{wanted}/")));
        let of_path = self.paths.is_empty() || finding.path().is_some_and(within);
        of_place && of_month && of_sort && of_path
    }
}

/// A path given on the command line, below the ledger's root and `/`-separated.
fn below_root(directory: &Path, path: &Path, root: &Path) -> Result<String, Failure> {
    let full = directory.join(path).canonicalize().map_err(|error| Failure::reading(path, &error))?;
    let below = full.strip_prefix(root).map_err(|_| Failure::no_ledger(&full))?;
    let parts = below.components().map(|part| part.as_os_str().to_string_lossy());
    Ok(parts.collect::<Vec<_>>().join("/"))
}
