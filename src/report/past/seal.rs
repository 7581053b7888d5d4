//! How a commit's signature stands, and whose key it is.

use std::collections::BTreeMap;

use crate::history::Signature;
use crate::model::{Id, PublicKey, Text};
use crate::rules::history::signatures::{self, public};

use super::super::brief::Brief;
use super::super::mark::{Mark, Tone};

/// What a signature is worth, for counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Worth {
    Good,
    Missing,
    /// It does not hold, or its key is not the author's.
    Bad,
    Unverifiable,
}

#[derive(Clone, Debug)]
pub struct Seal {
    pub worth: Worth,
    pub mark: Mark,
    /// Whose key, or why it cannot be relied on.
    pub note: String,
}

/// Who holds which key, by the registers as they are now.
pub struct Holders<'a>(BTreeMap<PublicKey, Vec<&'a Id>>);

impl<'a> Holders<'a> {
    pub fn of(brief: &Brief<'a>) -> Holders<'a> {
        let mut holders: BTreeMap<PublicKey, Vec<&Id>> = BTreeMap::new();
        for person in &brief.ledger.people {
            for key in person.keys.iter().filter_map(public) {
                holders.entry(key).or_default().push(&person.id.value);
            }
        }
        Holders(holders)
    }

    fn of_key(&self, brief: &Brief<'_>, key: &PublicKey) -> Option<String> {
        let names: Vec<String> = self.0.get(key)?.iter().map(|id| brief.name(id)).collect();
        Some(names.join(brief.comma()))
    }
}

/// The seal of the commit at a place in the history.
pub fn seal(brief: &Brief<'_>, holders: &Holders<'_>, at: usize) -> Seal {
    let signature = brief.chronicle.and_then(|chronicle| chronicle.signatures.get(at));
    match signature.unwrap_or(&Signature::Missing) {
        Signature::Missing => {
            Seal {
                worth: Worth::Missing, mark: brief.mark(Tone::None, "署名なし", "not signed"), note: String::new()
            }
        }
        Signature::Good(key) => good(brief, holders, at, key),
        Signature::Bad(flaw) => {
            Seal { worth: Worth::Bad, mark: brief.mark(Tone::Bad, "無効", "bad"), note: brief.say(&flaw.text()) }
        }
        Signature::Unverifiable(what) => Seal {
            worth: Worth::Unverifiable,
            mark: brief.mark(Tone::Wait, "検証不能", "cannot be checked"),
            note: brief.say(&what.text()),
        },
    }
}

/// The signature holds; whether the key is the author's on that day the rules have judged.
fn good(brief: &Brief<'_>, holders: &Holders<'_>, at: usize, key: &PublicKey) -> Seal {
    let print = key.fingerprint();
    let id = brief.history.and_then(|history| history.commits.get(at)).map(|commit| &commit.id);
    let mut findings = brief.verdict.findings.iter();
    let is_anothers = findings.any(|it| it.rule.id == signatures::BAD.id && it.commit.as_ref() == id);
    let Some(names) = holders.of_key(brief, key) else {
        let note = brief.say(&Text::new(format!("登録のない鍵 {print}"), format!("a key of nobody: {print}")));
        let (worth, tone) = if is_anothers { (Worth::Bad, Tone::Bad) } else { (Worth::Unverifiable, Tone::Look) };
        return Seal { worth, mark: brief.mark(tone, "本人不明", "unknown key"), note };
    };
    let note = format!("{names} {print}");
    if is_anothers {
        return Seal {
            worth: Worth::Bad,
            mark: brief.mark(Tone::Bad, "本人の鍵ではない", "not the author's key"),
            note,
        };
    }
    Seal { worth: Worth::Good, mark: brief.mark(Tone::Good, "有効", "good"), note }
}
