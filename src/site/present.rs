//! What stands in the output already: which files hold what they should, and whether there is anything else.
//!
//! The files themselves are compared, not what `site.json` says of them, so that an output that was damaged or meddled with is mended.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::Site;

#[derive(Default)]
pub struct Present<'s> {
    /// Files of the site that are there, byte for byte.
    pub same: BTreeSet<&'s str>,
    /// Whatever is no part of the site: files no longer made, links, empty folders, what cannot be read.
    pub surplus: usize,
}

/// What an entry of the folder is to the site.
enum Part<'s> {
    Same(&'s str),
    /// A file that is to be written anew.
    Other,
    /// A folder that has a place.
    Folder,
    Surplus,
}

impl<'s> Present<'s> {
    /// Looks at a folder; `kept` is the file that is not the site's and stays.
    pub fn of(folder: &Path, site: &'s Site, kept: &str) -> Present<'s> {
        let entries: Vec<_> = WalkDir::new(folder).min_depth(1).into_iter().collect();
        let part = |entry: &walkdir::Result<DirEntry>| match entry {
            Ok(entry) if entry.depth() == 1 && entry.file_name() == kept => Part::Folder,
            Ok(entry) => part(folder, entry, site),
            Err(_) => Part::Surplus,
        };
        let parts: Vec<Part<'s>> = entries.par_iter().map(part).collect();
        let mut present = Present::default();
        for part in parts {
            match part {
                Part::Same(path) => drop(present.same.insert(path)),
                Part::Surplus => present.surplus += 1,
                Part::Other | Part::Folder => {}
            }
        }
        present
    }

    /// Whether the folder holds the site and nothing else.
    pub fn is_all_of(&self, site: &Site) -> bool {
        self.same.len() == site.files.len() && self.surplus == 0
    }
}

fn part<'s>(folder: &Path, entry: &DirEntry, site: &'s Site) -> Part<'s> {
    let Some(path) = below(folder, entry.path()) else { return Part::Surplus };
    // Of a link the walk tells that it is one: what it leads to is not the site's.
    if entry.file_type().is_dir() {
        let within = format!("{path}/");
        let next = site.files.range(within.clone()..).next();
        return if next.is_some_and(|(file, _)| file.starts_with(&within)) { Part::Folder } else { Part::Surplus };
    }
    match site.files.get_key_value(&path) {
        None => Part::Surplus,
        Some((path, bytes)) if entry.file_type().is_file() && holds(entry, bytes) => Part::Same(path),
        Some(_) => Part::Other,
    }
}

fn holds(entry: &DirEntry, bytes: &[u8]) -> bool {
    let is_as_long = entry.metadata().is_ok_and(|metadata| metadata.len() == bytes.len() as u64);
    is_as_long && fs::read(entry.path()).is_ok_and(|read| read == bytes)
}

/// The path as a site names it.
fn below(folder: &Path, path: &Path) -> Option<String> {
    let parts = path.strip_prefix(folder).ok().map(PathBuf::from)?;
    let parts: Option<Vec<&str>> = parts.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}
