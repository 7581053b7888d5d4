//! What is shown at the moment, and waiting for it to be something else.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use std::sync::Arc;

use crate::model::text::Text;
use crate::site::Site;

pub type Made = Result<Site, Text>;

pub struct Shown {
    now: Mutex<(u64, Arc<Made>)>,
    changed: Condvar,
}

impl Shown {
    /// Numbers go on from the clock, so that a page of an earlier run finds itself an old one.
    pub fn new(made: Made) -> Shown {
        let start = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
        let first = u64::try_from(start).unwrap_or_default();
        Shown { now: Mutex::new((first, Arc::new(made))), changed: Condvar::new() }
    }

    /// Shows something else; nobody hears of it where it is the same.
    pub fn put(&self, made: Made) {
        let mut now = self.lock();
        let is_same = match (&*now.1, &made) {
            (Ok(before), Ok(after)) => before.files == after.files,
            (Err(before), Err(after)) => before == after,
            (Ok(_), Err(_)) | (Err(_), Ok(_)) => false,
        };
        if !is_same {
            *now = (now.0 + 1, Arc::new(made));
            self.changed.notify_all();
        }
    }

    /// With the number under which it is known.
    pub fn now(&self) -> (u64, Arc<Made>) {
        self.lock().clone()
    }

    /// The number of what is shown, as soon as it is another than this one, or when the patience ends.
    pub fn wait(&self, since: u64, patience: Duration) -> u64 {
        let waited = self.changed.wait_timeout_while(self.lock(), patience, |now| now.0 == since);
        waited.unwrap_or_else(PoisonError::into_inner).0.0
    }

    /// Whoever panicked with it in hand left a whole value: it is replaced in one assignment.
    fn lock(&self) -> MutexGuard<'_, (u64, Arc<Made>)> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
