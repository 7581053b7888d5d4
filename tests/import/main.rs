//! `daicho import`: ledgers as town halls keep them, read, told of and written; what an export wrote read back; and files that no
//! ledger is.

mod book;
mod days;
mod drafts;
mod faults;
mod forms;
mod hostile;
mod ledger;
mod round_trip;
mod slips;
#[expect(dead_code, reason = "no site is built here")]
#[path = "../town/mod.rs"]
mod town;
mod twice;
mod values;
mod written;

use std::process::Command;

use town::Town;

/// After all that the ledgers here tell of.
const NOW: &str = "2030-12-31T09:00:00";

/// What a run of `daicho import` prints, in Japanese, and how it ends.
fn import(town: &Town, args: &[&str]) -> (i32, String) {
    import_in(town, "ja", args)
}

fn import_in(town: &Town, lang: &str, args: &[&str]) -> (i32, String) {
    let mut daicho = Command::new(env!("CARGO_BIN_EXE_daicho"));
    daicho.env("DAICHO_NOW", NOW);
    let output = daicho.arg("-C").arg(town.path("")).args(["--lang", lang, "import"]).args(args).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout) + &text(&output.stderr))
}

/// Every file under `records/`, with its bytes.
fn records(town: &Town) -> Vec<(String, Vec<u8>)> {
    let files = walkdir::WalkDir::new(town.path("records")).sort_by_file_name().into_iter().map(|entry| entry.unwrap());
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().display().to_string(), std::fs::read(entry.path()).unwrap()))
        .collect()
}

fn read(town: &Town, path: &str) -> String {
    std::fs::read_to_string(town.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}
