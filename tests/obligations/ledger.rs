//! A small ledger as plain data: what the generator draws, the writer writes down, and the slow judge judges.

use daicho::model::Cadence;
use jiff::civil::{Date, DateTime};

pub const TRUSTEE: &str = "rankoshi";
/// Id, name, code. The trustee comes first; a ledger has it and some of the others.
pub const TOWNS: [(&str, &str, &str); 4] = [
    (TRUSTEE, "蘭越町", "013943"),
    ("mukawa", "むかわ町", "015865"),
    ("saroma", "佐呂間町", "015521"),
    ("suttsu", "寿都町", "013927"),
];
pub const PEOPLE: [&str; 3] = ["tanaka", "sato", "ito"];
pub const FACILITY_MANAGER: &str = "datacenter";
pub const VENDOR: &str = "vendor";
pub const TERMINALS: [&str; 2] = ["mt-1", "mt-2"];
pub const SERVERS: [&str; 2] = ["sv-1", "sv-2"];
/// Every piece of equipment and its kind.
pub const EQUIPMENT: [(&str, &str); 6] = [
    (TERMINALS[0], "management-terminal"),
    (TERMINALS[1], "management-terminal"),
    (SERVERS[0], "server"),
    (SERVERS[1], "server"),
    (RACK, "rack"),
    (MEDIUM, "medium"),
];
pub const RACK: &str = "rack-1";
pub const MEDIUM: &str = "lto-1";
/// The rules whose findings are compared.
pub const COMPARED: [&str; 23] = [
    "backup-unconfirmed",
    "backup-confirmed-late",
    "transmission-unconfirmed",
    "transmission-confirmed-late",
    "terminal-inspection-missing",
    "equipment-inspection-missing",
    "facility-inspection-missing",
    "facility-report-missing",
    "entry-control-instruction-missing",
    "appended-table-instruction-missing",
    "safety-instruction-missing",
    "media-not-stored",
    "month-not-closed",
    "manager-absent",
    "manager-overlap",
    "maintenance-standard-missing",
    "password-procedure-missing",
    "individual-password-missing",
    "management-password-missing",
    "boot-password-not-set",
    "server-handler-not-appointed",
    "password-too-old",
    "password-not-revoked",
];
pub const SCHEDULE: [&str; 8] = [
    "backup_run",
    "transmission_run",
    "terminal_inspection",
    "equipment_inspection",
    "facility_report",
    "facility_inspection",
    "instruction",
    "media_storage",
];
/// The deadlines that bear on what is compared here.
pub const DEADLINES: [&str; 4] =
    ["confirm_business_days", "close_business_days", "revoke_days", "password_max_age_days"];

#[derive(Clone, Debug)]
pub struct Ledger {
    pub as_of: Date,
    pub starts: Date,
    /// What holds from the beginning, complete; then what is amended, in any order.
    pub standards: Vec<Standards>,
    /// The trustee first.
    pub towns: Vec<Town>,
    pub appointments: Vec<Appointment>,
    pub designations: Vec<Designation>,
    /// The days of use of each of [`EQUIPMENT`].
    pub in_use: Vec<Term>,
    pub documents: Vec<Document>,
    pub waivers: Vec<Waiver>,
    pub checks: Vec<Check>,
    pub inspections: Vec<Inspection>,
    pub instructions: Vec<Instruction>,
    pub reports: Vec<Report>,
    pub stored: Vec<Stored>,
    pub passwords: Vec<PasswordEvent>,
    pub closes: Vec<Close>,
}

/// The days on which something holds, both ends included.
#[derive(Clone, Copy, Debug)]
pub struct Term {
    pub from: Date,
    pub until: Option<Date>,
}

impl Term {
    pub fn holds(self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

#[derive(Clone, Debug, Default)]
pub struct Standards {
    pub from: Date,
    pub schedule: Vec<(&'static str, Cadence)>,
    pub deadline: Vec<(&'static str, u32)>,
    pub closed: Option<Vec<Yearly>>,
    pub also_closed: Option<Vec<Date>>,
    pub also_open: Option<Vec<Date>>,
}

/// Month and day, to month and day.
pub type Yearly = ((i8, i8), (i8, i8));

#[derive(Clone, Debug)]
pub struct Town {
    pub id: &'static str,
    /// The trustee's own means nothing.
    pub entrusted: Term,
    pub closed: Vec<(Vec<Yearly>, Term)>,
}

#[derive(Clone, Debug)]
pub enum Post {
    Manager { acting: bool },
    Handler { servers: Option<Vec<&'static str>> },
}

#[derive(Clone, Debug)]
pub struct Appointment {
    pub post: Post,
    pub person: &'static str,
    pub term: Term,
}

#[derive(Clone, Debug)]
pub struct Designation {
    pub person: &'static str,
    pub term: Term,
}

#[derive(Clone, Debug)]
pub struct Document {
    pub kind: &'static str,
    pub term: Term,
}

#[derive(Clone, Debug)]
pub struct Waiver {
    pub rule: &'static str,
    pub place: &'static str,
    pub from: Date,
    pub until: Date,
}

#[derive(Clone, Debug)]
pub struct Check {
    pub town: &'static str,
    pub at: DateTime,
    pub backups: Vec<Entry>,
    pub transmissions: Vec<Entry>,
}

#[derive(Clone, Debug)]
pub struct Entry {
    pub run: Date,
    pub result: &'static str,
}

#[derive(Clone, Debug)]
pub struct Inspection {
    pub subject: &'static str,
    pub target: &'static str,
    pub at: DateTime,
    /// Otherwise it lacks items: an error, but an inspection.
    pub whole: bool,
}

#[derive(Clone, Debug)]
pub struct Instruction {
    pub matters: Vec<&'static str>,
    pub at: DateTime,
}

#[derive(Clone, Debug)]
pub struct Report {
    pub from: &'static str,
    pub at: DateTime,
}

#[derive(Clone, Debug)]
pub struct Stored {
    pub town: &'static str,
    pub at: DateTime,
}

#[derive(Clone, Debug)]
pub struct PasswordEvent {
    pub kind: &'static str,
    /// A person, or a server for a boot password.
    pub holder: &'static str,
    pub action: &'static str,
    pub at: DateTime,
}

#[derive(Clone, Debug)]
pub struct Close {
    pub place: &'static str,
    /// A day of the month that is closed.
    pub month: Date,
    pub at: DateTime,
}
