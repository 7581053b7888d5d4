//! How long the program takes over the whole sample, as a process of its own, against the floor: reading the same files and no more.
//!
//! `cargo bench --bench sample` prints the least and the median of some runs, and each as a ratio to the floor of that same run.

mod timing;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use timing::{RUNS, show, timed};

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = files(&root.join("records"));
    let floor = timed(|| {
        for path in &files {
            fs::read(path).expect("a file of the sample");
        }
    });
    println!("{} files; least and median of {RUNS} runs", files.len());
    show("reading the files", floor, floor);

    let out = tempfile::tempdir().expect("a folder for the site");
    let site = out.path().join("site");
    let build = ["build", "--as-of", "2026-11-20", "--out", site.to_str().expect("a UTF-8 path")];
    let commands: [(&str, &[&str], bool); 3] = [
        ("check", &["check", "--as-of", "2026-11-20"], true),
        ("build, cold", &build, true),
        ("build, second", &build, false),
    ];
    for (name, arguments, from_nothing) in commands {
        let times = timed(|| {
            if from_nothing {
                let _ = fs::remove_dir_all(&site);
            }
            let mut daicho = Command::new(env!("CARGO_BIN_EXE_daicho"));
            let status = daicho.current_dir(root).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
            assert!(
                status.expect("the program runs").code().is_some_and(|code| code < 2),
                "{name} could not do its work"
            );
        });
        show(name, times, floor);
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder of the sample").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
