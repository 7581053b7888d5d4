//! The verdict, narrowed: it was made on everything, and what it says of others is dropped.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::history::History;
use crate::model::path::{Slot, record_id};
use crate::model::register::Register;
use crate::model::{Finding, Id, Rule, Source, Span};
use crate::rules::history::{INCOMPLETE, REPLACED};
use crate::rules::{Obligation, Verdict};

use super::cut::Cut;

/// How many record files there are, read or not, is counted among what is kept.
pub fn verdict(cut: &Cut<'_>, whole: &Verdict, commits: &Commits<'_>) -> Verdict {
    let findings = whole.findings.iter().filter_map(|finding| cut.finding(finding, commits)).collect();
    let mut verdict = Verdict::of_findings(whole.as_of, findings);
    verdict.obligations = whole.obligations.iter().filter_map(|owed| cut.obligation(owed)).collect();
    verdict.summary.records = record_files(cut, whole);
    verdict
}

/// The commits that are told of.
pub struct Commits<'h>(BTreeSet<&'h str>);

impl<'h> Commits<'h> {
    pub fn of(history: Option<&'h History>, told: &BTreeSet<usize>) -> Commits<'h> {
        let commits = history.map(|history| history.commits.as_slice()).unwrap_or_default();
        Commits(told.iter().filter_map(|at| commits.get(*at)).map(|commit| commit.id.as_str()).collect())
    }
}

/// A file that cannot be read is no record, but always has a finding.
fn record_files(cut: &Cut<'_>, whole: &Verdict) -> usize {
    let unread = whole.findings.iter().filter_map(Finding::path).filter(|path| {
        let is_record = matches!(Slot::parse(path), Some(Slot::Record(_)));
        let is_read = record_id(path).is_some_and(|id| cut.kept.ledger.records.contains_key(id));
        is_record && !is_read && cut.kept.keeps_path(path)
    });
    cut.kept.records.len() + unread.collect::<BTreeSet<_>>().len()
}

impl Cut<'_> {
    fn obligation(&self, owed: &Obligation) -> Option<Obligation> {
        let is_kept = self.kept.has_pages(&owed.place) && !self.kept.names_others(&field(owed.subject.as_ref()));
        let evidence = owed.evidence.iter().filter(|id| self.kept.records.contains(id.as_str()));
        is_kept.then(|| Obligation { evidence: evidence.map(|id| self.record_id(id)).collect(), ..owed.clone() })
    }

    fn finding(&self, finding: &Finding, commits: &Commits<'_>) -> Option<Finding> {
        let moved = finding.record.as_deref().and_then(|id| self.moved.get(id));
        let place = moved.map(|path| &path.place).or(finding.place.as_ref());
        let is_own =
            place.is_some_and(|place| self.kept.is_asked_for(place) && !self.kept.ledger.settings.is_trustee(place));
        if !self.tells_commit(finding, commits) || !(is_own || self.is_shared_with(place, finding)) {
            return None;
        }
        Some(Finding {
            place: place.cloned(),
            record: finding.record.as_deref().and_then(|id| self.finding_record(id)),
            source: finding.source.as_deref().map(|source| self.blank(source)),
            message: self.mask.both(&finding.message),
            ..finding.clone()
        })
    }

    /// Of a record that cannot be read too.
    fn finding_record(&self, id: &str) -> Option<String> {
        let is_kept = self.kept.keeps_path(&format!("records/{id}.toml"));
        is_kept.then(|| self.record_id(id))
    }

    fn blank(&self, source: &Source) -> Arc<Source> {
        self.source(source)
    }

    /// A commit that is not told of says nothing here, but for what is said of the history as a whole.
    fn tells_commit(&self, finding: &Finding, commits: &Commits<'_>) -> bool {
        let of_the_whole = [&INCOMPLETE, &REPLACED].contains(&finding.rule);
        of_the_whole || finding.commit.as_deref().is_none_or(|id| commits.0.contains(id))
    }

    /// What is said of the trustee, or of the ledger as a whole, and of nobody else.
    fn is_shared_with(&self, place: Option<&Id>, finding: &Finding) -> bool {
        let of_trustee = place.is_none_or(|place| self.kept.ledger.settings.is_trustee(place));
        let record = finding.record.as_deref().is_none_or(|id| self.kept.records.contains(id));
        let names_others = [&finding.message.ja, &finding.message.en].into_iter().any(|it| self.mask.names_others(it));
        of_trustee && record && !names_others && self.says_where(finding)
    }

    fn says_where(&self, finding: &Finding) -> bool {
        let Some(source) = finding.source.as_deref() else { return true };
        let is_kept = match Slot::parse(&source.path) {
            Some(Slot::Record(_)) => record_id(&source.path).is_some_and(|id| self.kept.records.contains(id)),
            Some(Slot::Ledger | Slot::Regulation | Slot::Register(_)) | None => {
                self.kept
                    .ledger
                    .trustee()
                    .is_some_and(|trustee| source.path.starts_with(&format!("records/{trustee}/")))
                    || self.kept.keeps_path(&source.path)
                    || !source.path.trim_start_matches("records/").contains('/')
            }
        };
        is_kept && !self.mask.names_others(&source.path) && self.is_of_a_kept_entry(finding.rule, source, finding.span)
    }

    /// A fault within an entry of a register is that entry's: whose it is, its message need not say.
    fn is_of_a_kept_entry(&self, rule: &Rule, source: &Source, span: Option<Span>) -> bool {
        let register = match Slot::parse(&source.path) {
            Some(Slot::Ledger) => None,
            Some(Slot::Register(register)) => Some(register),
            Some(Slot::Regulation | Slot::Record(_)) | None => return true,
        };
        // Of the file as a whole; where its words are out of order, its entries are not known at all.
        let Some(span) = span.filter(|_| rule.id != "syntax") else { return true };
        match entry_at(&source.text, span.start) {
            Entry::Of(range) => self.entries(register).any(|(at, is_kept)| is_kept && range.contains(&at.start)),
            // Settings have tables and keys that are everybody's.
            Entry::Settings => register.is_none(),
        }
    }

    /// Where the entries of a file begin or are named, and which are kept.
    fn entries(&self, register: Option<Register>) -> Box<dyn Iterator<Item = (Span, bool)> + '_> {
        let (kept, ledger) = (&self.kept, self.kept.ledger);
        match register {
            None => Box::new(ledger.settings.waivers.iter().map(|own| (own.span, kept.keeps_waiver(own)))),
            Some(Register::Municipalities) => {
                Box::new(ledger.municipalities.iter().map(|own| (own.id.span, kept.has_pages(&own.id.value))))
            }
            Some(Register::People) => {
                let people = ledger.people.iter().map(|own| (own.id.span, kept.acts(&own.id.value)));
                let appointments = ledger.appointments.iter().map(|own| (own.span, kept.keeps_appointment(own)));
                let designations = ledger.designations.iter().map(|own| (own.span, kept.keeps_designation(own)));
                Box::new(people.chain(appointments).chain(designations))
            }
            Some(Register::Agencies) => {
                Box::new(ledger.agencies.iter().map(|own| (own.id.span, kept.keeps_agency(own))))
            }
            Some(Register::Equipment) => {
                let things = ledger.equipment.iter();
                Box::new(things.map(|own| (own.id.span, kept.equipment.contains(&own.id.value))))
            }
            Some(Register::Documents) => Box::new(ledger.documents.iter().map(|own| (own.id.span, true))),
        }
    }
}

fn field(id: Option<&Id>) -> crate::model::Field<Id> {
    id.map(|id| crate::model::At { value: id.clone(), span: Span::default() })
}

/// In what a place of a settings or register file stands.
enum Entry {
    /// From one `[[entry]]` to the next; nothing at all before the first.
    Of(std::ops::Range<usize>),
    Settings,
}

fn entry_at(text: &str, at: usize) -> Entry {
    let (mut start, mut is_entry, mut offset) = (0, false, 0);
    for line in text.split_inclusive('\n') {
        let header = line.trim_start();
        // A sub-table ([[municipality.closed]]) is a part of its entry.
        if header.starts_with('[') && !header.contains('.') {
            if offset > at {
                break;
            }
            (start, is_entry) = (
                offset,
                header.starts_with("[[waiver") || !header.starts_with("[[amended") && header.starts_with("[["),
            );
        }
        offset += line.len();
    }
    let is_last = offset >= text.len();
    match is_entry {
        true => Entry::Of(start..if is_last { text.len() } else { offset }),
        false => Entry::Settings,
    }
}
