//! A town's ledger of a few records of the sample, so that a site is soon made; and the program run on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

const KEPT: [&str; 6] = [
    "records/ledger.toml",
    "records/regulation.md",
    "records/register",
    "records/mukawa/2026/11",
    "records/oketo/2026/10",
    "records/rankoshi/2026/11",
];

pub struct Town {
    folder: TempDir,
}

impl Town {
    pub fn new() -> Town {
        let folder = TempDir::new().unwrap();
        let sample = Path::new(env!("CARGO_MANIFEST_DIR"));
        for entry in KEPT.iter().flat_map(|below| walkdir::WalkDir::new(sample.join(below))) {
            let entry = entry.unwrap();
            let to = folder.path().join(entry.path().strip_prefix(sample).unwrap());
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            if entry.file_type().is_file() {
                fs::copy(entry.path(), to).unwrap();
            }
        }
        Town { folder }
    }

    pub fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    pub fn write(&self, path: &str, text: &str) -> &Town {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        fs::write(self.path(path), text).unwrap();
        self
    }

    pub fn replace(&self, path: &str, from: &str, to: &str) -> &Town {
        let text = fs::read_to_string(self.path(path)).unwrap();
        assert!(text.contains(from), "{path} has no {from}");
        self.write(path, &text.replace(from, to))
    }

    pub fn daicho(&self, args: &[&str]) -> Command {
        let mut daicho = Command::new(env!("CARGO_BIN_EXE_daicho"));
        daicho.arg("-C").arg(self.folder.path()).args(["--lang", "en"]).args(args);
        daicho
    }

    /// Builds a site in a folder below the ledger's.
    pub fn build(&self, as_of: &str, out: &str) -> PathBuf {
        let output = self.daicho(&["build", "--as-of", as_of, "--out", out]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        self.path(out)
    }
}
