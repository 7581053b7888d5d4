//! Whether the indexes of the packs are whole.
//!
//! libgit2 (1.9) believes what an index says of where objects lie, and a damaged one can make it read outside of the file. Each
//! ends with a digest of itself (gitformat-pack(5)), which is compared beforehand.

use std::fs;
use std::path::{Path, PathBuf};

use git2::ObjectFormat;

use super::verified;

/// An index that is not what its own digest says.
pub fn damaged(folder: &Path, format: ObjectFormat) -> Option<PathBuf> {
    let entries = fs::read_dir(folder.join("objects/pack")).ok()?;
    let mut indexes: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    indexes.retain(|path| path.extension().is_some_and(|ending| ending == "idx"));
    indexes.sort();
    indexes.into_iter().find(|path| !fs::read(path).is_ok_and(|bytes| is_whole(&bytes, format)))
}

fn is_whole(bytes: &[u8], format: ObjectFormat) -> bool {
    let length = if format == ObjectFormat::Sha1 { 20 } else { 32 };
    let Some((body, digest)) = bytes.len().checked_sub(length).map(|end| bytes.split_at(end)) else { return false };
    verified::digest(&[body], format) == digest
}
