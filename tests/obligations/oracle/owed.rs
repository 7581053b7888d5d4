//! What the schedule and the calendar owe, each against all records.

use daicho::model::Cadence;
use daicho::rules::{Duty, Standing};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::calendar::*;
use super::{Found, Owed, find, is_waived};
use crate::ledger::*;

pub fn judge(ledger: &Ledger, owed: &mut Vec<Owed>, found: &mut Vec<Found>) {
    let mut put = |due: Due<'_>| due.put(ledger, owed, found);
    for town in &ledger.towns[1..] {
        runs(ledger, town, &mut put);
        media(ledger, town, &mut put);
    }
    for town in &ledger.towns {
        sign_offs(ledger, town, &mut put);
    }
    inspections(ledger, &mut put);
    instructions(ledger, &mut put);
    reports(ledger, &mut put);
}

/// One obligation, and what follows from how it stands.
struct Due<'a> {
    duty: Duty,
    place: &'a str,
    subject: Option<&'a str>,
    period: (Date, Date),
    due: Date,
    standing: Standing,
    missing: &'static str,
    /// The rule, if the evidence came late.
    late: Option<&'static str>,
}

impl Due<'_> {
    fn put(self, ledger: &Ledger, owed: &mut Vec<Owed>, found: &mut Vec<Found>) {
        // «of another obligation, the period's last day»; a run's day is its own period.
        let (first, last) = self.period;
        let waived = is_waived(ledger, self.missing, self.place, last);
        let is_missing = self.standing == Standing::Missing;
        if is_missing {
            find(ledger, self.missing, self.place, last, found);
        }
        if let Some(rule) = self.late {
            find(ledger, rule, self.place, last, found);
        }
        owed.push(Owed {
            duty: self.duty,
            place: self.place.into(),
            subject: self.subject.map(str::to_owned),
            first,
            last,
            due: Some(self.due),
            standing: if is_missing && waived { Standing::Waived } else { self.standing },
        });
    }
}

/// The periods that a schedule makes, and which sort each is of: those that end on or after `starts` and have begun.
/// What sort a period is of is told on its last day. `there` says whether it is owed for anybody, or anything, on that day.
fn periods(ledger: &Ledger, key: &str, there: impl Fn(Date) -> bool) -> Vec<((Date, Date), Cadence)> {
    // The longest period takes a year.
    let all = days(ledger.starts, ledger.as_of.max(ledger.starts) + 366.days());
    let of_day = |last: &Date| {
        let cadence = cadence(ledger, *last, key);
        let period = period_ending(cadence, *last)?;
        (period.0 <= ledger.as_of && there(*last)).then_some((period, cadence))
    };
    all.iter().filter_map(of_day).collect()
}

/// Article 3(1), (2): each run is looked at by the Nth business day of the trustee after it.
fn runs(ledger: &Ledger, town: &Town, put: &mut impl FnMut(Due<'_>)) {
    type Entries = fn(&Check) -> &Vec<Entry>;
    let sorts: [(Duty, &str, Entries, &str, &str); 2] = [
        (Duty::Backup, "backup_run", |check| &check.backups, "backup-unconfirmed", "backup-confirmed-late"),
        (
            Duty::Transmission,
            "transmission_run",
            |check| &check.transmissions,
            "transmission-unconfirmed",
            "transmission-confirmed-late",
        ),
    ];
    for (duty, key, entries, missing, late) in sorts {
        for ((first, last), cadence) in periods(ledger, key, |day| town.entrusted.holds(day)) {
            let count = deadline(ledger, last, "confirm_business_days");
            let due = business_days_after(ledger, TRUSTEE, last, count);
            // Of a longer period the last look counts, and of one look the last run.
            let mut looks: Vec<(DateTime, Date, &str)> = Vec::new();
            for check in ledger.checks.iter().filter(|check| check.town == town.id) {
                for entry in entries(check) {
                    if check.at.date() <= ledger.as_of && first <= entry.run && entry.run <= last {
                        looks.push((check.at, entry.run, entry.result));
                    }
                }
            }
            looks.sort();
            let is_owed = cadence != Cadence::BusinessDay || is_business_day(ledger, town.id, last);
            let is_late = looks.first().is_some_and(|(at, ..)| at.date() > due);
            let standing = match looks.last() {
                _ if !is_owed => Standing::NotOwed,
                None if ledger.as_of > due => Standing::Missing,
                None => Standing::Pending,
                Some((.., result)) if !["ok", "warning"].contains(result) => Standing::Failed,
                Some(_) if is_late => Standing::Late,
                Some(_) => Standing::Met,
            };
            put(Due {
                duty,
                place: town.id,
                subject: None,
                period: (first, last),
                due,
                standing,
                missing,
                late: (is_owed && is_late).then_some(late),
            });
        }
    }
}

/// The trustee's sign-off of every place's months, due so many of its business days after the month.
fn sign_offs(ledger: &Ledger, town: &Town, put: &mut impl FnMut(Due<'_>)) {
    for last in days(ledger.starts, ledger.as_of.max(ledger.starts) + 31.days()) {
        let Some((first, _)) = period_ending(Cadence::Monthly, last) else {
            continue;
        };
        if first > ledger.as_of || !town.entrusted.holds(last) {
            continue;
        }
        let count = deadline(ledger, last, "close_business_days");
        let due = business_days_after(ledger, TRUSTEE, last, count);
        let same = |close: &&Close| close.place == town.id && close.month == first;
        let closed = ledger.closes.iter().find(same).map(|close| close.at.date());
        let standing = match closed.filter(|day| *day <= ledger.as_of) {
            Some(day) if day > due => Standing::Late,
            Some(_) => Standing::Met,
            None if ledger.as_of > due => Standing::Missing,
            None => Standing::Pending,
        };
        put(Due {
            duty: Duty::MonthClose,
            place: town.id,
            subject: None,
            period: (first, last),
            due,
            standing,
            missing: "month-not-closed",
            late: None,
        });
    }
}

/// Appended table, backup media.
fn media(ledger: &Ledger, town: &Town, put: &mut impl FnMut(Due<'_>)) {
    let own = ledger.stored.iter().filter(|stored| stored.town == town.id);
    let scheduled = Scheduled {
        duty: Duty::MediaStorage,
        key: "media_storage",
        missing: "media-not-stored",
        place: town.id,
        subject: None,
        done: own.map(|stored| stored.at.date()).collect(),
    };
    scheduled.judge(ledger, |day| town.entrusted.holds(day), put);
}

/// Article 4: each management terminal. Appended table: each server. Article 6(3): the facility.
fn inspections(ledger: &Ledger, put: &mut impl FnMut(Due<'_>)) {
    let done = |subject: &str, target: Option<&str>| -> Vec<Date> {
        let same = |own: &&Inspection| own.subject == subject && target.is_none_or(|target| own.target == target);
        let own = ledger.inspections.iter().filter(same);
        own.map(|inspection| inspection.at.date()).collect()
    };
    for ((id, kind), in_use) in EQUIPMENT.iter().zip(&ledger.in_use) {
        let (duty, key, missing, subject) = match *kind {
            "management-terminal" => {
                (Duty::TerminalInspection, "terminal_inspection", "terminal-inspection-missing", "terminal")
            }
            "server" => {
                (Duty::EquipmentInspection, "equipment_inspection", "equipment-inspection-missing", "equipment")
            }
            _ => continue,
        };
        let scheduled =
            Scheduled { duty, key, missing, place: TRUSTEE, subject: Some(id), done: done(subject, Some(id)) };
        scheduled.judge(ledger, |day| in_use.holds(day), put);
    }
    let facility = Scheduled {
        duty: Duty::FacilityInspection,
        key: "facility_inspection",
        missing: "facility-inspection-missing",
        place: TRUSTEE,
        subject: None,
        done: done("facility", None),
    };
    facility.judge(ledger, |_| true, put);
}

/// Article 6(1) to (3), each matter by itself.
fn instructions(ledger: &Ledger, put: &mut impl FnMut(Due<'_>)) {
    for (duty, matter, missing) in [
        (Duty::EntryControlInstruction, "entry-control", "entry-control-instruction-missing"),
        (Duty::AppendedTableInstruction, "appended-table", "appended-table-instruction-missing"),
        (Duty::SafetyInstruction, "fire-and-earthquake", "safety-instruction-missing"),
    ] {
        let on_it = ledger.instructions.iter().filter(|own| own.matters.contains(&matter));
        let scheduled = Scheduled {
            duty,
            key: "instruction",
            missing,
            place: TRUSTEE,
            subject: None,
            done: on_it.map(|instruction| instruction.at.date()).collect(),
        };
        scheduled.judge(ledger, |_| true, put);
    }
}

/// Article 6(3): what a vendor sends is no facility manager's report.
fn reports(ledger: &Ledger, put: &mut impl FnMut(Due<'_>)) {
    let from_manager = ledger.reports.iter().filter(|report| report.from == FACILITY_MANAGER);
    let scheduled = Scheduled {
        duty: Duty::FacilityReport,
        key: "facility_report",
        missing: "facility-report-missing",
        place: TRUSTEE,
        subject: None,
        done: from_manager.map(|report| report.at.date()).collect(),
    };
    scheduled.judge(ledger, |_| true, put);
}

/// Owed once a period: «due on its last day, and its evidence is a record of a day within it».
struct Scheduled<'a> {
    duty: Duty,
    key: &'a str,
    missing: &'static str,
    place: &'a str,
    subject: Option<&'a str>,
    done: Vec<Date>,
}

impl Scheduled<'_> {
    fn judge(&self, ledger: &Ledger, there: impl Fn(Date) -> bool, put: &mut impl FnMut(Due<'_>)) {
        for ((first, last), cadence) in periods(ledger, self.key, there) {
            let counts = |day: &Date| first <= *day && *day <= last && *day <= ledger.as_of;
            let standing = if cadence == Cadence::BusinessDay && !is_business_day(ledger, TRUSTEE, last) {
                Standing::NotOwed
            } else if self.done.iter().any(counts) {
                Standing::Met
            } else if ledger.as_of > last {
                Standing::Missing
            } else {
                Standing::Pending
            };
            put(Due {
                duty: self.duty,
                place: self.place,
                subject: self.subject,
                period: (first, last),
                due: last,
                standing,
                missing: self.missing,
                late: None,
            });
        }
    }
}
