//! When the commits reached the server (受領): whoever commits pushes within a few minutes, and what cannot be pushed waits.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Zoned};

use super::facts::Outage;
use super::group::Group;
use super::plan::Commit;

/// From a commit to its push.
const TO_PUSH: SignedDuration = SignedDuration::from_mins(2);

/// One push, as the server saw it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Push {
    /// By the server's clock.
    pub at: Zoned,
    /// The place of the branch's new head among the commits.
    pub head: usize,
    pub pusher: String,
}

/// The pushes that took these commits in, the first one first.
pub fn pushes(commits: &[Commit], groups: &[Group<'_>], outages: &[Outage], timezone: &TimeZone) -> Vec<Push> {
    let mut pushes = Vec::new();
    for (head, (commit, group)) in commits.iter().zip(groups).enumerate() {
        let mut at = commit.time.saturating_add(TO_PUSH);
        for outage in outages {
            let until = outage.until.to_zoned(timezone.clone()).ok();
            let is_out = outage.from <= at.datetime() && at.datetime() < outage.until;
            at = until.filter(|_| is_out).unwrap_or(at);
        }
        let next = commits.get(head + 1).zip(groups.get(head + 1));
        if let Some((next, of)) = next {
            // One goes on and pushes both; another can only build on what was pushed.
            if next.time <= at && of.by().id == group.by().id {
                continue;
            }
            at = at.min(next.time.clone());
        }
        pushes.push(Push { at, head, pusher: group.by().id.value.to_string() });
    }
    pushes
}
