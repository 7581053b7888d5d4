//! One line on a terminal while something takes long: what is being done. Nothing where nobody looks, and nothing of what is quick.

use std::io::IsTerminal;
use std::sync::OnceLock;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::model::text::{Lang, Text};

/// What a command may be at.
#[derive(Clone, Copy)]
pub enum Phase {
    Reading,
    History,
    Judging,
    Rendering,
    Writing,
    Replaying,
}

impl Phase {
    fn text(self) -> Text {
        match self {
            Phase::Reading => Text::fixed("記録を読んでいます", "reading the records"),
            Phase::History => Text::fixed("履歴を読んでいます", "reading the history"),
            Phase::Judging => Text::fixed("検査しています", "judging"),
            Phase::Rendering => Text::fixed("ページを作っています", "making the pages"),
            Phase::Writing => Text::fixed("書き出しています", "writing"),
            Phase::Replaying => Text::fixed("見本の履歴を作っています", "making the sample's history"),
        }
    }
}

/// How long nothing is shown after the program began.
const PATIENCE: Duration = Duration::from_millis(500);

/// Set where somebody looks.
static WATCHED: OnceLock<(Lang, Instant)> = OnceLock::new();

/// From now on what takes long is shown, if a person is at the other end of stderr.
pub fn may_be_shown(lang: Lang) {
    if std::io::stderr().is_terminal() {
        WATCHED.get_or_init(|| (lang, Instant::now()));
    }
}

/// A phase, until it is dropped; its line is gone before anything else is printed.
pub struct Shown(Option<(Sender<()>, JoinHandle<()>)>);

#[must_use = "it is shown until it is dropped"]
pub fn during(phase: Phase) -> Shown {
    Shown(WATCHED.get().map(|(lang, began)| {
        let (end, ended) = mpsc::channel();
        let (told, patience) = (phase.text().get(*lang).to_owned(), PATIENCE.saturating_sub(began.elapsed()));
        (end, thread::spawn(move || show(told, patience, &ended)))
    }))
}

impl Drop for Shown {
    fn drop(&mut self) {
        if let Some((end, thread)) = self.0.take() {
            drop(end);
            // A line that could not be drawn harms nothing.
            let _ = thread.join();
        }
    }
}

fn show(told: String, patience: Duration, ended: &Receiver<()>) {
    let goes_on = |time| ended.recv_timeout(time) == Err(RecvTimeoutError::Timeout);
    if !goes_on(patience) {
        return;
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{spinner} {msg} {elapsed}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()).tick_chars("|/-\\ "));
    bar.set_message(told);
    bar.tick();
    while goes_on(Duration::from_millis(100)) {
        bar.tick();
    }
    bar.finish_and_clear();
}
