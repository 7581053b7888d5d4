//! Making a folder's contents where nobody looks, and showing them in one step: what fails or is interrupted meanwhile leaves nothing.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use tempfile::TempDir;

use crate::model::text::Text;

use super::failure::Failure;

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// The folder as it was named on the command line.
pub fn named(directory: &Path, folder: &Path) -> PathBuf {
    if directory == Path::new(".") { folder.to_owned() } else { directory.join(folder) }
}

/// Where something is to stand.
pub struct Target {
    pub folder: PathBuf,
    /// What lies there already; `None` where there is no such folder.
    entries: Option<usize>,
}

impl Target {
    pub fn at(folder: PathBuf) -> Result<Target, Failure> {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => Some(entries.count()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            // A file of that name.
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => Some(1),
            Err(error) => return Err(Failure::reading(&folder, &error)),
        };
        Ok(Target { folder, entries })
    }

    /// Whether nothing is there, or a folder with nothing in it.
    pub fn is_free(&self) -> bool {
        self.entries.is_none_or(|number| number == 0)
    }

    pub fn is_there(&self) -> bool {
        self.entries.is_some()
    }

    /// A folder on the same disk in which everything is made before any of it shows; gone when the work fails.
    pub fn workshop(&self, prefix: &str) -> Result<TempDir, Failure> {
        let beside = match self.folder.parent() {
            _ if self.is_there() => self.folder.as_path(),
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            Some(_) | None => Path::new("."),
        };
        fs::create_dir_all(beside).map_err(|error| Failure::writing(beside, &error))?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(prefix);
        // It becomes an ordinary folder, for whomever the user's own mask lets in.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
        let made = builder.tempdir_in(beside);
        made.map_err(|error| Failure::writing(beside, &error))
    }

    /// Puts what was made in its place. The last of the names is what makes the others count.
    pub fn install(&self, workshop: TempDir, names: &[&str]) -> Result<(), Failure> {
        // An interrupt would end the program between two renames. A handler that cannot be set changes nothing else.
        let _ = ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::SeqCst));
        if !self.is_there() {
            fs::rename(workshop.path(), &self.folder).map_err(|error| Failure::writing(&self.folder, &error))?;
            // Nothing of that name is left to be removed.
            let _ = workshop.keep();
            return Ok(());
        }
        // The folder stays, for whoever stands in it, and what was made in it moves up.
        let mut moved = Vec::new();
        for name in names {
            let (from, to) = (workshop.path().join(name), self.folder.join(name));
            if !from.exists() {
                continue;
            }
            let done = match INTERRUPTED.load(Ordering::SeqCst) {
                true => Err(interrupted()),
                false => fs::rename(&from, &to).map_err(|error| Failure::writing(&self.folder, &error)),
            };
            if let Err(failure) = done {
                for (from, to) in moved {
                    // What failed once may fail again; the first failure is the one to be told.
                    let _ = fs::rename(to, from);
                }
                return Err(failure);
            }
            moved.push((from, to));
        }
        Ok(())
    }
}

fn interrupted() -> Failure {
    Failure::Because(Text::fixed("中断しました。何も書いていません。", "interrupted; nothing was written."))
}
