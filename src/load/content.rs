//! What each file holds: the settings first, then every other file with them.

use jiff::tz::TimeZone;
use toml::de::DeTable;

use super::doc::Doc;
use super::reading::{Outcome, Reading};
use super::register::{self, People};
use super::syntax::{self, Parsed};
use super::table::Table;
use super::{record, regulation, settings, text};
use crate::model::id::Id;
use crate::model::path::{RecordPath, Slot, record_id};
use crate::model::record::Record;
use crate::model::register::{Agency, Document, Equipment, Municipality, Register};
use crate::model::regulation::Regulation;
use crate::model::settings::Settings;

/// What every other file is read with: the settings, read first and alone.
pub struct Context {
    pub settings: Option<(Settings, Outcome)>,
    timezone: TimeZone,
}

/// What a file turned out to hold.
pub enum Content {
    /// Nothing that counts: unknown to the layout, or not readable.
    Nothing,
    Municipalities(Vec<Municipality>),
    People(People),
    Agencies(Vec<Agency>),
    Equipment(Vec<Equipment>),
    Documents(Vec<Document>),
    Regulation(Option<Box<Regulation>>),
    Record(Box<Record>),
}

pub struct Read {
    pub content: Content,
    pub outcome: Outcome,
}

impl Context {
    pub fn of(docs: &[Doc]) -> Context {
        let house = Settings::default();
        let doc = docs.iter().find(|doc| doc.slot == Some(Slot::Ledger) && doc.readable);
        // The time zone is not known yet; the settings hold days, no times.
        let settings = doc.map(|doc| {
            let reading = Reading::new(&doc.source, &house.timezone);
            let settings = match read_toml(&reading, settings::settings) {
                Some(Toml::Sound(settings)) => settings,
                // Nothing is owed by settings that cannot be read; whose ledger it is can still be told.
                Some(Toml::Broken(settings)) => Settings::unread(settings.trustee),
                None => Settings::unread(None),
            };
            (settings, reading.finish())
        });
        let timezone = settings.as_ref().map_or(house.timezone, |(settings, _)| settings.timezone.clone());
        Context { settings, timezone }
    }

    fn trustee(&self) -> Option<&Id> {
        let (settings, _) = self.settings.as_ref()?;
        settings.trustee.as_ref().map(|trustee| &trustee.value)
    }

    pub fn read(&self, doc: &Doc) -> Read {
        let mut reading = Reading::new(&doc.source, &self.timezone);
        if !doc.readable {
            return Read { content: Content::Nothing, outcome: reading.finish() };
        }
        let content = match &doc.slot {
            None => {
                text::inspect_stray(&reading);
                None
            }
            // Read already, before all others.
            Some(Slot::Ledger) => None,
            Some(Slot::Regulation) => {
                text::inspect_prose(&reading);
                Some(Content::Regulation(regulation::regulation(&reading).map(Box::new)))
            }
            Some(Slot::Register(register)) => self.register(&reading, *register),
            Some(Slot::Record(path)) => {
                reading.folder = self.trustee().map(|trustee| (&path.place, path.place == *trustee));
                record_of(&reading, path).map(|record| Content::Record(Box::new(record)))
            }
        };
        Read { content: content.unwrap_or(Content::Nothing), outcome: reading.finish() }
    }

    fn register(&self, reading: &Reading<'_>, register: Register) -> Option<Content> {
        match register {
            Register::Municipalities => {
                let read = |table: &mut Table<'_>| register::municipalities(table, self.trustee());
                read_sound(reading, read).map(Content::Municipalities)
            }
            Register::People => read_sound(reading, register::people).map(Content::People),
            Register::Agencies => read_sound(reading, register::agencies).map(Content::Agencies),
            Register::Equipment => read_sound(reading, register::equipment).map(Content::Equipment),
            Register::Documents => read_sound(reading, register::documents).map(Content::Documents),
        }
    }
}

fn record_of(reading: &Reading<'_>, path: &RecordPath) -> Option<Record> {
    let (content, corrections, equipment) = read_sound(reading, |table| record::record(table, path.kind))?;
    let id = record_id(&reading.source.path)?.to_owned();
    Some(Record { id, path: path.clone(), source: reading.source.clone(), content, corrections, equipment })
}

/// What was made of a TOML file.
enum Toml<T> {
    Sound(T),
    /// Of what is left besides the syntax errors: enough to report from, no evidence.
    Broken(T),
}

impl<T> Toml<T> {
    fn sound(self) -> Option<T> {
        match self {
            Toml::Sound(content) => Some(content),
            Toml::Broken(_) => None,
        }
    }
}

/// Reads a TOML file with a function, and reports all that can be seen to be wrong in it.
fn read_toml<T>(reading: &Reading<'_>, read: impl FnOnce(&mut Table<'_>) -> T) -> Option<Toml<T>> {
    let mut mended = String::new();
    let text = reading.source.text.as_str();
    let whole = |reading: &Reading<'_>, table: &DeTable<'_>, span| {
        text::inspect(reading, table);
        Table::new(reading, table, span).read(read)
    };
    match syntax::parse(reading, text, &mut mended) {
        Parsed::Sound(table, span) => Some(Toml::Sound(whole(reading, &table, span))),
        Parsed::Broken(table, span) => {
            reading.broken.set(true);
            Some(Toml::Broken(whole(reading, &table, span)))
        }
        Parsed::Lost => {
            text::inspect_prose(reading);
            None
        }
    }
}

/// Reads a TOML file that counts only when all of it can be read.
fn read_sound<T>(reading: &Reading<'_>, read: impl FnOnce(&mut Table<'_>) -> T) -> Option<T> {
    read_toml(reading, read).and_then(Toml::sound)
}
