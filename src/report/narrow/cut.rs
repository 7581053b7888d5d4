//! The knife: what every copy is made with. A text goes through the mask, a reference to what is not kept is as if it had not been
//! written, and a file keeps its lines but not its words.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::path::RecordPath;
use crate::model::{At, Field, Id, Lang, Source};

use super::kept::Kept;
use super::mask::Mask;

pub struct Cut<'a> {
    pub kept: Kept<'a>,
    pub mask: Mask,
    pub lang: Lang,
    /// The records whose own address names another: where they are told instead.
    pub moved: BTreeMap<&'a str, RecordPath>,
    pub ids: BTreeMap<&'a str, String>,
    /// Everybody whom a copy has named so far.
    pub named: RefCell<BTreeSet<Id>>,
}

impl Cut<'_> {
    pub fn words(&self, text: &str) -> String {
        self.mask.text(text, self.lang)
    }

    pub fn text(&self, field: &Field<String>) -> Field<String> {
        field.as_ref().map(|at| At { value: self.words(&at.value), span: at.span })
    }

    /// A person, or an agency, a municipality or a thing that is kept.
    pub fn id(&self, field: &Field<Id>) -> Field<Id> {
        let kept = field.clone().filter(|id| !self.is_others(&id.value))?;
        self.named.borrow_mut().insert(kept.value.clone());
        Some(kept)
    }

    pub fn ids(&self, ids: &[At<Id>]) -> Vec<At<Id>> {
        ids.iter().filter_map(|id| self.id(&Some(id.clone()))).collect()
    }

    fn is_others(&self, id: &Id) -> bool {
        let is_person = self.kept.ledger.person(id).is_some();
        !is_person && (self.kept.is_others(id) || self.mask.names_others(id))
    }

    /// The places that are kept; `None`, which is all, where others shared it with them.
    pub fn places(&self, places: Option<&[At<Id>]>) -> Option<Vec<At<Id>>> {
        let places = places?;
        let own: Vec<At<Id>> = places.iter().filter(|place| self.kept.is_asked_for(&place.value)).cloned().collect();
        (own.len() == places.len()).then_some(own)
    }

    /// A record's id as it is here; `None` of one that is not.
    pub fn reference(&self, field: &Field<String>) -> Field<String> {
        let at = field.as_ref()?;
        let is_known = self.kept.ledger.records.contains_key(&at.value);
        let value = match self.kept.records.get(at.value.as_str()) {
            Some(_) => Some(self.record_id(&at.value)),
            None => (!is_known && !self.mask.names_others(&at.value)).then(|| at.value.clone()),
        };
        value.map(|value| At { value, span: at.span })
    }

    pub fn record_id(&self, id: &str) -> String {
        self.ids.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }

    /// A path that is kept, as it is here.
    pub fn path(&self, path: &str) -> Option<String> {
        if !self.kept.keeps_path(path) {
            return None;
        }
        let moved = crate::model::path::record_id(path).and_then(|id| self.ids.get(id));
        Some(moved.map_or_else(|| self.words(path), |id| format!("records/{id}.toml")))
    }

    /// The file's lines without their words: what stands where can still be told.
    pub fn source(&self, source: &Source) -> Arc<Source> {
        let path = self.path(&source.path).unwrap_or_default();
        Arc::new(Source::new(path, blank(&source.text)))
    }
}

/// Of the same length, character by character and byte by byte.
fn blank(text: &str) -> String {
    let blank = |c: char| match (c, c.len_utf8()) {
        ('\n', _) => '\n',
        (_, 1) => ' ',
        (_, 2) => '\u{a0}',
        (_, 3) => '\u{3000}',
        (_, _) => '\u{1f5d2}',
    };
    text.chars().map(blank).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_text_has_the_places_of_the_text() {
        let text = "# トナミ é 𠮷\r\nid = \"町\" # x";
        let (before, after) = (Source::new("a", text), Source::new("a", blank(text)));
        for at in 0..=text.len() {
            assert_eq!(before.position(at), after.position(at));
        }
        assert!(after.text.chars().all(|c| c.is_whitespace() || c == '\u{1f5d2}'));
    }
}
