//! The files under `records/` of a work tree. Links are named, never followed; what is not a plain file is never opened.

use std::borrow::Cow;
use std::fs;
use std::io::{self, Read};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::model::file::{File, LIMIT, Mode};

/// Every file below `records/`, by path. Empty folders are no files: git does not know them either.
///
/// # Errors
/// The folder or a file in it cannot be read.
pub fn files(root: &Path) -> Result<Vec<File>, Unreadable> {
    Ok(some_files(root, |_| true)?.0)
}

/// Of the files below `records/` those whose path is wanted, and the paths of all the others, which are not opened.
///
/// # Errors
/// The folder or a file in it cannot be read.
pub fn some_files(root: &Path, wanted: impl Fn(&str) -> bool + Sync) -> Result<(Vec<File>, Vec<String>), Unreadable> {
    let parts = folders(&root.join("records"))?.into_par_iter().map(|part| part.found(root, &wanted));
    let (opened, others): (Vec<_>, Vec<_>) = parts.collect::<Result<Vec<_>, _>>()?.into_iter().unzip();
    let opened = opened.into_par_iter().flatten().map(|(entry, path)| file(&entry, path));
    let mut files = opened.collect::<Result<Vec<File>, _>>()?;
    files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok((files, others.into_iter().flatten().collect()))
}

/// A folder or file that cannot be read.
#[derive(Debug)]
pub struct Unreadable {
    pub at: PathBuf,
    pub cause: io::Error,
}

impl From<walkdir::Error> for Unreadable {
    fn from(error: walkdir::Error) -> Unreadable {
        let at = error.path().map(Path::to_owned).unwrap_or_default();
        // Without one a link leads back to itself, and none is followed.
        Unreadable { at, cause: error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into()) }
    }
}

/// What is to be opened, with its path, and the paths of all else.
type Listed = (Vec<(DirEntry, String)>, Vec<String>);

/// A part of the records that is listed by itself.
struct Part {
    at: PathBuf,
    depth: usize,
}

/// Each place's folder, and what lies beside them: ten years of ten places are long to list.
fn folders(records: &Path) -> Result<Vec<Part>, Unreadable> {
    let mut parts = vec![Part { at: records.to_owned(), depth: 1 }];
    for entry in walk(records).min_depth(1).max_depth(1) {
        let entry = entry?;
        if entry.file_type().is_dir() {
            parts.push(Part { at: entry.into_path(), depth: usize::MAX });
        }
    }
    Ok(parts)
}

fn walk(at: &Path) -> WalkDir {
    WalkDir::new(at).follow_links(false).follow_root_links(false)
}

impl Part {
    /// All that is no folder: what is wanted with its path, of the others the paths alone.
    fn found(&self, root: &Path, wanted: impl Fn(&str) -> bool) -> Result<Listed, Unreadable> {
        let (mut opened, mut others) = (Vec::new(), Vec::new());
        for entry in walk(&self.at).max_depth(self.depth) {
            let entry = entry?;
            if !entry.file_type().is_dir() {
                let path = below(root, entry.path());
                if wanted(&path) { opened.push((entry, path)) } else { others.push(path) }
            }
        }
        Ok((opened, others))
    }
}

/// The path below the ledger's root, `/`-separated.
fn below(root: &Path, path: &Path) -> String {
    // What is walked begins with the root letter by letter: it need not be compared name by name, tens of thousands of times.
    let plain = || Some(path.to_str()?.strip_prefix(root.to_str()?)?.trim_start_matches(MAIN_SEPARATOR));
    let lossy = || path.strip_prefix(root).unwrap_or(path).to_string_lossy();
    let below = plain().map_or_else(lossy, Cow::Borrowed);
    if MAIN_SEPARATOR == '/' { below.into_owned() } else { below.replace(MAIN_SEPARATOR, "/") }
}

fn file(entry: &DirEntry, path: String) -> Result<File, Unreadable> {
    let lossy = entry.path().to_str().is_none();
    if !entry.file_type().is_file() {
        let metadata = entry.metadata()?;
        return Ok(File { path, lossy, mode: mode(&metadata), size: metadata.len(), bytes: Vec::new() });
    }
    let named = |cause| Unreadable { at: entry.path().to_owned(), cause };
    let opened = fs::File::open(entry.path()).map_err(named)?;
    let metadata = opened.metadata().map_err(named)?;
    let bytes = if metadata.len() <= LIMIT { read(&opened, metadata.len()).map_err(named)? } else { Vec::new() };
    // A file that grew while it was read is judged by what was read.
    let size = metadata.len().max(bytes.len() as u64);
    Ok(File { path, lossy, mode: mode(&metadata), size, bytes })
}

fn read(file: &fs::File, size: u64) -> io::Result<Vec<u8>> {
    // One byte more tells that the file is at its end.
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 1);
    file.take(LIMIT + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(unix)]
fn mode(metadata: &fs::Metadata) -> Mode {
    use std::os::unix::fs::PermissionsExt;
    let file_type = metadata.file_type();
    match () {
        () if file_type.is_symlink() => Mode::Link,
        () if !file_type.is_file() => Mode::Other,
        // Git's own test: the owner's bit alone.
        () if metadata.permissions().mode() & 0o100 != 0 => Mode::Executable,
        () => Mode::Plain,
    }
}

#[cfg(not(unix))]
fn mode(metadata: &fs::Metadata) -> Mode {
    let file_type = metadata.file_type();
    match () {
        () if file_type.is_symlink() => Mode::Link,
        () if !file_type.is_file() => Mode::Other,
        () => Mode::Plain,
    }
}
