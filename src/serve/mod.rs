//! A site in memory for a browser on this machine (下見): made anew when something changes, and shown again without a key pressed.
//!
//! ```text
//! watch ─► Maker: the site, or what failed ─► shown ─► answer ─► http ─► the browser, which waits for what comes next
//! ```
//!
//! The pages are those that `build` writes, but for the script that waits. Deliberately absent: reading a ledger (the [`Maker`] does),
//! files of a disk (what is asked for is looked up among what was made, so that no path leads anywhere else), and any other machine.

mod answer;
mod http;
mod page;
mod shown;
mod watch;

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use crate::model::text::{Lang, Text};
use crate::site::Site;

pub use http::bind;
pub use watch::Watched;

use shown::Shown;

/// How often a maker is asked whether time alone has made its site an old one.
const DAY_CHECK: Duration = Duration::from_secs(30);

/// Makes the site.
pub trait Maker: Send {
    fn make(&mut self) -> Result<Site, Text>;

    /// Whether what was made last is no longer true though nothing was changed.
    fn is_stale(&self) -> bool;
}

/// Serves until the program is told to end.
///
/// # Errors
/// Changes cannot be watched, or the system gives no signal when to end.
pub fn serve(listener: TcpListener, watched: Watched, mut maker: impl Maker + 'static, lang: Lang) -> Result<(), Text> {
    let changes = watch::watch(watched)?;
    let shown = Arc::new(Shown::new(maker.make()));
    let showing = Arc::clone(&shown);
    std::thread::spawn(move || {
        loop {
            if changes.wait(DAY_CHECK) || maker.is_stale() {
                showing.put(maker.make());
            }
        }
    });
    http::serve(listener, &shown, lang)
}
