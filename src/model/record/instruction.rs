//! What the manager tells the facility manager, and hears from them (指示と報告, 第6条).

use jiff::civil::{Date, DateTime};

use crate::model::id::Id;
use crate::model::source::{At, Field};
use crate::model::word::words;

words! {
    /// What an instruction or a report is about.
    Matter {
        /// 第6条第1項
        EntryControl = "entry-control",
        /// 第6条第2項
        AppendedTable = "appended-table",
        /// 第6条第3項
        FireAndEarthquake = "fire-and-earthquake",
        /// 第6条第4項
        Recovery = "recovery",
        /// 第6条第4項
        RecurrencePrevention = "recurrence-prevention",
    }
}

/// instruction: from the manager to an agency (指示, 第6条).
#[derive(Clone, Debug)]
pub struct Instruction {
    pub to: Field<Id>,
    pub matters: Vec<At<Matter>>,
    pub instructed_at: Field<DateTime>,
    pub by: Field<Id>,
    pub document: Field<String>,
    pub content: Field<String>,
    pub acknowledged_at: Field<Date>,
    pub incident: Field<String>,
}

words! {
    /// How far a report says that things are kept.
    Compliance {
        Full = "full",
        Partial = "partial",
        None = "none",
    }
}

/// report: received from the facility manager (報告, 第6条第3項).
#[derive(Clone, Debug)]
pub struct Report {
    pub from: Field<Id>,
    pub received_at: Field<DateTime>,
    pub received_by: Field<Id>,
    pub period_from: Field<Date>,
    pub period_until: Field<Date>,
    pub matters: Vec<At<Matter>>,
    pub compliance: Field<Compliance>,
    pub content: Field<String>,
    pub document: Field<String>,
}
