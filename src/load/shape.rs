//! What a file may hold (様式): its keys, how each is written and when it must be there.
//!
//! None of it is written down anywhere: [`super::sketch`] asks the readers. Deliberately absent: what one file cannot show, such as
//! whether an id is registered or one time lies after another.

/// How a value is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    Text {
        may_be_blank: bool,
    },
    /// Text that this regular expression finds.
    Pattern(&'static str),
    /// One of these words.
    Words(Vec<&'static str>),
    Flag,
    Number {
        least: u64,
        most: u64,
    },
    Date,
    Time,
    List {
        of: Box<Form>,
        may_be_empty: bool,
    },
    /// `[key]`
    Table(Shape),
    /// `[[key]]`
    Tables(Shape),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    pub name: &'static str,
    pub form: Form,
    /// Whatever else the table says.
    pub required: bool,
}

/// What holds besides where a key has one of some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub key: &'static str,
    pub words: Vec<&'static str>,
    pub required: Vec<&'static str>,
    /// Keys that are unknown then.
    pub unknown: Vec<&'static str>,
}

/// A table's keys, in the order in which they are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    pub keys: Vec<Key>,
    pub cases: Vec<Case>,
    /// Where the first key is there, so must the others be.
    pub needs: Vec<(&'static str, Vec<&'static str>)>,
    /// At least one of these must be there.
    pub any_of: Vec<&'static str>,
}

impl Shape {
    pub fn key(&self, name: &str) -> Option<&Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

/// The shape of an id: as `Id::parse` reads it.
pub const ID: Form = Form::Pattern("^[a-z0-9][a-z0-9-]{0,39}$");

impl Form {
    pub fn words(&self) -> &[&'static str] {
        match self {
            Form::Words(words) => words,
            Form::List { of, .. } => of.words(),
            Form::Text { .. }
            | Form::Pattern(_)
            | Form::Flag
            | Form::Number { .. }
            | Form::Date
            | Form::Time
            | Form::Table(_)
            | Form::Tables(_) => &[],
        }
    }

    /// What either of two readers of a key would take; the first one's where they have nothing in common.
    pub fn or(self, other: Form) -> Form {
        match (self, other) {
            (Form::Text { may_be_blank: one }, Form::Text { may_be_blank: other }) => {
                Form::Text { may_be_blank: one || other }
            }
            (Form::Words(mut words), Form::Words(more)) => {
                words.extend(more.into_iter().filter(|word| !words.contains(word)).collect::<Vec<_>>());
                Form::Words(words)
            }
            (Form::Table(one), Form::Table(other)) => Form::Table(one.or(other)),
            (Form::Tables(one), Form::Tables(other)) => Form::Tables(one.or(other)),
            (own, _) => own,
        }
    }
}

impl Shape {
    /// What either of two readers of a table would take.
    pub fn or(mut self, other: Shape) -> Shape {
        for key in &mut self.keys {
            key.required &= other.key(key.name).is_some_and(|key| key.required);
        }
        let mut before = None;
        for key in other.keys {
            let at = self.keys.iter().position(|own| own.name == key.name);
            let at = at.unwrap_or_else(|| {
                let at = before.map_or(0, |before| before + 1);
                self.keys.insert(at, Key { required: false, ..key.clone() });
                at
            });
            let own = &mut self.keys[at];
            own.form = own.form.clone().or(key.form);
            before = Some(at);
        }
        self.cases.retain(|case| other.cases.contains(case));
        self.needs.retain(|need| other.needs.contains(need));
        if self.any_of != other.any_of {
            self.any_of.clear();
        }
        self
    }
}
