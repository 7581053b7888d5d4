//! `daicho history`: who recorded what when; of one record its whole life.

use std::io::{BufWriter, Write};

use crate::model::text::{Lang, Text};
use crate::print;
use crate::report::past::{self, CommitReport};

use super::Ended;
use super::args::{Args, HistoryOptions};
use super::failure::Failure;
use super::world::{Judged, World};

pub fn run(args: &Args, options: &HistoryOptions, lang: Lang) -> Result<Ended, Failure> {
    let world = World::find(&args.directory, options.rev.as_deref())?;
    let judged = Judged::of(&world, None, true)?.told_in(lang);
    if judged.recorded.is_none() {
        return Err(Failure::no_repository(&world.root));
    }
    let mut commits = past::commits(&judged.brief());
    if let Some(name) = &options.name {
        commits = of_file(commits, name);
        if commits.is_empty() {
            return Err(unknown(name));
        }
    }
    let mut out = BufWriter::new(anstream::stdout().lock());
    print::past::commits(&mut out, &commits, lang)?;
    out.flush()?;
    Ok(Ended::NothingOpen)
}

/// The life of one file, the first commit first, or of all files of a folder.
fn of_file(mut commits: Vec<CommitReport>, name: &str) -> Vec<CommitReport> {
    let name = name.trim_end_matches('/').trim_start_matches("./");
    let below = name.strip_prefix("records/").unwrap_or(name);
    let is_wanted = |path: &str| {
        let own = path.strip_prefix("records/").unwrap_or(path);
        own == below || own.strip_suffix(".toml") == Some(below) || own.starts_with(&format!("{below}/"))
    };
    for commit in &mut commits {
        commit.deeds.retain(|deed| is_wanted(&deed.path));
        commit.findings.retain(|finding| finding.record.as_ref().is_none_or(|record| is_wanted(&record.text)));
    }
    commits.retain(|commit| !commit.deeds.is_empty());
    commits.reverse();
    commits
}

fn unknown(name: &str) -> Failure {
    let name = crate::load::shorten(name);
    Failure::Because(Text::new(
        format!("「{name}」に触れたコミットはありません。記録の番号(町村/2026/10/05-check)かパスで示してください。"),
        format!("no commit touched `{name}`; name a record (PLACE/2026/10/05-check) or a path."),
    ))
}
