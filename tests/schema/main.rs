//! The schemas of editors and the reader of the records, fed the same files: the same verdict on form.
//!
//! What the reader accepts the schema accepts; what the schema refuses the reader refuses; and where the reader refuses what the
//! schema cannot see, it is of a sort that stands in `unseen.rs` with its reason. `samples.rs`: valid files and the cases of the
//! judgements. `changes.rs`: every key of valid files dropped, doubled, mistyped, given another type or word. `editors.rs`: which
//! editor finds which schema.

#[expect(dead_code, reason = "nothing is written or committed here")]
#[path = "../ledger/mod.rs"]
mod ledger;

mod changes;
mod editors;
mod samples;
mod unseen;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use daicho::load::sheet::Sheet;
use daicho::model::file::{File, Mode};
use daicho::model::path::Slot;
use jsonschema::Validator;
use serde_json::Value;

/// What the reader says of the form of a file: rules and messages.
type Faults = Vec<(&'static str, String)>;

/// What became of one file.
struct Judged {
    form: Faults,
    difference: Option<String>,
}

#[test]
fn cases_and_changes_have_one_verdict() {
    let schemas = Schemas::new();
    let judged: Vec<Judged> = samples::judged(&schemas).into_iter().chain(changes::judged(&schemas)).collect();
    let differ: Vec<&String> = judged.iter().filter_map(|judged| judged.difference.as_ref()).collect();
    assert!(differ.is_empty(), "{} of {}: {differ:#?}", differ.len(), judged.len());
    let faults = judged.iter().flat_map(|judged| &judged.form);
    let met: BTreeSet<usize> = faults.filter_map(|(rule, message)| unseen::sort(rule, message)).collect();
    let idle: Vec<&str> = (0..unseen::SORTS.len()).filter(|sort| !met.contains(sort)).map(unseen::part).collect();
    assert_eq!(idle, [""; 0], "differences that are listed and never met");
}

const FORM: [&str; 3] = ["unknown-key", "missing-key", "bad-value"];

/// The schemas, ready to judge.
struct Schemas(Vec<(Sheet, Validator)>);

impl Schemas {
    fn new() -> Schemas {
        let compiled = |sheet: Sheet| {
            let schema = daicho::schema::named(sheet.name()).expect("a schema of every sort of file");
            let schema: Value = serde_json::from_str(&schema.text).expect("JSON");
            jsonschema::meta::validate(&schema).expect("JSON Schema");
            let options = jsonschema::options().with_draft(jsonschema::Draft::Draft7).should_validate_formats(true);
            (sheet, options.build(&schema).expect("a schema that can be judged by"))
        };
        Schemas(Sheet::all().map(compiled).collect())
    }

    /// What the schema has against a file.
    fn errors(&self, sheet: Sheet, table: &toml::Table) -> Vec<String> {
        let (_, validator) = self.0.iter().find(|(own, _)| *own == sheet).expect("a schema of every sort of file");
        let json = json(&toml::Value::Table(table.clone()));
        validator.iter_errors(&json).map(|error| format!("{}: {error}", error.instance_path())).collect()
    }

    /// Where the two differ on a file, told for reading; `faults` are the reader's.
    fn difference(&self, sheet: Sheet, table: &toml::Table, faults: &Faults, refused: bool) -> Option<String> {
        let errors = self.errors(sheet, table);
        if !errors.is_empty() {
            return (!refused).then(|| format!("the schema alone refuses it: {errors:?}"));
        }
        let unlisted: Faults =
            faults.iter().filter(|(rule, message)| unseen::sort(rule, message).is_none()).cloned().collect();
        (!unlisted.is_empty()).then(|| format!("the reader alone refuses it: {unlisted:?}"))
    }
}

/// As editors hand TOML over to JSON Schema: dates and times as strings.
fn json(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.as_str().into(),
        toml::Value::Integer(number) => (*number).into(),
        toml::Value::Float(number) => (*number).into(),
        toml::Value::Boolean(flag) => (*flag).into(),
        toml::Value::Datetime(time) => time.to_string().into(),
        toml::Value::Array(values) => values.iter().map(json).collect(),
        toml::Value::Table(table) => {
            table.iter().map(|(key, value)| (key.clone(), json(value))).collect::<serde_json::Map<_, _>>().into()
        }
    }
}

/// The sort of a file of TOML under `records/`.
fn sheet_of(path: &str) -> Option<Sheet> {
    match Slot::parse(path)? {
        Slot::Ledger => Some(Sheet::Ledger),
        Slot::Register(register) => Some(Sheet::Register(register)),
        Slot::Record(record) => Some(Sheet::Record(record.kind)),
        Slot::Regulation => None,
    }
}

fn file(path: &str, text: &str) -> File {
    let bytes = text.as_bytes().to_vec();
    File { path: path.to_owned(), size: bytes.len() as u64, bytes, mode: Mode::Plain, lossy: false }
}

/// What the reader has against the form of one of the files, and all else that it has. Any record is taken to exist.
fn read(files: &[File], path: &str) -> (Faults, Faults) {
    let loaded = daicho::load::load_among(files, &|id| sheet_of(&format!("records/{id}.toml")).is_some());
    let own = loaded.faults.iter().filter(|fault| fault.source.path == path);
    let told = own.map(|fault| (fault.rule.id, fault.message.en.to_string()));
    told.partition(|(rule, _)| FORM.contains(rule))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}
