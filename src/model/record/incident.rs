//! incident: something that went wrong, from detection to closing (第3条第3号、第6条第4項).

use jiff::civil::{Date, DateTime};

use crate::model::id::Id;
use crate::model::source::{At, Field, Span};
use crate::model::word::words;

words! {
    /// What an incident is about.
    Category {
        Backup = "backup",
        Transmission = "transmission",
        Server = "server",
        Network = "network",
        Facility = "facility",
        Terminal = "terminal",
        Security = "security",
        National = "national",
        Other = "other",
    }
}

words! {
    /// How grave an incident is.
    Gravity {
        Minor = "minor",
        Major = "major",
        Critical = "critical",
    }
}

/// An incident (事故等).
#[derive(Clone, Debug)]
pub struct Incident {
    pub title: Field<String>,
    pub category: Field<Category>,
    pub severity: Field<Gravity>,
    /// The municipalities it touches; in a municipality's folder that one where nothing is said.
    pub affects: Vec<At<Id>>,
    /// At the data centre: 第6条第4項 applies.
    pub at_facility: bool,
    /// People whose password may be known to others.
    pub credentials_exposed: Vec<At<Id>>,
    pub detected_at: Field<DateTime>,
    /// A person, an agency or a municipality.
    pub detected_by: Field<Id>,
    pub narrative: Field<String>,
    pub contacts: Vec<Contact>,
    pub actions: Vec<Action>,
    pub recovery: Option<Recovery>,
    pub prevention: Option<Prevention>,
    pub closed: Option<Closed>,
}

impl Incident {
    pub fn affects(&self, place: &Id) -> bool {
        self.affects.iter().any(|affected| affected.value == *place)
    }
}

words! {
    /// How somebody was reached.
    Means {
        Phone = "phone",
        Mail = "mail",
        Fax = "fax",
        Visit = "visit",
        Other = "other",
    }
}

/// 関係町村及び関係機関への連絡調整
#[derive(Clone, Debug)]
pub struct Contact {
    pub span: Span,
    pub at: Field<DateTime>,
    /// A municipality or an agency.
    pub to: Field<Id>,
    pub by: Field<Id>,
    pub means: Field<Means>,
    pub note: Field<String>,
}

/// Something done about it (対応).
#[derive(Clone, Debug)]
pub struct Action {
    pub span: Span,
    pub at: Field<DateTime>,
    pub by: Field<Id>,
    pub note: Field<String>,
}

/// 復旧の要求と復旧
#[derive(Clone, Debug)]
pub struct Recovery {
    pub span: Span,
    pub demanded_at: Field<DateTime>,
    pub demanded_of: Field<Id>,
    /// Absent while open.
    pub restored_at: Field<DateTime>,
}

/// 再発防止策
#[derive(Clone, Debug)]
pub struct Prevention {
    pub span: Span,
    pub cause: Field<String>,
    pub measure: Field<String>,
    pub decided_at: Field<Date>,
    pub approved_by: Field<Id>,
    pub due: Field<Date>,
    pub done_at: Field<Date>,
}

/// 終結
#[derive(Clone, Debug)]
pub struct Closed {
    pub span: Span,
    pub at: Field<DateTime>,
    pub by: Field<Id>,
}
