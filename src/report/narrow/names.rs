//! Which words are others': names, ids and numbers of municipalities that are not kept, and what their registers and folders are called.

use std::collections::BTreeSet;

use crate::history::History;
use crate::history::chronicle::{Chronicle, Value, What};
use crate::model::register::{Municipality, Register};
use crate::model::{Field, Id};

use super::history::folders;
use super::kept::{Kept, folder};
use super::mask::Word;

/// What a municipality's name ends in: トナミ of トナミ町 is the town's name too.
const ENDINGS: [char; 4] = ['町', '村', '市', '区'];

/// The words, those that are kept first.
pub fn words(
    kept: &Kept<'_>,
    people: Option<&BTreeSet<Id>>,
    history: Option<&History>,
    chronicle: Option<&Chronicle>,
) -> Vec<(String, Word)> {
    let mut own = Vec::new();
    let mut others = Vec::new();
    for town in &kept.ledger.municipalities {
        let of = if kept.has_pages(&town.id.value) { &mut own } else { &mut others };
        of.extend(called(town));
    }
    own.extend(kept.ledger.trustee().map(ToString::to_string));
    let former = chronicle.map(|chronicle| formerly(kept, chronicle)).unwrap_or_default();
    others.extend(former.iter().flat_map(|name| [Some(name.clone()), stem(name)]).flatten());
    others.extend(strangers(kept, history).into_iter().map(|id| id.to_string()));
    let shared: String = kept.shared_words().join("\n");
    let things = kept.words_of_others(people);
    // What a town calls its server others may call theirs.
    let things = things.into_iter().filter(|word| word.chars().count() > 1 && !shared.contains(word.as_str()));
    let of = |whose: Word| move |word: String| (word, whose);
    own.into_iter()
        .map(of(Word::Own))
        .chain(others.into_iter().map(of(Word::Place)))
        .chain(things.map(of(Word::Thing)))
        .collect()
}

fn called(town: &Municipality) -> Vec<String> {
    let text = |field: &Field<String>| field.as_ref().map(|at| at.value.clone());
    let name = text(&town.name);
    let stem = name.as_deref().and_then(stem);
    [Some(town.id.value.to_string()), name, stem, text(&town.name_en), text(&town.code)].into_iter().flatten().collect()
}

/// A name of one letter is a part of too many words.
fn stem(name: &str) -> Option<String> {
    let stem = name.strip_suffix(ENDINGS)?;
    (stem.chars().count() > 1).then(|| stem.to_owned())
}

/// Names and ids that the register had before, of whoever is not kept.
fn formerly(kept: &Kept<'_>, chronicle: &Chronicle) -> Vec<String> {
    let path = Register::Municipalities.path();
    let sides = chronicle.deeds.iter().filter(|deed| deed.path == path).flat_map(|deed| &deed.sides);
    let changes = sides.filter_map(|side| match &side.what {
        What::Keys(changes) => Some(changes),
        What::Added | What::Removed | What::Spoiled | What::Mended | What::Prose | What::Unknown => None,
    });
    let entries = changes.flatten().flat_map(|change| match &change.within {
        Some(entry) => vec![&entry.0, &entry.1],
        None => change.before.iter().chain(&change.after).collect(),
    });
    let mut names = Vec::new();
    for entry in entries {
        let Value::Table(entry) = entry else { continue };
        let text = |key: &str| match entry.get(key) {
            Some(Value::Text(text)) => Some(text.clone()),
            Some(_) | None => None,
        };
        let is_kept = text("id").and_then(|id| Id::parse(&id)).is_some_and(|id| kept.has_pages(&id));
        if !is_kept {
            names.extend(["id", "name", "name_en", "code"].into_iter().filter_map(text));
        }
    }
    names
}

/// Folders of places that no register knows, or no longer.
fn strangers(kept: &Kept<'_>, history: Option<&History>) -> BTreeSet<Id> {
    let mut folders = folders(history);
    folders.extend(kept.ledger.records.values().map(|record| record.path.place.clone()));
    folders.extend(kept.ledger.sources.keys().filter_map(|path| folder(path)));
    folders.retain(|id| !kept.has_pages(id));
    folders
}

impl Kept<'_> {
    /// What is called the same for all.
    fn shared_words(&self) -> Vec<&str> {
        let ledger = self.ledger;
        let agencies = ledger.agencies.iter().filter(|own| self.keeps_agency(own));
        let things = ledger.equipment.iter().filter(|own| self.equipment.contains(&own.id.value));
        let towns = ledger.municipalities.iter().filter(|own| self.has_pages(&own.id.value));
        let named = agencies.map(|own| (&own.id, &own.name)).chain(things.map(|own| (&own.id, &own.name)));
        let named =
            named.chain(ledger.people.iter().filter(|own| self.acts(&own.id.value)).map(|own| (&own.id, &own.name)));
        let named = named.chain(towns.map(|own| (&own.id, &own.basis)));
        named.flat_map(|(id, name)| [Some(&*id.value), name.as_ref().map(|at| at.value.as_str())]).flatten().collect()
    }

    /// What others' entries are called: things, agencies, people, the notices of their entrustment.
    fn words_of_others(&self, people: Option<&BTreeSet<Id>>) -> Vec<String> {
        let ledger = self.ledger;
        let agencies = ledger.agencies.iter().filter(|own| !self.keeps_agency(own));
        let things = ledger.equipment.iter().filter(|own| !self.equipment.contains(&own.id.value));
        let towns = ledger.municipalities.iter().filter(|own| !self.has_pages(&own.id.value));
        let people = ledger.people.iter().filter(|own| people.is_some_and(|kept| !kept.contains(&own.id.value)));
        let named = agencies.map(|own| (&own.id, &own.name)).chain(things.map(|own| (&own.id, &own.name)));
        let named = named.chain(people.map(|own| (&own.id, &own.name))).chain(towns.map(|own| (&own.id, &own.basis)));
        let words =
            named.flat_map(|(id, name)| [Some(&*id.value), name.as_ref().map(|at| at.value.as_str())]).flatten();
        words.map(str::to_owned).collect()
    }
}
