//! Whether an object's bytes are what its id says.
//!
//! libgit2 can ask that of every object that it reads, with a SHA-1 that knows the marks of a forged collision: two fifths of the time
//! that a walk took. So it is told not to, and the question is asked here, once an object: of commits and tags with libgit2's own
//! digest, since they can hold bytes that nobody sees; of trees and files with a faster one, since the bytes that make two of them
//! collide would stand in a file's name or text, where everybody sees them.

use std::sync::Once;

use git2::{ObjectFormat, ObjectType, Oid};
use sha1::Sha1;
use sha2::{Digest, Sha256};

use super::objects::Kind;

/// Has libgit2 leave the comparing to us, and keep no object: the walk asks for each once, and keeps itself what it asks for again.
pub(super) fn by_us() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        git2::opts::strict_hash_verification(false);
        git2::opts::enable_caching(false);
    });
}

/// What is wrong with the bytes, if anything.
pub(super) fn unlike(bytes: &[u8], kind: Kind, id: Oid) -> Option<String> {
    let found = match kind {
        Kind::Commit => by_libgit2(ObjectType::Commit, bytes, id.object_format()),
        Kind::Tag => by_libgit2(ObjectType::Tag, bytes, id.object_format()),
        Kind::Tree | Kind::Blob => {
            let head = format!("{} {}\0", kind.name(), bytes.len());
            Ok(digest(&[head.as_bytes(), bytes], id.object_format()))
        }
    };
    match found {
        Ok(found) if found == id.as_bytes() => None,
        Ok(_) => Some("hash mismatch: its bytes are not what its id says".to_owned()),
        Err(cause) => Some(cause.message().to_owned()),
    }
}

fn by_libgit2(kind: ObjectType, bytes: &[u8], format: ObjectFormat) -> Result<Vec<u8>, git2::Error> {
    Oid::hash_object_ext(kind, bytes, format).map(|id| id.as_bytes().to_vec())
}

/// Of the parts, one after the other, as a repository of this format reckons.
pub(super) fn digest(parts: &[&[u8]], format: ObjectFormat) -> Vec<u8> {
    match format {
        ObjectFormat::Sha1 => of::<Sha1>(parts),
        _ => of::<Sha256>(parts),
    }
}

fn of<D: Digest>(parts: &[&[u8]]) -> Vec<u8> {
    parts.iter().fold(D::new(), |digest, part| digest.chain_update(part)).finalize().to_vec()
}
