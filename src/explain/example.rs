//! The examples of a rule: the very cases that the tests run, each spoiling the same small ledger in its own way, or making a history
//! on top of it.
//!
//! `tests/cases/examples.toml` says which. They are carried in the program and judged when they are shown, so that what is
//! told of them is what the judge says.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};

use crate::load;
use crate::model::file::{File, Mode};
use crate::model::pack::unpack;
use crate::model::{Finding, Ledger, Rule};
use crate::rules::judge;

use super::overlay::{Case, Change, Days, Step, Texts};
use super::past::{self, Deed};

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/examples"));
const CASES: &str = "tests/cases/";
const PASTS: &str = "tests/pasts/";
const BASE: &str = "tests/cases/base/records/";

/// The day on which a case is judged that names none: the base ledger's last.
pub(super) const LAST_DAY: Date = date(2026, 10, 16);

/// A case that fires a rule, and one near it that passes.
#[derive(Debug)]
pub struct Examples {
    pub fires: Example,
    pub passes: Example,
}

#[derive(Debug)]
pub struct Example {
    pub as_of: Date,
    pub told: Told,
    pub ledger: Ledger,
    /// What is found by any rule.
    pub findings: Vec<Finding>,
}

/// How a ledger came to be what is judged.
#[derive(Debug)]
pub enum Told {
    /// How it differs from the faultless one.
    Changes(Vec<Change>),
    /// What was committed, and what became of the repository.
    Past(Vec<Deed>),
}

/// The examples of a rule; `None` where none are listed. The tests hold that every case that is listed can be shown.
pub fn examples(rule: &Rule) -> Option<Examples> {
    let carried: Texts =
        unpack(PACKED).into_iter().filter_map(|file| Some((file.path, String::from_utf8(file.bytes).ok()?))).collect();
    let text = |folder: &str, path: &str| carried.get(&format!("{folder}{path}.toml"));
    let listed: BTreeMap<String, [String; 2]> = toml::from_str(text(CASES, "examples")?).ok()?;
    let base = carried.iter().filter_map(|(path, text)| Some((path.strip_prefix(BASE)?.to_owned(), text.clone())));
    let base: Texts = base.collect();
    let example = |case: &String| {
        let name = format!("{}/{case}", rule.id);
        match text(PASTS, &name) {
            Some(past) => past::example(past, &base, text(PASTS, "base")?),
            None => example(text(CASES, &name)?, base.clone()),
        }
    };
    let [fires, passes] = listed.get(rule.id)?;
    Some(Examples { fires: example(fires)?, passes: example(passes)? })
}

fn example(case: &str, mut texts: Texts) -> Option<Example> {
    let case: Case = toml::from_str(case).ok()?;
    let changes = case.spoil(&mut texts)?;
    let as_of = match &case.as_of {
        None => LAST_DAY,
        Some(Days::One(day)) => day.to_string().parse().ok()?,
        Some(Days::Many(days)) => days.first()?.to_string().parse().ok()?,
    };
    let is_executable =
        |path: &str| changes.iter().any(|change| change.step == Step::Executable && change.path == path);
    let files = texts.into_iter().map(|(path, text)| File {
        mode: if is_executable(&path) { Mode::Executable } else { Mode::Plain },
        path: format!("records/{path}"),
        lossy: false,
        size: text.len() as u64,
        bytes: text.into_bytes(),
    });
    let loaded = load::load(&files.collect::<Vec<_>>());
    let findings = judge(&loaded, as_of).findings;
    Some(Example { as_of, told: Told::Changes(changes), ledger: loaded.ledger, findings })
}
