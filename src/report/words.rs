//! How things, days and times are called in the report's language.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use crate::calendar::FiscalYear;
use crate::model::source::Field;
use crate::model::{Id, Lang, Month, Text};
use crate::rules::words;

use super::brief::{Brief, clock, dash};

impl Brief<'_> {
    /// The text in the report's language.
    pub fn say(&self, text: &Text) -> String {
        text.get(self.lang()).to_owned()
    }

    pub fn word(&self, ja: &'static str, en: &'static str) -> String {
        self.say(&Text::fixed(ja, en))
    }

    /// On a municipality's own site what is the trustee's is what all share.
    pub fn name(&self, id: &Id) -> String {
        let name = words::name(self.ledger, id);
        let is_shared =
            self.scope.is_some_and(|scope| self.ledger.settings.is_trustee(id) && !scope.places.contains(id));
        if is_shared {
            self.say(&Text::new(format!("共通({})", name.ja), format!("shared ({})", name.en)))
        } else {
            self.say(&name)
        }
    }

    /// What stands for a place where none is named: all of them, or the part that a municipality has in it.
    pub fn all_places(&self) -> String {
        match self.scope {
            None => self.word("全町村", "all places"),
            Some(_) => self.shared(),
        }
    }

    pub fn shared(&self) -> String {
        self.word("共通", "shared")
    }

    /// The name of what a key refers to; a dash where it could not be read.
    pub fn named(&self, field: &Field<Id>) -> String {
        field.as_ref().map_or_else(dash, |id| self.name(id))
    }

    /// What stands between the parts of an enumeration.
    pub fn comma(&self) -> &'static str {
        match self.lang() {
            Lang::Ja => "、",
            Lang::En => ", ",
        }
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

    /// A moment in the ledger's time zone.
    pub fn civil(&self, seconds: i64) -> Option<DateTime> {
        let timezone = &self.ledger.settings.timezone;
        Some(Timestamp::from_second(seconds).ok()?.to_zoned(timezone.clone()).datetime())
    }

    /// A commit's moment in the ledger's time zone.
    pub fn moment(&self, seconds: i64) -> String {
        self.local(seconds).map_or_else(dash, |moment| self.time(moment))
    }

    /// The day of a commit's moment.
    pub fn day_of(&self, seconds: i64) -> String {
        self.local(seconds).map_or_else(dash, |moment| self.date(moment.date()))
    }

    fn local(&self, seconds: i64) -> Option<DateTime> {
        let timezone = &self.ledger.settings.timezone;
        Timestamp::from_second(seconds).ok().map(|moment| moment.to_zoned(timezone.clone()).datetime())
    }
}
