//! `daicho hook pre-commit`: judges what is staged, before it is committed.

use std::io::Write;

use crate::gate::{self, Now};
use crate::history::Repo;
use crate::model::text::Text;
use crate::print;

use super::{Ended, Failure, now};

pub fn run() -> Result<Ended, Failure> {
    let repo = Repo::of_hook()?;
    let ruling = gate::staged(&repo, &email(&repo), Now { seconds: now() })?;
    let mut out = anstream::stderr().lock();
    print::gate::ruling(&mut out, &ruling, &Text::fixed("このコミット", "this commit"))?;
    out.flush()?;
    Ok(if ruling.lets_in() { Ended::NothingOpen } else { Ended::FindingsOpen })
}

/// Whose commit it would be: as git tells its hooks, else as git is set up.
pub fn email(repo: &Repo) -> String {
    let told = std::env::var("GIT_AUTHOR_EMAIL").ok().filter(|email| !email.is_empty());
    told.or_else(|| repo.email()).unwrap_or_default()
}
