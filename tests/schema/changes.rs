//! Valid files, changed at one key: both still say the same.

use std::collections::BTreeSet;

use daicho::load::shape::{Form, Key, Shape};
use daicho::load::sheet::Sheet;
use daicho::model::file::File;
use rayon::prelude::*;
use toml::{Table, Value};

use super::ledger::Ledger;
use super::samples::files;
use super::{Judged, Schemas, file, read, root, sheet_of};

/// A file after one change, and what was changed.
struct Change {
    told: String,
    table: Table,
}

/// A valid file, and all its changes.
struct Sample {
    own: File,
    sheet: Sheet,
    changes: Vec<Change>,
}

/// What both say of every change.
pub fn judged(schemas: &Schemas) -> Vec<Judged> {
    let (samples, untried) = all_changes();
    assert_eq!(untried, [""; 0], "keys that stand in no sample");
    let count: usize = samples.iter().map(|sample| sample.changes.len()).sum();
    assert!(count > 2500, "only {count} changes");
    // Without registers, since there are many changes to be read: what is unknown was so before the change.
    let base = files(&Ledger::read(&root().join("tests/cases/base")));
    let around: Vec<File> = base.into_iter().filter(|file| sheet_of(&file.path) == Some(Sheet::Ledger)).collect();
    let read_among = |own: &File, table: &Table| {
        let mut files: Vec<File> = around.iter().filter(|file| file.path != own.path).cloned().collect();
        files.push(file(&own.path, &toml::to_string(table).unwrap()));
        read(&files, &own.path)
    };
    let judge = |Sample { own, sheet, changes }: &Sample| {
        let (form, other) = read_among(own, &table(own));
        let judge = |change: &Change| {
            let (mut new_form, mut new_other) = read_among(own, &change.table);
            new_form.retain(|fault| !form.contains(fault));
            new_other.retain(|fault| !other.contains(fault));
            let refused = !new_form.is_empty() || !new_other.is_empty();
            let difference = schemas.difference(*sheet, &change.table, &new_form, refused);
            let difference = difference.map(|difference| format!("{} {}: {difference}", own.path, change.told));
            Judged { form: new_form, difference }
        };
        changes.iter().map(judge).collect::<Vec<_>>()
    };
    samples.par_iter().flat_map(judge).collect()
}

/// Every change of the sample's files, and the keys that none of them has.
fn all_changes() -> (Vec<Sample>, Vec<String>) {
    let mut seen = BTreeSet::new();
    let more: Table = include_str!("more.toml").parse().unwrap();
    let sample = files(&Ledger::read(&root())).into_iter().filter_map(|own| Some((sheet_of(&own.path)?, own)));
    let sample = sample.map(|(sheet, own)| (sheet, with_more(sheet, own, &more)));
    let shapes: Vec<(Sheet, Shape)> = Sheet::all().map(|sheet| (sheet, sheet.shape())).collect();
    let samples = sample.map(|(sheet, own)| {
        let (_, shape) = shapes.iter().find(|(own, _)| *own == sheet).unwrap();
        let changes = changes(sheet, shape, &table(&own), &mut seen);
        Sample { own, sheet, changes }
    });
    let samples: Vec<Sample> = samples.filter(|sample| !sample.changes.is_empty()).collect();
    let untried = shapes.iter().flat_map(|(sheet, shape)| untried(*sheet, shape, &seen)).collect();
    (samples, untried)
}

/// A file of the sample with what none of its sort holds.
fn with_more(sheet: Sheet, own: File, more: &Table) -> File {
    let mut text = String::from_utf8(own.bytes).unwrap();
    let all = matches!(sheet, Sheet::Record(_)).then_some("record");
    for more in [Some(sheet.name()), all].into_iter().flatten().filter_map(|name| more.get(name)) {
        let part = |key: &str| more.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        text = format!("{}\n{text}{}", part("start"), part("end"));
    }
    file(&own.path, &text)
}

fn table(file: &File) -> Table {
    str::from_utf8(&file.bytes).unwrap().parse().unwrap()
}

/// The keys of a sort of file that were changed nowhere.
fn untried(sheet: Sheet, shape: &Shape, seen: &BTreeSet<(&'static str, String)>) -> Vec<String> {
    fn keys(shape: &Shape, at: &str) -> Vec<String> {
        let own = |key: &Key| {
            let path = format!("{at}/{}", key.name);
            let inner = match &key.form {
                Form::Table(shape) | Form::Tables(shape) => keys(shape, &path),
                _ => Vec::new(),
            };
            std::iter::once(path).chain(inner).collect::<Vec<_>>()
        };
        shape.keys.iter().flat_map(own).collect()
    }
    let keys = keys(shape, "").into_iter().filter(|path| !seen.contains(&(sheet.name(), path.clone())));
    keys.map(|path| format!("{}{path}", sheet.name())).collect()
}

/// Every change of a file at keys that no file of its sort was changed at before.
fn changes(sheet: Sheet, shape: &Shape, table: &Table, seen: &mut BTreeSet<(&'static str, String)>) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut change = |told: String, table: Table| changes.push(Change { told, table });
    within(sheet, shape, "", table, &|table| table, seen, &mut change);
    changes
}

fn within(
    sheet: Sheet,
    shape: &Shape,
    at: &str,
    table: &Table,
    whole: &dyn Fn(Table) -> Table,
    seen: &mut BTreeSet<(&'static str, String)>,
    change: &mut dyn FnMut(String, Table),
) {
    if seen.insert((sheet.name(), format!("{at}/"))) {
        let mut more = table.clone();
        more.insert("nosuch".to_owned(), Value::Integer(1));
        change(format!("{at}/nosuch added"), whole(more));
    }
    for (name, value) in table {
        let path = format!("{at}/{name}");
        let with = |value: Value| {
            let mut other = table.clone();
            other.insert(name.clone(), value);
            whole(other)
        };
        let form = &shape.key(name).expect("a known key").form;
        if seen.insert((sheet.name(), path.clone())) {
            let mut less = table.clone();
            less.remove(name);
            change(format!("{path} dropped"), whole(less));
            for other in others(form, value) {
                change(format!("{path} = {other}"), with(other.clone()));
                if value.is_array() && !matches!(form, Form::Tables(_)) {
                    change(format!("{path} = [{other}]"), with(Value::Array(vec![other])));
                }
            }
        }
        match (form, value) {
            (Form::Table(shape), Value::Table(inner)) => {
                within(sheet, shape, &path, inner, &|inner| with(Value::Table(inner)), seen, change);
            }
            (Form::Tables(shape), Value::Array(entries)) => {
                for (number, entry) in entries.iter().enumerate() {
                    let replaced = |inner: Table| {
                        let mut entries = entries.clone();
                        entries[number] = Value::Table(inner);
                        with(Value::Array(entries))
                    };
                    within(sheet, shape, &path, entry.as_table().expect("a table"), &replaced, seen, change);
                }
            }
            _ => {}
        }
    }
}

/// Values of every type, and every word of the key's own.
fn others(form: &Form, value: &Value) -> Vec<Value> {
    let date = |text: &str| Value::Datetime(text.parse().unwrap());
    let text = |text: &str| Value::String(text.to_owned());
    let mut others = vec![
        text(""),
        text(" \u{3000}"),
        text("No Such"),
        text("2026-10-05"),
        text("2026-10-05T08:47:00"),
        Value::Integer(-1),
        Value::Integer(1_000_000_000_000_001),
        Value::Float(1.0),
        Value::Boolean(true),
        date("2026-10-05"),
        date("1990-10-05"),
        date("2090-10-05"),
        date("1990-10-05T08:47:00"),
        date("2090-10-05T08:47:00+09:00"),
        date("08:47:00"),
        Value::Array(Vec::new()),
        Value::Table(Table::new()),
    ];
    others.extend(form.words().iter().map(|word| text(word)));
    others.extend(value.as_str().map(|own| text(&format!("{own}x"))));
    others
}
