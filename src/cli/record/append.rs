//! `daicho record incident --append PART --id ID`: what an incident gains, without a byte of it being changed.

use std::fs;

use crate::draft::{append, shape::Shape};
use crate::model::path::Kind;
use crate::model::text::Text;

use super::super::Ended;
use super::{Desk, Failure, Page, one, said, who};

pub fn run(desk: &Desk<'_>, part: &str) -> Result<Ended, Failure> {
    let shape = Shape::of(Kind::Incident).filter(|_| desk.options.kind == Kind::Incident);
    let tables = || shape.map(|shape| shape.tables.as_slice()).unwrap_or_default();
    let Some(table) = tables().iter().find(|table| table.name == part) else {
        return Err(Failure::Because(Text::fixed(
            "--append は incident の contact, action, recovery, prevention, closed に使えます。",
            "--append is for an incident's contact, action, recovery, prevention and closed.",
        )));
    };
    let path = format!("records/{}.toml", desk.options.id.as_deref().unwrap_or_default());
    let is_there = desk.recent.files.iter().map(|file| &file.path).chain(&desk.recent.others).any(|own| *own == path);
    if !is_there {
        return Err(Failure::Because(Text::new(
            format!("{path} がありません。--id に記録の番号(例: 町村/2026/10/14-incident)を指定してください。"),
            format!("there is no {path}; name the record with --id, such as PLACE/2026/10/14-incident."),
        )));
    }
    let at = desk.world.root.join(&path);
    let text = fs::read_to_string(&at).map_err(|error| Failure::reading(&at, &error))?;
    let mut pairs = said::draft(desk.options)?.keys;
    for key in append::missing(&text, table, &Vec::new()) {
        let name = key.trim_start_matches("--set ").trim_end_matches("=…");
        if pairs.iter().any(|(own, _)| own == name) {
            continue;
        }
        match name {
            "at" | "demanded_at" => pairs.push((name.to_owned(), crate::draft::value::written(desk.now))),
            "decided_at" => pairs.push((name.to_owned(), desk.now.date().to_string())),
            "by" => pairs.push((name.to_owned(), who::person(desk, None)?.to_string())),
            _ => {}
        }
    }
    let missing = append::missing(&text, table, &pairs);
    one::ask_for(desk, table.name, &table.keys, &mut pairs, &missing)?;
    if pairs.is_empty() {
        return Err(one::needs(&["--set …".to_owned()]));
    }
    let text = append::append(&text, table, &pairs, desk.now.date()).map_err(Failure::Because)?;
    let id = path.trim_start_matches("records/").trim_end_matches(".toml").to_owned();
    desk.hand_in(&[Page { path, text }], &format!("{id}: {part}"), true)
}
