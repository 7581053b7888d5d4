//! Packs the sample ledger in `records/` into one file, for the program to carry: see `src/demo/sample.rs`, which unpacks it.
//!
//! For each file, in byte order of its path: the length of the path, the path below the repository's root, the length of
//! the bytes, the bytes. Lengths are four bytes, the lowest first.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=records");
    let mut files = Vec::new();
    collect(Path::new("records"), "records", &mut files)?;
    files.sort();
    let mut packed = Vec::new();
    for (path, bytes) in files {
        for part in [path.as_bytes(), &bytes] {
            packed.extend(u32::try_from(part.len())?.to_le_bytes());
            packed.extend(part);
        }
    }
    let out = env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR for build scripts")?;
    fs::write(PathBuf::from(out).join("sample"), packed)?;
    Ok(())
}

fn collect(folder: &Path, name: &str, files: &mut Vec<(String, Vec<u8>)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{name}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &name, files)?;
        } else {
            files.push((name, with_plain_line_ends(&fs::read(entry.path())?)));
        }
    }
    Ok(())
}

/// A clone on Windows may have turned the line ends: the program carries the same bytes wherever it was built.
fn with_plain_line_ends(bytes: &[u8]) -> Vec<u8> {
    let ends_turned = |at: usize| bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
    (0..bytes.len()).filter(|at| !ends_turned(*at)).map(|at| bytes[at]).collect()
}
