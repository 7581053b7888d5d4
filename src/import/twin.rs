//! Records that tell of one thing: key by key the same, or of the same thing with other values, of which only one can be right.

use crate::model::{Kind, Record};
use crate::report::values::{self, Pair, Part};

/// Key by key, whatever the files look like.
pub fn is_same(new: &Record, old: &Record) -> bool {
    let parts = |record: &Record| -> Vec<(&str, bool, Vec<Pair>)> {
        values::parts(record).into_iter().map(|part| (part.table, part.is_list, part.pairs)).collect()
    };
    parts(new) == parts(old)
}

/// Of two records of one kind, place and day.
pub fn is_of_the_same(new: &Record, old: &Record) -> bool {
    let marks = marks(new.kind());
    let (new, old) = (values::parts(new), values::parts(old));
    let top = |parts: &[Part]| parts.iter().find(|part| part.table.is_empty()).and_then(|part| of(part, marks.top));
    if !marks.top.is_empty() && (top(&new).is_none() || top(&new) != top(&old)) {
        return false;
    }
    let is_there = |own: &Part| {
        let mark = of(own, marks.entry);
        mark.is_some() && old.iter().any(|other| other.table == own.table && of(other, marks.entry) == mark)
    };
    marks.entry.is_empty() || new.iter().filter(|part| part.is_list && part.table != "correction").any(is_there)
}

/// What marks a record out among those of its day, and an entry among those of its record.
struct Marks {
    top: &'static [&'static str],
    entry: &'static [&'static str],
}

fn marks(kind: Kind) -> Marks {
    let top = |top| Marks { top, entry: &[] };
    match kind {
        Kind::Check => Marks { top: &["checked_at", "operator"], entry: &["run"] },
        Kind::Incident => top(&["detected_at", "title"]),
        Kind::Request => top(&["received_at", "document"]),
        Kind::Maintenance => top(&["unlocked_at", "equipment"]),
        Kind::Operation => top(&["started_at", "terminal", "operator"]),
        Kind::Inspection => top(&["inspected_at", "target"]),
        Kind::Instruction => top(&["instructed_at", "to", "document"]),
        Kind::Report => top(&["received_at", "from", "period_from"]),
        Kind::Media => Marks { top: &[], entry: &["stored_at", "medium"] },
        Kind::Password => Marks { top: &[], entry: &["at", "kind", "person", "equipment", "action"] },
        Kind::Close => top(&["by"]),
    }
}

/// The values of some keys; `None` where the first of them is not said.
fn of(part: &Part, keys: &[&str]) -> Option<Vec<Option<values::Value>>> {
    let value = |key: &&str| part.pairs.iter().find(|(name, _)| name == key).and_then(|(_, value)| value.clone());
    let values: Vec<_> = keys.iter().map(value).collect();
    values.first()?.is_some().then_some(values)
}
