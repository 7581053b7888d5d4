//! Waivers (承認): findings that the manager accepts, for a while.
//!
//! A waiver goes by the finding's own day, never by today's: however late one looks, the same findings are covered.

use crate::model::citation::Citation;
use crate::model::rule::{Rule, Severity};

/// What can never be accepted: that nobody was the manager, or that another acted as one.
const NEVER: [&str; 2] = ["manager-absent", "not-the-manager"];

/// Errors cannot be accepted, and history cannot: what is cited as the ledger's own and is no error is a rule of history.
pub fn may_be_waived(rule: &Rule) -> bool {
    rule.severity != Severity::Error && rule.citation != Citation::Ledger && !NEVER.contains(&rule.id)
}
