//! `daicho import --guess`: a mapping drafted from the headings, for a clerk to complete.

use std::fs;
use std::io::Write;

use crate::import::{self, Sheet};
use crate::model::text::{Lang, Text};
use crate::print::visible;
use crate::shell;

use super::super::Ended;
use super::super::args::{Args, ImportOptions};
use super::super::failure::Failure;
use super::super::world::World;
use super::about;

pub fn guess(args: &Args, options: &ImportOptions, sheets: &[Sheet], name: &str, lang: Lang) -> Result<Ended, Failure> {
    // Without a ledger nearby no place's name is known, and it is left to be said.
    let ledger = World::find(&args.directory, None).and_then(|world| world.load()).map(|loaded| loaded.ledger);
    let drafted = import::guess::guess(sheets, &ledger.unwrap_or_default(), name, lang).ok_or_else(nothing)?;
    let Some(out) = &options.out else {
        write!(anstream::stdout().lock(), "{}", visible(&drafted))?;
        return Ok(Ended::NothingOpen);
    };
    let at = args.directory.join(out);
    let mut file = fs::File::create_new(&at).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            about(&at, &Text::fixed("もうあります。書き換えません。", "is there already and is not touched."))
        }
        _ => error.into(),
    })?;
    file.write_all(drafted.as_bytes())?;
    if !args.quiet {
        let (at, name) = (at.display(), shell::word(out));
        let done = Text::new(
            format!("{at} に下書きしました。「…」を埋めてから: daicho import {} --map {name}", files(options)),
            format!("drafted {at}. Fill in every `…`, then: daicho import {} --map {name}", files(options)),
        );
        writeln!(anstream::stdout().lock(), "{}", visible(done.get(lang)))?;
    }
    Ok(Ended::NothingOpen)
}

fn nothing() -> Failure {
    Failure::Because(Text::fixed(
        "見出しの意味が分からないので、下書きできません。見出しは12行目までに置き、「日付」「確認者」「結果」のように書きます。それでも分からなければ、docs/import.md の例を写して対応表を書いてください。",
        "no heading was understood, so no draft was written. Headings are looked for in the first 12 rows, such as 日付, 確認者 or 結果; else begin a mapping with the example in docs/import.md.",
    ))
}

fn files(options: &ImportOptions) -> String {
    options.files.iter().map(|at| shell::word(at)).collect::<Vec<_>>().join(" ")
}
