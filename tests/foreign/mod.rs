//! A Python of our own with the readers that `requirements.txt` pins; made anew when that changes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Runs `read.py` and gives what it prints as JSON.
pub fn read(args: &[&str]) -> serde_json::Value {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign/read.py");
    let output = Command::new(python()).arg(script).args(args).env("PYTHONUTF8", "1").output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn python() -> &'static Path {
    static PYTHON: OnceLock<PathBuf> = OnceLock::new();
    PYTHON.get_or_init(|| {
        let wanted = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign/requirements.txt");
        let pinned = fs::read_to_string(&wanted).unwrap();
        let venv = Path::new(env!("CARGO_TARGET_TMPDIR")).join("foreign");
        let stamp = venv.join("installed.txt");
        if fs::read_to_string(&stamp).ok().as_ref() != Some(&pinned) {
            // What a run that was broken off has left is of no use.
            let _ = fs::remove_dir_all(&venv);
            run(Command::new("python3").args(["-m", "venv"]).arg(&venv));
            run(Command::new(venv.join("bin/python")).args(["-m", "pip", "install", "-q", "-r"]).arg(&wanted));
            fs::write(&stamp, pinned).unwrap();
        }
        venv.join("bin/python")
    })
}

fn run(command: &mut Command) {
    let output = command.output().unwrap_or_else(|error| {
        panic!("{command:?}: {error}. These tests read with Python: install python3 and python3-venv.")
    });
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}\nIs python3-venv installed?");
}
