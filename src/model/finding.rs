//! Faults and findings: what is wrong, where, and whose it is.
//!
//! A [`Fault`] is what reading a file brings up: a rule and a place in the text. A [`Finding`] is a judgement: it has a place of the
//! ledger, a date and a state. `rules` turns the first into the second.

use std::sync::Arc;

use jiff::civil::Date;

use super::citation::Citation;
use super::id::Id;
use super::rule::{Basis, Rule, Severity};
use super::source::{Position, Source, Span};
use super::text::Text;

/// Something wrong with a file as such.
#[derive(Clone, Debug)]
pub struct Fault {
    pub rule: &'static Rule,
    pub source: Arc<Source>,
    /// `None` where the fault is the file's as a whole.
    pub span: Option<Span>,
    pub message: Text,
    /// The first day of the register's entry in which the fault stands.
    pub entry_day: Option<Date>,
}

/// Open or accepted for a while by the manager.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    Open,
    Waived,
}

/// A judgement on one duty or one record.
#[derive(Clone, Debug)]
pub struct Finding {
    pub rule: &'static Rule,
    /// The rule's own, or that of the item it speaks of.
    pub citation: Citation,
    /// The rule's own, or [`Basis::Policy`] where the article reaches less far than the rule.
    pub basis: Basis,
    pub state: State,
    pub place: Option<Id>,
    /// The day that the duty or the record belongs to.
    pub date: Option<Date>,
    /// A record's id: its path under `records/` without `.toml`.
    pub record: Option<String>,
    /// The file, and the span in it where there is one.
    pub source: Option<Arc<Source>>,
    pub span: Option<Span>,
    /// Set on findings of history: the commit, in hex.
    pub commit: Option<String>,
    pub message: Text,
}

impl Finding {
    /// A finding about a duty of a place on a day, with no place in a file.
    pub fn of_duty(rule: &'static Rule, place: Option<Id>, date: Option<Date>, message: Text) -> Finding {
        Finding {
            rule,
            citation: rule.citation,
            basis: rule.basis,
            state: State::Open,
            place,
            date,
            record: None,
            source: None,
            span: None,
            commit: None,
            message,
        }
    }

    pub fn severity(&self) -> Severity {
        self.rule.severity
    }

    pub fn path(&self) -> Option<&str> {
        self.source.as_ref().map(|source| source.path.as_str())
    }

    pub fn position(&self) -> Option<Position> {
        Some(self.source.as_ref()?.position(self.span?.start))
    }

    pub fn is_open(&self) -> bool {
        self.state == State::Open
    }

    /// The order in which findings are told: place, date, rule, path, line.
    pub fn order(&self) -> impl Ord + use<> {
        let place = self.place.clone();
        let path = self.path().map(str::to_owned);
        let commit = self.commit.clone();
        (place, self.date, self.rule.id, path, self.position(), commit, self.message.en.clone())
    }
}
