//! Obligations (義務): every single thing that is owed, and how it stands at the as-of date.

use jiff::civil::Date;
use serde::Serialize;

use crate::model::citation::Citation;
use crate::model::id::Id;
use crate::model::period::{Cadence, Period};
use crate::model::rule::Rule;
use crate::model::settings::Owed;
use crate::model::text::Text;

use super::art3;
use super::bench::Bench;

/// What is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Duty {
    /// 自動バックアップの確認
    Backup,
    /// 副本データの送信確認
    Transmission,
}

impl Duty {
    pub const ALL: [Duty; 2] = [Duty::Backup, Duty::Transmission];

    /// The key of `[schedule]` that says how often.
    pub fn owed(self) -> Owed {
        match self {
            Duty::Backup => Owed::BackupRun,
            Duty::Transmission => Owed::TransmissionRun,
        }
    }

    /// What is said of one that nothing evidences by its due day.
    pub fn missing(self) -> &'static Rule {
        match self {
            Duty::Backup => &art3::backup::UNCONFIRMED,
            Duty::Transmission => &art3::transmission::UNCONFIRMED,
        }
    }

    pub fn citation(self) -> Citation {
        self.missing().citation
    }

    pub fn label(self) -> Text {
        match self {
            Duty::Backup => Text::fixed("自動バックアップの確認", "Backup confirmation"),
            Duty::Transmission => Text::fixed("副本データ送信の確認", "Transmission confirmation"),
        }
    }
}

/// How an obligation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    Met,
    /// Evidence came after the due day.
    Late,
    /// Somebody looked, and it had gone wrong.
    Failed,
    Missing,
    /// Not due yet.
    Pending,
    /// Missing, and accepted by the manager.
    Waived,
    /// The day owes nothing.
    NotOwed,
}

impl Standing {
    pub const ALL: [Standing; 7] = [
        Standing::Met,
        Standing::Late,
        Standing::Failed,
        Standing::Missing,
        Standing::Pending,
        Standing::Waived,
        Standing::NotOwed,
    ];
}

/// One thing that is owed.
#[derive(Clone, Debug)]
pub struct Obligation {
    pub duty: Duty,
    pub place: Id,
    pub period: Period,
    /// The last day on which evidence is in time; `None` where no business day comes any more.
    pub due: Option<Date>,
    pub standing: Standing,
    /// Ids of the records that count, the deciding one last.
    pub evidence: Vec<String>,
}

impl Bench<'_> {
    /// Every period of a duty of a municipality that has begun by the as-of date, and whether it is owed.
    pub fn periods(&self, place: &Id, owed: Owed) -> Vec<(Period, bool)> {
        let settings = &self.ledger.settings;
        let Some(starts) = settings.starts else {
            return Vec::new();
        };
        let Some(horizon) = crate::calendar::period_of(Cadence::Yearly, self.as_of) else {
            return Vec::new();
        };
        let office = self.office(place);
        let of_day = |day: Date| {
            let cadence = settings.on(day).cadence(owed);
            let period = crate::calendar::period_of(cadence, day)?;
            let begun = period.first <= self.as_of;
            let closed = cadence == Cadence::BusinessDay && !office.is_business_day(day);
            // A period is told on its last day, by what is in force then.
            (period.last == day && begun && self.is_entrusted(place, day)).then_some((period, !closed))
        };
        Period {
            first: starts,
            last: horizon.last,
        }
        .days()
        .filter_map(of_day)
        .collect()
    }
}
