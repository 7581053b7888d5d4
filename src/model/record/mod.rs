//! Records (記録): one file, one thing that was done, in eleven kinds.
//!
//! A record is what a file says, with each value's place in it. Whether that is right is for `rules` to say.

mod check;
mod close;
mod incident;
mod inspection;
mod instruction;
mod media;
mod password;
mod work;

use std::sync::Arc;

use jiff::civil::{Date, DateTime};

pub use check::{Backup, BackupResult, Check, Sort, Transmission, TransmissionResult};
pub use close::Close;
pub use incident::{Action, Category, Closed, Contact, Gravity, Incident, Means, Prevention, Recovery};
pub use inspection::{Inspection, InspectionItem, ItemResult, Subject};
pub use instruction::{Compliance, Instruction, Matter, Report};
pub use media::{Media, Stored};
pub use password::{Password, PasswordAction, PasswordEvent, PasswordKind};
pub use work::{Maintenance, Operation, Request};

use super::id::Id;
use super::path::{Kind, RecordPath};
use super::source::{At, Field, Source};

/// One record.
#[derive(Clone, Debug)]
pub struct Record {
    /// The path under `records/` without `.toml`: `PLACE/2026/10/14-incident`.
    pub id: String,
    pub path: RecordPath,
    pub source: Arc<Source>,
    pub content: Content,
    pub corrections: Vec<Correction>,
    /// Every piece of equipment that the record names.
    pub equipment: Vec<At<Id>>,
}

/// What a record says, by kind.
#[derive(Clone, Debug)]
pub enum Content {
    Check(Check),
    Incident(Box<Incident>),
    Request(Request),
    Maintenance(Maintenance),
    Operation(Operation),
    Inspection(Inspection),
    Instruction(Instruction),
    Report(Report),
    Media(Media),
    Password(Password),
    Close(Close),
}

/// A change that the file itself owns up to (訂正).
#[derive(Clone, Debug)]
pub struct Correction {
    pub at: Field<DateTime>,
    pub by: Field<Id>,
    pub reason: Field<String>,
}

impl Record {
    pub fn kind(&self) -> Kind {
        self.path.kind
    }

    /// What it says as an incident; `None` of any other kind.
    pub fn incident(&self) -> Option<&Incident> {
        let Content::Incident(incident) = &self.content else { return None };
        Some(incident)
    }

    /// What it says as a month's sign-off; `None` of any other kind.
    pub fn close(&self) -> Option<&Close> {
        let Content::Close(close) = &self.content else { return None };
        Some(close)
    }

    /// The record's own times (the day in its path is theirs): one, or an entry's each for media and passwords.
    pub fn own_times(&self) -> Vec<&At<DateTime>> {
        match &self.content {
            Content::Check(check) => check.checked_at.iter().collect(),
            Content::Incident(incident) => incident.detected_at.iter().collect(),
            Content::Request(request) => request.received_at.iter().collect(),
            Content::Maintenance(maintenance) => maintenance.unlocked_at.iter().collect(),
            Content::Operation(operation) => operation.started_at.iter().collect(),
            Content::Inspection(inspection) => inspection.inspected_at.iter().collect(),
            Content::Instruction(instruction) => instruction.instructed_at.iter().collect(),
            Content::Report(report) => report.received_at.iter().collect(),
            Content::Media(media) => media.stored.iter().filter_map(|stored| stored.stored_at.as_ref()).collect(),
            Content::Password(password) => password.events.iter().filter_map(|event| event.at.as_ref()).collect(),
            Content::Close(close) => close.closed_at.iter().collect(),
        }
    }

    /// The day on which the thing recorded was done: by its own time, else by its path.
    pub fn done_on(&self) -> Date {
        let by_time = self.own_times().first().map(|at| at.value.date());
        by_time.or(self.path.day).unwrap_or_else(|| self.path.month.period().last)
    }
}
