//! `daicho check`: judges the records and tells what is open.

use std::io::{self, BufWriter, Write};
use std::path::{Component, Path, PathBuf};

use jiff::Timestamp;
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
    let judged =
        || if options.staged { staged(&world, &loaded, options.as_of) } else { whole(options, &world, &loaded, as_of) };
    let verdict = judged()?;
    wanted.are_there(&world, &verdict)?;
    let verdict = verdict.only(|finding| wanted.includes(finding));

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
fn staged(world: &World, loaded: &Loaded, asked: Option<Date>) -> Result<Verdict, Failure> {
    let Some(repo) = &world.repo else { return Err(Failure::no_repository(&world.root)) };
    let now = Now { seconds: asked.map_or_else(|| Timestamp::now().as_second(), |day| end_of(day, loaded)) };
    let ruling = gate::staged(repo, &pre_commit::email(repo), now)?;
    Ok(Verdict::of_findings(world::as_of(asked, loaded), ruling.findings.into_iter().chain(ruling.noticed).collect()))
}

/// The last second of a day, in the ledger's time zone.
fn end_of(day: Date, loaded: &Loaded) -> i64 {
    let zone = loaded.ledger.settings.timezone.clone();
    let next = day.tomorrow().and_then(|next| next.to_zoned(zone));
    // No day of the calendar's years is without a morrow.
    next.map_or(i64::MAX, |next| next.timestamp().as_second() - 1)
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
        let of_path = self.paths.is_empty() || finding.path().is_some_and(|path| self.is_within(path));
        of_place && of_month && of_sort && of_path
    }

    fn is_within(&self, path: &str) -> bool {
        self.paths.iter().any(|wanted| is_within(path, wanted))
    }

    /// A path may be asked for that is in no work tree: of a revision, or of a record that is gone. One that nothing tells of is mistyped.
    fn are_there(&self, world: &World, verdict: &Verdict) -> Result<(), Failure> {
        let is_told =
            |wanted: &str| verdict.findings.iter().filter_map(Finding::path).any(|path| is_within(path, wanted));
        let untold = |wanted: &&String| {
            (world.reads_commit() || world.root.join(wanted).symlink_metadata().is_err()) && !is_told(wanted)
        };
        let unknown: Vec<&String> = self.paths.iter().filter(untold).collect();
        if unknown.is_empty() {
            return Ok(());
        }
        let files = world.files()?;
        let is_there = |wanted: &&&String| files.iter().any(|file| is_within(&file.path, wanted));
        match unknown.iter().find(|wanted| !is_there(wanted)) {
            None => Ok(()),
            Some(wanted) => Err(Failure::reading(&world.root.join(wanted), &io::ErrorKind::NotFound.into())),
        }
    }
}

fn is_within(path: &str, wanted: &str) -> bool {
    path.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || wanted.is_empty() || rest.starts_with('/'))
}

/// A path given on the command line, below the ledger's root and `/`-separated.
fn below_root(directory: &Path, path: &Path, root: &Path) -> Result<String, Failure> {
    let from = directory.canonicalize().map_err(|error| Failure::reading(directory, &error))?;
    let full = from.join(path);
    // What is not there leads through no links.
    let full = full.canonicalize().unwrap_or_else(|_| plain(&full));
    let below = full.strip_prefix(root).map_err(|_| Failure::no_ledger(&full))?;
    let parts = below.components().map(|part| part.as_os_str().to_string_lossy());
    Ok(parts.collect::<Vec<_>>().join("/"))
}

/// Without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut plain, part| {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => plain.push(part),
        }
        plain
    })
}
