//! `daicho demo`: makes the sample ledger, with its history and its site, for a newcomer to look at.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use tempfile::TempDir;

use crate::demo::{Plan, ReplayError, facts, plan, replay, sample};
use crate::model::text::{Lang, Text};

use super::args::{Args, BuildOptions, DemoOptions};
use super::failure::Failure;
use super::progress::{self, Phase};
use super::{Ended, build};

pub fn run(args: &Args, options: &DemoOptions, lang: Lang) -> Result<Ended, Failure> {
    let target = Target::at(named(&args.directory, &options.folder))?;
    let facts = facts().ok_or_else(damaged)?;
    let plan = plan(&sample::files(), &facts).ok_or_else(damaged)?;

    let workshop = target.workshop()?;
    let shown = progress::during(Phase::Replaying);
    replay(&plan, workshop.path()).map_err(|error| failure(&error, &target))?;
    drop(shown);
    build::site_of(workshop.path(), &as_of(plan.last_day))?;
    target.install(workshop)?;

    if !args.quiet {
        let mut out = anstream::stdout().lock();
        writeln!(out, "{}", done(&target.folder, &plan).get(lang))?;
        out.flush()?;
    }
    Ok(Ended::NothingOpen)
}

/// The sample is looked at as of its own last day, whatever today is.
fn as_of(day: Date) -> BuildOptions {
    BuildOptions { as_of: Some(day), ..BuildOptions::default() }
}

/// The folder as it was named on the command line.
fn named(directory: &Path, folder: &Path) -> PathBuf {
    if directory == Path::new(".") { folder.to_owned() } else { directory.join(folder) }
}

/// Where the sample is to stand: a folder that is not there, or has nothing in it.
struct Target {
    folder: PathBuf,
    is_there: bool,
}

impl Target {
    fn at(folder: PathBuf) -> Result<Target, Failure> {
        let is_there = match fs::read_dir(&folder).map(|mut entries| entries.next().is_none()) {
            Ok(true) => true,
            Ok(false) => return Err(occupied(&folder)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => return Err(occupied(&folder)),
            Err(error) => return Err(Failure::reading(&folder, &error)),
        };
        Ok(Target { folder, is_there })
    }

    /// A folder on the same disk in which everything is made before any of it shows; gone when the work fails.
    fn workshop(&self) -> Result<TempDir, Failure> {
        let beside = match self.folder.parent() {
            _ if self.is_there => self.folder.as_path(),
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            Some(_) | None => Path::new("."),
        };
        fs::create_dir_all(beside).map_err(|error| writing(beside, &error))?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(".daicho-demo-");
        // It becomes an ordinary folder, for whomever the user's own mask lets in.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
        let made = builder.tempdir_in(beside);
        made.map_err(|error| writing(beside, &error))
    }

    /// Puts what was made in its place.
    fn install(&self, workshop: TempDir) -> Result<(), Failure> {
        if !self.is_there {
            fs::rename(workshop.path(), &self.folder).map_err(|error| writing(&self.folder, &error))?;
            // Nothing of that name is left to be removed.
            let _ = workshop.keep();
            return Ok(());
        }
        // The folder stays, for whoever stands in it, and what was made in it moves up. `records` is what makes it a
        // ledger, so it comes last.
        let mut moved = Vec::new();
        for name in ["site", ".gitignore", ".git", "records"] {
            let (from, to) = (workshop.path().join(name), self.folder.join(name));
            if !from.exists() {
                continue;
            }
            if let Err(error) = fs::rename(&from, &to) {
                for (from, to) in moved {
                    // What failed once may fail again; the first failure is the one to be told.
                    let _ = fs::rename(to, from);
                }
                return Err(writing(&self.folder, &error));
            }
            moved.push((from, to));
        }
        Ok(())
    }
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
        ReplayError::File(at, error) => writing(at, error),
        ReplayError::Git(error) => {
            let at = target.folder.display();
            Failure::Because(Text::new(
                format!("{at} に git のリポジトリを作れません（{error}）。空き容量と権限を確かめてください。"),
                format!("cannot make a git repository at {at} ({error}); check the free space and the permissions."),
            ))
        }
    }
}

fn writing(at: &Path, error: &io::Error) -> Failure {
    let at = at.display();
    Failure::Because(Text::new(
        format!("{at} に書き込めません（{error}）。空き容量と権限を確かめてください。"),
        format!("cannot write to {at} ({error}); check the free space and the permissions."),
    ))
}
