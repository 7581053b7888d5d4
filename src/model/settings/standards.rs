//! The house's standards (運用基準): how often what is owed, and by when. None of these numbers is the regulation's.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::model::closures::{Closures, YearlyDays};
use crate::model::period::Cadence;
use crate::model::word::{Word, words};

words! {
    /// A key of `[schedule]`: what is owed, how often.
    Owed {
        /// 自動バックアップの確認 (第3条第1号)
        BackupRun = "backup_run",
        /// 副本データの送信確認 (第3条第2号)
        TransmissionRun = "transmission_run",
        /// 管理用端末機の点検 (第4条)
        TerminalInspection = "terminal_inspection",
        /// 機器等の点検 (第6条第2項、別表)
        EquipmentInspection = "equipment_inspection",
        /// 遵守状況の報告 (第6条第3項)
        FacilityReport = "facility_report",
        /// 施設の点検 (第6条第3項)
        FacilityInspection = "facility_inspection",
        /// 施設管理者への指示 (第6条第1項から第3項まで)
        Instruction = "instruction",
        /// 記録媒体の格納 (別表)
        MediaStorage = "media_storage",
    }
}

words! {
    /// A key of `[deadline]`: a number of the house's own.
    Limit {
        ConfirmBusinessDays = "confirm_business_days",
        NotifyMinutes = "notify_minutes",
        PreventionDays = "prevention_days",
        MaintenanceReportDays = "maintenance_report_days",
        RevokeDays = "revoke_days",
        PasswordMaxAgeDays = "password_max_age_days",
        CommitBusinessDays = "commit_business_days",
        CloseBusinessDays = "close_business_days",
        EscalateAfterFailures = "escalate_after_failures",
        BackupSizePercent = "backup_size_percent",
    }
}

impl Limit {
    /// The least that makes sense: nothing can be escalated before it has failed once.
    pub fn least(self) -> u32 {
        match self {
            Limit::EscalateAfterFailures => 1,
            Limit::ConfirmBusinessDays
            | Limit::NotifyMinutes
            | Limit::PreventionDays
            | Limit::MaintenanceReportDays
            | Limit::RevokeDays
            | Limit::PasswordMaxAgeDays
            | Limit::CommitBusinessDays
            | Limit::CloseBusinessDays
            | Limit::BackupSizePercent => 0,
        }
    }

    /// The most that makes sense: no deadline of a town hall is further off, and no date computed with it leaves the calendar.
    pub fn most(self) -> u32 {
        match self {
            Limit::ConfirmBusinessDays | Limit::CommitBusinessDays | Limit::CloseBusinessDays => 366,
            Limit::NotifyMinutes
            | Limit::PreventionDays
            | Limit::MaintenanceReportDays
            | Limit::RevokeDays
            | Limit::PasswordMaxAgeDays
            | Limit::EscalateAfterFailures
            | Limit::BackupSizePercent => 100_000,
        }
    }

    /// What is judged by while the ledger's own number is absent or unreadable, which has then been reported.
    fn stand_in(self) -> u32 {
        match self {
            Limit::ConfirmBusinessDays | Limit::RevokeDays | Limit::CommitBusinessDays => 1,
            Limit::NotifyMinutes => 60,
            Limit::PreventionDays => 30,
            Limit::MaintenanceReportDays => 3,
            Limit::PasswordMaxAgeDays => 180,
            Limit::CloseBusinessDays => 10,
            Limit::EscalateAfterFailures => 2,
            Limit::BackupSizePercent => 50,
        }
    }
}

/// All the standards that hold on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Standards {
    schedule: Vec<Cadence>,
    deadline: Vec<u32>,
    pub closures: Closures,
}

impl Default for Standards {
    /// Nothing owed: a schedule that cannot be read must not raise a second alarm.
    fn default() -> Standards {
        Standards {
            schedule: vec![Cadence::None; Owed::ALL.len()],
            deadline: Limit::ALL.iter().map(|limit| limit.stand_in()).collect(),
            closures: Closures::default(),
        }
    }
}

impl Standards {
    pub fn cadence(&self, owed: Owed) -> Cadence {
        self.schedule.get(owed as usize).copied().unwrap_or(Cadence::None)
    }

    pub fn limit(&self, limit: Limit) -> u32 {
        self.deadline.get(limit as usize).copied().unwrap_or(limit.stand_in())
    }

    /// These standards with some of them replaced.
    pub fn amended(&self, amendment: &Amendment) -> Standards {
        let mut standards = self.clone();
        for (owed, cadence) in &amendment.schedule {
            standards.schedule[*owed as usize] = *cadence;
        }
        for (limit, number) in &amendment.deadline {
            standards.deadline[*limit as usize] = *number;
        }
        let (closures, changes) = (&mut standards.closures, &amendment.closures);
        closures.closed = changes.closed.clone().unwrap_or(std::mem::take(&mut closures.closed));
        closures.also_closed = changes.also_closed.clone().unwrap_or(std::mem::take(&mut closures.also_closed));
        closures.also_open = changes.also_open.clone().unwrap_or(std::mem::take(&mut closures.also_open));
        standards
    }
}

/// Some standards, set from a day on: the settings' own tables at first, then each `[[amended]]`.
#[derive(Clone, Debug, Default)]
pub struct Amendment {
    pub schedule: Vec<(Owed, Cadence)>,
    pub deadline: Vec<(Limit, u32)>,
    pub closures: ClosureChanges,
}

/// The keys of `[calendar]` that are written.
#[derive(Clone, Debug, Default)]
pub struct ClosureChanges {
    pub closed: Option<Vec<YearlyDays>>,
    pub also_closed: Option<BTreeSet<Date>>,
    pub also_open: Option<BTreeSet<Date>>,
}
