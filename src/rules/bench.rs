//! The bench: what every article judges by, made once; and the docket, where each puts what it finds.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::calendar::Office;
use crate::model::citation::Citation;
use crate::model::finding::{Finding, State};
use crate::model::id::Id;
use crate::model::ledger::Ledger;
use crate::model::record::{Incident, Record};
use crate::model::register::{Register, Term};
use crate::model::rule::{Basis, Rule};
use crate::model::source::{Source, Span};
use crate::model::text::Text;

use super::art5::is_manager_on;
use super::obligation::{Obligation, Standing};
use super::passwords::Passwords;
use super::runs::Runs;

pub struct Bench<'a> {
    pub ledger: &'a Ledger,
    pub as_of: Date,
    pub runs: Runs<'a>,
    pub passwords: Passwords<'a>,
    offices: BTreeMap<&'a Id, Office>,
    /// The office of a place that is not registered: the ledger's closures alone.
    stranger: Office,
}

impl<'a> Bench<'a> {
    pub fn new(ledger: &'a Ledger, as_of: Date) -> Bench<'a> {
        let office = |own| Office {
            ledger: ledger.settings.closures().map(|(from, closures)| (from, closures.clone())).collect(),
            own,
        };
        let municipalities = ledger.municipalities.iter();
        Bench {
            ledger,
            as_of,
            runs: Runs::of(ledger, as_of),
            passwords: Passwords::of(ledger, as_of),
            offices: municipalities.map(|place| (&place.id.value, office(place.closed.clone()))).collect(),
            stranger: office(Vec::new()),
        }
    }

    /// The business days of a place.
    pub fn office(&self, place: &Id) -> &Office {
        self.offices.get(place).unwrap_or(&self.stranger)
    }

    /// The business days of the trustee, whose work confirming is.
    pub fn trustees_office(&self) -> &Office {
        self.ledger.trustee().map_or(&self.stranger, |trustee| self.office(trustee))
    }

    pub fn is_entrusted(&self, place: &Id, day: Date) -> bool {
        self.ledger.municipality(place).is_some_and(|municipality| municipality.entrusted.holds(day))
    }

    /// Whether a person is the manager of a day, regular or acting.
    pub fn is_manager(&self, person: &Id, day: Date) -> bool {
        is_manager_on(self, person, day)
    }

    /// The same, but for what is not known: somebody unknown, or a register that cannot be read, has been reported as that.
    pub fn may_be_manager(&self, person: &Id, day: Date) -> bool {
        self.ledger.person(person).is_none() || self.is_manager(person, day)
    }

    /// The text of a settings or register file.
    pub fn source(&self, path: &str) -> Option<Arc<Source>> {
        self.ledger.sources.get(path).cloned()
    }

    /// Nothing dated after the as-of date counts as evidence.
    pub fn has_happened(&self, day: Date) -> bool {
        day <= self.as_of
    }

    /// A day is over once the as-of date lies after it: what was due on it is then missing.
    pub fn is_over(&self, day: Date) -> bool {
        self.as_of > day
    }

    /// The records of what had been done by the as-of date.
    pub fn records(&self) -> impl Iterator<Item = &'a Record> + use<'a> {
        let as_of = self.as_of;
        self.ledger.records.values().filter(move |record| record.done_on() <= as_of)
    }

    pub fn incidents(&self) -> impl Iterator<Item = (&'a Record, &'a Incident)> + use<'a> {
        self.records().filter_map(|record| Some((record, record.incident()?)))
    }
}

/// What the articles bring before the bench.
#[derive(Default)]
pub struct Docket {
    pub findings: Vec<Finding>,
    pub obligations: Vec<Obligation>,
}

impl Docket {
    /// What was put into another, after what is in this one.
    pub fn add(&mut self, other: Docket) {
        self.findings.extend(other.findings);
        self.obligations.extend(other.obligations);
    }

    /// A finding about a duty of a place on a day.
    pub fn find_duty(&mut self, rule: &'static Rule, place: &Id, date: Date, message: Text) {
        self.findings.push(Finding::of_duty(rule, Some(place.clone()), Some(date), message));
    }

    /// A finding about something written in a record, dated as its path is.
    pub fn find_in(&mut self, rule: &'static Rule, record: &Record, span: Option<Span>, message: Text) {
        self.findings.push(in_record(rule, record, span, message));
    }

    /// A finding about something written in a record, of another day than its path's.
    pub fn find_in_on(&mut self, rule: &'static Rule, record: &Record, span: Option<Span>, date: Date, message: Text) {
        self.findings.push(Finding { date: Some(date), ..in_record(rule, record, span, message) });
    }

    /// The same with the citation of the very duty or item.
    pub fn find_in_citing(
        &mut self,
        rule: &'static Rule,
        citation: Citation,
        record: &Record,
        span: Option<Span>,
        message: Text,
    ) {
        let basis = if citation == Citation::Ledger { Basis::Ledger } else { rule.basis };
        self.findings.push(Finding { citation, basis, ..in_record(rule, record, span, message) });
    }

    /// The same, of another day than its path's.
    pub fn find_in_citing_on(
        &mut self,
        rule: &'static Rule,
        citation: Citation,
        record: &Record,
        span: Option<Span>,
        date: Date,
        message: Text,
    ) {
        self.findings.push(Finding { citation, date: Some(date), ..in_record(rule, record, span, message) });
    }

    /// A finding about an act in a record, on a basis that depends on the record.
    pub fn find_in_on_basis(&mut self, rule: &'static Rule, basis: Basis, record: &Record, span: Span, message: Text) {
        self.findings.push(Finding { basis, ..in_record(rule, record, Some(span), message) });
    }

    /// A finding about an entry of a register, dated its first day.
    pub fn find_entry(
        &mut self,
        rule: &'static Rule,
        bench: &Bench<'_>,
        register: Register,
        span: Span,
        term: &Term,
        message: Text,
    ) {
        let first_day = term.from.as_ref().map(|from| from.value);
        self.findings.push(Finding {
            source: bench.source(&register.path()),
            span: Some(span),
            ..Finding::of_duty(rule, bench.ledger.trustee().cloned(), first_day, message)
        });
    }

    /// Marks what is waived, by rule, place and day.
    pub fn waive(&mut self, is_waived: impl Fn(&Rule, &Id, Date) -> bool) {
        for finding in &mut self.findings {
            if let (Some(place), Some(date)) = (&finding.place, finding.date)
                && is_waived(finding.rule, place, date)
            {
                finding.state = State::Waived;
            }
        }
        for owed in self.obligations.iter_mut().filter(|owed| owed.standing == Standing::Missing) {
            if is_waived(owed.duty.missing(), &owed.place, owed.period.last) {
                owed.standing = Standing::Waived;
            }
        }
    }
}

fn in_record(rule: &'static Rule, record: &Record, span: Option<Span>, message: Text) -> Finding {
    Finding {
        record: Some(record.id.clone()),
        source: Some(record.source.clone()),
        span,
        ..Finding::of_duty(rule, Some(record.path.place.clone()), record.path.day, message)
    }
}
