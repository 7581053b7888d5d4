//! Obligations (義務): every single thing that is owed, and how it stands at the as-of date.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::calendar::fiscal::week;
use crate::calendar::{Office, period_of};
use crate::model::citation::Citation;
use crate::model::id::Id;
use crate::model::period::{Cadence, Period};
use crate::model::rule::Rule;
use crate::model::settings::Owed;
use crate::model::text::Text;
use crate::model::word::{Word, words};

use super::bench::Bench;
use super::{art3, art4, art6, close, table};

words! {
    /// What is owed.
    Duty {
        /// 自動バックアップの確認
        Backup = "backup",
        /// 副本データの送信確認
        Transmission = "transmission",
        /// 管理用端末機の点検
        TerminalInspection = "terminal-inspection",
        /// 入退室の管理の指示
        EntryControlInstruction = "entry-control-instruction",
        /// 別表による管理の指示
        AppendedTableInstruction = "appended-table-instruction",
        /// 防火・地震対策等の指示
        SafetyInstruction = "safety-instruction",
        /// 遵守状況の報告
        FacilityReport = "facility-report",
        /// 施設の点検
        FacilityInspection = "facility-inspection",
        /// 機器等の点検
        EquipmentInspection = "equipment-inspection",
        /// 記録媒体の格納
        MediaStorage = "media-storage",
        /// 月の締め
        MonthClose = "month-close",
    }
}

impl Serialize for Duty {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

impl Duty {
    /// What is said of one that nothing evidences by its due day.
    pub fn missing(self) -> &'static Rule {
        match self {
            Duty::Backup => &art3::backup::UNCONFIRMED,
            Duty::Transmission => &art3::transmission::UNCONFIRMED,
            Duty::TerminalInspection => &art4::TERMINAL_INSPECTION_MISSING,
            Duty::EntryControlInstruction => &art6::instruction::ENTRY_CONTROL_MISSING,
            Duty::AppendedTableInstruction => &art6::instruction::APPENDED_TABLE_MISSING,
            Duty::SafetyInstruction => &art6::instruction::SAFETY_MISSING,
            Duty::FacilityReport => &art6::facility::REPORT_MISSING,
            Duty::FacilityInspection => &art6::facility::INSPECTION_MISSING,
            Duty::EquipmentInspection => &art6::facility::EQUIPMENT_INSPECTION_MISSING,
            Duty::MediaStorage => &table::media::NOT_STORED,
            Duty::MonthClose => &close::MONTH_NOT_CLOSED,
        }
    }

    pub fn citation(self) -> Citation {
        self.missing().citation
    }

    pub fn label(self) -> Text {
        match self {
            Duty::Backup => Text::fixed("自動バックアップの確認", "Backup confirmation"),
            Duty::Transmission => Text::fixed("副本データ送信の確認", "Transmission confirmation"),
            Duty::TerminalInspection => Text::fixed("管理用端末機の点検", "Management terminal inspection"),
            Duty::EntryControlInstruction => Text::fixed("入退室管理の指示", "Instruction on entry control"),
            Duty::AppendedTableInstruction => Text::fixed("別表による管理の指示", "Instruction on the appended table"),
            Duty::SafetyInstruction => Text::fixed("火災・地震対策の指示", "Instruction on fire and earthquakes"),
            Duty::FacilityReport => Text::fixed("遵守状況の報告", "Facility manager's report"),
            Duty::FacilityInspection => Text::fixed("施設の点検", "Facility inspection"),
            Duty::EquipmentInspection => Text::fixed("機器等の点検", "Equipment inspection"),
            Duty::MediaStorage => Text::fixed("記録媒体の格納", "Storage of backup media"),
            Duty::MonthClose => Text::fixed("月の締め", "Monthly sign-off"),
        }
    }
}

words! {
    /// How an obligation stands.
    Standing {
        Met = "met",
        /// Evidence came after the due day.
        Late = "late",
        /// Somebody looked, and it had gone wrong.
        Failed = "failed",
        Missing = "missing",
        /// Not due yet.
        Pending = "pending",
        /// Missing, and accepted by the manager.
        Waived = "waived",
        /// The day owes nothing.
        NotOwed = "not-owed",
    }
}

impl Serialize for Standing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// One thing that is owed.
#[derive(Clone, Debug)]
pub struct Obligation {
    pub duty: Duty,
    pub place: Id,
    /// The piece of equipment that it is about, where each has its own.
    pub subject: Option<Id>,
    pub period: Period,
    /// The last day on which evidence is in time; `None` where no business day comes any more.
    pub due: Option<Date>,
    pub standing: Standing,
    /// Ids of the records that count, the deciding one last.
    pub evidence: Vec<String>,
}

impl Bench<'_> {
    /// Every period of a scheduled thing that has begun by the as-of date, and whether it is owed.
    ///
    /// `owing` says of a period's last day whether whoever owes it, or what it is owed for, is there at all.
    pub fn periods(&self, owed: Owed, office: &Office, owing: impl Fn(Date) -> bool) -> Vec<(Period, bool)> {
        let settings = &self.ledger.settings;
        let Some(starts) = settings.starts else {
            return Vec::new();
        };
        // The longest period that has begun ends with the fiscal year; a week may reach beyond it.
        let fiscal = period_of(Cadence::Yearly, self.as_of).map_or(self.as_of, |year| year.last);
        let horizon = fiscal.max(week(self.as_of).last);
        let of_day = |day: Date| {
            let cadence = settings.on(day).cadence(owed);
            let period = period_of(cadence, day)?;
            let closed = cadence == Cadence::BusinessDay && !office.is_business_day(day);
            // A period is told on its last day, by what is in force then.
            (period.last == day && period.first <= self.as_of && owing(day)).then_some((period, !closed))
        };
        Period { first: starts, last: horizon }.days().filter_map(of_day).collect()
    }
}
