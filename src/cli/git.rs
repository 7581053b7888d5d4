//! Committing as whoever is at the terminal would: by their own git, with their own name, signature and hooks.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::cause;
use crate::model::text::Text;

use super::failure::Failure;

/// Commits these files of the work tree, and nothing else that may be staged.
pub fn commit(root: &Path, paths: &[String], message: &str) -> Result<(), Failure> {
    run(root, &["add", "--"], paths)?;
    run(root, &["commit", "--quiet", "-m", message, "--"], paths)
}

fn run(root: &Path, args: &[&str], paths: &[String]) -> Result<(), Failure> {
    let mut git = Command::new("git");
    git.current_dir(root).args(args).args(paths).stdin(Stdio::inherit());
    let status = git.status().map_err(|error| {
        let why = cause::told(&error);
        Failure::Because(Text::new(
            format!("git を実行できません({})。git を入れ、パスに通してください。", why.ja),
            format!("git cannot be run ({}); install it and put it on the path.", why.en),
        ))
    })?;
    if status.success() {
        return Ok(());
    }
    let what = args.first().copied().unwrap_or_default();
    Err(Failure::Because(Text::new(
        format!(
            "git {what} が失敗しました。上の表示に従って直し、改めて git commit してください。書いたファイルはそのままです。"
        ),
        format!("git {what} failed; mend what it says above and run git commit. What was written is still there."),
    )))
}
