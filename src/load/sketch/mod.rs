//! Asking the readers what they would read: run on no file at all, they name each key and how it is written.
//!
//! So the list of keys is nowhere but in the code that reads them. A reader that goes different ways by a word, or by whether a key
//! is there, is run once for each way; what the runs have in common always holds, and the rest holds in that case.

mod ways;

use std::cell::{Cell, RefCell};
use std::sync::{Arc, LazyLock};

use jiff::tz::TimeZone;
use toml::de::{DeTable, DeValue};

use super::reading::Reading;
use super::shape::{Form, Key, Shape};
use super::table::Table;
use super::value::Value;
use crate::model::source::{Source, Span};

/// Stands where a file's table and value would: nothing is read from them.
static NO_TABLE: LazyLock<DeTable<'static>> = LazyLock::new(DeTable::new);
static NO_VALUE: DeValue<'static> = DeValue::Boolean(false);

/// What a run takes to be so.
#[derive(Clone, Copy, Default)]
struct Assumed {
    /// That a key has this word.
    word: Option<(&'static str, &'static str)>,
    /// That a key is there.
    there: Option<&'static str>,
}

/// A key and its word, or none; and the runs in which that was taken to be so.
type Way = (Option<(&'static str, &'static str)>, Vec<Sketch>);

/// What a reader asked for in one run.
#[derive(Default)]
pub struct Sketch {
    assumed: Assumed,
    keys: Vec<(&'static str, Form)>,
    demanded: RefCell<Vec<&'static str>>,
    looked_for: RefCell<Vec<&'static str>>,
    lacks_something: Cell<bool>,
}

/// What a value's reader would take, and the word that it is given to read.
#[derive(Default)]
pub struct Question {
    form: RefCell<Option<Form>>,
    word: Option<&'static str>,
}

impl Question {
    /// The first to speak is the reader that knows most.
    pub fn wants(&self, form: Form) {
        self.form.borrow_mut().get_or_insert(form);
    }

    pub fn word(&self) -> Option<&'static str> {
        self.word
    }
}

impl Sketch {
    pub fn demand(&self, key: &'static str) {
        self.demanded.borrow_mut().push(key);
    }

    pub fn look_for(&self, key: &'static str) -> bool {
        self.looked_for.borrow_mut().push(key);
        self.assumed.there == Some(key)
    }

    pub fn lack_something(&self) {
        self.lacks_something.set(true);
    }

    pub fn note(&mut self, key: &'static str, form: Form) {
        self.keys.push((key, form));
    }

    /// Asks a value's reader what it would take, and has it read the word that is assumed.
    pub fn ask<'r, T>(
        &self,
        reading: &'r Reading<'r>,
        key: &'static str,
        parse: impl Fn(&Value<'r>) -> Option<T>,
    ) -> (Option<T>, Form) {
        let word = self.assumed.word.filter(|(own, _)| *own == key).map(|(_, word)| word);
        let question = Some(Box::new(Question { word, ..Question::default() }));
        let value = Value { reading, inner: &NO_VALUE, span: Span::default(), key, question };
        let read = parse(&value).filter(|_| word.is_some());
        let form = value.question.and_then(|question| question.form.into_inner());
        (read, form.unwrap_or(Form::Text { may_be_blank: true }))
    }

    fn requires(&self, key: &str) -> bool {
        self.demanded.borrow().contains(&key)
    }

    fn knows(&self, key: &str) -> bool {
        self.keys.iter().any(|(own, _)| *own == key)
    }

    /// The keys as this run saw them.
    fn shape(&self) -> Shape {
        let key = |(name, form): &(&'static str, Form)| Key { name, form: form.clone(), required: self.requires(name) };
        Shape { keys: self.keys.iter().map(key).collect(), ..Shape::default() }
    }
}

/// What a reader would read of a whole file.
pub fn of(read: impl Fn(&mut Table<'_>)) -> Shape {
    let (source, timezone) = (Arc::new(Source::new("", "")), TimeZone::UTC);
    let reading = Reading::new(&source, &timezone);
    shape(&reading, &|table| read(table))
}

/// What a reader would read of a table.
pub fn shape<'r, T>(reading: &'r Reading<'r>, read: &dyn Fn(&mut Table<'r>) -> T) -> Shape {
    let run = |assumed: Assumed| {
        let mut table = Table::new(reading, &NO_TABLE, Span::default());
        table.sketch = Some(Box::new(Sketch { assumed, ..Sketch::default() }));
        read(&mut table);
        *table.sketch.unwrap_or_default()
    };
    let plain = run(Assumed::default());
    let words = plain.keys.iter().flat_map(|(key, form)| form.words().iter().map(|word| Some((*key, *word))));
    let mut ways: Vec<Way> = Vec::new();
    for word in std::iter::once(None).chain(words) {
        let alone = run(Assumed { word, there: None });
        let there = alone.looked_for.borrow().clone();
        let others = there.into_iter().map(|key| run(Assumed { word, there: Some(key) }));
        let runs = others.collect::<Vec<_>>();
        ways.push((word, std::iter::once(alone).chain(runs).collect()));
    }
    let mut shape = ways.iter().flat_map(|(_, runs)| runs).map(Sketch::shape).reduce(Shape::or).unwrap_or_default();
    shape.cases = ways::cases(&shape, &ways);
    shape.needs = ways::needs(&shape, ways.first().map_or(&[], |(_, runs)| runs));
    if plain.lacks_something.get() {
        shape.any_of = plain.looked_for.take();
    }
    shape
}
