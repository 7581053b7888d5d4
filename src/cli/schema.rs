//! `daicho schema`: the schema of every file of a ledger, for editors.

use std::fs;
use std::io::Write;

use unicode_width::UnicodeWidthStr;

use crate::load::nearest;
use crate::model::text::{Lang, Text};
use crate::schema::{self, Schema};

use super::Ended;
use super::args::{Args, SchemaOptions};
use super::failure::Failure;

pub fn run(args: &Args, options: &SchemaOptions, lang: Lang) -> Result<Ended, Failure> {
    let one = options.kind.as_deref().map(named).transpose()?;
    match (&options.out, one) {
        (Some(out), one) => {
            let folder = args.directory.join(out);
            fs::create_dir_all(&folder).map_err(|error| Failure::reading(&folder, &error))?;
            let schemas = one.map_or_else(schema::all, |one| vec![one]);
            for schema in &schemas {
                super::audit_pack::write(&folder.join(schema.file()), schema.text.as_bytes())?;
            }
            if !args.quiet {
                let (count, at) = (schemas.len(), out.display());
                let done = Text::new(
                    format!("{at} に{count}ファイルを書き出しました。"),
                    format!("{count} files written to {at}."),
                );
                writeln!(anstream::stdout().lock(), "{}", done.get(lang))?;
            }
        }
        (None, Some(one)) => std::io::stdout().lock().write_all(one.text.as_bytes())?,
        (None, None) => list(lang)?,
    }
    Ok(Ended::NothingOpen)
}

fn list(lang: Lang) -> Result<(), Failure> {
    let schemas = schema::all();
    let width = schemas.iter().map(|schema| schema.name.width()).max().unwrap_or_default();
    let mut out = anstream::stdout().lock();
    for schema in &schemas {
        writeln!(out, "{:width$}  {}", schema.name, schema.title.get(lang))?;
    }
    Ok(())
}

fn named(name: &str) -> Result<Schema, Failure> {
    schema::named(name).ok_or_else(|| {
        let name = crate::load::shorten(name);
        let near = nearest(&name, schema::all().iter().map(|schema| schema.name));
        let (ja, en) = near.map_or_else(
            || ("一覧は daicho schema で見られます。".to_owned(), "`daicho schema` lists them.".to_owned()),
            |near| (format!("「{near}」のことですか。"), format!("did you mean `{near}`?")),
        );
        Failure::Because(Text::new(
            format!("「{name}」という様式はありません。{ja}"),
            format!("there is no schema `{name}`; {en}"),
        ))
    })
}
