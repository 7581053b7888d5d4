//! `daicho explain`: a rule, or a part of the regulation with the rules that rest on it; alone, all rules.

use std::io::{BufWriter, Write};

use crate::demo::sample;
use crate::explain::example::examples;
use crate::explain::{Topic, topic};
use crate::load;
use crate::model::regulation::Regulation;
use crate::model::text::{Lang, Text};
use crate::model::{File, Ledger};
use crate::print::explain::{self, Book};

use super::Ended;
use super::args::{Args, ExplainOptions};
use super::failure::Failure;
use super::world::World;

pub fn run(args: &Args, options: &ExplainOptions, lang: Lang) -> Result<Ended, Failure> {
    let mut out = BufWriter::new(anstream::stdout().lock());
    let Some(name) = &options.name else {
        explain::list(&mut out, lang)?;
        out.flush()?;
        return Ok(Ended::NothingOpen);
    };
    let topic = topic(name).map_err(|near| unknown(name, near))?;
    let (own, sample) = (regulation(own_files(args)?), regulation(sample::files()));
    let body = own.as_ref().or(sample.as_ref()).map(Regulation::body).unwrap_or_default();
    let book = Book { body, is_own: own.is_some() };
    match topic {
        Topic::Rule(rule) => explain::rule(&mut out, rule, &book, examples(rule).as_ref(), lang)?,
        Topic::Part(part) => explain::part(&mut out, part, &book, lang)?,
    }
    out.flush()?;
    Ok(Ended::NothingOpen)
}

/// The files of the ledger that we stand in; outside one there are none, which is no failure here.
fn own_files(args: &Args) -> Result<Vec<File>, Failure> {
    match World::find(&args.directory, None) {
        Ok(world) => world.files(),
        Err(Failure::NoLedger(_)) => Ok(Vec::new()),
        Err(failure) => Err(failure),
    }
}

/// The regulation among the files of a ledger, where it is there and can be read.
fn regulation(mut files: Vec<File>) -> Option<Regulation> {
    files.retain(|file| file.path == "records/regulation.md");
    let Ledger { regulation, .. } = load::load(&files).ledger;
    regulation
}

fn unknown(name: &str, near: Option<String>) -> Failure {
    let (ja, en) = match near {
        Some(near) => (format!("「{near}」のことですか。"), format!("did you mean `{near}`?")),
        None => {
            let all = "daicho explain";
            (format!("すべての規則は {all} で見られます。"), format!("`{all}` alone lists all rules."))
        }
    };
    Failure::Because(Text::new(
        format!("「{name}」という規則も条項もありません。{ja}"),
        format!("there is no rule or article `{name}`; {en}"),
    ))
}
