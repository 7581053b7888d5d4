//! Putting the files together: one ledger, and the faults that show only when everything is read.

use std::sync::Arc;

use super::content::{Content, Context, Read};
use super::doc::Doc;
use super::form::{self, MISSING_KEY, SYNTAX};
use super::reading::{Outcome, entry_day};
use super::resolve::{Directory, Mention};
use super::{Loaded, path};
use crate::model::finding::Fault;
use crate::model::ledger::Ledger;
use crate::model::path::{Slot, record_id};
use crate::model::register::{Agency, Register};
use crate::model::settings::Settings;
use crate::model::source::{Source, Span};
use crate::model::text::Text;

/// Puts everything together, and looks up what the files mention of each other.
pub fn assemble(docs: Vec<Doc>, read: Vec<Read>, context: Context, exists: &dyn Fn(&str) -> bool) -> Loaded {
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
        files.push(FileReport { source: doc.source, slot: doc.slot, outcome });
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
    let faults = cross_check(&ledger, files, exists);
    Loaded { ledger, faults }
}

struct FileReport {
    source: Arc<Source>,
    slot: Option<Slot>,
    outcome: Outcome,
}

/// The faults that show only when everything is read.
fn cross_check(ledger: &Ledger, files: Vec<FileReport>, exists: &dyn Fn(&str) -> bool) -> Vec<Fault> {
    let paths = files.iter().filter(|file| matches!(file.slot, Some(Slot::Record(_))));
    let directory =
        Directory { ledger, paths: paths.filter_map(|file| record_id(&file.source.path)).collect(), exists };
    let mut faults: Vec<Fault> = Vec::new();
    for file in &files {
        let mentioned: &[Mention] = &file.outcome.mentions;
        let mut own = file.outcome.faults.clone();
        own.extend(directory.faults(&file.source, mentioned));
        own.extend(path::faults(ledger, &file.source, file.slot.as_ref()));
        for fault in own.iter_mut().filter(|fault| *fault.rule != SYNTAX) {
            fault.entry_day = fault.entry_day.or(fault.span.and_then(|span| entry_day(&file.outcome.entries, span)));
        }
        faults.extend(keep_the_telling(own));
    }
    faults.extend(clashing_ids(ledger, &files));
    faults.extend(absent_registers(ledger, &files));
    faults
}

/// Two rules may speak of one slip: a key that gives a password away is not also unknown.
fn keep_the_telling(mut faults: Vec<Fault>) -> Vec<Fault> {
    let secrets: Vec<Span> =
        faults.iter().filter(|fault| *fault.rule == form::SECRET_IN_RECORD).filter_map(|fault| fault.span).collect();
    let gives_away = |fault: &Fault| {
        let Some(key) = fault.span else { return false };
        let between = |secret: &Span| fault.source.text.get(key.end..secret.start.max(key.end));
        let is_its_value = |text: &str| text.chars().all(|c| c.is_whitespace() || "=\"'.]".contains(c));
        secrets.iter().any(|secret| secret.end > key.start && between(secret).is_some_and(is_its_value))
    };
    let told_twice: Vec<bool> =
        faults.iter().map(|fault| *fault.rule == form::UNKNOWN_KEY && gives_away(fault)).collect();
    let mut told_twice = told_twice.into_iter();
    faults.retain(|_| !told_twice.next().unwrap_or_default());
    faults
}

/// One id for a municipality and an agency: a contact could name either.
fn clashing_ids(ledger: &Ledger, files: &[FileReport]) -> Vec<Fault> {
    let source =
        files.iter().find(|file| file.slot == Some(Slot::Register(Register::Agencies))).map(|file| &file.source);
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
        source: Arc::new(Source::new(name.path(), "")),
        span: None,
        message: Text::fixed("町村の登録簿がありません。", "the register of municipalities is missing."),
        entry_day: None,
    })
}
