//! Something that was written into a file: when, by whom, and which part of its text.

use jiff::civil::{DateTime, Time, time};

use super::blocks::{Blocks, Part};
use super::facts::Slip;
use super::staff::Staff;
use crate::model::record::{Contact, Inspection, Instruction, Record, Recovery};
use crate::model::register::{Appointment, Designation, Person};
use crate::model::source::{Field, Span};

/// Before the office closes.
pub const AFTERNOON: Time = time(17, 0, 0, 0);

/// A part of a file was written.
pub struct Event<'l> {
    /// Of the file, below the ledger's root.
    pub path: &'l str,
    pub at: DateTime,
    pub by: &'l Person,
    pub what: What<'l>,
    pub change: Change<'l>,
}

/// What became of a file's text.
#[derive(Clone, PartialEq, Eq)]
pub enum Change<'l> {
    /// It was first written: all that no other change brings.
    First,
    /// It gained a part.
    Part(Part),
    /// What stood there was made wrong.
    Spoils(&'l Slip),
    /// What was wrong from then on, or from the beginning, was put right.
    Mends(&'l Slip),
}

impl Event<'_> {
    pub fn is_first(&self) -> bool {
        self.change == Change::First
    }

    pub fn part(&self) -> Option<&Part> {
        match &self.change {
            Change::Part(part) => Some(part),
            Change::First | Change::Spoils(_) | Change::Mends(_) => None,
        }
    }
}

/// What was written.
#[derive(Clone, Copy)]
pub enum What<'l> {
    /// A file that is there from the first day: settings, registers, what was copied from before.
    Adopted,
    /// A record's first text.
    Record(&'l Record),
    Contact(&'l Record, &'l Contact),
    Action(&'l Record),
    Demanded(&'l Record, &'l Recovery),
    Restored(&'l Record),
    Decided(&'l Record),
    Prevented(&'l Record),
    Closed(&'l Record),
    RequestDone(&'l Record),
    Reported(&'l Record),
    Remedied(&'l Record, &'l Inspection),
    Acknowledged(&'l Instruction),
    Corrected(&'l Record),
    /// Without a correction.
    Rewritten(&'l Record),
    Appointed(&'l Appointment),
    Designated(&'l Designation),
    /// A designation's end.
    Released(&'l Designation),
    KeyRegistered(&'l Person),
    /// A key's end.
    KeyReplaced(&'l Person),
    /// A comment.
    Remark(&'l str),
}

/// Everything that was written into one file, as it is being found out.
pub struct Story<'l> {
    pub path: &'l str,
    pub text: &'l str,
    pub blocks: Blocks<'l>,
    pub staff: Staff<'l>,
    pub events: Vec<Event<'l>>,
}

impl<'l> Story<'l> {
    pub fn of(path: &'l str, text: &'l str, staff: Staff<'l>) -> Story<'l> {
        Story { path, text, blocks: Blocks::of(text), staff, events: Vec::new() }
    }

    pub fn begins(&mut self, record: &'l Record, at: DateTime, by: &'l Person) {
        self.add(Change::First, at, by, What::Record(record));
    }

    pub fn add(&mut self, change: Change<'l>, at: DateTime, by: &'l Person, what: What<'l>) {
        self.events.push(Event { path: self.path, at, by, what, change });
    }

    /// A block that came later.
    pub fn block(&mut self, span: Span, at: DateTime, by: &'l Person, what: What<'l>) {
        self.add(Change::Part(self.blocks.around(span)), at, by, what);
    }

    /// A key that came later; nothing where it is absent.
    pub fn key<T>(&mut self, field: &Field<T>, at: DateTime, by: &'l Person, what: What<'l>) {
        if let Some(value) = field {
            self.add(Change::Part(self.blocks.lines(value.span)), at, by, what);
        }
    }

    /// The events in the order of their times.
    pub fn end(mut self) -> Vec<Event<'l>> {
        self.remarks();
        self.events.sort_by_key(|event| event.at);
        self.events
    }
}
