//! What was said by flags and in files.

use std::io::Read;

use crate::draft::{Draft, Pairs};
use crate::model::text::Text;

use super::super::args::RecordOptions;
use super::Failure;

/// `--set` and `--entry` as a draft.
pub fn draft(options: &RecordOptions) -> Result<Draft, Failure> {
    let mut draft = Draft::default();
    for said in &options.set {
        draft.keys.push(pair(said)?);
    }
    for entry in options.entry.chunks(2) {
        if let [table, said] = entry {
            draft.entries.push((table.clone(), pairs(said)?));
        }
    }
    Ok(draft)
}

/// `run=2026-10-04,result=ok`; a comma within a value is written `\,`.
fn pairs(said: &str) -> Result<Pairs, Failure> {
    let kept = said.replace("\\,", "\u{0}");
    kept.split(',').filter(|part| !part.trim().is_empty()).map(|part| pair(&part.replace('\u{0}', ","))).collect()
}

fn pair(said: &str) -> Result<(String, String), Failure> {
    let (key, value) = said.split_once('=').ok_or_else(|| {
        let said = crate::load::shorten(said);
        Failure::Because(Text::new(
            format!("「{said}」は キー=値 の形ではありません。"),
            format!("`{said}` is not of the form key=value."),
        ))
    })?;
    Ok((key.trim().to_owned(), value.trim().to_owned()))
}

/// A file's text, or that of the standard input for `-`. Lists of another program may be in Shift_JIS.
pub fn file(path: &str) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    if path == "-" {
        std::io::stdin().lock().read_to_end(&mut bytes)?;
    } else {
        bytes = std::fs::read(path).map_err(|error| Failure::reading(std::path::Path::new(path), &error))?;
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    Ok(match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::SHIFT_JIS.decode(bytes).0.into_owned(),
    })
}
