//! A municipality's own site (`--place`): what a report is made from, narrowed to what is that place's and what all share (共通).
//!
//! ```text
//! Brief ─► kept      what is its own or shared, decided once from the whole
//!          names     which words are others' ─► mask
//!          cut       copies: registers, records, history (deeds key by key), findings and obligations
//!                                                                              └─► Narrowed ─► Brief
//! ```
//!
//! The verdict was made on everything; report and site run unchanged on the copy, in which nothing of others is left: no page, file of
//! data or feed can forget a filter. A field more in a record or register does not compile here until somebody has said whose it is.
//! Deliberately absent: judging again.

mod cut;
mod deeds;
mod findings;
mod history;
mod kept;
mod mask;
mod names;
mod records;
mod registers;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::history::{Chronicle, History};
use crate::model::digest::sha256;
use crate::model::path::RecordPath;
use crate::model::{Content, Id, Ledger, Record};
use crate::rules::Verdict;

use super::brief::{Brief, Scope};

use cut::Cut;
use findings::Commits;
use history::Past;
use kept::Kept;
use mask::Mask;

/// All that is left to make a report from.
pub struct Narrowed {
    ledger: Ledger,
    verdict: Verdict,
    history: Option<History>,
    chronicle: Option<Chronicle>,
    scope: Scope,
}

impl Narrowed {
    /// What is of these places and what they share with others.
    pub fn of(brief: &Brief<'_>, places: &[Id]) -> Narrowed {
        let mut named = BTreeSet::new();
        // Who acts here is known when all has been copied once; then the others' names are masked too.
        let cut = cut(brief, places, None);
        for record in cut.records(brief) {
            if !matches!(record.content, Content::Password(_)) {
                _ = cut.record(record);
            }
        }
        named.append(&mut cut.named.borrow_mut());
        named.extend(brief.ledger.people.iter().map(|own| own.id.value.clone()).filter(|id| cut.kept.acts(id)));
        named.extend(Past::of(&cut, brief.history, brief.chronicle).people(&cut, brief.history));
        named.extend(cut.grantors());
        narrowed(brief, places, &named)
    }

    pub fn brief<'n>(&'n self, of: &Brief<'n>) -> Brief<'n> {
        Brief {
            ledger: &self.ledger,
            verdict: &self.verdict,
            history: self.history.as_ref(),
            chronicle: self.chronicle.as_ref(),
            scope: Some(&self.scope),
            ..*of
        }
    }
}

fn narrowed(brief: &Brief<'_>, places: &[Id], people: &BTreeSet<Id>) -> Narrowed {
    let cut = cut(brief, places, Some(people));
    let records = cut.records(brief).map(|record| cut.record(record));
    let records: BTreeMap<String, Record> = records.map(|record| (record.id.clone(), record)).collect();
    let past = Past::of(&cut, brief.history, brief.chronicle);
    let verdict = findings::verdict(&cut, brief.verdict, &Commits::of(brief.history, &past.told));
    let people = people.union(&cut.named.borrow()).cloned().collect();
    let ledger = registers::ledger(&cut, records, verdict.summary.records, &people);
    let signatures = brief.chronicle.map(|chronicle| chronicle.signatures.as_slice()).unwrap_or_default();
    let (history, chronicle) = match brief.history {
        Some(history) => {
            let (history, chronicle) = past.narrowed(&cut, history, signatures);
            (Some(history), chronicle)
        }
        None => (None, None),
    };
    let shared = cut.records(brief).filter(|record| record.incident().is_some_and(|own| cut.is_shared(own)));
    let scope = Scope { places: places.to_vec(), shared: shared.map(|record| cut.record_id(&record.id)).collect() };
    Narrowed { ledger, verdict, history, chronicle, scope }
}

fn cut<'a>(brief: &Brief<'a>, places: &'a [Id], people: Option<&BTreeSet<Id>>) -> Cut<'a> {
    let kept = Kept::of(brief.ledger, places);
    let mask = Mask::of(names::words(&kept, people, brief.history, brief.chronicle));
    let moved = moved(&kept);
    let ids = moved.iter().map(|(id, (new, _))| (*id, new.clone())).collect();
    let moved = moved.into_iter().map(|(id, (_, path))| (id, path)).collect();
    Cut { kept, mask, lang: brief.lang(), moved, ids, named: RefCell::new(BTreeSet::new()) }
}

/// Incidents that lie in the folder of another and affect a place that is kept: they are told as the trustee's, under a number of
/// their own that no other record changes.
fn moved<'a>(kept: &Kept<'a>) -> BTreeMap<&'a str, (String, RecordPath)> {
    let Some(trustee) = kept.ledger.trustee() else { return BTreeMap::new() };
    let mut taken: BTreeSet<String> = kept.ledger.records.keys().cloned().collect();
    let records = kept.ledger.records.values().filter(|record| kept.records.contains(record.id.as_str()));
    let strangers = records.filter(|record| !kept.has_pages(&record.path.place));
    let address = |record: &'a Record| {
        let day = record.path.day?;
        let digits = u64::from_str_radix(sha256(record.id.as_bytes()).get(..8)?, 16).ok()?;
        // Four digits are the longest number that a name may have.
        let mut numbers = (0..9000_u64).map(|next| 1000 + (digits + next) % 9000);
        let name = |number| format!("{trustee}/{}-incident-{number}", day.strftime("%Y/%m/%d"));
        let id = numbers.by_ref().map(name).find(|id| taken.insert(id.clone()))?;
        Some((record.id.as_str(), (id, RecordPath { place: trustee.clone(), ..record.path.clone() })))
    };
    strangers.filter_map(address).collect()
}

impl<'a> Cut<'a> {
    fn records(&self, brief: &Brief<'a>) -> impl Iterator<Item = &'a Record> + use<'_, 'a> {
        brief.ledger.records.values().filter(|record| self.kept.records.contains(record.id.as_str()))
    }

    /// Who designated, and who accepted, what is kept.
    fn grantors(&self) -> Vec<Id> {
        let ledger = self.kept.ledger;
        let designations = ledger.designations.iter().filter(|own| self.kept.keeps_designation(own));
        let waivers = ledger.settings.waivers.iter().filter(|own| self.kept.keeps_waiver(own));
        let ids =
            designations.filter_map(|own| own.by.as_ref()).chain(waivers.filter_map(|own| own.approved_by.as_ref()));
        ids.map(|id| id.value.clone()).collect()
    }
}
