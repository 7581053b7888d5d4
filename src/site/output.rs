//! Writing a site: into a new folder beside the output, then both change places in one step. A reader, or whoever looks after a
//! build was killed, sees the old site or the new one.
//!
//! Only an empty folder, one that does not exist, or one that daicho made is replaced; of its own a folder may keep a `.gitignore`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{Site, SiteError, manifest};

/// The one file of a folder that outlives its replacement.
const KEPT: &str = ".gitignore";

/// Replaces the folder by the site.
pub fn write(site: &Site, out: &Path) -> Result<(), SiteError> {
    let target = Target::at(out)?;
    let parent = &target.parent;
    fs::create_dir_all(parent).map_err(|error| SiteError::io(parent, &error))?;
    let beside = tempfile::Builder::new().prefix(".daicho-").tempdir_in(parent);
    let beside = beside.map_err(|error| SiteError::io(parent, &error))?;
    let fresh = beside.path().join("site");
    fill(&fresh, site, target.kept.as_deref()).map_err(|error| SiteError::io(out, &error))?;
    target.replace_by(&fresh, &beside.path().join("old")).map_err(|error| SiteError::io(&target.path, &error))
}

/// The folder to be replaced, once it is known that it may be.
struct Target {
    path: PathBuf,
    parent: PathBuf,
    exists: bool,
    kept: Option<Vec<u8>>,
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
                return Ok(Target { path, parent, exists: false, kept: None });
            }
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => return Err(SiteError::not_a_folder(&path)),
            Err(error) => return Err(SiteError::reading(&path, &error)),
        };
        let nothing_else = names.iter().all(|name| name == KEPT);
        let repository = names.iter().any(|name| name == ".git");
        if repository || !(nothing_else || manifest::is_ours(&path)) {
            return Err(SiteError::not_ours(&path));
        }
        let kept = names.iter().any(|name| name == KEPT).then(|| fs::read(path.join(KEPT))).transpose();
        let kept = kept.map_err(|error| SiteError::reading(&path.join(KEPT), &error))?;
        Ok(Target { path, parent, exists: true, kept })
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

fn fill(folder: &Path, site: &Site, kept: Option<&[u8]>) -> io::Result<()> {
    fs::create_dir(folder)?;
    let parents = site.files.keys().filter_map(|path| Path::new(path).parent());
    for parent in parents.collect::<std::collections::BTreeSet<_>>() {
        fs::create_dir_all(folder.join(parent))?;
    }
    if let Some(bytes) = kept {
        fs::write(folder.join(KEPT), bytes)?;
    }
    site.files.par_iter().try_for_each(|(path, bytes)| fs::write(folder.join(path), bytes))
}
