//! What a report is made from, and how things are called in its language.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use serde::Serialize;

use crate::calendar::{FiscalYear, Office};
use crate::history::History;
use crate::model::record::Record;
use crate::model::source::Field;
use crate::model::{Citation, Id, Lang, Ledger, Month, Text};
use crate::rules::{Verdict, words};

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
    pub origin: &'a Origin,
    /// Of this program.
    pub version: &'a str,
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

    /// The text in the report's language.
    pub fn say(&self, text: &Text) -> String {
        text.get(self.lang()).to_owned()
    }

    pub fn word(&self, ja: &'static str, en: &'static str) -> String {
        self.say(&Text::fixed(ja, en))
    }

    pub fn name(&self, id: &Id) -> String {
        self.say(&words::name(self.ledger, id))
    }

    /// The name of what a key refers to; a dash where it could not be read.
    pub fn named(&self, field: &Field<Id>) -> String {
        field.as_ref().map_or_else(dash, |id| self.name(id))
    }

    /// 2026年10月5日(月)
    pub fn date(&self, date: Date) -> String {
        self.say(&words::date(date))
    }

    /// 2026年10月5日(月) 8時47分
    pub fn time(&self, time: DateTime) -> String {
        self.say(&words::time(time))
    }

    /// 10月5日(月), where the year stands above.
    pub fn day(&self, date: Date) -> String {
        let weekday = words::weekday(date);
        self.say(&Text::new(
            format!("{}月{}日({})", date.month(), date.day(), weekday.ja),
            format!("{:02}-{:02} ({})", date.month(), date.day(), weekday.en),
        ))
    }

    /// 10月5日(月) 8:47, where the year stands above.
    pub fn day_and_clock(&self, time: DateTime) -> String {
        format!("{} {}", self.day(time.date()), clock(time))
    }

    /// 2026年10月
    pub fn month(&self, month: Month) -> String {
        self.say(&Text::new(format!("{}年{}月", month.year(), month.month()), month.to_string()))
    }

    /// 令和8年度
    pub fn fiscal_year(&self, date: Date) -> String {
        let year = FiscalYear::of(date);
        self.say(&Text::new(year.ja(), year.en()))
    }

    /// A commit's moment in the ledger's time zone.
    pub fn moment(&self, seconds: i64) -> String {
        let timezone = &self.ledger.settings.timezone;
        Timestamp::from_second(seconds)
            .map_or_else(|_| dash(), |moment| self.time(moment.to_zoned(timezone.clone()).datetime()))
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
