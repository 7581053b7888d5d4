//! `daicho close --countersign`: a second person writes under a sign-off that they have seen it.
//!
//! It is the sign-off's comment, which it may gain, and the commit that brings it is the second person's own: that is what an
//! auditor reads.

use std::fs;
use std::io::Write;

use jiff::civil::Date;

use crate::load::Loaded;
use crate::model::id::Id;
use crate::model::text::{Lang, Text};
use crate::rules::words;

use super::super::args::CloseOptions;
use super::super::world::World;
use super::super::{Ended, git};
use super::Failure;

pub fn run(
    world: &World,
    options: &CloseOptions,
    loaded: &Loaded,
    who: &[Id],
    today: Date,
    lang: Lang,
) -> Result<Ended, Failure> {
    let Some(person) = who.first() else { return Err(Failure::no_repository(&world.root)) };
    let mut written = Vec::new();
    for record in loaded.ledger.records.values().filter(|record| record.path.month == options.month) {
        let Some(close) = record.close() else { continue };
        let wanted = options.place.is_empty() || options.place.iter().any(|id| **id == *record.path.place);
        if !wanted || close.comment.is_some() || close.by.as_ref().is_some_and(|by| who.contains(&by.value)) {
            continue;
        }
        let name = words::name(&loaded.ledger, person);
        let comment = format!("確認 {} {}", name.ja, words::date(today).ja);
        let path = format!("records/{}.toml", record.id);
        let at = world.root.join(&path);
        let mut text = fs::read_to_string(&at).map_err(|error| Failure::reading(&at, &error))?;
        if !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(&format!("comment   = {}\n", toml::Value::String(comment)));
        fs::write(&at, text)?;
        written.push(path);
    }
    if written.is_empty() {
        let month = options.month;
        return Err(Failure::Because(Text::new(
            format!(
                "{month} に、あなたが確認できる締めはありません(まだ締められていないか、自分で締めたか、備考が既にあります)。"
            ),
            format!(
                "{month} has no sign-off for you to countersign: none yet, your own, or one with a comment already."
            ),
        )));
    }
    if options.commit {
        git::commit(&world.root, &written, &format!("{} の締めの確認", options.month))?;
    }
    let number = written.len();
    let done =
        Text::new(format!("{}件の締めに確認を書きました。", number), format!("countersigned {number} sign-offs."));
    writeln!(anstream::stdout().lock(), "{}", done.get(lang))?;
    Ok(Ended::NothingOpen)
}
