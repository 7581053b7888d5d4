//! Article 3, item 3: transmissions that keep failing are told to the legal affairs bureau.
//!
//! A streak is judged by what was known at the end of the day on which the last of its runs was seen: a rerun that succeeds afterwards
//! mends the run, but does not undo that nobody was told. Runs are not always seen in their order.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::model::citation::Citation;
use crate::model::id::Id;
use crate::model::record::Transmission;
use crate::model::register::{AgencyRole, Register};
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::settings::{Limit, Owed};
use crate::model::text::Text;
use crate::rules::bench::{Bench, Docket};
use crate::rules::runs::{Run, Sighting};
use crate::rules::words;

pub static NOT_ESCALATED: Rule = Rule {
    id: "transmission-failure-not-escalated",
    citation: Citation::item(3, 3),
    basis: Basis::Policy,
    severity: Severity::Violation,
    title: Text::fixed(
        "続く送信の失敗が法務局に連絡されていません",
        "repeated failure not told to the legal affairs bureau",
    ),
    why: Text::fixed(
        "送信の失敗が続けば、管轄法務局との調整が要ります。何日続いたら連絡するかは運用基準です。",
        "Failures that go on need the competent bureau's help; after how many days it is told is the house's own standard.",
    ),
    remedy: Text::fixed(
        "管轄法務局に連絡し、事故等の記録の contact に書いてください。",
        "Tell the competent bureau, and record it as a contact of the incident.",
    ),
};

pub fn judge(bench: &Bench<'_>, place: &Id, docket: &mut Docket) {
    if !bench.ledger.knows(Register::Agencies) {
        return;
    }
    let mut told: BTreeSet<Date> = BTreeSet::new();
    let runs = business_runs(bench, place);
    for (index, run) in runs.iter().enumerate() {
        let needed = bench.ledger.settings.on(run.day).limit(Limit::EscalateAfterFailures) as usize;
        let Some((streak, seen)) = complete(&runs[..=index], needed) else { continue };
        if streak.iter().any(|day| told.contains(day)) {
            continue;
        }
        told.insert(run.day);
        // Newest first: the last of them began it.
        let began = streak.last().copied().unwrap_or(run.day);
        if bench.is_over(seen) && !was_told(bench, place, began, seen) {
            docket.find_duty(&NOT_ESCALATED, place, run.day, not_escalated(bench, place, streak.len(), seen));
        }
    }
}

/// One owed run of a business day, and its sightings in order.
struct BusinessRun<'s, 'a> {
    day: Date,
    seen: &'s [Sighting<'a, Transmission>],
}

impl BusinessRun<'_, '_> {
    fn first_seen_bad(&self) -> Option<Date> {
        self.seen.iter().find(|sighting| !sighting.entry.is_good()).map(Sighting::day)
    }

    /// Whether it counted as well by the end of a day; `None` where nobody had looked.
    fn is_good_by(&self, day: Date) -> Option<bool> {
        let known = self.seen.iter().take_while(|sighting| sighting.day() <= day);
        known.last().map(|sighting| sighting.entry.is_good())
    }
}

fn business_runs<'s, 'a>(bench: &'s Bench<'a>, place: &Id) -> Vec<BusinessRun<'s, 'a>> {
    let (office, seen) = (bench.office(place), bench.runs.transmissions(place));
    let periods = bench.periods(Owed::TransmissionRun, office, |day| bench.is_entrusted(place, day)).into_iter();
    let days =
        periods.filter(|(period, owed)| *owed && period.first == period.last && office.is_business_day(period.last));
    days.map(|(period, _)| BusinessRun {
        day: period.last,
        seen: seen.get(&period.last).map(Vec::as_slice).unwrap_or_default(),
    })
    .collect()
}

/// The streak that the last of these runs ends, once so many of its runs are known, and the day on which they are.
fn complete(runs: &[BusinessRun<'_, '_>], needed: usize) -> Option<(Vec<Date>, Date)> {
    let first = runs.last()?.first_seen_bad()?;
    let looks = runs.iter().flat_map(|run| run.seen).map(Sighting::day).filter(|day| *day > first);
    let days: BTreeSet<Date> = looks.chain([first]).collect();
    let enough = |day: Date| Some((streak(runs, day).filter(|streak| streak.len() >= needed)?, day));
    days.into_iter().find_map(enough)
}

/// The runs of the streak that ends with the last of these, newest first, as known by the end of a day.
///
/// A run at which nobody had looked neither counts nor ends the streak: a blank is never an OK.
fn streak(runs: &[BusinessRun<'_, '_>], known_by: Date) -> Option<Vec<Date>> {
    let known = runs.iter().rev().map(|run| (run.day, run.is_good_by(known_by)));
    let bad: Vec<Date> = known
        .take_while(|(_, good)| *good != Some(true))
        .filter(|(_, good)| *good == Some(false))
        .map(|(day, _)| day)
        .collect();
    (bad.first() == runs.last().map(|run| &run.day)).then_some(bad)
}

/// Whether a contact names the competent bureau from the first failure to the end of the day on which the last was seen.
fn was_told(bench: &Bench<'_>, place: &Id, began: Date, seen: Date) -> bool {
    let is_bureau = |to: &Id| {
        let agency = bench.ledger.agency(to);
        agency.is_some_and(|agency| agency.has_role(AgencyRole::LegalAffairsBureau) && agency.is_competent_for(place))
    };
    let incidents = bench.incidents().filter(|(_, incident)| incident.affects(place));
    let mut contacts =
        incidents.flat_map(|(record, incident)| incident.contacts.iter().map(move |contact| (record, contact)));
    contacts.any(|(record, contact)| {
        let on = contact.at.as_ref().map_or_else(|| record.done_on(), |at| at.date());
        contact.to.as_ref().is_some_and(|to| is_bureau(to)) && (began..=seen).contains(&on)
    })
}

fn not_escalated(bench: &Bench<'_>, place: &Id, failures: usize, seen: Date) -> Text {
    let competent = bench
        .ledger
        .agencies
        .iter()
        .find(|agency| agency.has_role(AgencyRole::LegalAffairsBureau) && agency.is_competent_for(place));
    let bureau = competent.map_or(Text::fixed("管轄法務局", "the competent legal affairs bureau"), |agency| {
        words::name(bench.ledger, &agency.id)
    });
    let day = words::date(seen);
    Text::new(
        format!(
            "送信の失敗が{failures}開庁日続きましたが、{}までに{}への連絡がありません(日数は運用基準)。",
            day.ja, bureau.ja
        ),
        format!(
            "transmissions failed on {failures} business days running, and {} was not told by {} (the count is the house's own).",
            bureau.en, day.en
        ),
    )
}
