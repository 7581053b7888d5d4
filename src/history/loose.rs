//! Whether an object that lies in a file of its own is whole.
//!
//! A power cut leaves such files cut short, and libgit2 (1.9) never comes back from one: it goes on asking zlib for bytes
//! that do not come. So each is inflated once beforehand. Packs are checked by libgit2 itself.

use std::fs::{self, File};
use std::io;
use std::path::PathBuf;

use flate2::read::ZlibDecoder;
use git2::{Oid, Repository};

pub(super) struct Loose {
    folder: PathBuf,
    /// Which of its 256 folders are there: of a packed repository none, and so no file is asked for in vain.
    fans: [bool; 256],
}

impl Loose {
    pub(super) fn of(git: &Repository) -> Loose {
        let folder = git.commondir().join("objects");
        let mut fans = [false; 256];
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            if let Some(fan) = name.to_str().and_then(|name| u8::from_str_radix(name, 16).ok()) {
                fans[usize::from(fan)] = true;
            }
        }
        Loose { folder, fans }
    }

    /// What is wrong with the object's file; `None` too where there is no such file, and the object is in a pack or missing.
    pub(super) fn fault(&self, id: Oid) -> Option<io::Error> {
        if !self.fans[usize::from(id.as_bytes()[0])] {
            return None;
        }
        let hex = id.to_string();
        let (fan, rest) = hex.split_at(2);
        let file = File::open(self.folder.join(fan).join(rest)).ok()?;
        io::copy(&mut ZlibDecoder::new(file), &mut io::sink()).err()
    }
}
