//! What commits did, narrowed key by key: an entry of a shared file is another's by what it says itself, before or after.

use crate::history::chronicle::{Deed, KeyChange, Side, Step, Table, Value, What};
use crate::model::Id;
use crate::model::Word;
use crate::model::path::{Kind, Slot};
use crate::model::register::{EquipmentKind, Register};

use super::cut::Cut;
use super::kept::Kept;

/// What is told of a deed.
pub struct Told {
    pub deed: Option<Deed>,
    /// Nothing of it was left out.
    pub is_whole: bool,
}

/// What a file is, as far as its entries may be others'.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Settings,
    Register(Register),
    Incident,
    Other,
}

impl Sort {
    fn of(path: &str) -> Sort {
        match Slot::parse(path) {
            Some(Slot::Ledger) => Sort::Settings,
            Some(Slot::Register(register)) => Sort::Register(register),
            Some(Slot::Record(record)) if record.kind == Kind::Incident => Sort::Incident,
            Some(Slot::Record(_) | Slot::Regulation) | None => Sort::Other,
        }
    }
}

impl Cut<'_> {
    pub fn deed(&self, deed: &Deed) -> Told {
        let Deed { commit, path, sides, brought, after } = deed;
        let Some(here) = self.path(path) else { return Told { deed: None, is_whole: false } };
        let sort = Sort::of(path);
        let mut is_whole = true;
        let mut has_own = false;
        let mut narrowed = Vec::with_capacity(sides.len());
        for side in sides {
            let Side { parent, before, what, joins, keeps_text } = side;
            let what = match what {
                What::Keys(changes) => {
                    let own: Vec<KeyChange> = changes.iter().filter_map(|change| self.change(sort, change)).collect();
                    is_whole &= own.len() == changes.len();
                    has_own |= changes.is_empty() || !own.is_empty();
                    What::Keys(own)
                }
                What::Added | What::Removed | What::Spoiled | What::Mended | What::Prose | What::Unknown => {
                    has_own = true;
                    what.clone()
                }
            };
            narrowed.push(Side { parent: *parent, before: *before, what, joins: *joins, keeps_text: *keeps_text });
        }
        let brought =
            brought.iter().filter(|(way, _)| !is_entry_of(way, &["contact", "action"]) || self.is_plain(path));
        let brought = brought.filter_map(|(way, value)| Some((self.way(way), self.value(value)?))).collect();
        let deed = Deed { commit: *commit, path: here, sides: narrowed, brought, after: *after };
        Told { deed: has_own.then_some(deed), is_whole }
    }

    /// Whether an incident's record has nothing of others. Of one that is gone nobody can say.
    fn is_plain(&self, path: &str) -> bool {
        let record = crate::model::path::record_id(path).and_then(|id| self.kept.ledger.records.get(id));
        let incident = record.and_then(|record| record.incident());
        incident.is_some_and(|incident| !self.is_shared(incident))
    }

    fn change(&self, sort: Sort, change: &KeyChange) -> Option<KeyChange> {
        let KeyChange { way, before, after, opens_its_list, repeats, within } = change;
        let list = match way.first() {
            Some(Step::Key(key)) if way.len() > 1 => key.as_str(),
            Some(Step::Key(_) | Step::Entry(_)) | None => "",
        };
        let entries: Vec<&Value> = match within {
            Some(entry) => vec![&entry.0, &entry.1],
            None => before.iter().chain(after).collect(),
        };
        let own = |entry: &&Value| match entry {
            Value::Table(entry) => self.keeps_entry(sort, list, entry),
            Value::Text(_) | Value::Flag(_) | Value::Day(_) | Value::Time(_) | Value::Other(_) | Value::List(_) => true,
        };
        let is_contact = matches!(way.as_slice(), [Step::Key(key), Step::Entry(_), Step::Key(inner), ..]
            if sort == Sort::Register(Register::People) && key == "person" && inner == "emails");
        if is_contact || !entries.iter().all(own) {
            return None;
        }
        let narrowed = |value: &Option<Value>| value.as_ref().and_then(|value| self.value(value));
        let (before_here, after_here) = (narrowed(before), narrowed(after));
        if before_here.is_none() && after_here.is_none() {
            return None;
        }
        let (way, opens_its_list) = (self.way(way), *opens_its_list);
        Some(KeyChange { way, before: before_here, after: after_here, opens_its_list, repeats: *repeats, within: None })
    }

    /// Whether an entry of a list of tables is told.
    fn keeps_entry(&self, sort: Sort, list: &str, entry: &Table) -> bool {
        let kept = &self.kept;
        let id = |key: &str| id_at(entry, key);
        let known = |key: &str| id(key).is_none_or(|id| !kept.is_others(&id));
        match (sort, list) {
            (Sort::Settings, "waiver") => id("place").is_some_and(|place| kept.has_pages(&place)),
            (Sort::Register(Register::Municipalities), "municipality") => {
                id("id").is_some_and(|place| kept.has_pages(&place))
            }
            (Sort::Register(Register::People), "person") => id("id").is_some_and(|person| kept.acts(&person)),
            (Sort::Register(Register::People), "designation") => serves(kept, entry),
            (Sort::Register(Register::People), "appointment") => known("agency") && handles(kept, entry),
            (Sort::Register(Register::Agencies | Register::Equipment), _) => {
                let is_some_towns = id("kind").is_some_and(|kind| *kind == *EquipmentKind::MunicipalTerminal.word());
                known("id") && serves(kept, entry) && (!is_some_towns || entry.contains_key("places"))
            }
            (Sort::Incident, "contact") => known("to"),
            (Sort::Incident, "action") => match entry.get("note") {
                Some(Value::Text(note)) => !self.mask.names_others(note),
                Some(_) | None => true,
            },
            (Sort::Settings | Sort::Register(_) | Sort::Incident | Sort::Other, _) => {
                known("medium") && known("target") && known("equipment")
            }
        }
    }

    fn way(&self, way: &[Step]) -> Vec<Step> {
        let step = |step: &Step| match step {
            Step::Key(key) => Step::Key(self.words(key)),
            Step::Entry(at) => Step::Entry(*at),
        };
        way.iter().map(step).collect()
    }

    /// A value without what is others'; `None` where nothing of it is left.
    fn value(&self, value: &Value) -> Option<Value> {
        match value {
            Value::Text(text) => Some(Value::Text(self.words(text))),
            Value::Other(other) => Some(Value::Other(self.words(other))),
            Value::Flag(_) | Value::Day(_) | Value::Time(_) => Some(value.clone()),
            Value::List(list) => {
                let own: Vec<Value> = list
                    .iter()
                    .filter(|value| !self.is_name_of_others(value))
                    .filter_map(|it| self.value(it))
                    .collect();
                (list.is_empty() || !own.is_empty()).then_some(Value::List(own))
            }
            Value::Table(table) => {
                let own = table.iter().filter(|(key, _)| *key != "emails");
                let own = own.filter_map(|(key, value)| Some((self.words(key), self.value(value)?)));
                Some(Value::Table(own.collect()))
            }
        }
    }

    fn is_name_of_others(&self, value: &Value) -> bool {
        matches!(value, Value::Text(text) if Id::parse(text).is_some_and(|id| self.kept.is_others(&id)))
    }
}

fn id_at(entry: &Table, key: &str) -> Option<Id> {
    match entry.get(key) {
        Some(Value::Text(text)) => Id::parse(text),
        Some(_) | None => None,
    }
}

fn ids_at(entry: &Table, key: &str) -> Option<Vec<Id>> {
    let Some(Value::List(list)) = entry.get(key) else { return None };
    let id = |value: &Value| match value {
        Value::Text(text) => Id::parse(text),
        Value::Flag(_) | Value::Day(_) | Value::Time(_) | Value::Other(_) | Value::List(_) | Value::Table(_) => None,
    };
    Some(list.iter().filter_map(id).collect())
}

/// Where no place is named, all are.
fn serves(kept: &Kept<'_>, entry: &Table) -> bool {
    ids_at(entry, "places").is_none_or(|places| places.iter().any(|place| kept.is_asked_for(place)))
}

fn handles(kept: &Kept<'_>, entry: &Table) -> bool {
    ids_at(entry, "equipment").is_none_or(|servers| servers.is_empty() || servers.iter().any(|id| kept.shares_id(id)))
}

fn is_entry_of(way: &[Step], lists: &[&str]) -> bool {
    matches!(way, [Step::Key(key), Step::Entry(_), ..] if lists.contains(&key.as_str()))
}
