//! `daicho build`: renders the ledger as a site that opens from a file share.

use std::io::Write;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::model::text::{Lang, Text};
use crate::report::Narrowed;
use crate::site::{self, Site, SiteError, Written};

use super::Ended;
use super::args::{Args, BuildOptions, SiteOptions};
use super::failure::Failure;
use super::place;
use super::progress::{self, Phase};
use super::world::{Judged, World};

pub fn run(args: &Args, options: &BuildOptions, lang: Lang) -> Result<Ended, Failure> {
    let built = site_of(&args.directory, options)?;
    if !args.quiet {
        let mut stdout = anstream::stdout().lock();
        writeln!(stdout, "{}", done(&built).get(lang))?;
    }
    // What is open is the site's to show; that it was built is what this command is asked for.
    Ok(Ended::NothingOpen)
}

/// A site that was made.
pub struct Made {
    pub site: Site,
    pub as_of: Date,
    pub timezone: TimeZone,
    /// How many findings are open.
    pub open: usize,
}

/// A site that was written.
pub struct Built {
    made: Made,
    out: PathBuf,
    written: Written,
}

/// Writes the site of the ledger at or above a folder.
pub fn site_of(directory: &Path, options: &BuildOptions) -> Result<Built, Failure> {
    let world = World::find(directory, options.rev.as_deref())?;
    let out = out(directory, options, &world)?;
    let made = made(&world, &options.site)?;
    let _shown = progress::during(Phase::Writing);
    let written = site::write(&made.site, &out)?;
    Ok(Built { made, out, written })
}

/// Makes the site of a ledger, or of those of its places that were asked for.
pub fn made(world: &World, options: &SiteOptions) -> Result<Made, Failure> {
    let judged = Judged::of(world, options.as_of, !options.no_history)?;
    let _shown = progress::during(Phase::Rendering);
    let overrides = world.root.join("templates");
    let overrides = (!world.reads_commit()).then_some(overrides.as_path());
    let places = place::registered(&judged.loaded.ledger, &options.place)?;
    let whole = judged.brief();
    let narrowed = (!places.is_empty()).then(|| Narrowed::of(&whole, &places));
    let brief = narrowed.as_ref().map_or(whole, |narrowed| narrowed.brief(&whole));
    Ok(Made {
        site: site::site(&brief, overrides)?,
        as_of: brief.verdict.as_of,
        timezone: brief.ledger.settings.timezone.clone(),
        open: brief.verdict.findings.iter().filter(|finding| finding.is_open()).count(),
    })
}

/// The folder to be written, which is never within what is read.
fn out(directory: &Path, options: &BuildOptions, world: &World) -> Result<PathBuf, Failure> {
    let out = match &options.out {
        Some(out) => directory.join(out),
        None => world.root.join("site"),
    };
    let absolute = std::path::absolute(&out)?;
    let inside = |name: &str| absolute.starts_with(world.root.join(name));
    if inside("records") || inside(".git") {
        let at = out.display();
        return Err(Failure::Because(Text::new(
            format!("{at} は台帳の中なので、書き出しません。別の場所を --out で示してください。"),
            format!("{at} lies within the ledger itself; name another place with --out."),
        )));
    }
    Ok(out)
}

fn done(built: &Built) -> Text {
    let Made { site, as_of, open, .. } = &built.made;
    let Written { changed, removed } = built.written;
    let (files, index) = (site.files.len(), built.out.join("index.html"));
    let index = index.display();
    Text::new(
        format!(
            "{as_of} 現在の{files}ファイルを用意しました(書き出し{changed}件、削除{removed}件。未解決の指摘{open}件)。開くファイル: {index}"
        ),
        format!(
            "{files} files as of {as_of}: {changed} written, {removed} removed ({open} open findings); open {index}"
        ),
    )
}

impl From<SiteError> for Failure {
    fn from(error: SiteError) -> Failure {
        Failure::Because(error.text)
    }
}
