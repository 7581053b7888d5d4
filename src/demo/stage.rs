//! A file as it stood on its way: its final text, less what was written later.
//!
//! Lines are left out and never changed, so that the last stage is the file itself, byte for byte.

use std::collections::BTreeMap;

use super::blocks::{Part, without};
use super::event::Event;
use super::group::Group;
use crate::model::file::File;

/// How far each file has come.
pub struct Stages<'f> {
    files: BTreeMap<&'f str, &'f File>,
    /// Of each file, the parts that are not written yet.
    missing: BTreeMap<&'f str, Vec<Part>>,
}

impl<'f> Stages<'f> {
    pub fn of(files: &'f [File], groups: &[Group<'f>]) -> Stages<'f> {
        let mut missing: BTreeMap<&str, Vec<Part>> = BTreeMap::new();
        for event in groups.iter().flat_map(|group| &group.events) {
            missing.entry(event.path).or_default().extend(event.part.clone());
        }
        Stages { files: files.iter().map(|file| (file.path.as_str(), file)).collect(), missing }
    }

    /// The files that these events touched, as they stand after them.
    pub fn write(&mut self, events: &[Event<'f>]) -> BTreeMap<String, Vec<u8>> {
        for event in events {
            if let Some(missing) = self.missing.get_mut(event.path) {
                missing.retain(|part| Some(part) != event.part.as_ref());
            }
        }
        let paths = events.iter().map(|event| event.path);
        paths.map(|path| (path.to_owned(), self.bytes(path))).collect()
    }

    fn bytes(&self, path: &str) -> Vec<u8> {
        let Some(file) = self.files.get(path) else {
            return Vec::new();
        };
        match (self.missing.get(path), std::str::from_utf8(&file.bytes)) {
            (Some(missing), Ok(text)) if !missing.is_empty() => without(text, missing.clone()).into_bytes(),
            (_, _) => file.bytes.clone(),
        }
    }
}
