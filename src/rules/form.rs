//! Faults of form as findings: whose they are, and of which day.

use crate::model::finding::{Fault, Finding};
use crate::model::id::Id;
use crate::model::ledger::Ledger;
use crate::model::path::{Slot, day_in, record_id};

pub fn finding(ledger: &Ledger, fault: &Fault) -> Finding {
    let path = fault.source.path.as_str();
    let slot = Slot::parse(path);
    let is_record = matches!(slot, Some(Slot::Record(_)));
    let date = match slot {
        Some(Slot::Register(_)) => fault.entry_day,
        Some(Slot::Ledger | Slot::Regulation | Slot::Record(_)) | None => day_in(path),
    };
    Finding {
        record: record_id(path).filter(|_| is_record).map(str::to_owned),
        source: Some(fault.source.clone()),
        span: fault.span,
        ..Finding::of_duty(fault.rule, place(ledger, path), date, fault.message.clone())
    }
}

/// The place in whose folder a file lies; the trustee for what is in none; `None` where the folder is no place.
fn place(ledger: &Ledger, path: &str) -> Option<Id> {
    let below = path.strip_prefix("records/").unwrap_or(path);
    match below.split_once('/') {
        None | Some(("register", _)) => ledger.trustee().cloned(),
        Some((folder, _)) => {
            Id::parse(folder).filter(|id| ledger.municipality(id).is_some() || ledger.settings.is_trustee(id))
        }
    }
}
