//! The commits that the operators would have made.
//!
//! The ledger is taken into use on the morning of its first day: settings, registers and what was copied from before come
//! in one commit of the manager's. From then on every record tells its own story.

use std::collections::BTreeMap;

use jiff::civil::{Date, time};
use jiff::{ToSpan, Zoned};

use super::event::{Change, Event, What};
use super::facts::Facts;
use super::group::grouped;
use super::kept::as_kept;
use super::keys::Keys;
use super::order::in_order;
use super::push::{Push, pushes};
use super::record::of_record;
use super::register::of_people;
use super::sign::Signer;
use super::staff::Staff;
use super::stage::Stages;
use super::words;
use crate::load::load;
use crate::model::file::File;
use crate::model::path::record_id;
use crate::model::record::Record;
use crate::model::register::{Person, Register};
use crate::model::source::plain;
use crate::model::{Kind, Ledger, Slot};

/// How the sample's history goes, first commit first.
pub struct Plan {
    pub commits: Vec<Commit>,
    /// How a server received them.
    pub pushes: Vec<Push>,
    /// The last day of the records: the day as of which the sample is to be looked at.
    pub last_day: Date,
}

/// One commit to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    pub author: Author,
    /// The author's and the committer's, in the ledger's time zone.
    pub time: Zoned,
    pub message: String,
    /// `None` where the author has no key that day.
    pub signer: Option<Signer>,
    /// What is written, by path; nothing is ever deleted.
    pub files: BTreeMap<String, Vec<u8>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    pub name: String,
    pub email: String,
}

/// How these files were committed by the people who wrote them. `None` where they say too little: no first day, nobody
/// registered, no check.
pub fn plan(files: &[File], facts: &Facts) -> Option<Plan> {
    let loaded = load(files);
    let ledger = &loaded.ledger;
    let starts = ledger.settings.starts?;
    let last_day = last_check(ledger)?;
    let staff = Staff::of(ledger)?;
    let opened = starts.to_datetime(time(8, 30, 0, 0));
    let (files, keys) = (as_kept(files, starts), Keys::of(&facts.keys));

    let mut events = Vec::new();
    for file in &files {
        events.extend(match subject(file, ledger) {
            Subject::Record(record) if record.done_on() >= starts => told(record, staff, facts),
            Subject::People(text) => of_people(&file.path, text, staff, opened, last_day),
            Subject::Record(_) | Subject::Other => {
                let (path, by) = (file.path.as_str(), staff.manager(starts));
                vec![Event { path, at: opened, by, what: What::Adopted, change: Change::First }]
            }
        });
    }
    let groups = in_order(grouped(events, ledger));

    let mut stages = Stages::of(&files, &groups);
    let mut commits: Vec<Commit> = Vec::with_capacity(groups.len());
    for group in &groups {
        let time = group.ready().to_zoned(ledger.settings.timezone.clone()).ok()?;
        let next = commits.last().map(|last| &last.time + 1.second());
        let time = next.map_or(time.clone(), |next| time.max(next));
        commits.push(Commit {
            author: author(group.by())?,
            signer: keys.of_person(group.by(), time.date()).cloned(),
            time,
            message: words::message(&group.events, ledger),
            files: stages.write(&group.events),
        });
    }
    let pushes = pushes(&commits, &groups, &facts.outages, &ledger.settings.timezone);
    Some(Plan { commits, pushes, last_day })
}

/// What a record tells of itself, its first text by the hand that wrote it.
fn told<'l>(record: &'l Record, staff: Staff<'l>, facts: &'l Facts) -> Vec<Event<'l>> {
    let mut events = of_record(record, staff, &facts.slips);
    let proxy = facts.proxies.iter().find(|proxy| proxy.record == record.id);
    if let Some(by) = proxy.and_then(|proxy| staff.named(&proxy.by)) {
        events.iter_mut().filter(|event| event.is_first()).for_each(|event| event.by = by);
    }
    events
}

/// The day of the last check.
fn last_check(ledger: &Ledger) -> Option<Date> {
    let checks = ledger.records.values().filter(|record| record.kind() == Kind::Check);
    checks.filter_map(|record| record.path.day).max()
}

/// What a file is, for how it was written.
enum Subject<'l> {
    Record(&'l Record),
    People(&'l str),
    Other,
}

fn subject<'l>(file: &'l File, ledger: &'l Ledger) -> Subject<'l> {
    match Slot::parse(&file.path) {
        Some(Slot::Record(_)) => {
            let id = record_id(&file.path);
            id.and_then(|id| ledger.records.get(id)).map_or(Subject::Other, Subject::Record)
        }
        Some(Slot::Register(Register::People)) => {
            std::str::from_utf8(&file.bytes).map_or(Subject::Other, Subject::People)
        }
        Some(Slot::Ledger | Slot::Regulation | Slot::Register(_)) | None => Subject::Other,
    }
}

fn author(person: &Person) -> Option<Author> {
    Some(Author { name: plain(&person.name)?, email: person.emails.first()?.value.clone() })
}
