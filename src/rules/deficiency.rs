//! Deficiencies (不備) that inspections found, and whether each has been mended since: told here once, for the rules and for the pages.

use jiff::civil::Date;

use crate::model::ledger::Ledger;
use crate::model::record::{Content, Inspection, InspectionItem, ItemResult, Record};
use crate::model::source::Field;

/// An item that an inspection found deficient.
#[derive(Clone, Copy, Debug)]
pub struct Deficiency<'a> {
    pub record: &'a Record,
    pub inspection: &'a Inspection,
    pub item: &'a InspectionItem,
}

/// Those of one inspection.
pub fn of<'a>(record: &'a Record, inspection: &'a Inspection) -> impl Iterator<Item = Deficiency<'a>> {
    let deficient = inspection.items.iter().filter(|item| has_result(item, ItemResult::Deficient));
    deficient.map(move |item| Deficiency { record, inspection, item })
}

/// All that had been found by a day and were not mended by then.
pub fn open<'a>(ledger: &'a Ledger, as_of: Date) -> impl Iterator<Item = Deficiency<'a>> {
    let found = inspections(ledger, as_of).flat_map(|(record, inspection)| of(record, inspection));
    found.filter(move |deficiency| !deficiency.is_mended(ledger, as_of))
}

impl Deficiency<'_> {
    /// Mended by its own word, or found good in a later inspection of the same thing.
    pub fn is_mended(&self, ledger: &Ledger, as_of: Date) -> bool {
        let by_word = self.item.remedied_at.as_ref().is_some_and(|at| at.value <= as_of);
        let time = |inspection: &Inspection| inspection.inspected_at.as_ref().map(|at| at.value);
        by_word
            || inspections(ledger, as_of).any(|(later, other)| {
                let same = plain(&other.subject) == plain(&self.inspection.subject)
                    && plain(&other.target) == plain(&self.inspection.target);
                let after = (later.done_on(), time(other)) > (self.record.done_on(), time(self.inspection));
                let is_good = |item: &InspectionItem| {
                    has_result(item, ItemResult::Good) && plain(&item.id) == plain(&self.item.id)
                };
                same && after && other.items.iter().any(is_good)
            })
    }
}

/// Those made by a day.
pub fn inspections(ledger: &Ledger, as_of: Date) -> impl Iterator<Item = (&Record, &Inspection)> {
    let records = ledger.records.values().filter(move |record| record.done_on() <= as_of);
    records.filter_map(|record| {
        let Content::Inspection(inspection) = &record.content else {
            return None;
        };
        Some((record, inspection))
    })
}

fn has_result(item: &InspectionItem, result: ItemResult) -> bool {
    item.result.as_ref().is_some_and(|own| own.value == result)
}

fn plain<T>(field: &Field<T>) -> Option<&T> {
    field.as_ref().map(|at| &at.value)
}
