//! Text to model: every file under `records/`, from a work tree or a git tree alike, with all faults of all files.
//!
//! A bad file is a fault, never an error, and hides no other file's faults. Deliberately absent: judging. Whether what was read
//! meets a duty is for `rules`.

pub mod form;
mod path;
mod reading;
mod record;
mod register;
mod regulation;
mod resolve;
mod settings;
mod syntax;
mod text;
mod value;
pub mod worktree;

use std::sync::Arc;

use jiff::tz::TimeZone;
use rayon::prelude::*;
use toml::de::DeTable;

use crate::model::file::{File, LIMIT, Mode};
use crate::model::finding::Fault;
use crate::model::ledger::Ledger;
use crate::model::path::{RecordPath, Slot, record_id};
use crate::model::record::Record;
use crate::model::register::{Agency, Document, Equipment, Municipality, Register};
use crate::model::regulation::Regulation;
use crate::model::rule::Rule;
use crate::model::settings::Settings;
use crate::model::source::{Source, Span};
use crate::model::text::Text;
use crate::model::word::Word;
use form::{MISSING_KEY, NOT_A_FILE, SYNTAX, TOO_LARGE};
use reading::{Outcome, Reading, Table, entry_day};
use register::People;
use resolve::{Directory, Mention};
use syntax::Parsed;

/// What was read, and what was wrong with it.
#[derive(Debug, Default)]
pub struct Loaded {
    pub ledger: Ledger,
    pub faults: Vec<Fault>,
}

/// Reads the files of a ledger.
pub fn load(files: &[File]) -> Loaded {
    let docs: Vec<Doc> = files.par_iter().map(Doc::open).collect();
    let context = Context::of(&docs);
    let read: Vec<Read> = docs.par_iter().map(|doc| context.read(doc)).collect();
    assemble(docs, read, context)
}

/// A file with its text, before its content is looked at.
struct Doc {
    source: Arc<Source>,
    slot: Option<Slot>,
    /// Whether there is a text to read.
    readable: bool,
    faults: Vec<Fault>,
}

impl Doc {
    fn open(file: &File) -> Doc {
        let name = text::inspect_name(&file.path);
        let (source, encoding) = syntax::decode(&file.path, &file.bytes);
        let slot = Slot::parse(&file.path).filter(|_| !file.lossy);
        let mut doc = Doc {
            slot,
            readable: true,
            faults: Vec::new(),
            source,
        };
        // What is wrong with a name, or with the sort of entry, says why the layout does not know it.
        if name.is_empty() && doc.slot.is_none() && file.mode.is_regular() {
            doc.fault(&form::BAD_PATH, None, path::unknown(&file.path));
        }
        for (rule, message) in name {
            doc.fault(rule, None, message);
        }
        if file.mode != Mode::Plain {
            doc.fault(&NOT_A_FILE, None, odd(file.mode));
            doc.readable = file.mode == Mode::Executable;
        }
        if doc.readable && file.size > LIMIT {
            doc.fault(&TOO_LARGE, None, too_large(file.size));
            doc.readable = false;
        }
        if let Some((span, message)) = encoding
            && doc.readable
            && doc.slot.is_some()
        {
            doc.fault(&SYNTAX, Some(span), message);
            doc.readable = false;
        }
        doc
    }

    fn fault(&mut self, rule: &'static Rule, span: Option<Span>, message: Text) {
        self.faults.push(Fault {
            rule,
            source: self.source.clone(),
            span,
            message,
            entry_day: None,
        });
    }
}

fn odd(mode: Mode) -> Text {
    match mode {
        Mode::Plain => Text::default(),
        Mode::Executable => Text::fixed(
            "実行可能になっています(chmod -x で直せます)。",
            "the file is executable (chmod -x mends it).",
        ),
        Mode::Link => Text::fixed("シンボリックリンクです。", "this is a symbolic link."),
        Mode::Submodule => Text::fixed("サブモジュールです。", "this is a submodule."),
        Mode::Other => Text::fixed("普通のファイルではありません。", "this is not a plain file."),
    }
}

fn too_large(size: u64) -> Text {
    Text::new(
        format!("{size}バイトあります。{LIMIT}バイト(64 KiB)までです。"),
        format!("{size} bytes; at most {LIMIT} (64 KiB) are read."),
    )
}

/// What every other file is read with: the settings, read first and alone.
struct Context {
    settings: Option<(Settings, Outcome)>,
    timezone: TimeZone,
}

/// What a file turned out to hold.
enum Content {
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

struct Read {
    content: Content,
    outcome: Outcome,
}

impl Context {
    fn of(docs: &[Doc]) -> Context {
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
        let timezone = settings
            .as_ref()
            .map_or(house.timezone, |(settings, _)| settings.timezone.clone());
        Context { settings, timezone }
    }

    fn trustee(&self) -> Option<&crate::model::Id> {
        let (settings, _) = self.settings.as_ref()?;
        settings.trustee.as_ref().map(|trustee| &trustee.value)
    }

    fn read(&self, doc: &Doc) -> Read {
        let mut reading = Reading::new(&doc.source, &self.timezone);
        if !doc.readable {
            return Read {
                content: Content::Nothing,
                outcome: reading.finish(),
            };
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
        Read {
            content: content.unwrap_or(Content::Nothing),
            outcome: reading.finish(),
        }
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
    Some(Record {
        id,
        path: path.clone(),
        source: reading.source.clone(),
        content,
        corrections,
        equipment,
    })
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

/// Puts everything together, and looks up what the files mention of each other.
fn assemble(docs: Vec<Doc>, read: Vec<Read>, context: Context) -> Loaded {
    let mut ledger = Ledger::default();
    let mut files: Vec<FileReport> = Vec::with_capacity(docs.len());
    for (doc, read) in docs.into_iter().zip(read) {
        let mut outcome = read.outcome;
        outcome.faults.extend(doc.faults);
        match (read.content, &doc.slot) {
            (Content::Nothing, Some(Slot::Register(register))) => {
                ledger.unread.insert(*register);
            }
            (Content::Nothing, _) => {}
            (Content::Municipalities(municipalities), _) => ledger.municipalities = municipalities,
            (Content::People(people), _) => {
                (ledger.people, ledger.appointments, ledger.designations) =
                    (people.people, people.appointments, people.designations);
            }
            (Content::Agencies(agencies), _) => ledger.agencies = agencies,
            (Content::Equipment(equipment), _) => ledger.equipment = equipment,
            (Content::Documents(documents), _) => ledger.documents = documents,
            (Content::Regulation(regulation), _) => ledger.regulation = regulation.map(|regulation| *regulation),
            (Content::Record(record), _) => {
                ledger.records.insert(record.id.clone(), *record);
            }
        }
        match &doc.slot {
            Some(Slot::Record(_)) => ledger.record_files += 1,
            Some(Slot::Ledger | Slot::Regulation | Slot::Register(_)) => {
                ledger.sources.insert(doc.source.path.clone(), doc.source.clone());
            }
            None => {}
        }
        files.push(FileReport {
            source: doc.source,
            slot: doc.slot,
            outcome,
        });
    }
    ledger.settings = Settings::unread(None);
    if let Some((settings, outcome)) = context.settings {
        ledger.settings = settings;
        // The ledger's own file was read first: its outcome joins its report.
        if let Some(file) = files.iter_mut().find(|file| file.slot == Some(Slot::Ledger)) {
            file.outcome.faults.extend(outcome.faults);
            file.outcome.mentions = outcome.mentions;
        }
    }
    let faults = cross_check(&ledger, files);
    Loaded { ledger, faults }
}

struct FileReport {
    source: Arc<Source>,
    slot: Option<Slot>,
    outcome: Outcome,
}

/// The faults that show only when everything is read.
fn cross_check(ledger: &Ledger, files: Vec<FileReport>) -> Vec<Fault> {
    let paths = files.iter().filter(|file| matches!(file.slot, Some(Slot::Record(_))));
    let directory = Directory {
        ledger,
        paths: paths.filter_map(|file| record_id(&file.source.path)).collect(),
    };
    let mut faults: Vec<Fault> = Vec::new();
    for file in &files {
        let mentioned: &[Mention] = &file.outcome.mentions;
        let mut own = file.outcome.faults.clone();
        own.extend(directory.faults(&file.source, mentioned));
        own.extend(path::faults(ledger, &file.source, file.slot.as_ref()));
        for fault in own.iter_mut().filter(|fault| *fault.rule != SYNTAX) {
            fault.entry_day = fault
                .entry_day
                .or(fault.span.and_then(|span| entry_day(&file.outcome.entries, span)));
        }
        faults.extend(keep_the_telling(own));
    }
    faults.extend(clashing_ids(ledger, &files));
    faults.extend(absent_registers(ledger, &files));
    faults
}

/// Two rules may speak of one slip on one line: keeps the one that tells more.
///
/// A key that gives a password away is not also unknown, and a hidden character that breaks the syntax is told with the error.
fn keep_the_telling(mut faults: Vec<Fault>) -> Vec<Fault> {
    let line = |fault: &Fault| fault.span.map(|span| fault.source.position(span.start).line);
    let lines_of = |faults: &[Fault], rule: &Rule| -> Vec<Option<usize>> {
        faults.iter().filter(|fault| fault.rule == rule).map(line).collect()
    };
    let (secret, broken) = (lines_of(&faults, &form::SECRET_IN_RECORD), lines_of(&faults, &SYNTAX));
    let hidden: Vec<Fault> = faults
        .extract_if(.., |fault| {
            *fault.rule == form::HIDDEN_TEXT && broken.contains(&line(fault))
        })
        .collect();
    for fault in faults.iter_mut().filter(|fault| *fault.rule == SYNTAX) {
        if let Some(cause) = hidden.iter().find(|cause| line(cause) == line(fault)) {
            fault.message.ja.to_mut().push_str(&cause.message.ja);
            fault.message.en = format!("{} On this line: {}", fault.message.en, cause.message.en).into();
        }
    }
    faults.retain(|fault| *fault.rule != form::UNKNOWN_KEY || !secret.contains(&line(fault)));
    faults
}

/// One id for a municipality and an agency: a contact could name either.
fn clashing_ids(ledger: &Ledger, files: &[FileReport]) -> Vec<Fault> {
    let source = files
        .iter()
        .find(|file| file.slot == Some(Slot::Register(Register::Agencies)))
        .map(|file| &file.source);
    let clash = |agency: &&Agency| ledger.municipality(&agency.id).is_some();
    let fault = |agency: &Agency| {
        Some(Fault {
            rule: &form::DUPLICATE_ID,
            source: source?.clone(),
            span: Some(agency.id.span),
            message: Text::new(
                format!("識別子「{}」は町村にも使われています。", *agency.id),
                format!("the id `{}` is also a municipality's.", *agency.id),
            ),
            entry_day: None,
        })
    };
    ledger.agencies.iter().filter(clash).filter_map(fault).collect()
}

/// Without its municipalities a ledger owes nothing to anybody: their absence is never silent.
fn absent_registers(ledger: &Ledger, files: &[FileReport]) -> Option<Fault> {
    let there = |register| files.iter().any(|file| file.slot == Some(Slot::Register(register)));
    let settings_there = files.iter().any(|file| file.slot == Some(Slot::Ledger));
    let name = Register::Municipalities;
    (settings_there && !there(name) && ledger.knows(name)).then(|| Fault {
        rule: &MISSING_KEY,
        source: Arc::new(Source {
            path: format!("records/register/{}.toml", name.word()),
            text: String::new(),
        }),
        span: None,
        message: Text::fixed(
            "町村の登録簿がありません。",
            "the register of municipalities is missing.",
        ),
        entry_day: None,
    })
}
