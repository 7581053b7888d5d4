//! Obligations and wants over time, held against a second judge over thousands of generated ledgers.
//!
//! `generate` draws a ledger as plain data, `write` makes its files, the library judges the files and `oracle` the data. Nothing
//! may differ. Every run draws the same ledgers; `PROPTEST_CASES=20000` draws more, `PROPTEST_RNG_SEED=7` others.

mod generate;
mod ledger;
mod oracle;
mod write;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::env;
use std::fmt::{Debug, Write as _};

use daicho::load::load;
use daicho::model::{Finding, State, Word};
use daicho::rules::{Duty, Obligation, Standing, judge};
use jiff::civil::Date;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestError, TestRunner};

use crate::ledger::{COMPARED, Ledger};
use crate::oracle::{Found, Owed};

const LEDGERS: u32 = 2_000;
const SEED: u64 = 20_180_312;

#[test]
fn a_second_judge_agrees() {
    let mut config = Config { failure_persistence: None, max_shrink_iters: 3_000, ..Config::default() };
    if env::var_os("PROPTEST_CASES").is_none() {
        config.cases = LEDGERS;
    }
    if env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(SEED);
    }
    let cases = config.cases;
    let tally = RefCell::new(Tally::default());
    let outcome = TestRunner::new(config).run(&generate::ledger(), |ledger| {
        let verdicts = Verdicts::of(&ledger);
        tally.borrow_mut().count(&ledger, &verdicts.expected);
        if verdicts.agree() { Ok(()) } else { Err(TestCaseError::fail("the judges differ")) }
    });
    match outcome {
        // A look at a few ledgers need not see everything.
        Ok(()) if cases < LEDGERS => {}
        Ok(()) => tally.into_inner().assert_wide(),
        Err(TestError::Fail(reason, ledger)) => panic!("{reason}\n{}", story(&ledger)),
        Err(TestError::Abort(reason)) => panic!("{reason}"),
    }
}

/// What each judge says of a ledger.
struct Verdicts {
    expected: (Vec<Owed>, Vec<Found>),
    got: (Vec<Owed>, Vec<Found>),
    /// The generator's own slips: a ledger that cannot be read proves nothing.
    faults: Vec<String>,
}

impl Verdicts {
    fn of(ledger: &Ledger) -> Verdicts {
        let library = || {
            let loaded = load(&write::files(ledger));
            let verdict = judge(&loaded, ledger.as_of);
            (loaded, verdict)
        };
        let ((loaded, verdict), expected) = rayon::join(library, || oracle::judge(ledger));
        let compared = |finding: &&Finding| COMPARED.contains(&finding.rule.id);
        let mut owed: Vec<Owed> = verdict.obligations.iter().map(plain_obligation).collect();
        let mut found: Vec<Found> = verdict.findings.iter().filter(compared).map(plain_finding).collect();
        owed.sort();
        found.sort();
        let faults = loaded.faults.iter();
        Verdicts {
            expected,
            got: (owed, found),
            faults: faults
                .map(|fault| format!("{}: {}: {}", fault.source.path, fault.rule.id, fault.message.en))
                .collect(),
        }
    }

    fn agree(&self) -> bool {
        self.expected == self.got && self.faults.is_empty()
    }
}

fn plain_obligation(obligation: &Obligation) -> Owed {
    Owed {
        duty: obligation.duty,
        place: obligation.place.to_string(),
        subject: obligation.subject.as_ref().map(ToString::to_string),
        first: obligation.period.first,
        last: obligation.period.last,
        due: obligation.due,
        standing: obligation.standing,
    }
}

fn plain_finding(finding: &Finding) -> Found {
    Found {
        rule: finding.rule.id.to_owned(),
        place: finding.place.as_ref().map(ToString::to_string),
        date: finding.date,
        waived: finding.state == State::Waived,
    }
}

/// The files, the two verdicts, and first of all where they differ.
fn story(ledger: &Ledger) -> String {
    let Verdicts { expected, got, faults } = Verdicts::of(ledger);
    let mut story = String::new();
    for file in write::files(ledger) {
        let text = String::from_utf8_lossy(&file.bytes);
        writeln!(story, "=== {}\n{text}", file.path).unwrap();
    }
    lines(&mut story, "expected, all", &expected.0);
    lines(&mut story, "expected, all", &expected.1);
    lines(&mut story, "got, all", &got.0);
    lines(&mut story, "got, all", &got.1);
    writeln!(story, "=== as of {}, from {}", ledger.as_of, ledger.starts).unwrap();
    lines(&mut story, "not readable", &faults);
    lines(&mut story, "expected, not got", &without(&expected.0, &got.0));
    lines(&mut story, "expected, not got", &without(&expected.1, &got.1));
    lines(&mut story, "got, not expected", &without(&got.0, &expected.0));
    lines(&mut story, "got, not expected", &without(&got.1, &expected.1));
    story
}

fn lines(story: &mut String, title: &str, all: &[impl Debug]) {
    if !all.is_empty() {
        writeln!(story, "=== {title}").unwrap();
    }
    for one in all {
        writeln!(story, "{one:?}").unwrap();
    }
}

/// Those of the one list that the other has not, or not as often.
fn without<T: Clone + PartialEq>(these: &[T], those: &[T]) -> Vec<T> {
    let mut left = those.to_vec();
    let mut only = Vec::new();
    for one in these {
        match left.iter().position(|other| other == one) {
            Some(index) => drop(left.swap_remove(index)),
            None => only.push(one.clone()),
        }
    }
    only
}

/// What the ledgers had in them: agreement about nothing would be worth nothing.
#[derive(Default)]
struct Tally {
    standings: BTreeMap<(Duty, Standing), u32>,
    rules: BTreeMap<(String, bool), u32>,
    due_today: BTreeMap<Duty, u32>,
    due_yesterday: BTreeMap<Duty, u32>,
}

impl Tally {
    fn count(&mut self, ledger: &Ledger, (owed, found): &(Vec<Owed>, Vec<Found>)) {
        for owed in owed {
            *self.standings.entry((owed.duty, owed.standing)).or_default() += 1;
            let was_due = |day: Date| owed.due == Some(day);
            if was_due(ledger.as_of) && owed.standing == Standing::Pending {
                *self.due_today.entry(owed.duty).or_default() += 1;
            }
            if was_due(ledger.as_of.yesterday().unwrap()) && owed.standing == Standing::Missing {
                *self.due_yesterday.entry(owed.duty).or_default() += 1;
            }
        }
        for found in found {
            *self.rules.entry((found.rule.clone(), found.waived)).or_default() += 1;
        }
    }

    /// Every duty in every standing that it can have and on both sides of its due day; every rule, open and waived.
    fn assert_wide(&self) {
        for &duty in Duty::ALL {
            let is_run = matches!(duty, Duty::Backup | Duty::Transmission);
            for &standing in Standing::ALL {
                let possible = match standing {
                    Standing::Met | Standing::Missing | Standing::Pending => true,
                    Standing::Late => is_run || duty == Duty::MonthClose,
                    Standing::Failed => is_run,
                    Standing::Waived | Standing::NotOwed => duty != Duty::MonthClose,
                };
                let count = self.standings.get(&(duty, standing)).copied().unwrap_or_default();
                assert_eq!(count > 0, possible, "{duty:?}, {standing:?}: {count}");
            }
            for boundary in [&self.due_today, &self.due_yesterday] {
                let count = boundary.get(&duty).copied().unwrap_or_default();
                assert!(count > 0, "{duty:?} was never looked at about its due day");
            }
        }
        for rule in COMPARED {
            for waived in [false, true] {
                let possible = !waived || !["manager-absent", "month-not-closed"].contains(&rule);
                let count = self.rules.get(&(rule.into(), waived)).copied().unwrap_or_default();
                assert_eq!(count > 0, possible, "{rule}, waived {waived}: {count}");
            }
        }
    }
}
