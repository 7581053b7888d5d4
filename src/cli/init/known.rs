//! What has been said already: an id, a code and an address belong to one alone, and whoever takes one again is asked for another.

use std::collections::BTreeMap;

use crate::model::text::Text;

use super::said::Said;

/// What is one's own among all of its sort.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    TownsId,
    Code,
    PersonsId,
    Email,
}

/// Of each thing that was said, whose it is.
#[derive(Default)]
pub struct Known(BTreeMap<(Sort, String), String>);

impl Known {
    pub fn of(said: &Said) -> Known {
        let mut known = Known::default();
        let whose = said.name.clone().unwrap_or_default();
        let own = [(Sort::TownsId, &said.id), (Sort::Code, &said.code)];
        known.0.extend(own.into_iter().filter_map(|(sort, value)| Some(((sort, value.clone()?), whose.clone()))));
        for own in &said.entrusting {
            known.add(Sort::TownsId, &own.town.id, &own.town.name);
            known.add(Sort::Code, &own.town.code, &own.town.name);
        }
        for person in said.manager.iter().map(|manager| &manager.person).chain(&said.operators) {
            known.add(Sort::PersonsId, &person.id, &person.name);
            known.add(Sort::Email, &person.email, &person.name);
        }
        known
    }

    pub fn add(&mut self, sort: Sort, value: &str, whose: &str) {
        self.0.insert((sort, value.to_owned()), whose.to_owned());
    }

    /// The value, unless somebody has it.
    pub fn free(&self, sort: Sort, value: String) -> Result<String, Text> {
        let Some(whose) = self.0.get(&(sort, value.clone())) else { return Ok(value) };
        let ja = match sort {
            Sort::TownsId | Sort::PersonsId => "識別子",
            Sort::Code => "団体コード",
            Sort::Email => "メールアドレス",
        };
        Err(Text::new(
            format!("{ja}「{value}」は、もう{whose}のものです。別のものを書いてください。"),
            format!("`{value}` is {whose}'s already; give another."),
        ))
    }
}
