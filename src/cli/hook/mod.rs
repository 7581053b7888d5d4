//! `daicho hook`: what git runs on a server and at a terminal, and the setting up of that.

pub mod install;
mod post_receive;
pub mod pre_commit;
mod pre_receive;

use std::io::{BufRead, stdin};

use crate::gate::Update;
use crate::history::Repo;
use crate::model::text::Text;

use super::Ended;
use super::args::{Args, Hook, HookOptions};
use super::failure::Failure;

pub fn run(args: &Args, options: &HookOptions, lang: crate::model::Lang) -> Result<Ended, Failure> {
    match options.hook {
        Hook::Install => install::run(args, lang),
        Hook::PreCommit => pre_commit::run(),
        Hook::PreReceive => pre_receive::run(),
        Hook::PostReceive => post_receive::run(),
    }
}

/// The lines that git gives a server's hook.
fn updates(repo: &Repo) -> Result<Vec<Update>, Failure> {
    let mut updates = Vec::new();
    for line in stdin().lock().lines() {
        let line = line?;
        let update = Update::parse(&line, repo).ok_or_else(|| {
            Failure::Because(Text::new(
                format!("「{line}」は git がフックに渡す行ではありません。このコマンドは git が実行します。"),
                format!("`{line}` is no line that git gives a hook; this command is run by git."),
            ))
        })?;
        updates.push(update);
    }
    Ok(updates)
}

/// The server's clock.
fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}
