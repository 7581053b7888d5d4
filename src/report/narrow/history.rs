//! The history, narrowed: a commit that touched others alone is blank. Its id and its place in the line of descent remain, or who
//! brought what could no longer be followed; it touched nothing here, so that no page tells of it.

use std::collections::BTreeSet;

use crate::history::{Chronicle, Commit, History, Signature, Who};
use crate::model::path::record_id;
use crate::model::{Id, Text};

use super::cut::Cut;
use super::deeds::Told;
use super::registers::stand_in;

/// What stands for the message of a commit that touched others too.
const SHARED: Text = Text::fixed("(共通の登録)", "(a shared commit)");

/// Which commits are told of, and what they did.
pub struct Past {
    pub told: BTreeSet<usize>,
    chronicle: Option<Chronicle>,
    /// Commits that did something here that is not told.
    partly: BTreeSet<usize>,
    /// Files that a commit changed for others alone.
    others: BTreeSet<(usize, String)>,
}

impl Past {
    pub fn of(cut: &Cut<'_>, history: Option<&History>, chronicle: Option<&Chronicle>) -> Past {
        let (mut told, mut partly, mut others) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let chronicle = chronicle.map(|chronicle| {
            let mut deeds = Vec::new();
            for deed in &chronicle.deeds {
                let Told { deed: own, is_whole } = cut.deed(deed);
                if !is_whole || cut.is_trimmed_at(&deed.path) {
                    partly.insert(deed.commit);
                }
                match own {
                    Some(own) => {
                        told.insert(own.commit);
                        deeds.push(own);
                    }
                    None => _ = others.insert((deed.commit, deed.path.clone())),
                }
            }
            // A file that is moved stands elsewhere among those of its commit.
            deeds.sort_by(|a, b| (a.commit, &a.path).cmp(&(b.commit, &b.path)));
            Chronicle { deeds, incomplete: chronicle.incomplete.clone(), ..Chronicle::default() }
        });
        for change in history.map(|history| history.changes.as_slice()).unwrap_or_default() {
            if !cut.kept.keeps_path(&change.path) {
                partly.insert(change.commit);
            } else if history.is_some_and(|history| history.commits[change.commit].truncated) {
                told.insert(change.commit);
            }
        }
        Past { told, chronicle, partly, others }
    }

    /// Who made the commits that are told of, as far as the register knows them.
    pub fn people(&self, cut: &Cut<'_>, history: Option<&History>) -> BTreeSet<Id> {
        let commits = history.map(|history| history.commits.as_slice()).unwrap_or_default();
        let told = self.told.iter().filter_map(|at| commits.get(*at));
        told.flat_map(|commit| [&commit.author, &commit.committer]).filter_map(|who| cut.person_of(who)).collect()
    }

    pub fn narrowed(self, cut: &Cut<'_>, history: &History, signatures: &[Signature]) -> (History, Option<Chronicle>) {
        let History { commits, changes, receipts, incomplete, .. } = history;
        let signed = |at: usize| match signatures.get(at) {
            Some(signature) if self.told.contains(&at) => signature.clone(),
            Some(_) | None => Signature::Missing,
        };
        let signatures = (0..commits.len()).map(signed).collect();
        let own: Vec<Commit> = commits.iter().enumerate().map(|(at, commit)| self.commit(cut, at, commit)).collect();
        let kept = changes.iter().filter(|change| !self.others.contains(&(change.commit, change.path.clone())));
        let changes = kept.filter_map(|change| {
            let path = cut.path(&change.path)?;
            Some(crate::history::Change { path, ..change.clone() })
        });
        let received: BTreeSet<i64> = own.iter().filter_map(|commit| commit.received).collect();
        let receipts = receipts.iter().filter(|receipt| receipt.is_lost || received.contains(&receipt.seconds));
        let receipts = receipts.map(|receipt| crate::history::Receipt {
            reference: cut.words(&receipt.reference),
            pusher: cut.words(&receipt.pusher),
            ..receipt.clone()
        });
        let history = History::new(own, changes.collect(), receipts.collect(), incomplete.clone());
        (history, self.chronicle.map(|chronicle| Chronicle { signatures, ..chronicle }))
    }

    fn commit(&self, cut: &Cut<'_>, at: usize, commit: &Commit) -> Commit {
        let Commit { id, parents, truncated, author, committer, settled, received, summary } = commit;
        let bare = Commit {
            id: id.clone(),
            parents: parents.clone(),
            truncated: *truncated,
            settled: *settled,
            ..Commit::default()
        };
        if !self.told.contains(&at) {
            return bare;
        }
        let shared = || SHARED.get(cut.lang).to_owned();
        Commit {
            author: cut.who(author),
            committer: cut.who(committer),
            received: *received,
            summary: if self.partly.contains(&at) { shared() } else { cut.words(summary) },
            ..bare
        }
    }
}

impl Cut<'_> {
    fn is_trimmed_at(&self, path: &str) -> bool {
        let record = record_id(path).and_then(|id| self.kept.ledger.records.get(id));
        record.is_some_and(|record| self.is_trimmed(record))
    }

    fn who(&self, who: &Who) -> Who {
        let Who { name, email, seconds, offset_minutes } = who;
        let (name, email) = match self.person_of(who) {
            Some(person) => (String::new(), stand_in(&person)),
            None => (self.words(name), self.words(email)),
        };
        Who { name, email, seconds: *seconds, offset_minutes: *offset_minutes }
    }

    /// Whose e-mail it is, by the register.
    fn person_of(&self, who: &Who) -> Option<Id> {
        let is_theirs = |email: &str| email.eq_ignore_ascii_case(&who.email);
        let mut people = self.kept.ledger.people.iter();
        let person = people.find(|person| person.emails.iter().any(|email| is_theirs(&email.value)));
        person.map(|person| person.id.value.clone())
    }
}

/// Every folder below `records/` that the history knows.
pub fn folders(history: Option<&History>) -> BTreeSet<Id> {
    let changes = history.map(|history| history.changes.as_slice()).unwrap_or_default();
    changes.iter().filter_map(|change| super::kept::folder(&change.path)).collect()
}
