//! A table that knows which keys were asked for.
//!
//! Every key a reader asks for is known, and every other is reported: the list of keys is written once, as the code that reads them.
//! Where there is no file, the same code tells what it would read: see [`super::sketch`].

use toml::de::DeTable;

use super::form::{MISSING_KEY, UNKNOWN_KEY};
use super::reading::{Reading, nearest, shorten};
use super::shape::Form;
use super::sketch::{self, Sketch};
use super::value::Value;
use crate::model::source::{At, Field, Span};
use crate::model::text::Text;

/// A table that is being read.
pub struct Table<'r> {
    pub reading: &'r Reading<'r>,
    /// The header, or the whole of an inline table.
    pub span: Span,
    inner: &'r DeTable<'r>,
    asked: Vec<&'static str>,
    /// Where nothing is read: what is asked for.
    pub(super) sketch: Option<Box<Sketch>>,
}

impl<'r> Table<'r> {
    pub fn new(reading: &'r Reading<'r>, inner: &'r DeTable<'r>, span: Span) -> Table<'r> {
        Table { reading, span, inner, asked: Vec::new(), sketch: None }
    }

    fn value(&mut self, key: &'static str) -> Option<Value<'r>> {
        self.asked.push(key);
        let spanned = self.inner.get(key)?;
        let (inner, span) = (spanned.get_ref(), spanned.span().into());
        Some(Value { reading: self.reading, inner, span, key, question: None })
    }

    pub fn has(&self, key: &'static str) -> bool {
        self.sketch.as_ref().map_or_else(|| self.inner.contains_key(key), |sketch| sketch.look_for(key))
    }

    /// A key that may be absent.
    pub fn may<T>(&mut self, key: &'static str, parse: impl Fn(&Value<'r>) -> Option<T>) -> Field<T> {
        if let Some(sketch) = &mut self.sketch {
            let (read, form) = sketch.ask(self.reading, key, parse);
            sketch.note(key, form);
            return Some(At { value: read?, span: self.span });
        }
        let value = self.value(key)?;
        Some(At { value: parse(&value)?, span: value.span })
    }

    /// A key that must be there.
    pub fn need<T>(&mut self, key: &'static str, parse: impl Fn(&Value<'r>) -> Option<T>) -> Field<T> {
        self.demand(key);
        self.may(key, parse)
    }

    /// Reports a key that is absent.
    pub fn demand(&self, key: &'static str) {
        if let Some(sketch) = &self.sketch {
            sketch.demand(key);
        } else if !self.has(key) {
            self.missing(Text::new(format!("「{key}」がありません。"), format!("`{key}` is missing.")));
        }
    }

    /// Reports that something required is absent.
    pub fn missing(&self, message: Text) {
        if let Some(sketch) = &self.sketch {
            sketch.lack_something();
        } else if !self.reading.broken.get() {
            self.reading.fault(&MISSING_KEY, Some(self.span), message);
        }
    }

    /// A list of values; `None` where the key is absent.
    pub fn list<T>(&mut self, key: &'static str, parse: impl Fn(&Value<'r>) -> Option<T>) -> Option<Vec<At<T>>> {
        if self.sketch.is_some() {
            return self.sketch_list(key, parse, true);
        }
        let value = self.value(key)?;
        let Some(elements) = value.elements() else {
            return Some(Vec::new());
        };
        let read = |element: Value<'r>| Some(At { value: parse(&element)?, span: element.span });
        Some(elements.into_iter().filter_map(read).collect())
    }

    /// A list that must be there and hold something.
    pub fn need_list<T>(&mut self, key: &'static str, parse: impl Fn(&Value<'r>) -> Option<T>) -> Vec<At<T>> {
        self.demand(key);
        if self.sketch.is_some() {
            return self.sketch_list(key, parse, false).unwrap_or_default();
        }
        if let Some(value) = self.value(key)
            && value.is_empty_list()
        {
            self.reading.bad(value.span, Text::new(format!("「{key}」が空です。"), format!("`{key}` is empty.")));
        }
        self.list(key, parse).unwrap_or_default()
    }

    fn sketch_list<T>(
        &mut self,
        key: &'static str,
        parse: impl Fn(&Value<'r>) -> Option<T>,
        may_be_empty: bool,
    ) -> Option<Vec<At<T>>> {
        let sketch = self.sketch.as_mut()?;
        let (read, of) = sketch.ask(self.reading, key, parse);
        sketch.note(key, Form::List { of: Box::new(of), may_be_empty });
        read.map(|value| vec![At { value, span: self.span }])
    }

    /// A table that may be absent.
    pub fn table<T>(&mut self, key: &'static str, read: impl Fn(&mut Table<'r>) -> T) -> Option<T> {
        if let Some(sketch) = &mut self.sketch {
            sketch.note(key, Form::Table(sketch::shape(self.reading, &read)));
            return None;
        }
        let value = self.value(key)?;
        // Of several where there is one the first is read; that there are several is reported.
        let mut table = value.table().or_else(|| value.first_table())?;
        Some(table.read(read))
    }

    /// An array of tables, which may be absent.
    pub fn tables<T>(&mut self, key: &'static str, read: impl Fn(&mut Table<'r>) -> T) -> Vec<T> {
        if let Some(sketch) = &mut self.sketch {
            sketch.note(key, Form::Tables(sketch::shape(self.reading, &read)));
        }
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        // One that is written as a table of its own has been reported, and says what it says.
        let elements =
            value.elements().unwrap_or_else(|| if value.inner.is_table() { vec![value] } else { Vec::new() });
        elements.iter().filter_map(Value::table).map(|mut table| table.read(&read)).collect()
    }

    /// Reads with a function and reports the keys that it did not ask for.
    pub fn read<T>(&mut self, read: impl FnOnce(&mut Table<'r>) -> T) -> T {
        let content = read(self);
        for (key, _) in self.inner.iter().filter(|(key, _)| !self.asked.contains(&key.get_ref().as_ref())) {
            self.reading.fault(&UNKNOWN_KEY, Some(key.span().into()), unknown_key(key.get_ref(), &self.asked));
        }
        content
    }
}

fn unknown_key(key: &str, known: &[&'static str]) -> Text {
    let shown = shorten(key);
    match nearest(key, known.iter().copied()) {
        Some(near) => Text::new(
            format!("「{shown}」というキーはありません。「{near}」の誤りではありませんか。"),
            format!("there is no key `{shown}` here; did you mean `{near}`?"),
        ),
        None => Text::new(
            format!("「{shown}」というキーはここにはありません。"),
            format!("there is no key `{shown}` here."),
        ),
    }
}
