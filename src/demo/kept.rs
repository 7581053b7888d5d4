//! The sample's files as the ledger that is made of them keeps them. Its settings differ in what is true of its own history
//! alone: it is kept in git from its first day on, and every commit is signed.

use jiff::civil::Date;

use crate::model::file::{File, Mode};

/// The site is made from the records and is none.
const IGNORED: &str = "# daicho build が作るページ。記録ではないので git には入れない。\n/site/\n";

/// Above `adopted`.
const SINCE: &str = "# 運用を始めた日から git で記録している。\n";

pub fn as_kept(files: &[File], starts: Date) -> Vec<File> {
    let ignored = File {
        path: ".gitignore".to_owned(),
        lossy: false,
        mode: Mode::Plain,
        size: IGNORED.len() as u64,
        bytes: IGNORED.into(),
    };
    let mut kept = vec![ignored];
    kept.extend(files.iter().cloned());
    for file in kept.iter_mut().filter(|file| file.path == "records/ledger.toml") {
        file.bytes = settings(&String::from_utf8_lossy(&file.bytes), starts).into_bytes();
    }
    kept
}

fn settings(text: &str, starts: Date) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let key = |at: usize| lines.get(at).and_then(|line| Some(line.split_once('=')?.0));
    let is = |at: usize, wanted: &str| key(at).is_some_and(|key| key.trim() == wanted);
    let line = |(at, line): (usize, &&str)| match key(at) {
        Some(key) if is(at, "adopted") => format!("{key}= {starts}\n"),
        Some(key) if is(at, "require_signatures") => format!("{key}= true\n"),
        None if line.starts_with('#') && is(at + 1, "adopted") => SINCE.to_owned(),
        Some(_) | None => (*line).to_owned(),
    };
    lines.iter().enumerate().map(line).collect()
}
