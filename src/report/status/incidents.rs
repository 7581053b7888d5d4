//! The incidents that are not closed, each with its next step and by when that is due.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use crate::model::record::{Incident, Record};
use crate::model::settings::Limit;
use crate::model::{Id, Text};
use crate::report::brief::{Brief, written};
use crate::report::slices;
use crate::rules::concerned::concerned;

use super::{Line, when, who};

pub fn open(brief: &Brief<'_>) -> Vec<Line> {
    let is_open = |incident: &Incident| slices::closed_on(incident).is_none_or(|day| day > brief.as_of());
    let open = slices::incidents(brief).filter(|(_, incident)| is_open(incident));
    let mut lines: Vec<(Option<DateTime>, Line)> =
        open.map(|(record, incident)| line(brief, record, incident)).collect();
    // What has a deadline first, the nearest first.
    lines.sort_by_key(|(due, line)| (due.is_none(), *due, line.id.clone()));
    lines.into_iter().map(|(_, line)| line).collect()
}

/// What is to be appended next.
struct Step {
    part: &'static str,
    what: Text,
    due: Option<DateTime>,
}

fn line(brief: &Brief<'_>, record: &Record, incident: &Incident) -> (Option<DateTime>, Line) {
    let step = step(brief, record, incident);
    let places: Vec<Id> = incident.affects.iter().map(|place| place.value.clone()).collect();
    let line = Line {
        id: record.id.clone(),
        what: written(&incident.title),
        of: brief.say(&step.what),
        who: who(brief, &places),
        due: step.due.map(|due| due.to_string()),
        when: step.due.map(|due| by(brief, due)).unwrap_or_default(),
        next: format!("daicho record incident --append {} --id {}", step.part, record.id),
        places: if places.is_empty() { vec![record.path.place.clone()] } else { places },
    };
    (step.due, line)
}

fn by(brief: &Brief<'_>, due: DateTime) -> String {
    if due.date() == brief.as_of() { brief.day_and_clock(due) } else { when(brief, due.date()) }
}

fn step(brief: &Brief<'_>, record: &Record, incident: &Incident) -> Step {
    let day = record.done_on();
    let limit = |limit| i64::from(brief.ledger.settings.on(day).limit(limit));
    let end_of = |day: Date| Some(day.at(23, 59, 0, 0));
    let detected = incident.detected_at.as_ref().map(|at| at.value);
    let restored = incident.recovery.as_ref().and_then(|recovery| recovery.restored_at.as_ref());
    let undone = incident.prevention.as_ref().filter(|prevention| prevention.done_at.is_none());
    if let Some(name) = untold(brief, incident) {
        let due = detected.map(|at| at.saturating_add(limit(Limit::NotifyMinutes).minutes()));
        let what = Text::new(format!("{}への連絡", name.ja), format!("tell {}", name.en));
        return Step { part: "contact", what, due };
    }
    match () {
        () if incident.at_facility && incident.recovery.is_none() => {
            Step { part: "recovery", what: Text::fixed("復旧の要求", "demand the recovery"), due: end_of(day) }
        }
        () if incident.recovery.is_some() && restored.is_none() => {
            Step { part: "recovery", what: Text::fixed("復旧の確認", "see it restored"), due: None }
        }
        () if incident.at_facility && incident.prevention.is_none() => Step {
            part: "prevention",
            what: Text::fixed("再発防止策の決定", "decide on a prevention"),
            due: restored.and_then(|at| end_of(at.date().saturating_add(limit(Limit::PreventionDays).days()))),
        },
        () if undone.is_some_and(|prevention| prevention.due.is_some()) => Step {
            part: "prevention",
            what: Text::fixed("再発防止策の実施", "carry the prevention out"),
            due: undone.and_then(|prevention| prevention.due.as_ref()).and_then(|due| end_of(due.value)),
        },
        () => Step { part: "closed", what: Text::fixed("終結(管理者)", "closing, the manager's"), due: None },
    }
}

/// The first one who must be told and whom no contact names.
fn untold(brief: &Brief<'_>, incident: &Incident) -> Option<Text> {
    let told = incident.contacts.iter().filter_map(|contact| contact.to.as_ref());
    let knowing: Vec<&Id> = told.chain(&incident.detected_by).map(|id| &id.value).collect();
    let untold =
        concerned(brief.ledger, incident).into_iter().find(|one| !one.ids.iter().any(|id| knowing.contains(id)));
    untold.map(|one| one.name)
}
