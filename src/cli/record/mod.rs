//! `daicho record KIND`: writes what was done, by questions, by flags or from a file; reads and judges it like any other record; and
//! only then lets it into the ledger, all of it or nothing.

mod all;
mod append;
mod one;
mod question;
mod said;
mod sound;
mod who;
pub(super) mod write;

use jiff::civil::DateTime;

use crate::load::Loaded;
use crate::model::text::{Lang, Text};

use super::args::{Args, RecordOptions};
use super::ask::Ask;
use super::failure::Failure;
use super::recent::Recent;
use super::world::World;
use super::{Ended, git};

pub use write::PENDING;

pub fn run(args: &Args, options: &RecordOptions, lang: Lang) -> Result<Ended, Failure> {
    let world = World::find(&args.directory, None)?;
    if world.reads_commit() {
        return Err(Failure::Because(Text::fixed(
            "作業用のファイルがないリポジトリには記録できません。clone した方で実行してください。",
            "nothing can be recorded in a bare repository; run this in a clone.",
        )));
    }
    let finished = write::finish(&world.root)?;
    let recent = Recent::of(&world, options.now.map(DateTime::date))?;
    let desk = Desk {
        args,
        options,
        world: &world,
        recent: &recent,
        now: now(options, &recent.loaded),
        ask: Ask::new(lang),
        lang,
    };
    if !finished.is_empty() {
        let files = finished.join(", ");
        desk.ask.say(&Text::new(
            format!("前に途中で止まった記録を書き終えました。git への登録はこれからです: {files}"),
            format!("finished what an earlier record began; not committed yet: {files}"),
        ))?;
    }
    match (options.all, &options.append) {
        (_, Some(part)) => append::run(&desk, part),
        (true, None) => all::run(&desk),
        (false, None) => one::run(&desk),
    }
}

/// All that the person at the terminal has before them.
struct Desk<'a> {
    args: &'a Args,
    options: &'a RecordOptions,
    world: &'a World,
    recent: &'a Recent,
    now: DateTime,
    ask: Ask,
    lang: Lang,
}

/// A file of the ledger as it is to be.
pub(super) struct Page {
    pub path: String,
    pub text: String,
}

/// To the minute: nobody looks at the seconds.
fn now(options: &RecordOptions, loaded: &Loaded) -> DateTime {
    let clock = || jiff::Timestamp::now().to_zoned(loaded.ledger.settings.timezone.clone()).datetime();
    let now = options.now.unwrap_or_else(clock);
    now.date().at(now.hour(), now.minute(), 0, 0)
}

impl Desk<'_> {
    /// Judges, writes, shows and, where asked, commits.
    fn hand_in(&self, pages: &[Page], message: &str, growing: bool) -> Result<Ended, Failure> {
        sound::look(self, pages)?;
        write::write(&self.world.root, pages, growing)?;
        for page in pages {
            self.ask.say(&Text::new(format!("書きました: {}", page.path), format!("written: {}", page.path)))?;
            if pages.len() == 1 && !self.args.quiet {
                self.ask.say(&Text::same(page.text.trim_end().to_owned()))?;
            }
        }
        if self.options.commit {
            let paths: Vec<String> = pages.iter().map(|page| page.path.clone()).collect();
            git::commit(&self.world.root, &paths, message)?;
            self.ask.say(&Text::new(format!("登録しました: {message}"), format!("committed: {message}")))?;
        }
        Ok(Ended::NothingOpen)
    }
}
