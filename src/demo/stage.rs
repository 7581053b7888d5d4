//! A file as it stood on its way: its final text, less what was written later.
//!
//! Lines are left out, and changed only where a record was wrong for a while, so that the last stage is the file itself, byte
//! for byte.

use std::collections::BTreeMap;

use super::blocks::{Part, without};
use super::event::{Change, Event};
use super::facts::Slip;
use super::group::Group;
use crate::model::file::File;

/// How far each file has come.
pub struct Stages<'f> {
    files: BTreeMap<&'f str, &'f File>,
    /// Of each file, the parts that are not written yet.
    missing: BTreeMap<&'f str, Vec<Part>>,
    /// Of each file, what is wrong in it now.
    wrong: BTreeMap<&'f str, Vec<&'f Slip>>,
}

impl<'f> Stages<'f> {
    pub fn of(files: &'f [File], groups: &[Group<'f>]) -> Stages<'f> {
        let mut missing: BTreeMap<&str, Vec<Part>> = BTreeMap::new();
        let mut wrong: BTreeMap<&str, Vec<&Slip>> = BTreeMap::new();
        for event in groups.iter().flat_map(|group| &group.events) {
            missing.entry(event.path).or_default().extend(event.part().cloned());
            if let Change::Mends(slip) = event.change {
                wrong.entry(event.path).or_default().extend(slip.since.is_none().then_some(slip));
            }
        }
        Stages { files: files.iter().map(|file| (file.path.as_str(), file)).collect(), missing, wrong }
    }

    /// The files that these events touched, as they stand after them.
    pub fn write(&mut self, events: &[Event<'f>]) -> BTreeMap<String, Vec<u8>> {
        for event in events {
            let (missing, wrong) =
                (self.missing.entry(event.path).or_default(), self.wrong.entry(event.path).or_default());
            match &event.change {
                Change::First => {}
                Change::Part(part) => missing.retain(|other| other != part),
                Change::Spoils(slip) => wrong.push(slip),
                Change::Mends(slip) => wrong.retain(|other| other != slip),
            }
        }
        let paths = events.iter().map(|event| event.path);
        paths.map(|path| (path.to_owned(), self.bytes(path))).collect()
    }

    fn bytes(&self, path: &str) -> Vec<u8> {
        let Some(file) = self.files.get(path) else {
            return Vec::new();
        };
        let missing = self.missing.get(path).cloned().unwrap_or_default();
        let wrong = self.wrong.get(path).map(Vec::as_slice).unwrap_or_default();
        match std::str::from_utf8(&file.bytes) {
            Ok(text) => {
                let text = without(text, missing);
                wrong.iter().fold(text, |text, slip| text.replacen(&slip.now, &slip.was, 1)).into_bytes()
            }
            Err(_) => file.bytes.clone(),
        }
    }
}
