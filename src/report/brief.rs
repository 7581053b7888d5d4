//! What a report is made from, and what of it is shown.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime};
use serde::Serialize;

use crate::calendar::Office;
use crate::history::{Chronicle, History};
use crate::model::record::Record;
use crate::model::source::Field;
use crate::model::{Citation, Id, Lang, Ledger};
use crate::rules::Verdict;

use super::address;

/// Where the records were read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Exactly what this commit holds.
    Commit(String),
    /// A work tree that differs from the commit it stands on.
    WorkTree { on: String },
    /// A folder that is in no repository, or in one without a commit.
    Folder,
}

impl Origin {
    pub fn commit(&self) -> Option<&str> {
        match self {
            Origin::Commit(id) | Origin::WorkTree { on: id } => Some(id),
            Origin::Folder => None,
        }
    }
}

/// All that a report is made from.
#[derive(Clone, Copy)]
pub struct Brief<'a> {
    pub ledger: &'a Ledger,
    pub verdict: &'a Verdict,
    pub history: Option<&'a History>,
    pub chronicle: Option<&'a Chronicle>,
    pub origin: &'a Origin,
    /// Of this program.
    pub version: &'a str,
    /// What all of it was narrowed to; `None` of a whole ledger.
    pub scope: Option<&'a Scope>,
}

/// Whose site it is, where it is not everybody's.
#[derive(Clone, Debug)]
pub struct Scope {
    /// In the order in which they were asked for, each once.
    pub places: Vec<Id>,
    /// Incidents that touched others too.
    pub shared: BTreeSet<String>,
}

/// A text that leads somewhere.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    pub text: String,
    /// A path from the site's root; `None` where there is nothing to be led to.
    pub href: Option<String>,
}

impl<'a> Brief<'a> {
    pub fn lang(&self) -> Lang {
        self.ledger.settings.language
    }

    pub fn as_of(&self) -> Date {
        self.verdict.as_of
    }

    pub fn citation(&self, citation: Citation) -> Link {
        Link { text: self.say(&citation.label()), href: address::citation(citation) }
    }

    /// The record of this id, where it is shown.
    pub fn record(&self, id: &str) -> Option<&'a Record> {
        self.ledger.records.get(id).filter(|record| self.is_shown(record))
    }

    /// Records of a known place, of what had been done by the as-of date.
    pub fn is_shown(&self, record: &Record) -> bool {
        self.is_place(&record.path.place) && record.done_on() <= self.as_of()
    }

    pub fn is_place(&self, id: &Id) -> bool {
        self.ledger.municipality(id).is_some() || self.ledger.settings.is_trustee(id)
    }

    /// The entrusting municipalities in the register's order, then the trustee.
    pub fn places(&self) -> Vec<&'a Id> {
        let mut places: Vec<&Id> = Vec::new();
        let entrusting = self.ledger.entrusting().map(|municipality| &municipality.id.value);
        for id in entrusting.chain(self.ledger.trustee()) {
            if !places.contains(&id) {
                places.push(id);
            }
        }
        places
    }

    /// The business days of a place.
    pub fn office(&self, place: &Id) -> Office {
        let closures = self.ledger.settings.closures();
        Office {
            ledger: closures.map(|(from, closures)| (from, closures.clone())).collect(),
            own: self.ledger.municipality(place).map(|place| place.closed.clone()).unwrap_or_default(),
        }
    }
}

/// 8:47
pub fn clock(time: DateTime) -> String {
    format!("{}:{:02}", time.hour(), time.minute())
}

/// 18,230
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// What stands where nothing is known.
pub fn dash() -> String {
    "ー".to_owned()
}

/// A text as it was written; a dash where it could not be read.
pub fn written(field: &Field<String>) -> String {
    field.as_ref().map_or_else(dash, |text| text.value.clone())
}
