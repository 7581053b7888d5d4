//! Writing a site: into a new folder beside the output, then both change places in one step. A reader, or whoever looks after a
//! build was killed, sees the old site or the new one.
//!
//! A file that holds already what it should is not written: its place in the new folder is a second name for it (a hard link), so that
//! its time stays and whoever has it open goes on reading. Where nothing differs, nothing is touched at all.
//!
//! Only an empty folder, one that does not exist, or one that daicho made is replaced; of its own a folder may keep a `.gitignore`.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::present::Present;
use super::{Site, SiteError, manifest};

/// The one file of a folder that outlives its replacement.
const KEPT: &str = ".gitignore";

/// What a build did to the folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// Files that are new or other than before.
    pub changed: usize,
    /// What was there and is no part of the site.
    pub removed: usize,
}

/// Makes the folder hold the site, and nothing else.
///
/// # Errors
/// The folder is not daicho's to replace, or cannot be read or written.
pub fn write(site: &Site, out: &Path) -> Result<Written, SiteError> {
    let target = Target::at(out)?;
    let present = if target.exists { Present::of(&target.path, site, KEPT) } else { Present::default() };
    let written = Written { changed: site.files.len() - present.same.len(), removed: present.surplus };
    if target.exists && present.is_all_of(site) {
        return Ok(written);
    }
    let parent = &target.parent;
    fs::create_dir_all(parent).map_err(|error| SiteError::io(parent, &error))?;
    let beside = tempfile::Builder::new().prefix(".daicho-").tempdir_in(parent);
    let beside = beside.map_err(|error| SiteError::io(parent, &error))?;
    let fresh = beside.path().join("site");
    target.fill(&fresh, site, &present).map_err(|error| SiteError::io(out, &error))?;
    target.replace_by(&fresh, &beside.path().join("old")).map_err(|error| SiteError::io(&target.path, &error))?;
    Ok(written)
}

/// The folder to be replaced, once it is known that it may be.
struct Target {
    path: PathBuf,
    parent: PathBuf,
    exists: bool,
    /// With a file of its own that stays.
    keeps: bool,
}

impl Target {
    fn at(out: &Path) -> Result<Target, SiteError> {
        let absolute = std::path::absolute(out).map_err(|error| SiteError::io(out, &error))?;
        // What a link names is replaced, not the link.
        let path = absolute.canonicalize().unwrap_or(absolute);
        let Some(parent) = path.parent().map(Path::to_owned) else {
            return Err(SiteError::not_ours(out));
        };
        let names = match fs::read_dir(&path) {
            Ok(entries) => entries
                .map(|entry| entry.map(|entry| entry.file_name()))
                .collect::<io::Result<Vec<_>>>()
                .map_err(|error| SiteError::reading(&path, &error))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound && path.symlink_metadata().is_err() => {
                return Ok(Target { path, parent, exists: false, keeps: false });
            }
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => return Err(SiteError::not_a_folder(&path)),
            Err(error) => return Err(SiteError::reading(&path, &error)),
        };
        let nothing_else = names.iter().all(|name| name == KEPT);
        let repository = names.iter().any(|name| name == ".git");
        if repository || !(nothing_else || manifest::is_ours(&path)) {
            return Err(SiteError::not_ours(&path));
        }
        let keeps = names.iter().any(|name| name == KEPT);
        Ok(Target { path, parent, exists: true, keeps })
    }

    /// Makes the whole site in a new folder.
    fn fill(&self, fresh: &Path, site: &Site, present: &Present<'_>) -> io::Result<()> {
        fs::create_dir(fresh)?;
        let parents = site.files.keys().filter_map(|path| Path::new(path).parent());
        for parent in parents.collect::<BTreeSet<_>>() {
            fs::create_dir_all(fresh.join(parent))?;
        }
        if self.keeps {
            let kept = self.path.join(KEPT);
            keep(&kept, &fresh.join(KEPT), &fs::read(&kept)?)?;
        }
        site.files.par_iter().try_for_each(|(path, bytes)| {
            if present.same.contains(path.as_str()) {
                keep(&self.path.join(path), &fresh.join(path), bytes)
            } else {
                fs::write(fresh.join(path), bytes)
            }
        })
    }

    /// Puts `fresh` in the folder's place. What was there ends up in `fresh` or in `old`, and goes with the folder that holds both.
    fn replace_by(&self, fresh: &Path, old: &Path) -> io::Result<()> {
        if !self.exists {
            return fs::rename(fresh, &self.path);
        }
        fs::set_permissions(fresh, fs::metadata(&self.path)?.permissions())?;
        if exchange(fresh, &self.path) {
            return Ok(());
        }
        fs::rename(&self.path, old)?;
        fs::rename(fresh, &self.path).inspect_err(|_| {
            // Nothing better can be done than to put back what was there; the error that led here is the one to tell.
            let _ = fs::rename(old, &self.path);
        })
    }
}

/// Lets two folders change places in one step; `false` where the system or the file system cannot.
#[cfg(target_os = "linux")]
fn exchange(a: &Path, b: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}

/// The same file by a second name; where the file system has no such thing, or not for us, the same bytes with the same time.
fn keep(old: &Path, new: &Path, bytes: &[u8]) -> io::Result<()> {
    if fs::hard_link(old, new).is_ok() {
        return Ok(());
    }
    let mut copy = File::create(new)?;
    copy.write_all(bytes)?;
    // A copy that is as old as itself is no less the site.
    let _ = fs::metadata(old).and_then(|metadata| metadata.modified()).and_then(|time| copy.set_modified(time));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_linked_is_copied() {
        let folder = tempfile::tempdir().unwrap();
        let new = folder.path().join("new");
        keep(&folder.path().join("on another disk"), &new, b"bytes").unwrap();
        assert_eq!(fs::read(&new).unwrap(), b"bytes");
    }
}
