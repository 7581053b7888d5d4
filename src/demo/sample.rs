//! The sample ledger (見本の台帳) that the program carries: the files of `records/` as they were when it was built.

use crate::model::file::{File, Mode};

/// Packed by `build.rs`, which says how.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/sample"));

/// The files of the sample, by path.
pub fn files() -> Vec<File> {
    unpack(PACKED)
}

/// What can be read of a pack, from its beginning.
fn unpack(mut packed: &[u8]) -> Vec<File> {
    let mut next = || {
        let path = take(&mut packed)?;
        let bytes = take(&mut packed)?;
        Some(File {
            path: String::from_utf8(path.to_vec()).ok()?,
            lossy: false,
            mode: Mode::Plain,
            size: bytes.len() as u64,
            bytes: bytes.to_vec(),
        })
    };
    std::iter::from_fn(&mut next).collect()
}

/// The next part: its length, then its bytes.
fn take<'p>(packed: &mut &'p [u8]) -> Option<&'p [u8]> {
    let (length, rest) = packed.split_first_chunk()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    let (part, rest) = rest.split_at_checked(length)?;
    *packed = rest;
    Some(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carries_the_whole_folder() {
        let carried = files();
        assert!(carried.iter().any(|file| file.path == "records/ledger.toml"));
        assert!(carried.is_sorted_by(|a, b| a.path < b.path));
        for file in carried {
            assert_eq!(file.bytes, std::fs::read(&file.path).unwrap(), "{}", file.path);
        }
    }

    #[test]
    fn a_cut_pack_gives_what_comes_before_the_cut() {
        for length in 0..2000 {
            assert!(unpack(&PACKED[..length]).len() <= files().len());
        }
    }
}
