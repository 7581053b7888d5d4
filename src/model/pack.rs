//! Files that the program carries, in the form in which `build.rs` packs them: it says how.
//!
//! No I/O here: the pack is bytes in the program.

use super::file::{File, Mode};

/// What can be read of a pack, from its beginning.
pub fn unpack(mut packed: &[u8]) -> Vec<File> {
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
