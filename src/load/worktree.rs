//! The files under `records/` of a work tree. Links are named, never followed; what is not a plain file is never opened.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::model::file::{File, LIMIT, Mode};

/// Every file below `records/`, by path. Empty folders are no files: git does not know them either.
///
/// # Errors
/// The folder or a file in it cannot be read; the error names the path.
pub fn files(root: &Path) -> io::Result<Vec<File>> {
    Ok(some_files(root, |_| true)?.0)
}

/// Of the files below `records/` those whose path is wanted, and the paths of all the others, which are not opened.
///
/// # Errors
/// The folder or a file in it cannot be read; the error names the path.
pub fn some_files(root: &Path, wanted: impl Fn(&str) -> bool) -> io::Result<(Vec<File>, Vec<String>)> {
    let walk = WalkDir::new(root.join("records")).follow_links(false).follow_root_links(false);
    let (mut opened, mut others) = (Vec::new(), Vec::new());
    for entry in walk {
        let entry = entry?;
        if entry.file_type().is_dir() {
            continue;
        }
        let path = below(root, entry.path());
        if wanted(&path) { opened.push((entry, path)) } else { others.push(path) }
    }
    let opened = opened.into_par_iter().map(|(entry, path)| file(&entry, path));
    let mut files = opened.collect::<io::Result<Vec<File>>>()?;
    files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok((files, others))
}

/// The path below the ledger's root, `/`-separated.
fn below(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn file(entry: &DirEntry, path: String) -> io::Result<File> {
    let lossy = entry.path().to_str().is_none();
    let metadata = entry.metadata()?;
    let mode = mode(&metadata);
    let size = metadata.len();
    let plain = matches!(mode, Mode::Plain | Mode::Executable);
    let bytes = if plain && size <= LIMIT { read(entry.path())? } else { Vec::new() };
    // A file that grew while it was read is judged by what was read.
    let size = if plain { size.max(bytes.len() as u64) } else { size };
    Ok(File { path, lossy, mode, size, bytes })
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    let mut bytes = Vec::new();
    fs::File::open(path).map_err(named)?.take(LIMIT + 1).read_to_end(&mut bytes).map_err(named)?;
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
