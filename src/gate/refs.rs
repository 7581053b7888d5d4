//! Refs and how they may move: a branch only forward, a tag not at all.

use crate::history::receipts::REFERENCE as RECEIPTS;
use crate::history::{GitError, Oid, Repo};
use crate::model::text::Text;

use super::content;

/// One line that git gives a server's hook: `<old> <new> <ref>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// `None` for a ref that is new.
    pub old: Option<Oid>,
    /// `None` for a ref that is to go.
    pub new: Option<Oid>,
    pub reference: String,
}

impl Update {
    /// Reads a line; `None` where it is not of that form.
    pub fn parse(line: &str, repo: &Repo) -> Option<Update> {
        let mut words = line.trim_end().splitn(3, ' ');
        let (old, new, reference) = (words.next()?, words.next()?, words.next()?);
        let id = |word: &str| {
            let none = word.bytes().all(|digit| digit == b'0');
            repo.id(word).map(|id| (!none).then_some(id))
        };
        Some(Update { old: id(old)?, new: id(new)?, reference: reference.to_owned() })
    }

    pub fn is_branch(&self) -> bool {
        self.reference.starts_with("refs/heads/")
    }

    /// Why the ref may not move so.
    pub(super) fn refusal(&self, repo: &Repo, branch: &str) -> Result<Option<Text>, GitError> {
        let name = &self.reference;
        let moved = |ja: &str, en: &str| Some(Text::new(format!("{name}: {ja}"), format!("{name}: {en}")));
        Ok(match (self.old, self.new) {
            _ if name.starts_with("refs/replace/") && self.new.is_some() => moved(
                "refs/replace は、履歴の見え方を変えるため受け付けません。git replace -d で消してください。",
                "refs/replace changes what the history seems to be and is not accepted. Remove it with git replace -d.",
            ),
            _ if name.starts_with("refs/daicho/") => moved(
                &format!("{RECEIPTS} などの受領の記録は、サーバーだけが書きます。push から外してください。"),
                &format!("receipts ({RECEIPTS}) are written by the server alone. Leave them out of the push."),
            ),
            (Some(_), _) if name.starts_with("refs/tags/") => moved(
                "一度公開したタグは、動かすことも消すこともできません。新しい名前で付けてください。",
                "a tag that was published is neither moved nor deleted. Give a new one another name.",
            ),
            (_, None) if name == branch => {
                moved("台帳のブランチは消せません。", "the ledger's branch cannot be deleted.")
            }
            (Some(old), Some(new)) if name == branch && !repo.is_behind(old, new)? => moved(
                "履歴を作り直した push は受け付けません。git pull で取り込んでから、もう一度 push してください(--force は使いません)。",
                "a push that rewrites history is not accepted. Take in what is there with git pull, and push again (without --force).",
            ),
            _ => None,
        })
    }
}

/// The ledger's branch, by the settings before the push; of a new ledger by its own.
pub(super) fn branch(repo: &Repo, updates: &[Update]) -> Result<String, GitError> {
    let of = |id: Oid| content::ledger(repo, id).map(|ledger| format!("refs/heads/{}", ledger.settings.git.branch));
    let mut names = Vec::new();
    for update in updates.iter().filter(|update| update.is_branch()) {
        if let Some(id) = update.old.or(update.new) {
            names.push((of(id)?, update.reference.clone()));
        }
    }
    let own = names.iter().find(|(branch, reference)| branch == reference).or(names.first());
    Ok(own.map_or_else(|| "refs/heads/main".to_owned(), |(branch, _)| branch.clone()))
}
