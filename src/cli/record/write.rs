//! Writing all files or none. They are written to a folder of their own; to give that folder its name is the one step that decides.
//! From then on each moves to its place, and where the machine stops meanwhile the next `record` moves the rest.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use tempfile::TempDir;
use walkdir::WalkDir;

use crate::model::text::Text;

use super::{Failure, Page};

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// What is decided and not yet in its place. Two that write at once cannot both have it.
pub const PENDING: &str = ".daicho-pending";
/// In it, files that are new, and files that take the place of what they grew from.
const NEW: &str = "new";
const GROWN: &str = "grown";

pub fn write(root: &Path, pages: &[Page], growing: bool) -> Result<(), Failure> {
    // Before the step that decides an interrupt ends all; after it, it is too late. One that cannot be set changes nothing else.
    let _ = ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::SeqCst));
    let drafts = drafts(root, pages, if growing { GROWN } else { NEW })?;
    if INTERRUPTED.load(Ordering::SeqCst) {
        return Err(Failure::Because(Text::fixed(
            "中断しました。何も書いていません。",
            "interrupted; nothing was written.",
        )));
    }
    let pending = root.join(PENDING);
    fs::rename(drafts.path(), &pending).map_err(|error| Failure::writing(&pending, &error))?;
    // Nothing of the other name is left to be removed.
    let _ = drafts.keep();
    if let Some(taken) = taken(root, &pending) {
        fs::remove_dir_all(&pending)?;
        return Err(in_the_way(&taken));
    }
    let mut moved = Vec::new();
    let placed = place(root, &pending, &mut moved);
    if placed.is_err() && !growing {
        // What cannot be finished now is not decided: the others are taken back.
        moved.iter().try_for_each(|below| fs::remove_file(root.join(below)))?;
        fs::remove_dir_all(&pending)?;
    }
    placed
}

/// Moves what an earlier writing left, and tells which files.
pub fn finish(root: &Path) -> Result<Vec<String>, Failure> {
    let pending = root.join(PENDING);
    if pending.symlink_metadata().is_err() {
        return Ok(Vec::new());
    }
    if let Some(taken) = taken(root, &pending) {
        return Err(in_the_way(&taken));
    }
    let mut moved = Vec::new();
    place(root, &pending, &mut moved)?;
    Ok(moved.iter().map(|below| below.display().to_string()).collect())
}

fn place(root: &Path, pending: &Path, moved: &mut Vec<PathBuf>) -> Result<(), Failure> {
    for (from, below) in [NEW, GROWN].iter().flat_map(|sort| files(&pending.join(sort))) {
        let to = root.join(&below);
        let placed = fs::create_dir_all(to.parent().unwrap_or(root)).and_then(|()| fs::rename(&from, &to));
        placed.map_err(|error| Failure::writing(&to, &error))?;
        moved.push(below);
    }
    fs::remove_dir_all(pending).map_err(|error| Failure::writing(pending, &error))
}

/// The files on disk, whole, in a folder that nobody looks into.
fn drafts(root: &Path, pages: &[Page], sort: &str) -> io::Result<TempDir> {
    let drafts = tempfile::Builder::new().prefix(".daicho-draft-").tempdir_in(root)?;
    for page in pages {
        let at = drafts.path().join(sort).join(&page.path);
        fs::create_dir_all(at.parent().unwrap_or(root))?;
        let mut file = fs::File::create_new(at)?;
        file.write_all(page.text.as_bytes())?;
        file.sync_all()?;
    }
    Ok(drafts)
}

/// Where a new file was to be and another is.
fn taken(root: &Path, pending: &Path) -> Option<PathBuf> {
    files(&pending.join(NEW))
        .into_iter()
        .map(|(_, below)| below)
        .find(|below| root.join(below).symlink_metadata().is_ok())
}

/// The files of a folder in their order, with their paths below it.
fn files(folder: &Path) -> Vec<(PathBuf, PathBuf)> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    // What is walked lies below the folder.
    files.filter_map(|path| Some((path.clone(), path.strip_prefix(folder).ok()?.to_owned()))).collect()
}

fn in_the_way(path: &Path) -> Failure {
    let path = path.display();
    Failure::Because(Text::new(
        format!(
            "{path} には既に別の記録があります。書いていません。もう一度実行してください。{PENDING} が残っていれば、中を確かめて片付けてからにします。"
        ),
        format!(
            "another record is at {path} already, so it was not written; run this again. If a {PENDING} is left, look into it and clear it away first."
        ),
    ))
}
