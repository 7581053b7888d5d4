//! How far a machine can see whether the words of a citation are kept.

use crate::model::Citation;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// It says what a word means; nothing is owed by it.
    Definition,
    /// Rules judge it from the records.
    Judged,
    /// Rules judge a part of it; for the rest there is the manager's word.
    Partly,
    /// No machine can see it: there is the manager's word, or nothing.
    Word,
    /// The municipalities' own care (関係町村の責務).
    Municipalities,
    /// An article that says nothing beside its paragraphs.
    Whole,
}

impl Nature {
    pub fn of(citation: Citation) -> Nature {
        match citation {
            Citation::Article { article: 2, .. } => Nature::Definition,
            Citation::Article { article: 5..=8, paragraph: None, item: None } => Nature::Whole,
            // 個人情報の保護に万全の注意, and who looks on while a password is typed: care that leaves no record.
            Citation::Article { article: 7, paragraph: Some(3), .. }
            | Citation::Article { article: 8, paragraph: Some(4), .. } => Nature::Word,
            // What was written down or is known to have leaked can be seen; what was whispered cannot.
            Citation::Article { article: 8, paragraph: Some(3), .. } => Nature::Partly,
            Citation::Article { article: 9, .. } => Nature::Municipalities,
            Citation::Article { .. }
            | Citation::TableServer(_)
            | Citation::TableMedia
            | Citation::TableProgram
            | Citation::Supplementary
            | Citation::Ledger => Nature::Judged,
        }
    }

    pub fn needs_word(self) -> bool {
        match self {
            Nature::Word | Nature::Partly => true,
            Nature::Definition | Nature::Judged | Nature::Municipalities | Nature::Whole => false,
        }
    }
}
