//! Changes on disk that may change the site: records, templates, and what git's HEAD and refs name.
//!
//! Folders are watched, not files, since editors save by renaming. One that is not there yet, or is replaced, is found again by way of
//! the folder above it.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use notify_debouncer_full::notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, DebouncedEvent, Debouncer, RecommendedCache, new_debouncer};

use crate::model::text::Text;

/// How long it must be quiet before a burst of writing counts as over.
const QUIET: Duration = Duration::from_millis(100);

/// What is watched.
#[derive(Clone, Debug)]
pub struct Watched {
    /// Folders whose every file counts.
    pub folders: Vec<PathBuf>,
    /// Files that count, each by its whole path.
    pub files: Vec<PathBuf>,
}

impl Watched {
    /// Of what was done, whether it counts. That something was opened does not: whoever makes the site opens everything.
    fn counts(&self, event: &DebouncedEvent) -> bool {
        let is_lock = |path: &Path| path.extension().is_some_and(|ending| ending == "lock");
        let is_ours = |path: &PathBuf| {
            !is_lock(path) && (self.files.contains(path) || self.folders.iter().any(|folder| path.starts_with(folder)))
        };
        event.need_rescan() || !event.kind.is_access() && event.paths.iter().any(is_ours)
    }

    /// The folders above, in which one of these may come and go.
    fn above(&self) -> impl Iterator<Item = &Path> {
        self.folders.iter().chain(&self.files).filter_map(|path| path.parent())
    }
}

/// Changes, as they come.
pub struct Changes {
    changed: Receiver<()>,
    watched: Watched,
    debouncer: Mutex<Debouncer<RecommendedWatcher, RecommendedCache>>,
}

pub fn watch(watched: Watched) -> Result<Changes, Text> {
    let (sender, changed) = channel();
    let judge = Arc::new(watched.clone());
    let debouncer = new_debouncer(QUIET, None, move |events: DebounceEventResult| {
        // Whether something was missed cannot be known: then it counts.
        if events.map_or(true, |events| events.iter().any(|event| judge.counts(event))) {
            // Nobody waits any more when the program ends.
            let _ = sender.send(());
        }
    });
    let debouncer = Mutex::new(debouncer.map_err(|error| cannot(&error))?);
    let changes = Changes { changed, watched, debouncer };
    changes.look()?;
    Ok(changes)
}

impl Changes {
    /// Whether something changed before the time was up.
    pub fn wait(&self, time: Duration) -> bool {
        match self.changed.recv_timeout(time) {
            Ok(()) => {
                while self.changed.try_recv().is_ok() {}
                // Folders may be new; that one has gone again shows by what is made next.
                let _ = self.look();
                true
            }
            Err(RecvTimeoutError::Timeout) => false,
            Err(RecvTimeoutError::Disconnected) => {
                std::thread::sleep(time);
                false
            }
        }
    }

    /// Watches what is there.
    fn look(&self) -> Result<(), Text> {
        let mut debouncer = self.debouncer.lock().unwrap_or_else(PoisonError::into_inner);
        let below = self.watched.folders.iter().map(|folder| (folder.as_path(), RecursiveMode::Recursive));
        let above = self.watched.above().map(|folder| (folder, RecursiveMode::NonRecursive));
        for (folder, mode) in above.chain(below).filter(|(folder, _)| folder.is_dir()) {
            debouncer.watch(folder, mode).map_err(|error| cannot(&error))?;
        }
        Ok(())
    }
}

fn cannot(error: &impl std::fmt::Display) -> Text {
    Text::new(
        "変更を見張れません。Linux では fs.inotify.max_user_watches を増やすか、ほかのプログラムを終えてください。",
        format!(
            "changes cannot be watched ({error}); on Linux raise fs.inotify.max_user_watches or end other programs."
        ),
    )
}
