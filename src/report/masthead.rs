//! What stands at the head and foot of every page: whose ledger, as of when, from which commit, and how to make it again.

use serde::Serialize;

use crate::model::Text;
use crate::rules::words;

use super::brief::{Brief, Origin};
use super::past;

#[derive(Clone, Debug, Serialize)]
pub struct Masthead {
    pub lang: &'static str,
    pub title: String,
    pub trustee: String,
    pub as_of: String,
    /// 2026-11-20
    pub as_of_iso: String,
    pub commit: Option<String>,
    pub commit_short: Option<String>,
    /// Where the commit is shown.
    pub commit_href: Option<String>,
    pub version: String,
    /// What the pages were made from, in a sentence.
    pub made_from: String,
    /// The command that makes them again.
    pub command: String,
    /// What the reader must know before believing anything.
    pub notices: Vec<String>,
}

/// The first digits of a commit's id: enough for git to find it in any ledger.
pub fn short(id: &str) -> String {
    crate::rules::history::short(id).to_owned()
}

pub fn masthead(brief: &Brief<'_>) -> Masthead {
    let settings = &brief.ledger.settings;
    let commit = brief.origin.commit().map(str::to_owned);
    let untitled = || brief.word("管理台帳", "Ledger");
    Masthead {
        lang: brief.lang().tag(),
        title: settings.title.as_ref().map_or_else(untitled, |title| title.value.clone()),
        trustee: trustee(brief),
        as_of: brief.date(brief.as_of()),
        as_of_iso: brief.as_of().to_string(),
        commit_short: commit.as_deref().map(short),
        commit_href: commit.as_deref().map(|id| past::href_of(brief, id)),
        commit,
        version: brief.version.to_owned(),
        made_from: made_from(brief),
        command: command(brief),
        notices: notices(brief),
    }
}

/// And, on a municipality's own site, whose it is.
fn trustee(brief: &Brief<'_>) -> String {
    let trustee = brief.ledger.trustee().map(|id| brief.say(&words::name(brief.ledger, id))).unwrap_or_default();
    let Some(scope) = brief.scope else { return trustee };
    let places: Vec<String> = scope.places.iter().map(|id| brief.name(id)).collect();
    let places = places.join(brief.comma());
    brief.say(&Text::new(format!("{trustee}({places}の分)"), format!("{trustee} (for {places})")))
}

fn made_from(brief: &Brief<'_>) -> String {
    let text = match brief.origin {
        Origin::Commit(id) => Text::new(format!("コミット {id} の記録"), format!("the records of commit {id}")),
        Origin::WorkTree { on } => Text::new(
            format!("作業フォルダーの記録(コミット {on} に、まだコミットされていない変更を加えたもの)"),
            format!("the records of a work tree: commit {on} with changes that are not committed"),
        ),
        Origin::Folder => {
            Text::fixed("フォルダーの記録(git の履歴なし)", "the records of a folder, without git history")
        }
    };
    brief.say(&text)
}

fn command(brief: &Brief<'_>) -> String {
    let rev = match brief.origin {
        Origin::Commit(id) => format!(" --rev {id}"),
        Origin::WorkTree { .. } | Origin::Folder => String::new(),
    };
    let history = if brief.history.is_none() && brief.origin.commit().is_some() { " --no-history" } else { "" };
    let places = brief.scope.map(|scope| scope.places.as_slice()).unwrap_or_default();
    let places: String = places.iter().map(|id| format!(" --place {id}")).collect();
    format!("daicho build{rev} --as-of {}{places}{history}", brief.as_of())
}

fn notices(brief: &Brief<'_>) -> Vec<String> {
    let of_history = brief.history.is_some_and(|history| !history.incomplete.is_empty());
    let of_chronicle = brief.chronicle.is_some_and(|chronicle| !chronicle.incomplete.is_empty());
    let incomplete = of_history || of_chronicle;
    let uncommitted = matches!(brief.origin, Origin::WorkTree { .. });
    let notice = |holds: bool, ja, en| holds.then(|| brief.word(ja, en));
    [
        notice(
            incomplete,
            "git の履歴が完全ではありません。記録した人と時は、残っている履歴の範囲で示しています。",
            "The git history is not complete; who recorded what is shown as far as it reaches.",
        ),
        notice(
            uncommitted,
            "まだコミットされていない変更を含む下書きです。",
            "This is a draft: it holds changes that are not committed.",
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}
