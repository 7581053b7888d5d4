//! What is owed: today, since long, and soon. Of the same duty and the same days one line tells for all places.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::rule::Severity;
use crate::model::word::Word;
use crate::model::{Id, Period, Text};
use crate::report::brief::Brief;
use crate::report::ends;
use crate::report::overview::attention::{Group, groups};
use crate::rules::{Duty, Obligation, Standing, words};

use super::{Line, when, who};

/// The periods, and what each is about where that is a piece of equipment.
type Days<'a> = Vec<(Period, Option<&'a Id>)>;

pub fn owed(brief: &Brief<'_>, asked: &[Id]) -> Vec<Line> {
    let today = brief.as_of();
    pending(brief, asked, |due| due == today)
}

pub fn coming(brief: &Brief<'_>, asked: &[Id]) -> Vec<Line> {
    let (today, last) = (brief.as_of(), ends::last(brief));
    let lines = pending(brief, asked, |due| today < due && due <= last);
    // Runs of the days ahead are no news: they come every day.
    lines
        .into_iter()
        .filter(|line| ![Duty::Backup, Duty::Transmission].iter().any(|run| run.word() == line.id))
        .collect()
}

/// What is not yet done of what is due on some days.
fn pending(brief: &Brief<'_>, asked: &[Id], wanted: impl Fn(Date) -> bool) -> Vec<Line> {
    let mut by_place: BTreeMap<(Date, Duty, &Id), Vec<&Obligation>> = BTreeMap::new();
    for owed in brief.verdict.obligations.iter().filter(|owed| owed.standing == Standing::Pending) {
        if let Some(due) = owed.due.filter(|due| wanted(*due) && is_asked(&owed.place, asked)) {
            by_place.entry((due, owed.duty, &owed.place)).or_default().push(owed);
        }
    }
    let mut together: BTreeMap<(Date, Duty, Days<'_>), Vec<Id>> = BTreeMap::new();
    for ((due, duty, place), owed) in by_place {
        let of = owed.iter().map(|owed| (owed.period, owed.subject.as_ref())).collect();
        together.entry((due, duty, of)).or_default().push(place.clone());
    }
    together.into_iter().map(|((due, duty, of), places)| line(brief, due, duty, &of, places)).collect()
}

fn is_asked(place: &Id, asked: &[Id]) -> bool {
    asked.is_empty() || asked.contains(place)
}

fn line(brief: &Brief<'_>, due: Date, duty: Duty, of: &[(Period, Option<&Id>)], mut places: Vec<Id>) -> Line {
    let order = brief.places();
    places.sort_by_key(|id| order.iter().position(|own| *own == id));
    let subjects: Vec<String> = of.iter().filter_map(|(_, subject)| subject.map(|id| brief.name(id))).collect();
    let days: Vec<Period> = of.iter().map(|(period, _)| *period).collect();
    Line {
        id: duty.word().to_owned(),
        what: brief.say(&duty.label()),
        of: if subjects.is_empty() { told(brief, &days) } else { subjects.join(brief.comma()) },
        who: who(brief, &places),
        due: Some(due.to_string()),
        when: when(brief, due),
        next: next(duty, &places, days.last().copied()),
        places,
    }
}

/// 11月20日(金)、11月21日(土); a month by its name.
fn told(brief: &Brief<'_>, periods: &[Period]) -> String {
    let one = |period: &Period| match period.first == period.last {
        true => brief.day(period.first),
        false if crate::model::Month::of(period.first).period() == *period => {
            brief.month(crate::model::Month::of(period.first))
        }
        false => brief.say(&words::period(*period)),
    };
    periods.iter().map(one).collect::<Vec<_>>().join(brief.comma())
}

/// The command that does it.
fn next(duty: Duty, places: &[Id], period: Option<Period>) -> String {
    match duty {
        Duty::Backup | Duty::Transmission => match places {
            [one] => format!("daicho record check --place {one} --commit"),
            _ => "daicho record check --all --commit".to_owned(),
        },
        Duty::TerminalInspection => "daicho record inspection --set subject=terminal".to_owned(),
        Duty::EquipmentInspection => "daicho record inspection --set subject=equipment".to_owned(),
        Duty::FacilityInspection => "daicho record inspection --set subject=facility".to_owned(),
        Duty::EntryControlInstruction | Duty::AppendedTableInstruction | Duty::SafetyInstruction => {
            "daicho record instruction".to_owned()
        }
        Duty::FacilityReport => "daicho record report".to_owned(),
        Duty::MediaStorage => match places {
            [one] => format!("daicho record media --place {one}"),
            _ => "daicho record media --place PLACE".to_owned(),
        },
        Duty::MonthClose => {
            let month = period.map(|period| crate::model::Month::of(period.last).to_string()).unwrap_or_default();
            format!("daicho close {month} --commit")
        }
    }
}

/// What the first page shows too: open findings of a rule and month together, but for mere warnings.
pub fn overdue(brief: &Brief<'_>, asked: &[Id]) -> Vec<Line> {
    let grave = groups(brief).into_iter().filter(|group| group.severity != Severity::Warning);
    grave.filter_map(|group| late(brief, &group, asked)).collect()
}

fn late(brief: &Brief<'_>, group: &Group<'_>, asked: &[Id]) -> Option<Line> {
    let own = |finding: &&&crate::model::Finding| {
        asked.is_empty() || finding.place.as_ref().is_some_and(|place| asked.contains(place))
    };
    let findings: Vec<_> = group.findings.iter().filter(own).collect();
    let mut places: Vec<Id> = findings.iter().filter_map(|finding| finding.place.clone()).collect();
    let order = brief.places();
    places.sort_by_key(|id| order.iter().position(|own| *own == id));
    places.dedup();
    let mut days: Vec<Date> = findings.iter().filter_map(|finding| finding.date).collect();
    days.sort_unstable();
    days.dedup();
    let days: Vec<Period> = days.into_iter().map(Period::day).collect();
    let number = findings.len();
    let is_run = [Duty::Backup, Duty::Transmission].iter().any(|duty| *duty.missing() == *group.rule);
    let next = match Duty::ALL.iter().find(|duty| *duty.missing() == *group.rule) {
        Some(duty) if is_run => next(*duty, &places, None),
        Some(duty) => next(*duty, &places, days.last().copied()),
        None => format!("daicho explain {}", group.rule.id),
    };
    (number > 0).then(|| Line {
        id: group.rule.id.to_owned(),
        what: brief.say(&group.rule.title),
        of: told(brief, &days),
        who: who(brief, &places),
        due: None,
        when: brief.say(&Text::new(format!("{number}件"), format!("{number} open"))),
        next,
        places,
    })
}
