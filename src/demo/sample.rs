//! The sample ledger (見本の台帳) that the program carries: the files of `records/` as they were when it was built.

use crate::model::file::File;
use crate::model::pack::unpack;

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/sample"));

/// The files of the sample, by path.
pub fn files() -> Vec<File> {
    unpack(PACKED)
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
