//! What a rule is: a stable name, the words of the regulation it rests on, and its own words for people.
//!
//! Each rule is a `static` beside the code that judges it; `rules::catalogue` lists them all.

use serde::Serialize;

use super::citation::Citation;
use super::text::Text;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The record itself cannot be accepted.
    Error,
    /// A duty is not met, or the evidence for it is missing.
    Violation,
    /// Not a breach, but the manager should look.
    Warning,
}

impl Severity {
    pub fn label(self) -> Text {
        match self {
            Severity::Error => Text::fixed("誤り", "error"),
            Severity::Violation => Text::fixed("違反", "violation"),
            Severity::Warning => Text::fixed("注意", "warning"),
        }
    }
}

/// What a rule rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// An article demands the thing (要領).
    Regulation,
    /// The house's own standard (運用基準), which the article does not name.
    Policy,
    /// Form and history of the ledger (台帳).
    Ledger,
}

impl Basis {
    pub fn label(self) -> Text {
        match self {
            Basis::Regulation => Text::fixed("要領", "regulation"),
            Basis::Policy => Text::fixed("運用基準", "house standard"),
            Basis::Ledger => Text::fixed("台帳", "ledger"),
        }
    }
}

/// A rule of the catalogue.
#[derive(Debug)]
pub struct Rule {
    /// Stable: other programs read it.
    pub id: &'static str,
    pub citation: Citation,
    pub basis: Basis,
    pub severity: Severity,
    /// The fault, named in a few words.
    pub title: Text,
    /// Why it matters.
    pub why: Text,
    /// What to do.
    pub remedy: Text,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Rule) -> bool {
        self.id == other.id
    }
}

impl Eq for Rule {}
