//! `daicho export`: the ledger for spreadsheets and other programs.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::civil::date;

use crate::calendar::FiscalYear;
use crate::export;
use crate::model::Period;
use crate::model::text::{Lang, Text};
use crate::print;
use crate::report::{Extract, Narrowed};

use super::Ended;
use super::args::{Args, ExportForm, ExportOptions};
use super::failure::Failure;
use super::place;
use super::world::{Judged, World};

/// What comes out: one text, or files by their names.
enum Made {
    One(Vec<u8>),
    Folder(Vec<(String, Vec<u8>)>),
}

pub fn run(args: &Args, options: &ExportOptions, lang: Lang) -> Result<Ended, Failure> {
    let world = World::find(&args.directory, options.rev.as_deref())?;
    let judged = Judged::of(&world, options.as_of, !options.no_history)?;
    let places = place::registered(&judged.loaded.ledger, &options.place)?;
    let whole = judged.brief();
    let narrowed = (!places.is_empty()).then(|| Narrowed::of(&whole, &places));
    let brief = narrowed.as_ref().map_or(whole, |narrowed| narrowed.brief(&whole));
    let extract = Extract::of(&brief, period(options));
    match made(&extract, options.form, lang)? {
        Made::One(bytes) => match &options.out {
            Some(out) => {
                let out = outside(&args.directory.join(out), &world)?;
                write(&out, &bytes)?;
                told(
                    args,
                    &Text::new(format!("{} を書き出しました。", out.display()), format!("{} written.", out.display())),
                    lang,
                )?;
            }
            None => io::stdout().lock().write_all(&bytes)?,
        },
        Made::Folder(files) => {
            let out = options.out.clone().unwrap_or_else(|| "export".into());
            let out = outside(&args.directory.join(out), &world)?;
            for (name, bytes) in &files {
                write(&out.join(name), bytes)?;
            }
            let (count, out) = (files.len(), out.display());
            let done = Text::new(
                format!("{out} に{count}ファイルを書き出しました。"),
                format!("{count} files written to {out}."),
            );
            told(args, &done, lang)?;
        }
    }
    Ok(Ended::NothingOpen)
}

fn period(options: &ExportOptions) -> Option<Period> {
    let year = options.year.map(|year| FiscalYear::of(date(year, 4, 1)).period());
    options.month.map(|month| month.period()).or(year)
}

fn made(extract: &Extract<'_>, form: ExportForm, lang: Lang) -> Result<Made, Failure> {
    let mut bytes = Vec::new();
    match form {
        ExportForm::Json => export::whole(&mut bytes, extract)?,
        ExportForm::Oscal => export::oscal::results(&mut bytes, extract)?,
        ExportForm::Sarif => {
            let commit = extract.brief.origin.commit().map(str::to_owned);
            print::sarif::verdict(&mut bytes, &extract.verdict(), commit, lang)?;
        }
        ExportForm::Csv => {
            let file = |(name, table)| Ok((format!("{name}.csv"), export::csv(&table)?));
            return Ok(Made::Folder(extract.tables().into_iter().map(file).collect::<io::Result<_>>()?));
        }
        ExportForm::Xlsx => return Ok(Made::Folder(export::workbooks(extract)?)),
    }
    Ok(Made::One(bytes))
}

fn told(args: &Args, done: &Text, lang: Lang) -> Result<(), Failure> {
    if !args.quiet {
        writeln!(anstream::stdout().lock(), "{}", done.get(lang))?;
    }
    Ok(())
}

/// Never within what is read.
fn outside(out: &Path, world: &World) -> Result<PathBuf, Failure> {
    let absolute = std::path::absolute(out)?;
    if ["records", ".git"].iter().any(|name| absolute.starts_with(world.root.join(name))) {
        let at = out.display();
        return Err(Failure::Because(Text::new(
            format!("{at} は台帳の中なので、書き出しません。別の場所を --out で示してください。"),
            format!("{at} lies within the ledger itself; name another place with --out."),
        )));
    }
    Ok(out.to_owned())
}

fn write(out: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    super::audit_pack::write(out, bytes)
}
