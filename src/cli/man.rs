//! `daicho man`: a page of the manual a command, on the standard output or each as a file of its own.

use std::fs;
use std::io::Write;
use std::path::Path;

use clap::Command;
use clap_mangen::Man;

use crate::load::nearest;
use crate::model::text::{Lang, Text};

use super::Ended;
use super::args::{Args, ManOptions};
use super::failure::Failure;
use super::help;

pub fn run(args: &Args, options: &ManOptions, lang: Lang) -> Result<Ended, Failure> {
    let mut root = help::written(lang);
    // Names such as `daicho-hook-install` are given when it is built.
    root.build();
    let command = find(&root, &options.command)?;
    let Some(out) = &options.out else {
        let mut out = std::io::stdout().lock();
        out.write_all(page(command, lang)?.as_bytes())?;
        out.flush()?;
        return Ok(Ended::NothingOpen);
    };
    let folder = args.directory.join(out);
    fs::create_dir_all(&folder)?;
    let written = write(command, &folder, lang)?;
    if !args.quiet {
        let at = folder.display();
        let done =
            Text::new(format!("{at} に{written}ページを書きました。"), format!("wrote {written} pages to {at}."));
        writeln!(anstream::stdout().lock(), "{}", done.get(lang))?;
    }
    Ok(Ended::NothingOpen)
}

fn find<'c>(root: &'c Command, names: &[String]) -> Result<&'c Command, Failure> {
    let mut command = root;
    for name in names {
        command = command.find_subcommand(name).ok_or_else(|| unknown(command, name))?;
    }
    Ok(command)
}

/// The page of a command, and those of all below it; how many they are.
fn write(command: &Command, folder: &Path, lang: Lang) -> Result<usize, Failure> {
    fs::write(folder.join(Man::new(command.clone()).get_filename()), page(command, lang)?)?;
    let mut written = 1;
    for sub in command.get_subcommands() {
        written += write(sub, folder, lang)?;
    }
    Ok(written)
}

fn page(command: &Command, lang: Lang) -> Result<String, Failure> {
    let manual = Text::fixed("台帳の手引き", "The ledger's manual");
    let man = Man::new(command.clone());
    let man = man.source(concat!("daicho ", env!("CARGO_PKG_VERSION"))).manual(manual.get(lang));
    let mut page = Vec::new();
    man.render(&mut page)?;
    let page = String::from_utf8_lossy(&page).into_owned();
    Ok(HEADINGS.iter().fold(page, |page, heading| {
        page.replace(&format!("\n.SH {}\n", heading.en), &format!("\n.SH {}\n", heading.get(lang)))
    }))
}

/// What the generator writes in English.
const HEADINGS: &[Text] = &[
    Text::fixed("名前", "NAME"),
    Text::fixed("書式", "SYNOPSIS"),
    Text::fixed("説明", "DESCRIPTION"),
    Text::fixed("オプション", "OPTIONS"),
    Text::fixed("コマンド", "COMMANDS"),
    Text::fixed("版", "VERSION"),
];

fn unknown(above: &Command, name: &str) -> Failure {
    let name = crate::load::shorten(name);
    let near = nearest(&name, above.get_subcommands().map(Command::get_name));
    let (ja, en) = near.map_or_else(
        || ("一覧は daicho --help で見られます。".to_owned(), "`daicho --help` lists them.".to_owned()),
        |near| (format!("「{near}」のことですか。"), format!("did you mean `{near}`?")),
    );
    Failure::Because(Text::new(
        format!("「{name}」というコマンドはありません。{ja}"),
        format!("there is no command `{name}`; {en}"),
    ))
}
