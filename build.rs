//! Packs what the program carries, each into one file: the sample ledger in `records/` (see `src/demo/sample.rs`), and the cases
//! that `daicho explain` shows with the ledger that they spoil (see `src/explain/example.rs`).
//!
//! For each file of a pack, in byte order of its path: the length of the path, the path below the repository's root, the
//! length of the bytes, the bytes. Lengths are four bytes, the lowest first. `src/model/pack.rs` unpacks it.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

type Files = Vec<(String, Vec<u8>)>;

fn main() -> Result<(), Box<dyn Error>> {
    pack("sample", folder("records")?)?;
    pack("examples", examples()?)
}

fn pack(name: &str, mut files: Files) -> Result<(), Box<dyn Error>> {
    files.sort();
    let mut packed = Vec::new();
    for (path, bytes) in files {
        for part in [path.as_bytes(), &bytes] {
            packed.extend(u32::try_from(part.len())?.to_le_bytes());
            packed.extend(part);
        }
    }
    let out = env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR for build scripts")?;
    Ok(fs::write(PathBuf::from(out).join(name), packed)?)
}

/// The ledger that the cases spoil, the list of those to show, and these: `rule = ["fires", "passes"]`, a line each. Those of the
/// history stand under `tests/pasts`, with what they add to the ledger.
fn examples() -> io::Result<Files> {
    const CASES: &str = "tests/cases";
    const PASTS: &str = "tests/pasts";
    let mut files = folder(&format!("{CASES}/base"))?;
    let list = file(&format!("{CASES}/examples.toml"))?;
    for line in String::from_utf8_lossy(&list.1).lines().filter(|line| !line.starts_with('#')) {
        let rule = line.split_whitespace().next().unwrap_or_default();
        for case in line.split('"').skip(1).step_by(2) {
            let folder = if Path::new(PASTS).join(rule).is_dir() { PASTS } else { CASES };
            files.push(file(&format!("{folder}/{rule}/{case}.toml"))?);
        }
    }
    files.push(file(&format!("{PASTS}/base.toml"))?);
    files.push(list);
    Ok(files)
}

fn folder(name: &str) -> io::Result<Files> {
    println!("cargo:rerun-if-changed={name}");
    let mut files = Vec::new();
    collect(Path::new(name), name, &mut files)?;
    Ok(files)
}

fn collect(folder: &Path, name: &str, files: &mut Files) -> io::Result<()> {
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

fn file(name: &str) -> io::Result<(String, Vec<u8>)> {
    println!("cargo:rerun-if-changed={name}");
    let bytes = fs::read(name).map_err(|error| io::Error::new(error.kind(), format!("{name}: {error}")))?;
    Ok((name.to_owned(), with_plain_line_ends(&bytes)))
}

/// A clone on Windows may have turned the line ends: the program carries the same bytes wherever it was built.
fn with_plain_line_ends(bytes: &[u8]) -> Vec<u8> {
    let ends_turned = |at: usize| bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
    (0..bytes.len()).filter(|at| !ends_turned(*at)).map(|at| bytes[at]).collect()
}
