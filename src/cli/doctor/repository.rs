//! The repository: whose it is, on which branch, whole or not, with which hooks and ends of lines.

use std::fs;

use crate::history::{self, Repo};
use crate::load::Loaded;
use crate::model::text::Text;
use crate::rules::history::incompleteness;

use super::super::failure::Failure;
use super::super::hook::install::elsewhere;
use super::super::world::World;
use super::Point;

/// Lines of `.gitattributes` that keep a record as it is, whatever the machine's settings are.
const KEPT: [&str; 3] = ["/records/** -text", "records/** -text", "* -text"];

const WHAT: Text = Text::fixed("リポジトリ", "repository");

/// The message says what to do itself.
pub fn not_opened(failure: &Failure) -> Point {
    let text = failure.text();
    Point::look(WHAT, Text::fixed("使えません", "cannot be used"), text)
}

pub fn none(world: &World) -> Point {
    let at = world.root.display();
    Point::look(
        WHAT,
        Text::new(format!("{at} は git のリポジトリではありません"), format!("{at} is no git repository")),
        Text::fixed("git init し、記録を git commit してください。", "run git init and commit the records."),
    )
}

pub fn opened(repo: &Repo) -> Point {
    let at = repo.root().display();
    // Another's repository is not opened at all: then the error names safe.directory.
    Point::good(WHAT, Text::new(format!("{at}(所有者と形式に問題なし)"), format!("{at} (owner and format are fine)")))
}

pub fn branch(repo: &Repo, loaded: &Loaded) -> Point {
    let what = Text::fixed("ブランチ", "branch");
    let wanted = &loaded.ledger.settings.git.branch;
    match (repo.branch(), repo.head()) {
        (Some(name), Ok(Some(_))) if name == *wanted => Point::good(what, Text::same(name)),
        (Some(name), Ok(Some(_))) => Point::look(
            what,
            Text::new(format!("{name}(台帳は {wanted})"), format!("{name} (the ledger's is {wanted})")),
            Text::same(format!("git switch {wanted}")),
        ),
        (_, Ok(None)) => Point::look(
            what,
            Text::fixed("まだコミットがありません", "there is no commit yet"),
            Text::fixed("記録を git add して git commit してください。", "git add the records and git commit."),
        ),
        (None, Ok(Some(_))) => Point::look(
            what,
            Text::fixed("どのブランチにもいません(detached HEAD)", "on no branch (detached HEAD)"),
            Text::same(format!("git switch {wanted}")),
        ),
        (_, Err(error)) => Point::look(what, Text::fixed("HEAD が読めません", "HEAD cannot be read"), error.text),
    }
}

/// Whether all of the history is there.
pub fn whole(world: &World) -> Option<Point> {
    let what = Text::fixed("履歴", "history");
    let (repo, head) = (world.repo.as_ref()?, world.commit?);
    Some(match history::walk(repo, head) {
        Ok(history) => match incompleteness(&history.incomplete.iter().collect::<Vec<_>>()) {
            None => {
                let number = history.commits.len();
                Point::good(
                    what,
                    Text::new(format!("コミット{number}件、欠けなし"), format!("{number} commits, none missing")),
                )
            }
            Some(told) => Point::look(
                what,
                told,
                Text::fixed(
                    "浅い複製なら git fetch --unshallow、壊れていれば git fsck で確かめて控えから戻してください。",
                    "of a shallow clone run git fetch --unshallow; of a broken one look with git fsck and restore from a copy.",
                ),
            ),
        },
        Err(error) => Point::look(what, Text::fixed("読めません", "cannot be read"), error.text),
    })
}

/// Ours, or somebody's that call ours.
pub fn hooks(repo: &Repo) -> Point {
    let what = Text::fixed("フック", "hooks");
    let names: &[&str] = if repo.is_bare() { &["pre-receive", "post-receive"] } else { &["pre-commit"] };
    let other = elsewhere(repo);
    let folder = other.clone().unwrap_or_else(|| repo.folder().join("hooks"));
    let calls_us = |name: &&&str| {
        let call = format!("hook {name}");
        fs::read_to_string(folder.join(name)).is_ok_and(|text| text.contains("daicho") && text.contains(&call))
    };
    let missing: Vec<&str> = names.iter().filter(|name| !calls_us(name)).copied().collect();
    if missing.is_empty() {
        return Point::good(what, Text::same(names.join(", ")));
    }
    let missing = missing.join(", ");
    let told = match other {
        Some(other) => {
            let other = other.display();
            Text::new(
                format!("{missing} が {other} にありません(git は core.hooksPath のフックを使います)"),
                format!("{missing} missing in {other}, whose hooks git uses (core.hooksPath)"),
            )
        }
        None => Text::new(format!("{missing} がありません"), format!("{missing} missing")),
    };
    Point::look(what, told, Text::same("daicho hook install"))
}

/// Records are kept byte for byte; git must not change their ends of lines on the way.
pub fn line_ends(repo: &Repo) -> Point {
    let what = Text::fixed("改行", "line endings");
    let attributes = fs::read_to_string(repo.root().join(".gitattributes")).unwrap_or_default();
    if attributes.lines().any(|line| KEPT.contains(&line.trim())) {
        return Point::good(
            what,
            Text::fixed("git は改行を変えません(.gitattributes)", "git leaves them as they are (.gitattributes)"),
        );
    }
    match repo.setting("core.autocrlf").as_deref() {
        None | Some("false" | "input") => {
            Point::good(what, Text::fixed("git は改行を変えません", "git leaves them as they are"))
        }
        Some(value) => Point::look(
            what,
            Text::new(
                format!("core.autocrlf = {value}: 取り出すときに改行が変わります"),
                format!("core.autocrlf = {value} changes them on checkout"),
            ),
            Text::same("git config core.autocrlf false"),
        ),
    }
}
