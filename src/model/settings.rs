//! The ledger's settings (`ledger.toml`): who, when, and the house's own standards (運用基準).
//!
//! Every number here is the house's, never the regulation's. What changes over time is kept by the day from which it holds, so that
//! an earlier month stays as it was judged.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::closures::{Closures, YearlyDays};
use super::id::Id;
use super::period::Cadence;
use super::rule::Rule;
use super::source::{At, Field, Span};
use super::text::Lang;
use super::word::{Word, words};

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
