//! The commits that the operators would have made.
//!
//! The ledger is taken into use on the morning of its first day: settings, registers and what was copied from before come
//! in one commit of the manager's. From then on every record tells its own story.

use std::collections::BTreeMap;

use jiff::civil::{Date, time};
use jiff::{ToSpan, Zoned};

use super::event::{Event, What};
use super::group::grouped;
use super::order::in_order;
use super::record::of_record;
use super::register::of_people;
use super::staff::Staff;
use super::stage::Stages;
use super::words;
use crate::load::load;
use crate::model::file::{File, Mode};
use crate::model::path::record_id;
use crate::model::record::Record;
use crate::model::register::{Person, Register};
use crate::model::source::plain;
use crate::model::{Kind, Ledger, Slot};

/// How the sample's history goes, first commit first.
pub struct Plan {
    pub commits: Vec<Commit>,
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
    /// What is written, by path; nothing is ever deleted.
    pub files: BTreeMap<String, Vec<u8>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    pub name: String,
    pub email: String,
}

/// The site is made from the records and is none.
const IGNORED: &str = "# daicho build が作るページ。記録ではないので git には入れない。\n/site/\n";

/// How these files were committed by the people who wrote them. `None` where they say too little: no first day, nobody
/// registered, no check.
pub fn plan(files: &[File]) -> Option<Plan> {
    let loaded = load(files);
    let ledger = &loaded.ledger;
    let starts = ledger.settings.starts?;
    let last_day = last_check(ledger)?;
    let staff = Staff::of(ledger)?;
    let opened = starts.to_datetime(time(8, 30, 0, 0));
    let files = as_kept(files, starts);

    let mut events = Vec::new();
    for file in &files {
        events.extend(match subject(file, ledger) {
            Subject::Record(record) if record.done_on() >= starts => of_record(record, staff),
            Subject::People(text) => of_people(&file.path, text, staff, opened, last_day),
            Subject::Record(_) | Subject::Other => {
                vec![Event { path: &file.path, at: opened, by: staff.manager(starts), what: What::Adopted, part: None }]
            }
        });
    }
    let groups = in_order(grouped(events, ledger));

    let mut stages = Stages::of(&files, &groups);
    let mut commits: Vec<Commit> = Vec::with_capacity(groups.len());
    for group in &groups {
        let time = group.ready().to_zoned(ledger.settings.timezone.clone()).ok()?;
        let next = commits.last().map(|last| &last.time + 1.second());
        commits.push(Commit {
            author: author(group.by())?,
            time: next.map_or(time.clone(), |next| time.max(next)),
            message: words::message(&group.events, ledger),
            files: stages.write(&group.events),
        });
    }
    Some(Plan { commits, last_day })
}

/// The day of the last check.
fn last_check(ledger: &Ledger) -> Option<Date> {
    let checks = ledger.records.values().filter(|record| record.kind() == Kind::Check);
    checks.filter_map(|record| record.path.day).max()
}

/// The files as this ledger keeps them: it is kept in git from its first day on, and leaves its pages out.
fn as_kept(files: &[File], starts: Date) -> Vec<File> {
    let ignored = File {
        path: ".gitignore".to_owned(),
        lossy: false,
        mode: Mode::Plain,
        size: IGNORED.len() as u64,
        bytes: IGNORED.into(),
    };
    let mut kept = vec![ignored];
    kept.extend(files.iter().cloned());
    for file in kept.iter_mut().filter(|file| file.path == "records/ledger.toml") {
        let text = String::from_utf8_lossy(&file.bytes);
        let lines = text.split_inclusive('\n').map(|line| match line.split_once('=') {
            Some((key, _)) if key.trim() == "adopted" => format!("{key}= {starts}\n"),
            Some(_) | None => line.to_owned(),
        });
        file.bytes = lines.collect::<String>().into_bytes();
    }
    kept
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
