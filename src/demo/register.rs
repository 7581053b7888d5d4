//! How the register of people changed while the ledger was kept: appointments, designations and keys that began or ended.
//!
//! An entry that begins later is made on the business day before; the end of one that was there from the start, on its day.
//! Deliberately absent: the other registers, whose entries stand from the day the ledger is taken into use.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::event::{AFTERNOON, Change, Event, Story, What};
use super::staff::Staff;
use crate::calendar::Office;
use crate::model::register::Term;
use crate::model::source::Span;
use crate::model::{Ledger, Period};

/// What was written into the register, from when the ledger was taken into use to its last day.
pub fn of_people<'l>(path: &'l str, text: &'l str, staff: Staff<'l>, opened: DateTime, last: Date) -> Vec<Event<'l>> {
    let mut story = Story::of(path, text, staff);
    story.add(Change::First, opened, staff.manager(opened.date()), What::Adopted);
    let kept = Period { first: opened.date(), last };
    for appointment in &staff.ledger.appointments {
        story.entry(&appointment.term, appointment.span, kept, What::Appointed(appointment), None);
    }
    for designation in &staff.ledger.designations {
        let (begun, ended) = (What::Designated(designation), What::Released(designation));
        story.entry(&designation.term, designation.span, kept, begun, Some(ended));
    }
    for person in &staff.ledger.people {
        for key in &person.keys {
            let (begun, ended) = (What::KeyRegistered(person), What::KeyReplaced(person));
            let span = key.public.as_ref().map(|public| public.span).unwrap_or_default();
            story.entry(&key.term, span, kept, begun, Some(ended));
        }
    }
    story.end()
}

impl<'l> Story<'l> {
    fn entry(&mut self, term: &Term, span: Span, kept: Period, begun: What<'l>, ended: Option<What<'l>>) {
        let from = term.from.as_ref().map_or(kept.first, |from| from.value);
        let begins_later = kept.first < from && from <= kept.last;
        if begins_later {
            let eve = business_day_before(from, self.staff).max(kept.first);
            let manager = self.staff.manager(eve);
            self.block(span, eve.to_datetime(AFTERNOON), manager, begun);
        } else if let Some(until) = &term.until
            && let Some(ended) = ended
            && kept.contains(until.value)
        {
            let manager = self.staff.manager(until.value);
            self.key(&term.until, until.value.to_datetime(AFTERNOON), manager, ended);
        }
    }
}

fn business_day_before(day: Date, staff: Staff<'_>) -> Date {
    let Ledger { settings, .. } = staff.ledger;
    let trustee = staff.ledger.trustee().and_then(|id| staff.ledger.municipality(id));
    let office = Office {
        ledger: settings.closures().map(|(from, closures)| (from, closures.clone())).collect(),
        own: trustee.map_or_else(Vec::new, |trustee| trustee.closed.clone()),
    };
    let before = Period { first: day.saturating_sub(1.month()), last: day.saturating_sub(1.day()) };
    office.business_days(before).last().unwrap_or(before.last)
}
