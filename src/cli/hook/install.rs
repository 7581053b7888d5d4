//! `daicho hook install`: on a server the two hooks of a push, and git's own refusals; at a terminal the hook of a commit.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::history::Repo;
use crate::model::text::{Lang, Text};
use crate::shell;

use super::super::args::Args;
use super::{Ended, Failure};

/// The second line of every hook that daicho wrote.
pub const OURS: &str = "# daicho hook install";

pub fn run(args: &Args, lang: Lang) -> Result<Ended, Failure> {
    let (folder, names) = set_up(&repo(&args.directory)?)?;
    let mut out = anstream::stdout().lock();
    writeln!(out, "{}", done(&folder, names).get(lang))?;
    Ok(Ended::NothingOpen)
}

/// Writes the hooks of a repository, and tells where and which.
pub fn set_up(repo: &Repo) -> Result<(PathBuf, &'static [&'static str]), Failure> {
    let program = std::env::current_exe()?;
    let names: &'static [&'static str] =
        if repo.is_bare() { &["pre-receive", "post-receive"] } else { &["pre-commit"] };
    let folder = repo.folder().join("hooks");
    if let Some(other) = elsewhere(repo) {
        return Err(unheard(&other, &folder));
    }
    for name in names {
        refuse_foreign(&folder.join(name))?;
    }
    fs::create_dir_all(&folder)?;
    for name in names {
        write_hook(&folder.join(name), &program, name)?;
    }
    if repo.is_bare() {
        repo.set_flags(&["receive.fsckObjects", "receive.denyNonFastForwards", "receive.denyDeletes"])?;
    }
    Ok((folder, names))
}

/// Where git looks for hooks instead, by `core.hooksPath`.
pub fn elsewhere(repo: &Repo) -> Option<PathBuf> {
    let other = repo.root().join(repo.path_setting("core.hooksPath")?);
    let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    (whole(&other) != whole(&repo.folder().join("hooks"))).then_some(other)
}

fn unheard(other: &Path, own: &Path) -> Failure {
    let (other, fix) = (other.display(), format!("git config core.hooksPath {}", shell::word(own)));
    Failure::Because(Text::new(
        format!(
            "git は {other} のフックを使う設定(core.hooksPath)なので、ここに置いても働きません。このリポジトリだけ元に戻すには {fix} としてからもう一度実行し、戻せなければ、そのフックの中から daicho hook を呼んでください。"
        ),
        format!(
            "git uses the hooks in {other} (core.hooksPath), so one set up here would not run; undo that for this repository with {fix} and run this again, or call daicho hook from within those."
        ),
    ))
}

fn repo(directory: &Path) -> Result<Repo, Failure> {
    let from = directory.canonicalize().map_err(|error| Failure::reading(directory, &error))?;
    for root in from.ancestors() {
        if let Some(repo) = Repo::open(root)? {
            return Ok(repo);
        }
    }
    Err(Failure::no_repository(&from))
}

/// A hook that somebody else wrote is not ours to replace.
fn refuse_foreign(hook: &Path) -> Result<(), Failure> {
    match fs::read_to_string(hook) {
        Ok(text) if text.lines().nth(1) != Some(OURS) => Err(foreign(hook)),
        Err(error) if error.kind() == std::io::ErrorKind::InvalidData => Err(foreign(hook)),
        Ok(_) | Err(_) => Ok(()),
    }
}

fn foreign(hook: &Path) -> Failure {
    let at = hook.display();
    Failure::Because(Text::new(
        format!("{at} には別のフックがあります。退避するか、その中から daicho hook を呼んでください。"),
        format!("another hook is at {at}; move it away, or call daicho hook from within it."),
    ))
}

fn write_hook(hook: &Path, program: &Path, name: &str) -> Result<(), Failure> {
    let program = program.to_string_lossy().replace('\'', r"'\''");
    fs::write(hook, format!("#!/bin/sh\n{OURS}\nexec '{program}' hook {name}\n"))?;
    #[cfg(unix)]
    fs::set_permissions(hook, std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
    Ok(())
}

fn done(folder: &Path, names: &[&str]) -> Text {
    let (at, names) = (folder.display(), names.join(", "));
    Text::new(format!("{at} にフックを置きました({names})。"), format!("set up in {at}: {names}."))
}
