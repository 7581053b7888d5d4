//! An incident, whole: what happened, who was told, how it was mended and kept from happening again, and the runs that it explains.

use crate::report::brief::Brief;
use crate::report::incident::IncidentReport;
use crate::report::mark::Mark;

use super::{Entry, Group, Said};

pub fn entry(brief: &Brief<'_>, incident: &IncidentReport) -> Entry {
    let row = &incident.row;
    Entry {
        page: row.href.clone(),
        anchor: String::new(),
        group: Group::Incident,
        kind: format!("{} {} {}", brief.word("事故等", "Incident"), row.state.sign, row.state.word),
        place: row.places.clone(),
        on: Some(incident.on),
        date: brief.date(incident.on),
        title: row.title.clone(),
        text: [what(brief, incident), course(incident), told(incident), ending(incident), runs(incident)].concat(),
    }
}

fn what(brief: &Brief<'_>, incident: &IncidentReport) -> Vec<Said> {
    let row = &incident.row;
    let at_facility = if incident.at_facility { brief.word("はい", "yes") } else { brief.word("いいえ", "no") };
    let mut text = Said::all([&row.category, &row.gravity]);
    text.extend(Said::all(incident.place_links.iter().map(|place| &place.text)));
    text.extend(Said::all([&at_facility].into_iter().chain(&incident.credentials_exposed).chain([&incident.id])));
    text.push(Said::Markdown(incident.narrative.clone()));
    text
}

fn course(incident: &IncidentReport) -> Vec<Said> {
    let events = incident.timeline.iter();
    events.flat_map(|event| Said::all([&event.when, &event.since, &event.what, &event.who, &event.note])).collect()
}

fn told(incident: &IncidentReport) -> Vec<Said> {
    let mut text = Said::all([&incident.limit]);
    for contact in &incident.contacts {
        text.extend(Said::all([&contact.to, &contact.at, &contact.after]));
        text.extend(contact.mark.as_ref().map(marked));
        text.extend(Said::all([&contact.means, &contact.by]));
    }
    text
}

fn ending(incident: &IncidentReport) -> Vec<Said> {
    let mut text = Vec::new();
    if let Some(recovery) = &incident.recovery {
        text.push(Said::Plain(format!("{}({})", recovery.demanded, recovery.demanded_of)));
        text.extend(Said::all(recovery.restored.iter().chain(&recovery.took)));
    }
    if let Some(prevention) = &incident.prevention {
        text.extend(Said::all([&prevention.cause]));
        text.push(marked(&prevention.mark));
        text.push(Said::Plain(format!("{}({})", prevention.decided, prevention.approved_by)));
        text.extend(Said::all(prevention.due.iter().chain(&prevention.done)));
        text.push(Said::Markdown(prevention.measure.clone()));
    }
    text
}

fn runs(incident: &IncidentReport) -> Vec<Said> {
    let mut text = Vec::new();
    for run in &incident.runs {
        text.extend(Said::all([&run.place, &run.date.text, &run.duty]));
        text.extend(run.mark.as_ref().map(marked));
        text.extend(Said::all([&run.confirmed.text].into_iter().chain(&run.note)));
    }
    text
}

pub fn marked(mark: &Mark) -> Said {
    Said::Plain(format!("{} {}", mark.sign, mark.word))
}
