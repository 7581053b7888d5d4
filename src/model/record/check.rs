//! check: the confirmation of nightly backups and of transmissions (第3条第1号・第2号).

use jiff::civil::{Date, DateTime};

use crate::model::id::Id;
use crate::model::source::{Field, Span};
use crate::model::word::words;

/// One look at the runs of a municipality.
#[derive(Clone, Debug)]
pub struct Check {
    pub operator: Field<Id>,
    pub terminal: Field<Id>,
    pub checked_at: Field<DateTime>,
    pub backups: Vec<Backup>,
    pub transmissions: Vec<Transmission>,
}

words! {
    /// How a backup run ended.
    BackupResult {
        Ok = "ok",
        Warning = "warning",
        Failed = "failed",
        NotRun = "not-run",
        /// Could not be looked at.
        Unverifiable = "unverifiable",
    }
}

impl BackupResult {
    /// A run that left a backup behind.
    pub fn is_good(self) -> bool {
        match self {
            BackupResult::Ok | BackupResult::Warning => true,
            BackupResult::Failed | BackupResult::NotRun | BackupResult::Unverifiable => false,
        }
    }
}

/// What was seen of one backup run (自動バックアップ).
#[derive(Clone, Debug)]
pub struct Backup {
    pub span: Span,
    /// The day that the run belongs to.
    pub run: Field<Date>,
    pub result: Field<BackupResult>,
    pub finished_at: Field<DateTime>,
    /// Megabytes.
    pub size_mb: Field<u64>,
    pub medium: Field<Id>,
    /// The id of an incident's record.
    pub incident: Field<String>,
    pub note: Field<String>,
}

words! {
    /// How a transmission run ended.
    TransmissionResult {
        Ok = "ok",
        Failed = "failed",
        Partial = "partial",
        NotSent = "not-sent",
        Unverifiable = "unverifiable",
    }
}

impl TransmissionResult {
    /// A run that left nothing unsent.
    pub fn is_good(self) -> bool {
        match self {
            TransmissionResult::Ok => true,
            TransmissionResult::Failed
            | TransmissionResult::Partial
            | TransmissionResult::NotSent
            | TransmissionResult::Unverifiable => false,
        }
    }
}

words! {
    /// What was transmitted.
    Sort {
        Difference = "difference",
        Full = "full",
        Again = "again",
    }
}

/// What was seen of one transmission of register duplicates (副本データの送信).
#[derive(Clone, Debug)]
pub struct Transmission {
    pub span: Span,
    pub run: Field<Date>,
    pub result: Field<TransmissionResult>,
    pub sent_at: Field<DateTime>,
    pub sort: Field<Sort>,
    /// How many were sent; 0 is normal in a small town.
    pub items: Field<u64>,
    /// How many the centre counted.
    pub accepted: Field<u64>,
    /// How many were left over.
    pub pending: Field<u64>,
    pub incident: Field<String>,
    pub note: Field<String>,
}
