//! `daicho demo`: makes the sample ledger, with its history and its site, for a newcomer to look at.

use std::io::Write;
use std::path::Path;

use jiff::civil::Date;

use crate::demo::{Plan, ReplayError, facts, plan, replay, sample};
use crate::model::text::{Lang, Text};

use super::args::{Args, BuildOptions, DemoOptions, SiteOptions};
use super::failure::Failure;
use super::progress::{self, Phase};
use super::workshop::{Target, named};
use super::{Ended, build};

pub fn run(args: &Args, options: &DemoOptions, lang: Lang) -> Result<Ended, Failure> {
    let target = Target::at(named(&args.directory, &options.folder))?;
    if !target.is_free() {
        return Err(occupied(&target.folder));
    }
    let facts = facts().ok_or_else(damaged)?;
    let plan = plan(&sample::files(), &facts).ok_or_else(damaged)?;

    let workshop = target.workshop(".daicho-demo-")?;
    let shown = progress::during(Phase::Replaying);
    replay(&plan, workshop.path()).map_err(|error| failure(&error, &target))?;
    drop(shown);
    build::site_of(workshop.path(), &as_of(plan.last_day))?;
    // `records` is what makes it a ledger, so it comes last.
    target.install(workshop, &["site", ".gitignore", ".git", "records"])?;

    if !args.quiet {
        let mut out = anstream::stdout().lock();
        writeln!(out, "{}", done(&target.folder, &plan).get(lang))?;
        out.flush()?;
    }
    Ok(Ended::NothingOpen)
}

/// The sample is looked at as of its own last day, whatever today is.
fn as_of(day: Date) -> BuildOptions {
    BuildOptions { site: SiteOptions { as_of: Some(day), ..SiteOptions::default() }, ..BuildOptions::default() }
}

fn done(folder: &Path, plan: &Plan) -> Text {
    let (at, page) = (folder.display(), folder.join("site").join("index.html"));
    let (page, commits, last_day) = (page.display(), plan.commits.len(), plan.last_day);
    Text::new(
        format!(
            "見本の台帳を {at} に作りました（コミット {commits} 件）。\n\
             ブラウザーで開く: {page}\n\
             次に試す: daicho -C {at} check --as-of {last_day}"
        ),
        format!(
            "The sample ledger is in {at} ({commits} commits).\n\
             Open in a browser: {page}\n\
             Try next: daicho -C {at} check --as-of {last_day}"
        ),
    )
}

fn occupied(at: &Path) -> Failure {
    let at = at.display();
    Failure::Because(Text::new(
        format!(
            "{at} には既に何かあります。見本は空のフォルダーにだけ作ります。別の名前を付けるか（例: daicho demo mihon）、{at} を片付けてください。"
        ),
        format!(
            "something is at {at} already, and the sample is only made in an empty folder; give another name (daicho demo sample), or clear {at}."
        ),
    ))
}

fn damaged() -> Failure {
    Failure::Because(Text::fixed(
        "このプログラムに収めた見本が読めません。プログラムを入れ直してください。",
        "the sample in this program cannot be read; install the program anew.",
    ))
}

fn failure(error: &ReplayError, target: &Target) -> Failure {
    match error {
        ReplayError::File(at, error) => Failure::writing(at, error),
        ReplayError::Git(error) => {
            let at = target.folder.display();
            Failure::Because(Text::new(
                format!("{at} に git のリポジトリを作れません。空き容量と権限を確かめてください。"),
                format!("cannot make a git repository at {at} ({error}); check the free space and the permissions."),
            ))
        }
    }
}
