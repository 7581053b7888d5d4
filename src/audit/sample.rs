//! Records drawn at random, and by nobody: the lot is the digest of the head's id and the record's path, so that anyone can draw
//! the same ones again and nobody could choose them.

use crate::model::digest::sha256;

/// Of the files in months' folders, as a shell's pattern finds them: `<lot> <path>`, a line a record, the lowest lots first.
pub fn drawn(head: &str, paths: &[String], number: usize) -> String {
    let records = paths.iter().filter(|path| path.ends_with(".toml") && path.matches('/').count() >= 4);
    let mut lots: Vec<(String, &String)> =
        records.map(|path| (sha256(format!("{head} {path}").as_bytes()), path)).collect();
    lots.sort();
    lots.truncate(number);
    lots.into_iter().map(|(lot, path)| format!("{lot} {path}\n")).collect()
}
