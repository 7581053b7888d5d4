//! Files as they are: those of the sample ledger, of the base of the judgements, and of its cases, good and bad.

use std::fs;
use std::path::{Path, PathBuf};

use daicho::load::sheet::Sheet;
use daicho::model::file::{File, LIMIT};
use git2::FileMode;
use rayon::prelude::*;
use serde::Deserialize;

use super::ledger::{Ledger, Overlay};
use super::{FORM, Judged, Schemas, file, read, root, sheet_of};

#[test]
fn what_is_recorded_is_accepted_by_both() {
    let schemas = Schemas::new();
    for folder in [root(), root().join("tests/cases/base")] {
        let files = files(&Ledger::read(&folder));
        let loaded = daicho::load::load(&files);
        assert!(!loaded.faults.iter().any(|fault| FORM.contains(&fault.rule.id)), "{:?}", loaded.faults);
        for (sheet, file) in files.iter().filter_map(|file| Some((sheet_of(&file.path)?, file))) {
            let table: toml::Table = str::from_utf8(&file.bytes).unwrap().parse().unwrap();
            assert_eq!(schemas.errors(sheet, &table), [""; 0], "{}", file.path);
        }
    }
}

#[derive(Deserialize)]
struct Broken {
    broken: Vec<Overlay>,
}

#[derive(Deserialize)]
struct Case {
    #[serde(flatten)]
    overlay: toml::Table,
}

/// What both say of every file by which a case differs from the base.
pub fn judged(schemas: &Schemas) -> Vec<Judged> {
    let base = Ledger::read(&root().join("tests/cases/base"));
    let broken: Broken = toml::from_str(include_str!("broken.toml")).unwrap();
    let broken = broken.broken.into_iter().map(|overlay| ("broken.toml".into(), overlay));
    let cases = cases().into_iter().map(|case| (case.clone(), overlay(&case)));
    let cases: Vec<(PathBuf, Overlay)> = cases.chain(broken).collect();
    let judged: Vec<Judged> =
        cases.par_iter().flat_map(|(case, overlay)| judge(schemas, &base, case, overlay)).collect();
    assert!(judged.len() > 300, "only {} files were compared", judged.len());
    judged
}

fn judge(schemas: &Schemas, base: &Ledger, case: &Path, overlay: &Overlay) -> Vec<Judged> {
    let mut spoiled = base.clone();
    spoiled.spoil(overlay);
    let files = files(&spoiled);
    let changed = files.iter().filter(|file| {
        let was = file.path.strip_prefix("records/").and_then(|path| base.0.get(path));
        was.is_none_or(|(_, bytes)| *bytes != file.bytes)
    });
    let registers = files.iter().filter(|file| !matches!(sheet_of(&file.path), None | Some(Sheet::Record(_))));
    let registers: Vec<File> = registers.cloned().collect();
    let judge = |file: &File| {
        let text = str::from_utf8(&file.bytes).ok()?;
        // A file that is no TOML is no matter of form.
        let (sheet, table) = (sheet_of(&file.path)?, text.trim_start_matches('\u{feff}').parse().ok()?);
        let others = registers.iter().filter(|other| other.path != file.path);
        let (form, other) = read(&others.chain([file]).cloned().collect::<Vec<_>>(), &file.path);
        let difference = schemas.difference(sheet, &table, &form, !form.is_empty() || !other.is_empty());
        let difference = difference.map(|difference| format!("{} {}: {difference}", case.display(), file.path));
        Some(Judged { form, difference })
    };
    changed.filter_map(judge).collect()
}

fn overlay(case: &Path) -> Overlay {
    let text = fs::read_to_string(case).unwrap();
    let mut case: Case = toml::from_str(&text).unwrap();
    for own in ["as_of", "expect", "says"] {
        case.overlay.remove(own);
    }
    case.overlay.try_into().unwrap()
}

fn cases() -> Vec<PathBuf> {
    let folder = root().join("tests/cases");
    let files = walkdir::WalkDir::new(&folder).min_depth(2).max_depth(2).into_iter().map(|entry| entry.unwrap());
    let files = files.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "toml"));
    files.map(|entry| entry.into_path()).collect()
}

/// The plain files of TOML of a ledger.
pub fn files(ledger: &Ledger) -> Vec<File> {
    let toml = ledger.0.iter().filter(|(path, _)| path.ends_with(".toml"));
    let plain = toml.filter(|(_, (mode, _))| *mode == FileMode::Blob);
    let small = plain.filter(|(_, (_, bytes))| bytes.len() as u64 <= LIMIT);
    small
        .map(|(path, (_, bytes))| {
            let text = file(&format!("records/{path}"), "");
            File { size: bytes.len() as u64, bytes: bytes.clone(), ..text }
        })
        .collect()
}
