//! The other kinds: requests, maintenance, operation, inspection, instruction, report, media, passwords, sign-off.

use jiff::civil::{Date, DateTime};

use crate::model::citation::Citation;
use crate::model::id::Id;
use crate::model::source::{At, Field, Span};
use crate::model::word::words;

/// request: work asked for by a municipality (関係町村からの依頼, 第3条).
#[derive(Clone, Debug)]
pub struct Request {
    pub received_at: Field<DateTime>,
    /// The municipality's reference number.
    pub document: Field<String>,
    /// The legal basis.
    pub basis: Field<String>,
    pub content: Field<String>,
    pub operator: Field<Id>,
    pub terminal: Field<Id>,
    pub done_at: Field<DateTime>,
    pub outcome: Field<String>,
}

/// maintenance: work on a rack that was unlocked and locked (保守作業, 別表 サーバ(3)).
#[derive(Clone, Debug)]
pub struct Maintenance {
    pub equipment: Vec<At<Id>>,
    /// Company and role.
    pub worker: Field<String>,
    pub unlocked_at: Field<DateTime>,
    /// `None` where the rack was left open: an honest record of that must be possible.
    pub locked_at: Field<DateTime>,
    pub work: Field<String>,
    pub reported_at: Field<DateTime>,
    pub reported_to: Field<Id>,
    pub attended_by: Field<Id>,
}

/// operation: any other use of a management terminal (管理用端末機の操作, 第7条第4項).
#[derive(Clone, Debug)]
pub struct Operation {
    pub terminal: Field<Id>,
    pub operator: Field<Id>,
    pub started_at: Field<DateTime>,
    pub ended_at: Field<DateTime>,
    /// Why it was necessary; may be blank here, for `operation-without-need` to say so.
    pub need: Field<String>,
    /// The id of the record it served.
    pub served: Field<String>,
    pub places: Option<Vec<At<Id>>>,
}

words! {
    /// What an inspection (点検) looked at.
    Subject {
        /// 第4条
        Terminal = "terminal",
        /// 別表
        Equipment = "equipment",
        /// 第6条第1項・第3項
        Facility = "facility",
    }
}

words! {
    /// What an inspection found of one item.
    ItemResult {
        Good = "good",
        Deficient = "deficient",
        NotApplicable = "not-applicable",
    }
}

impl Subject {
    /// Every item of the subject, with the words of the regulation that it rests on.
    pub fn items(self) -> &'static [(&'static str, Citation)] {
        match self {
            Subject::Terminal => &TERMINAL_ITEMS,
            Subject::Equipment => &EQUIPMENT_ITEMS,
            Subject::Facility => &FACILITY_ITEMS,
        }
    }
}

static TERMINAL_ITEMS: [(&str, Citation); 7] = [
    ("theft", Citation::article(4)),
    ("destruction", Citation::article(4)),
    ("fire", Citation::article(4)),
    ("flood", Citation::article(4)),
    ("earthquake", Citation::article(4)),
    ("other-disaster", Citation::article(4)),
    ("placement", Citation::article(4)),
];

static EQUIPMENT_ITEMS: [(&str, Citation); 7] = [
    ("server-1", Citation::TableServer(1)),
    ("server-2", Citation::TableServer(2)),
    ("server-3", Citation::TableServer(3)),
    ("server-4", Citation::TableServer(4)),
    ("server-5", Citation::TableServer(5)),
    ("media", Citation::TableMedia),
    ("program", Citation::TableProgram),
];

static FACILITY_ITEMS: [(&str, Citation); 4] = [
    ("entry-control", Citation::paragraph(6, 1)),
    ("unattended-lock", Citation::paragraph(6, 1)),
    ("fire-prevention", Citation::paragraph(6, 3)),
    ("earthquake", Citation::paragraph(6, 3)),
];

/// One item of an inspection.
#[derive(Clone, Debug)]
pub struct InspectionItem {
    pub span: Span,
    pub id: Field<String>,
    pub result: Field<ItemResult>,
    pub note: Field<String>,
    pub remedy_due: Field<Date>,
    pub remedied_at: Field<Date>,
}

/// inspection (点検)
#[derive(Clone, Debug)]
pub struct Inspection {
    pub subject: Field<Subject>,
    pub target: Field<Id>,
    pub inspected_at: Field<DateTime>,
    pub inspector: Field<Id>,
    pub items: Vec<InspectionItem>,
}

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

/// One medium put away.
#[derive(Clone, Debug)]
pub struct Stored {
    pub span: Span,
    pub medium: Field<Id>,
    pub stored_at: Field<DateTime>,
    /// A rack's id, or whatever else was written, for `media-not-in-rack` to say so.
    pub location: Field<String>,
    pub by: Field<Id>,
    /// The last run it holds.
    pub backup_until: Field<Date>,
}

/// media: backup media put into a lockable rack (記録媒体の格納, 別表).
#[derive(Clone, Debug)]
pub struct Media {
    pub stored: Vec<Stored>,
}

words! {
    /// Whose password an event is about.
    PasswordKind {
        /// 個別パスワード
        Individual = "individual",
        /// 管理パスワード
        Management = "management",
        /// 起動用パスワード
        Boot = "boot",
    }
}

words! {
    /// What was done to a password.
    PasswordAction {
        Issued = "issued",
        Changed = "changed",
        Revoked = "revoked",
    }
}

/// An event of a password, never its value.
#[derive(Clone, Debug)]
pub struct PasswordEvent {
    pub span: Span,
    pub kind: Field<PasswordKind>,
    pub person: Field<Id>,
    pub equipment: Field<Id>,
    pub action: Field<PasswordAction>,
    pub at: Field<DateTime>,
    pub by: Field<Id>,
    pub reason: Field<String>,
}

/// password: events of passwords (第8条).
#[derive(Clone, Debug)]
pub struct Password {
    pub events: Vec<PasswordEvent>,
}

/// close: the manager's sign-off of a month.
#[derive(Clone, Debug)]
pub struct Close {
    pub closed_at: Field<DateTime>,
    pub by: Field<Id>,
    pub digest: Field<String>,
    /// What no machine can see and the manager vouches for.
    pub declared: Vec<At<Citation>>,
    pub comment: Field<String>,
}
