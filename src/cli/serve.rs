//! `daicho serve`: the site for whoever writes the records, made anew at each change. Nothing is written to disk.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::cause;
use crate::model::text::{Lang, Text};
use crate::serve::{self, Maker, Watched};
use crate::site::Site;

use super::Ended;
use super::args::{Args, ServeOptions, SiteOptions};
use super::build::{self, Made};
use super::failure::Failure;
use super::place;
use super::world::World;

pub fn run(args: &Args, options: &ServeOptions, lang: Lang) -> Result<Ended, Failure> {
    let world = World::find(&args.directory, None)?;
    if !options.site.place.is_empty() {
        place::registered(&world.load()?.ledger, &options.site.place)?;
    }
    let listener = serve::bind(options.port).map_err(|error| taken(options.port, &error))?;
    let address = format!("http://{}/", listener.local_addr()?);
    say(
        &Text::new(
            format!(
                "{address} をブラウザーで開いてください。記録やひな形を直すと表示も変わります(終わるには Ctrl-C)。"
            ),
            format!(
                "Open {address} in a browser; it follows the records and templates as they change (end with Ctrl-C)."
            ),
        ),
        lang,
    );
    let preview = Preview {
        directory: args.directory.clone(),
        options: options.site.clone(),
        lang,
        is_quiet: args.quiet,
        of: None,
    };
    serve::serve(listener, watched(&world), preview, lang).map_err(Failure::Because)?;
    Ok(Ended::NothingOpen)
}

/// Makes the site of a ledger again and again.
struct Preview {
    directory: PathBuf,
    options: SiteOptions,
    lang: Lang,
    is_quiet: bool,
    /// The day of which the last one was made, and where it is that day.
    of: Option<(Date, TimeZone)>,
}

impl Maker for Preview {
    fn make(&mut self) -> Result<Site, Text> {
        let start = Instant::now();
        match self.made() {
            Ok(Made { site, open, .. }) => {
                let (files, took) = (site.files.len(), start.elapsed().as_millis());
                self.tell(&Text::new(
                    format!("{files}ファイルを作りました(未解決の指摘{open}件、{took}ミリ秒)。"),
                    format!("made {files} files ({open} open findings, {took} ms)."),
                ));
                Ok(site)
            }
            Err(failure) => {
                let text = failure.text();
                let _ = writeln!(anstream::stderr(), "daicho: {}", crate::print::visible(text.get(self.lang)));
                Err(text)
            }
        }
    }

    fn is_stale(&self) -> bool {
        let today = |zone: &TimeZone| Timestamp::now().to_zoned(zone.clone()).date();
        self.options.as_of.is_none() && self.of.as_ref().is_some_and(|(day, zone)| *day != today(zone))
    }
}

impl Preview {
    fn made(&mut self) -> Result<Made, Failure> {
        let made = build::made(&World::find(&self.directory, None)?, &self.options)?;
        self.of = Some((made.as_of, made.timezone.clone()));
        Ok(made)
    }

    fn tell(&self, text: &Text) {
        if !self.is_quiet {
            say(text, self.lang);
        }
    }
}

/// Nobody need read it: a closed pipe is no reason to end.
fn say(text: &Text, lang: Lang) {
    let mut out = anstream::stdout().lock();
    let _ = writeln!(out, "{}", text.get(lang)).and_then(|()| out.flush());
}

/// Records and templates where they are read from a work tree; and of git, what HEAD and the refs name.
fn watched(world: &World) -> Watched {
    let mut watched = Watched { folders: Vec::new(), files: Vec::new() };
    if !world.reads_commit() {
        watched.folders.extend(["records", "templates"].map(|name| world.root.join(name)));
    }
    if let Some(repo) = &world.repo {
        watched.folders.push(plain(&repo.folder().join("refs")));
        watched
            .files
            .extend([repo.folder().join("packed-refs"), repo.own_folder().join("HEAD")].map(|file| plain(&file)));
    }
    watched
}

/// As the system tells of it: without the slash at a folder's end.
fn plain(path: &Path) -> PathBuf {
    path.components().collect()
}

fn taken(port: u16, error: &io::Error) -> Failure {
    let other = if port == 0 { 8080 } else { u32::from(port) + 1 };
    Failure::Because(match error.kind() {
        io::ErrorKind::AddrInUse => Text::new(
            format!(
                "ポート {port} はほかのプログラムが使っています。それを終えるか、--port {other} のように別の番号を示してください(0 なら空いている番号を使います)。"
            ),
            format!(
                "port {port} is in use by another program; end it, or name another with --port {other} (0: any free one)."
            ),
        ),
        _ => {
            let why = cause::told(error);
            Text::new(
                format!(
                    "ポート {port} を使えません({})。--port 8080 のように、1024 以上の番号を示してください。",
                    why.ja
                ),
                format!("port {port} cannot be used ({}); name one of 1024 or more, such as --port 8080.", why.en),
            )
        }
    })
}
