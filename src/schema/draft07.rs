//! A shape as JSON Schema, in the draft that every editor of TOML knows: draft-07.
//!
//! Nothing is shared by `$ref`: draft-07 ignores what stands beside one, and each key has its own description.

use serde_json::{Map, Value, json};

use super::words;
use crate::load::shape::{Case, Form, Key, Shape};
use crate::load::sheet::Sheet;
use crate::model::text::Text;

/// The schema of a whole file.
pub fn document(sheet: Sheet, title: &Text) -> Value {
    let mut schema = table(&sheet.shape(), &|table, key| words::key(sheet, table, key), "");
    schema.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
    schema.insert("title".to_owned(), json!(both(title)));
    Value::Object(schema)
}

/// The words for a key of a table; `""` is the top of the file.
type Words<'w> = &'w dyn Fn(&str, &str) -> Text;

fn table(shape: &Shape, words: Words<'_>, name: &str) -> Map<String, Value> {
    let described = |key: &Key| {
        let mut schema = form(&key.form, words, key.name);
        schema.insert("description".to_owned(), json!(both(&words(name, key.name))));
        (key.name.to_owned(), Value::Object(schema))
    };
    let required: Vec<&str> = shape.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!("object"));
    schema.insert("properties".to_owned(), shape.keys.iter().map(described).collect::<Map<_, _>>().into());
    schema.insert("additionalProperties".to_owned(), json!(false));
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    if !shape.any_of.is_empty() {
        let one = |key: &&str| json!({ "required": [key] });
        schema.insert("anyOf".to_owned(), shape.any_of.iter().map(one).collect());
    }
    if !shape.needs.is_empty() {
        let need = |(key, others): &(&str, Vec<&str>)| ((*key).to_owned(), json!(others));
        schema.insert("dependencies".to_owned(), shape.needs.iter().map(need).collect::<Map<_, _>>().into());
    }
    if !shape.cases.is_empty() {
        schema.insert("allOf".to_owned(), shape.cases.iter().map(|own| case(own, shape)).collect());
    }
    schema
}

/// What holds besides where a key has one of some words, or where a list holds one.
fn case(case: &Case, shape: &Shape) -> Value {
    let words = json!({ "enum": case.words });
    let is_list = shape.key(case.key).is_some_and(|key| matches!(key.form, Form::List { .. }));
    let has_word = if is_list { json!({ "contains": words }) } else { words };
    let unknown: Map<_, _> = case.unknown.iter().map(|key| ((*key).to_owned(), json!(false))).collect();
    let mut then = Map::new();
    if !case.required.is_empty() {
        then.insert("required".to_owned(), json!(case.required));
    }
    if !unknown.is_empty() {
        then.insert("properties".to_owned(), unknown.into());
    }
    json!({ "if": { "properties": { case.key: has_word }, "required": [case.key] }, "then": then })
}

/// `name` is the key's: of a table, the one by which its own keys are called.
fn form(form: &Form, words: Words<'_>, name: &str) -> Map<String, Value> {
    /// What stands in every time, whether or not an editor knows the format of one without an offset.
    const TIME: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}";
    let schema = match form {
        Form::Text { may_be_blank: true } => json!({ "type": "string" }),
        Form::Text { may_be_blank: false } => json!({ "type": "string", "pattern": "\\S" }),
        Form::Pattern(pattern) => json!({ "type": "string", "pattern": pattern }),
        Form::Words(words) => json!({ "type": "string", "enum": words }),
        Form::Flag => json!({ "type": "boolean" }),
        Form::Number { least, most } => json!({ "type": "integer", "minimum": least, "maximum": most }),
        // Editors hand over TOML's own dates as strings, and tell them by their formats.
        Form::Date => json!({ "type": "string", "format": "date" }),
        Form::Time => json!({ "anyOf": [
            { "type": "string", "format": "partial-date-time", "pattern": TIME },
            { "type": "string", "format": "date-time" },
        ] }),
        Form::List { of, may_be_empty } => {
            let items = self::form(of, words, name);
            match may_be_empty {
                true => json!({ "type": "array", "items": items }),
                false => json!({ "type": "array", "items": items, "minItems": 1 }),
            }
        }
        Form::Table(shape) => return table(shape, words, name),
        Form::Tables(shape) => json!({ "type": "array", "items": table(shape, words, name) }),
    };
    match schema {
        Value::Object(schema) => schema,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => Map::new(),
    }
}

/// Editors show one text to everybody.
fn both(text: &Text) -> String {
    if text.ja == text.en { text.ja.to_string() } else { format!("{} / {}", text.ja, text.en) }
}
