//! What people write for an id: a name with or without its blank, a surname that one person has, a municipality's code with or without
//! its first zero.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::folded;
use crate::model::source::Field;
use crate::model::{Id, Ledger};

#[derive(Default)]
pub struct Names {
    ids: BTreeMap<String, BTreeSet<String>>,
    /// As the register has them, with their ids.
    people: Vec<(String, String)>,
}

pub enum Named {
    As(String),
    /// Several have the name.
    Several(Vec<String>),
    Nobody,
}

impl Names {
    pub fn of(ledger: &Ledger) -> Names {
        let mut names = Names::default();
        for own in &ledger.municipalities {
            for name in [&own.name, &own.name_en, &own.code].into_iter().flatten() {
                names.know(name, &own.id);
                names.know(name.trim_start_matches('0'), &own.id);
            }
            names.know(&own.id, &own.id);
        }
        for own in &ledger.people {
            names.entry(&own.name, &own.id);
            names.people.extend(own.name.iter().map(|name| (name.value.clone(), own.id.to_string())));
            let surname = own.name.as_ref().and_then(|name| name.split_whitespace().next());
            surname.into_iter().for_each(|surname| names.know(surname, &own.id));
        }
        ledger.agencies.iter().for_each(|own| names.entry(&own.name, &own.id));
        ledger.equipment.iter().for_each(|own| names.entry(&own.name, &own.id));
        names
    }

    fn entry(&mut self, name: &Field<String>, id: &Id) {
        name.iter().for_each(|name| self.know(name, id));
        self.know(id, id);
    }

    fn know(&mut self, name: &str, id: &Id) {
        let name = folded(name);
        if !name.is_empty() {
            self.ids.entry(name).or_default().insert(id.to_string());
        }
    }

    pub fn find(&self, written: &str) -> Named {
        let ids: Vec<String> = self.ids.get(&folded(written)).into_iter().flatten().cloned().collect();
        match <[String; 1]>::try_from(ids) {
            Ok([id]) => Named::As(id),
            Err(none) if none.is_empty() => Named::Nobody,
            Err(several) => Named::Several(several),
        }
    }

    /// People whose names begin so: a surname does not part from the rest where no blank is between them.
    pub fn beginning<'n>(&'n self, written: &str) -> impl Iterator<Item = &'n (String, String)> {
        let start = folded(written);
        self.people.iter().filter(move |(name, _)| !start.is_empty() && folded(name).starts_with(&start))
    }

    /// Names that stand within a text: of a place in a sheet's title.
    pub fn within<'n>(&'n self, text: &str) -> impl Iterator<Item = &'n str> {
        let text = folded(text);
        let found = self.ids.iter().filter(move |(name, _)| !name.is_ascii() && text.contains(name.as_str()));
        found.filter_map(|(_, ids)| ids.first().map(String::as_str))
    }
}
