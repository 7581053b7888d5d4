//! Inspections (点検) of terminals, of equipment and of the facility, with the items that each looks at.

use jiff::civil::{Date, DateTime};

use crate::model::citation::Citation;
use crate::model::id::Id;
use crate::model::source::{Field, Span};
use crate::model::word::words;

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
