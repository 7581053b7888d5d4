//! `daicho hook post-receive`: writes down what was taken in, when by this server's clock, and from whom as far as it knows.

use crate::history::Repo;
use crate::history::receipts;

use super::{Ended, Failure, now, updates};

/// Where servers tell who pushed, the surest first.
const PUSHER: [&str; 6] = ["GL_USERNAME", "GITEA_PUSHER_NAME", "FORGEJO_PUSHER_NAME", "REMOTE_USER", "LOGNAME", "USER"];

pub fn run() -> Result<Ended, Failure> {
    let repo = Repo::of_hook()?;
    let pusher = PUSHER.into_iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    for update in updates(&repo)?.iter().filter(|update| update.is_branch()) {
        receipts::append(&repo, &update.reference, update.old, update.new, pusher.as_deref().unwrap_or("-"), now())?;
    }
    Ok(Ended::NothingOpen)
}
