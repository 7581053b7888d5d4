//! Commits whose clock cannot be right.

use crate::history::Commit;
use crate::model::citation::Citation;
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::text::Text;
use crate::rules::bench::Docket;

use super::{Hearing, short};

pub static CLOCK_SUSPECT: Rule = Rule {
    id: "clock-suspect",
    citation: Citation::Ledger,
    basis: Basis::Ledger,
    severity: Severity::Warning,
    title: Text::fixed("コミットの時刻が疑わしい", "a commit's clock is suspect"),
    why: Text::fixed(
        "コミットの時刻は登録した端末の時計によります。前のコミットより前や、まだ来ない時刻は、時計の狂いか作為です。",
        "A commit's time is its terminal's clock's. A time before the commit it follows, or one that has not come, is a wrong clock or a made-up one.",
    ),
    remedy: Text::fixed(
        "端末の時計を合わせてください。わけがあれば管理者に伝えてください。",
        "Set the terminal's clock; if there was a reason, tell the manager.",
    ),
};

/// An hour: what clocks that nobody sets may be apart.
const SLACK: i64 = 3600;

pub fn judge(hearing: &Hearing<'_>, docket: &mut Docket) {
    for commit in hearing.history.commits.iter().filter(|commit| !commit.settled) {
        if let Some(message) = suspect(hearing, commit) {
            docket.findings.push(hearing.of_commit(&CLOCK_SUSPECT, commit, message));
        }
    }
}

fn suspect(hearing: &Hearing<'_>, commit: &Commit) -> Option<Text> {
    let seconds = commit.committer.seconds;
    let parents = commit.parents.iter().map(|parent| &hearing.history.commits[*parent]);
    let later = parents.max_by_key(|parent| parent.committer.seconds);
    if let Some(parent) = later.filter(|parent| parent.committer.seconds.saturating_sub(seconds) > SLACK) {
        let (own, theirs) = (short(&commit.id), short(&parent.id));
        return Some(Text::new(
            format!("コミット {own} の時刻が、その前のコミット {theirs} より1時間以上前です。"),
            format!("commit {own} is dated more than an hour before {theirs}, which it follows."),
        ));
    }
    let ahead = hearing.day(commit).is_none_or(|day| day > hearing.bench.as_of);
    ahead.then(|| {
        let own = short(&commit.id);
        Text::new(
            format!("コミット {own} の時刻が、基準日より後です。"),
            format!("commit {own} is dated after the as-of date."),
        )
    })
}
