//! The keys of each kind of record, in the order in which they are written. Whether a value is right is for the reader to say.

use crate::model::path::Kind;
use crate::model::record::{
    BackupResult, Category, Compliance, Gravity, ItemResult, Means, PasswordAction, PasswordKind, Sort as Sent,
    Subject, TransmissionResult,
};
use crate::model::word::Word;

/// How a value is written.
#[derive(Clone, Copy)]
pub enum Sort {
    Text,
    /// One of these words.
    Word(fn() -> Vec<&'static str>),
    Date,
    Time,
    Count,
    Flag,
    /// Several texts.
    Texts,
}

pub struct Key {
    pub name: &'static str,
    pub sort: Sort,
    pub required: bool,
}

pub struct Table {
    pub name: &'static str,
    pub keys: &'static [Key],
    /// `[[name]]`, of which there may be several.
    pub repeats: bool,
    /// A record without one is none.
    pub required: bool,
}

pub struct Shape {
    pub keys: &'static [Key],
    pub tables: &'static [Table],
    /// Its own time; of media and passwords, each entry's.
    pub time: &'static str,
    /// Whose act it is, where the record says so at its top.
    pub person: Option<&'static str>,
}

fn of<W: Word>() -> Vec<&'static str> {
    W::ALL.iter().map(|word| word.word()).collect()
}

const fn need(name: &'static str, sort: Sort) -> Key {
    Key { name, sort, required: true }
}

const fn may(name: &'static str, sort: Sort) -> Key {
    Key { name, sort, required: false }
}

const fn list(name: &'static str, keys: &'static [Key], required: bool) -> Table {
    Table { name, keys, repeats: true, required }
}

const fn table(name: &'static str, keys: &'static [Key]) -> Table {
    Table { name, keys, repeats: false, required: false }
}

use Sort::{Count, Date, Flag, Text, Texts, Time};

pub static BACKUP: Table = list("backup", BACKUP_KEYS, false);
pub static TRANSMISSION: Table = list("transmission", TRANSMISSION_KEYS, false);

const BACKUP_KEYS: &[Key] = &[
    need("run", Date),
    need("result", Sort::Word(of::<BackupResult>)),
    may("finished_at", Time),
    may("size_mb", Count),
    may("medium", Text),
    may("incident", Text),
    may("note", Text),
];
const TRANSMISSION_KEYS: &[Key] = &[
    need("run", Date),
    need("result", Sort::Word(of::<TransmissionResult>)),
    may("sent_at", Time),
    may("sort", Sort::Word(of::<Sent>)),
    may("items", Count),
    may("accepted", Count),
    may("pending", Count),
    may("incident", Text),
    may("note", Text),
];

static CHECK: Shape = Shape {
    keys: &[need("operator", Text), need("terminal", Text), need("checked_at", Time)],
    tables: &[list("backup", BACKUP_KEYS, false), list("transmission", TRANSMISSION_KEYS, false)],
    time: "checked_at",
    person: Some("operator"),
};
static INCIDENT: Shape = Shape {
    keys: &[
        need("title", Text),
        need("category", Sort::Word(of::<Category>)),
        need("severity", Sort::Word(of::<Gravity>)),
        may("affects", Texts),
        may("at_facility", Flag),
        may("credentials_exposed", Texts),
        need("detected_at", Time),
        need("detected_by", Text),
        need("narrative", Text),
    ],
    tables: &[
        list(
            "contact",
            &[
                need("at", Time),
                need("to", Text),
                need("by", Text),
                need("means", Sort::Word(of::<Means>)),
                may("note", Text),
            ],
            false,
        ),
        list("action", &[need("at", Time), need("by", Text), need("note", Text)], false),
        table("recovery", &[need("demanded_at", Time), need("demanded_of", Text), may("restored_at", Time)]),
        table(
            "prevention",
            &[
                need("cause", Text),
                need("measure", Text),
                need("decided_at", Date),
                need("approved_by", Text),
                may("due", Date),
                may("done_at", Date),
            ],
        ),
        table("closed", &[need("at", Time), need("by", Text)]),
    ],
    time: "detected_at",
    person: Some("detected_by"),
};
static REQUEST: Shape = Shape {
    keys: &[
        need("received_at", Time),
        need("document", Text),
        need("basis", Text),
        need("content", Text),
        need("operator", Text),
        may("terminal", Text),
        may("done_at", Time),
        may("outcome", Text),
    ],
    tables: &[],
    time: "received_at",
    person: Some("operator"),
};
static MAINTENANCE: Shape = Shape {
    keys: &[
        need("equipment", Texts),
        need("worker", Text),
        need("unlocked_at", Time),
        may("locked_at", Time),
        need("work", Text),
        may("reported_at", Time),
        may("reported_to", Text),
        may("attended_by", Text),
    ],
    tables: &[],
    time: "unlocked_at",
    person: None,
};
static OPERATION: Shape = Shape {
    keys: &[
        need("terminal", Text),
        need("operator", Text),
        need("started_at", Time),
        need("ended_at", Time),
        need("need", Text),
        may("for", Text),
        may("places", Texts),
    ],
    tables: &[],
    time: "started_at",
    person: Some("operator"),
};
static INSPECTION: Shape = Shape {
    keys: &[
        need("subject", Sort::Word(of::<Subject>)),
        need("target", Text),
        need("inspected_at", Time),
        need("inspector", Text),
    ],
    tables: &[list(
        "item",
        &[
            need("id", Text),
            need("result", Sort::Word(of::<ItemResult>)),
            may("note", Text),
            may("remedy_due", Date),
            may("remedied_at", Date),
        ],
        true,
    )],
    time: "inspected_at",
    person: Some("inspector"),
};
static INSTRUCTION: Shape = Shape {
    keys: &[
        need("to", Text),
        need("matters", Texts),
        need("instructed_at", Time),
        need("by", Text),
        need("document", Text),
        need("content", Text),
        may("acknowledged_at", Date),
        may("incident", Text),
    ],
    tables: &[],
    time: "instructed_at",
    person: Some("by"),
};
static REPORT: Shape = Shape {
    keys: &[
        need("from", Text),
        need("received_at", Time),
        need("received_by", Text),
        need("period_from", Date),
        need("period_until", Date),
        need("matters", Texts),
        need("compliance", Sort::Word(of::<Compliance>)),
        need("content", Text),
        may("document", Text),
    ],
    tables: &[],
    time: "received_at",
    person: Some("received_by"),
};
static MEDIA: Shape = Shape {
    keys: &[],
    tables: &[list(
        "stored",
        &[
            need("medium", Text),
            need("stored_at", Time),
            need("location", Text),
            need("by", Text),
            need("backup_until", Date),
        ],
        true,
    )],
    time: "stored_at",
    person: None,
};
static PASSWORD: Shape = Shape {
    keys: &[],
    tables: &[list(
        "event",
        &[
            need("kind", Sort::Word(of::<PasswordKind>)),
            may("person", Text),
            may("equipment", Text),
            need("action", Sort::Word(of::<PasswordAction>)),
            need("at", Time),
            need("by", Text),
            may("reason", Text),
        ],
        true,
    )],
    time: "at",
    person: None,
};

impl Shape {
    /// `None` of a sign-off: that is `daicho close`.
    pub fn of(kind: Kind) -> Option<&'static Shape> {
        match kind {
            Kind::Check => Some(&CHECK),
            Kind::Incident => Some(&INCIDENT),
            Kind::Request => Some(&REQUEST),
            Kind::Maintenance => Some(&MAINTENANCE),
            Kind::Operation => Some(&OPERATION),
            Kind::Inspection => Some(&INSPECTION),
            Kind::Instruction => Some(&INSTRUCTION),
            Kind::Report => Some(&REPORT),
            Kind::Media => Some(&MEDIA),
            Kind::Password => Some(&PASSWORD),
            Kind::Close => None,
        }
    }

    pub fn table(&self, name: &str) -> Option<&'static Table> {
        self.tables.iter().find(|table| table.name == name)
    }
}
