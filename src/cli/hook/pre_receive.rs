//! `daicho hook pre-receive`: lets a push in, or says why not. Run by git on the server, with the pushed objects set apart.

use std::io::Write;

use crate::gate::{self, Now};
use crate::history::Repo;
use crate::model::text::Text;
use crate::print;

use super::{Ended, Failure, now, updates};

pub fn run() -> Result<Ended, Failure> {
    let repo = Repo::of_hook()?;
    let ruling = gate::push(&repo, &updates(&repo)?, Now { seconds: now() })?;
    let mut out = anstream::stderr().lock();
    print::gate::ruling(&mut out, &ruling, &Text::fixed("この push ", "this push"))?;
    out.flush()?;
    Ok(if ruling.lets_in() { Ended::NothingOpen } else { Ended::FindingsOpen })
}
