//! Draws ledgers: weeks to a year of records that are there, absent or late, with days that like to fall on boundaries.

use std::collections::BTreeSet;

use daicho::model::{Cadence, Word};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime, date};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::ledger::*;

/// The stretch of days in which a ledger plays.
#[derive(Clone, Copy, Debug)]
struct Frame {
    first: Date,
    days: i32,
}

pub fn ledger() -> impl Strategy<Value = Ledger> {
    frame().prop_flat_map(ledger_within)
}

/// Mostly some weeks, about the ends of fiscal periods, holidays in a row, a leap day or the turn of the year.
fn frame() -> impl Strategy<Value = Frame> {
    let seasons = [(1, 10), (2, 10), (3, 5), (3, 20), (4, 15), (6, 15), (9, 10), (10, 20), (12, 10)];
    let days = prop_oneof![24 => 6..35_i32, 4 => 35..80_i32, 1 => 80..250_i32];
    (2024_i16..=2028, select(seasons.to_vec()), 0..25_i32, days)
        .prop_map(|(year, (month, day), later, days)| Frame { first: date(year, month, day) + later.days(), days })
}

fn ledger_within(frame: Frame) -> impl Strategy<Value = Ledger> {
    let towns = (2..=TOWNS.len()).prop_flat_map(move |count| {
        let entries: Vec<_> = TOWNS[..count].iter().map(|(id, ..)| town(frame, id)).collect();
        entries
    });
    let registers = (
        towns,
        vec(appointment(frame), 0..5),
        vec(designation(frame), 0..5),
        vec(term(frame), EQUIPMENT.len()),
        vec(document(frame), 0..5),
        vec(waiver(frame), 0..7),
    );
    let records = (
        vec(round(frame), 0..6),
        vec(inspection(frame), 0..8),
        vec(instruction(frame), 0..5),
        vec((select(&[FACILITY_MANAGER, FACILITY_MANAGER, VENDOR]), moment(frame)), 0..5),
        vec((town_id(), moment(frame)), 0..8),
        vec(password_event(frame), 0..9),
        vec(close(frame), 0..8),
    );
    let starts = prop_oneof![4 => (0..12_i32).prop_map(move |later| frame.first + later.days()), 1 => day(frame, 0)];
    let standards = (first_standards(frame), vec((day(frame, 10), amendment(frame)), 0..3));
    (starts, day(frame, 10), standards, registers, records).prop_map(
        |(starts, as_of, (first, amendments), registers, records)| {
            let (towns, appointments, designations, in_use, documents, waivers) = registers;
            let (rounds, inspections, instructions, reports, stored, passwords, closes) = records;
            let (designations, of_designations): (Vec<_>, Vec<_>) = designations.into_iter().unzip();
            let passwords = passwords.into_iter().chain(of_designations.into_iter().flatten());
            let has = |place: &str| towns.iter().any(|town| town.id == place);
            let amendments = amendments.into_iter().map(|(from, standards)| Standards { from, ..standards });
            Ledger {
                as_of,
                starts,
                standards: std::iter::once(first).chain(amendments).collect(),
                appointments,
                designations,
                in_use,
                documents,
                waivers: waivers.into_iter().filter(|waiver| has(waiver.place)).collect(),
                // Which of two records of one moment is the later one is nobody's to say.
                checks: once_each(rounds.into_iter().flatten().filter(|check| has(check.town)), |check| {
                    (check.town, check.at)
                }),
                inspections,
                instructions,
                reports: reports.into_iter().map(|(from, at)| Report { from, at }).collect(),
                stored: stored
                    .into_iter()
                    .filter(|(town, _)| has(town))
                    .map(|(town, at)| Stored { town, at })
                    .collect(),
                passwords: once_each(passwords, |event| (event.kind, event.holder, event.at)),
                closes: once_each(closes.into_iter().filter(|close| has(close.place)), |close| {
                    (close.place, close.month)
                }),
                towns,
            }
        },
    )
}

fn once_each<T, K: Ord>(all: impl IntoIterator<Item = T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut seen = BTreeSet::new();
    all.into_iter().filter(|one| seen.insert(key(one))).collect()
}

/// A day of the frame, or so many before or after it; moved, often, to where a week, a month or a quarter turns.
fn day(frame: Frame, around: i32) -> impl Strategy<Value = Date> + Clone {
    let turn = prop_oneof![5 => Just(0), 5 => 1..=5];
    (-around..=frame.days + around, turn).prop_map(move |(offset, turn)| {
        let day = frame.first + offset.days();
        let to_sunday = 6 - i32::from(day.weekday().to_monday_zero_offset());
        match turn {
            1 => day.first_of_month(),
            2 => day.last_of_month(),
            3 => day + to_sunday.days(),
            4 => day + (to_sunday - 6).days(),
            5 => (0..20).map(|ahead| day + ahead.days()).find(ends_quarter).unwrap_or(day),
            _ => day,
        }
    })
}

fn ends_quarter(day: &Date) -> bool {
    *day == day.last_of_month() && day.month() % 3 == 0
}

/// A moment of such a day, some of them its first or its last minute.
fn moment(frame: Frame) -> impl Strategy<Value = DateTime> + Clone {
    (day(frame, 15), time_of_day()).prop_map(at)
}

fn time_of_day() -> impl Strategy<Value = (i8, i8, i8)> + Clone {
    let hour_and_minute = prop_oneof![6 => (0_i8..24, 0_i8..60), 1 => Just((0, 0)), 1 => Just((23, 59))];
    (hour_and_minute, 0_i8..60).prop_map(|((hour, minute), second)| (hour, minute, second))
}

fn at((day, (hour, minute, second)): (Date, (i8, i8, i8))) -> DateTime {
    day.at(hour, minute, second, 0)
}

/// Mostly from long before the frame, mostly without an end.
fn term(frame: Frame) -> impl Strategy<Value = Term> {
    let from = prop_oneof![2 => Just(frame.first - 400.days()), 1 => day(frame, 10)];
    (from, option::weighted(0.4, day(frame, 10)))
        .prop_map(|(from, until)| Term { from, until: until.map(|until| until.max(from)) })
}

fn town(frame: Frame, id: &'static str) -> impl Strategy<Value = Town> {
    let always = Term { from: date(2018, 3, 12), until: None };
    let closed = vec((yearly(frame), term(frame)), 0..3);
    let closed = prop_oneof![2 => Just(Vec::new()), 1 => closed];
    (prop_oneof![1 => Just(always), 1 => term(frame)], closed).prop_map(move |(entrusted, closed)| Town {
        id,
        entrusted: if id == TRUSTEE { always } else { entrusted },
        closed,
    })
}

/// Closure days of each year: the turn of the year, or some days of the frame.
fn yearly(frame: Frame) -> impl Strategy<Value = Vec<Yearly>> {
    let of_frame = (day(frame, 5), 0..4_i32).prop_map(|(day, more)| {
        let last = day + more.days();
        ((day.month(), day.day()), (last.month(), last.day()))
    });
    let single = prop_oneof![Just(((12, 29), (1, 3))), Just(((12, 31), (1, 5))), of_frame];
    vec(single, 1..3)
}

fn cadence() -> impl Strategy<Value = Cadence> {
    select(Cadence::ALL)
}

/// Not all deadlines: those that bear on what is compared.
fn deadline(key: &'static str) -> BoxedStrategy<u32> {
    match key {
        "confirm_business_days" => (0_u32..4).boxed(),
        "close_business_days" => (0_u32..12).boxed(),
        "revoke_days" => (0_u32..4).boxed(),
        _ => prop_oneof![1 => Just(0_u32), 4 => 1_u32..60, 1 => 60_u32..400].boxed(),
    }
}

/// Days that are open or closed beside the rule; no day is both.
fn exceptions(frame: Frame) -> impl Strategy<Value = (Vec<Date>, Vec<Date>)> {
    (vec(day(frame, 5), 0..5), vec(day(frame, 5), 0..4)).prop_map(|(closed, open)| {
        let open = open.into_iter().filter(|day| !closed.contains(day)).collect();
        (closed, open)
    })
}

fn first_standards(frame: Frame) -> impl Strategy<Value = Standards> {
    // The runs are what most is owed of: they are not often left out.
    let of_runs = || prop_oneof![3 => Just(Cadence::Daily), 3 => Just(Cadence::BusinessDay), 3 => cadence()];
    let runs = (of_runs(), of_runs());
    let others = vec(cadence(), SCHEDULE.len() - 2);
    let deadlines: Vec<_> = DEADLINES.iter().map(|key| deadline(key)).collect();
    let closures = (option::of(yearly(frame)), option::of(exceptions(frame)));
    (runs, others, deadlines, closures).prop_map(|((backup, transmission), others, deadlines, (closed, exceptions))| {
        let cadences = [backup, transmission].into_iter().chain(others);
        let (also_closed, also_open) = exceptions.unzip();
        Standards {
            from: Date::MIN,
            schedule: SCHEDULE.into_iter().zip(cadences).collect(),
            deadline: DEADLINES.into_iter().zip(deadlines).collect(),
            closed,
            also_closed,
            also_open,
        }
    })
}

/// Some keys set anew; an empty table changes nothing.
fn amendment(frame: Frame) -> impl Strategy<Value = Standards> {
    let schedule = subsequence(SCHEDULE.to_vec(), 0..5).prop_flat_map(|keys| {
        let changes: Vec<_> = keys.into_iter().map(|key| (Just(key), cadence())).collect();
        changes
    });
    let deadline = subsequence(DEADLINES.to_vec(), 0..3).prop_flat_map(|keys| {
        let changes: Vec<_> = keys.into_iter().map(|key| (Just(key), deadline(key))).collect();
        changes
    });
    let closures = (option::weighted(0.3, yearly(frame)), option::weighted(0.3, exceptions(frame)));
    (schedule, deadline, closures).prop_map(|(schedule, deadline, (closed, exceptions))| {
        let (also_closed, also_open) = exceptions.unzip();
        Standards { from: Date::MIN, schedule, deadline, closed, also_closed, also_open }
    })
}

fn appointment(frame: Frame) -> impl Strategy<Value = Appointment> {
    let post = prop_oneof![
        3 => Just(Post::Manager { acting: false }),
        1 => Just(Post::Manager { acting: true }),
        1 => Just(Post::Handler { servers: None }),
        2 => subsequence(SERVERS.to_vec(), 0..=2).prop_map(|servers| Post::Handler { servers: Some(servers) }),
    ];
    (post, select(&PEOPLE), term(frame)).prop_map(|(post, person, term)| Appointment { post, person, term })
}

/// With, often, a password that is given before it and taken back about its end.
fn designation(frame: Frame) -> impl Strategy<Value = (Designation, Vec<PasswordEvent>)> {
    let given = option::weighted(0.7, (1..60_i32, time_of_day()));
    let taken_back = option::weighted(0.6, (-1..5_i32, time_of_day()));
    (select(&PEOPLE), term(frame), given, taken_back).prop_map(move |(person, term, given, taken_back)| {
        let event =
            |action, day, time| PasswordEvent { kind: "individual", holder: person, action, at: at((day, time)) };
        let given = given.map(|(before, time)| event("issued", frame.first - before.days(), time));
        let taken_back = term.until.zip(taken_back);
        let taken_back = taken_back.map(|(until, (after, time))| event("revoked", until + after.days(), time));
        let events = given.into_iter().chain(taken_back).collect();
        (Designation { person, term }, events)
    })
}

fn document(frame: Frame) -> impl Strategy<Value = Document> {
    let kind = select(&["maintenance-standard", "password-procedure", "other"]);
    (kind, term(frame)).prop_map(|(kind, term)| Document { kind, term })
}

fn waiver(frame: Frame) -> impl Strategy<Value = Waiver> {
    let place = prop_oneof![Just(TRUSTEE), town_id()];
    // What is found seldom is named often, or no waiver would ever meet it.
    let rule = prop_oneof![
        2 => select(&COMPARED),
        1 => select(&["manager-overlap", "password-not-revoked"]),
        1 => select(&["backup-confirmed-late", "transmission-confirmed-late"]),
    ];
    (rule, place, day(frame, 10), day(frame, 10)).prop_map(|(rule, place, one, other)| Waiver {
        rule,
        place,
        from: one.min(other),
        until: one.max(other),
    })
}

/// An entrusting municipality, which may not be in the ledger.
fn town_id() -> impl Strategy<Value = &'static str> {
    prop_oneof![4 => Just(TOWNS[1].0), 2 => Just(TOWNS[2].0), 1 => Just(TOWNS[3].0)]
}

/// A round of checks: every so many days somebody looks at the runs of some days before.
fn round(frame: Frame) -> impl Strategy<Value = Vec<Check>> {
    let days = (day(frame, 15), 1..=4_i32, prop_oneof![1 => 1..3_i32, 2 => 3..9_i32]);
    // From the next day's run (a slip, and yet somebody looked) to one of a week ago.
    let runs = (-1..=4_i32, 1..=4_i32, 1_u8..=3);
    let results = vec(prop_oneof![6 => Just(0_usize), 2 => 1_usize..5], 1..4);
    (town_id(), days, runs, time_of_day(), results).prop_map(
        |(town, (first, every, count), (nearest, width, sorts), time, results)| {
            let check = |number: i32| {
                let day = first + (number * every).days();
                let entries = |results_of: [&'static str; 5]| {
                    let runs = (nearest..nearest + width).rev();
                    let results = results.iter().cycle().skip(number as usize);
                    let entry =
                        |(back, result): (i32, &usize)| Entry { run: day - back.days(), result: results_of[*result] };
                    runs.zip(results).map(entry).collect()
                };
                Check {
                    town,
                    at: at((day, time)),
                    backups: if sorts & 1 == 0 {
                        Vec::new()
                    } else {
                        entries(["ok", "warning", "failed", "not-run", "unverifiable"])
                    },
                    transmissions: if sorts & 2 == 0 {
                        Vec::new()
                    } else {
                        entries(["ok", "failed", "partial", "not-sent", "unverifiable"])
                    },
                }
            };
            (0..count).map(check).collect()
        },
    )
}

fn inspection(frame: Frame) -> impl Strategy<Value = Inspection> {
    let of = |subject, targets: &'static [&'static str]| (Just(subject), select(targets));
    let what = prop_oneof![
        2 => of("terminal", &TERMINALS),
        2 => of("equipment", &[SERVERS[0], SERVERS[1], RACK]),
        1 => of("facility", &[FACILITY_MANAGER]),
    ];
    (what, moment(frame), prop::bool::weighted(0.1)).prop_map(|((subject, target), at, whole)| Inspection {
        subject,
        target,
        at,
        whole,
    })
}

fn instruction(frame: Frame) -> impl Strategy<Value = Instruction> {
    let matters = subsequence(vec!["entry-control", "appended-table", "fire-and-earthquake"], 1..=3);
    (matters, moment(frame)).prop_map(|(matters, at)| Instruction { matters, at })
}

fn password_event(frame: Frame) -> impl Strategy<Value = PasswordEvent> {
    let of = |kind, holders: &'static [&'static str]| (Just(kind), select(holders));
    let whose = prop_oneof![
        4 => of("individual", &PEOPLE),
        1 => of("management", &PEOPLE),
        1 => of("boot", &SERVERS),
    ];
    let action = prop_oneof![3 => Just("issued"), 1 => Just("changed"), 2 => Just("revoked")];
    // Some long before, so that passwords are in force from the start, and old.
    let day = prop_oneof![2 => day(frame, 15), 1 => (10..70_i32).prop_map(move |back| frame.first - back.days())];
    (whose, action, day, time_of_day()).prop_map(|((kind, holder), action, day, time)| PasswordEvent {
        kind,
        holder,
        action,
        at: at((day, time)),
    })
}

/// A sign-off of a month of the frame: on time, late, or (a slip) before the month is over.
fn close(frame: Frame) -> impl Strategy<Value = Close> {
    let place = prop_oneof![1 => Just(TRUSTEE), 2 => town_id()];
    (place, day(frame, 31), -3..25_i32, time_of_day()).prop_map(|(place, day, after, time)| Close {
        place,
        month: day.first_of_month(),
        at: at((day.last_of_month() + after.days(), time)),
    })
}
