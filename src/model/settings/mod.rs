//! The ledger's settings (`ledger.toml`): who, when, and the house's own standards (運用基準).
//!
//! Every number here is the house's, never the regulation's. What changes over time is kept by the day from which it holds, so that
//! an earlier month stays as it was judged.

mod standards;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::closures::Closures;
use super::id::Id;
use super::rule::Rule;
use super::source::{At, Field, Span};
use super::text::Lang;

pub use standards::{Amendment, ClosureChanges, Limit, Owed, Standards};

/// A finding that the manager accepts, for a while.
#[derive(Clone, Debug)]
pub struct Waiver {
    pub span: Span,
    pub rule: Field<String>,
    pub place: Field<Id>,
    pub from: Field<Date>,
    pub until: Field<Date>,
    pub reason: Field<String>,
    pub approved_by: Field<Id>,
    pub approved_at: Field<Date>,
}

impl Waiver {
    pub fn covers(&self, rule: &Rule, place: &Id, date: Date) -> bool {
        let named = |field: &Field<String>| field.as_ref().is_some_and(|at| at.value == rule.id);
        let since = self.from.as_ref().is_some_and(|from| from.value <= date);
        let still = self.until.as_ref().is_some_and(|until| date <= until.value);
        named(&self.rule) && self.place.as_ref().is_some_and(|at| at.value == *place) && since && still
    }
}

/// `[git]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GitSettings {
    pub branch: String,
    pub require_signatures: bool,
}

impl Default for GitSettings {
    fn default() -> GitSettings {
        GitSettings { branch: "main".into(), require_signatures: false }
    }
}

/// `ledger.toml`
#[derive(Clone, Debug)]
pub struct Settings {
    /// The file is there and cannot be read: nothing can be judged by it.
    pub unread: bool,
    pub title: Field<String>,
    /// The trustee (受託町): the town that keeps this ledger.
    pub trustee: Field<Id>,
    pub language: Lang,
    pub timezone: TimeZone,
    /// The first day for which evidence is owed.
    pub starts: Option<Date>,
    /// The first day kept in git.
    pub adopted: Option<Date>,
    pub section_head_titles: Vec<At<String>>,
    /// By the day from which each holds; the first from [`Date::MIN`].
    standards: Vec<(Date, Standards)>,
    pub git: GitSettings,
    pub waivers: Vec<Waiver>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            unread: false,
            title: None,
            trustee: None,
            language: Lang::default(),
            // No summer time since 1951, so a fixed offset would do; the name is kept for people.
            timezone: TimeZone::get("Asia/Tokyo").unwrap_or(TimeZone::UTC),
            starts: None,
            adopted: None,
            section_head_titles: Vec::new(),
            standards: vec![(Date::MIN, Standards::default())],
            git: GitSettings::default(),
            waivers: Vec::new(),
        }
    }
}

impl Settings {
    /// What stands in for settings that cannot be read; whose ledger it is may still be known.
    pub fn unread(trustee: Field<Id>) -> Settings {
        Settings { trustee, unread: true, ..Settings::default() }
    }

    /// Sets the standards: what held at first, and the amendments in any order.
    pub fn set_standards(&mut self, first: &Amendment, mut later: Vec<(Date, Amendment)>) {
        later.sort_by_key(|(from, _)| *from);
        let mut standards = vec![(Date::MIN, Standards::default().amended(first))];
        for (from, amendment) in later {
            let next = standards.last().map(|(_, before)| before.amended(&amendment)).unwrap_or_default();
            standards.push((from, next));
        }
        self.standards = standards;
    }

    /// The standards in force on a day.
    pub fn on(&self, day: Date) -> &Standards {
        let after = self.standards.partition_point(|(from, _)| *from <= day);
        // The first entry holds from the beginning of time, so there always is one before `after`.
        &self.standards[after.saturating_sub(1)].1
    }

    /// The ledger's closures by the day from which each holds.
    pub fn closures(&self) -> impl Iterator<Item = (Date, &Closures)> {
        self.standards.iter().map(|(from, standards)| (*from, &standards.closures))
    }

    pub fn is_trustee(&self, place: &Id) -> bool {
        self.trustee.as_ref().is_some_and(|trustee| trustee.value == *place)
    }
}
