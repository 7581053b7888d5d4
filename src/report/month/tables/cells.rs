//! What the cells of each kind's table say, in the order of its columns.

use jiff::civil::{Date, DateTime};

use crate::model::record::{
    Inspection, Instruction, ItemResult, Maintenance, Media, Operation, Password, PasswordEvent, Report, Request,
    Stored,
};
use crate::model::{At, Field, Id, Text};
use crate::report::brief::{Brief, dash, written};
use crate::report::labels;

use super::Cell;

fn text(text: String) -> Cell {
    Cell { text, md: false }
}

fn markdown(field: &Field<String>) -> Cell {
    Cell { text: written(field), md: true }
}

/// Several things on one line, without those that are not known.
fn joined(parts: impl IntoIterator<Item = Option<String>>) -> Cell {
    text(parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

impl Brief<'_> {
    fn at(&self, field: &Field<DateTime>) -> Cell {
        text(field.as_ref().map_or_else(dash, |at| self.day_and_clock(at.value)))
    }

    fn who(&self, field: &Field<Id>) -> Cell {
        text(self.named(field))
    }

    fn labels<T: Copy>(&self, words: &[At<T>], label: fn(T) -> Text) -> String {
        let labels: Vec<String> = words.iter().map(|word| self.say(&label(word.value))).collect();
        labels.join(self.comma())
    }

    fn names(&self, ids: &[At<Id>]) -> String {
        let names: Vec<String> = ids.iter().map(|id| self.name(&id.value)).collect();
        names.join(self.comma())
    }

    pub(super) fn request(&self, request: &Request) -> Vec<Cell> {
        let done = request.done_at.as_ref().map(|at| self.day_and_clock(at.value));
        let undone = || Some(self.word("未完了", "not done yet"));
        vec![
            self.at(&request.received_at),
            joined([Some(written(&request.document)), Some(written(&request.basis))]),
            text(written(&request.content)),
            self.who(&request.operator),
            joined([done.or_else(undone), request.outcome.as_ref().map(|outcome| outcome.value.clone())]),
        ]
    }

    pub(super) fn maintenance(&self, maintenance: &Maintenance) -> Vec<Cell> {
        let reported = maintenance.reported_at.as_ref().map(|at| self.day_and_clock(at.value));
        vec![
            self.at(&maintenance.unlocked_at),
            self.at(&maintenance.locked_at),
            text(self.names(&maintenance.equipment)),
            text(written(&maintenance.worker)),
            markdown(&maintenance.work),
            joined([
                reported.or_else(|| Some(dash())),
                maintenance.reported_to.as_ref().map(|to| self.name(&to.value)),
            ]),
        ]
    }

    /// What is good is counted, what is not is told.
    pub(super) fn inspection(&self, inspection: &Inspection) -> Vec<Cell> {
        let good = inspection
            .items
            .iter()
            .filter(|item| item.result.as_ref().is_some_and(|result| result.value == ItemResult::Good));
        let (good, all) = (good.count(), inspection.items.len());
        let summary = self.say(&Text::new(format!("{all}項目中 良{good}"), format!("{good} of {all} good")));
        let others = inspection.items.iter().filter_map(|item| {
            let result = item.result.as_ref().filter(|result| result.value != ItemResult::Good)?;
            Some(format!(
                "{}: {} {}",
                written(&item.id),
                self.say(&labels::item_result(result.value)),
                written(&item.note)
            ))
        });
        let subject = inspection.subject.as_ref().map(|subject| self.say(&labels::subject(subject.value)));
        vec![
            self.at(&inspection.inspected_at),
            joined([subject, Some(self.named(&inspection.target))]),
            self.who(&inspection.inspector),
            joined(std::iter::once(summary).chain(others).map(Some)),
        ]
    }

    pub(super) fn instruction(&self, instruction: &Instruction) -> Vec<Cell> {
        let acknowledged = instruction.acknowledged_at.as_ref();
        vec![
            self.at(&instruction.instructed_at),
            self.who(&instruction.to),
            text(self.labels(&instruction.matters, labels::matter)),
            Cell { text: format!("{}\n\n{}", written(&instruction.document), written(&instruction.content)), md: true },
            text(acknowledged.map_or_else(dash, |day| self.day(day.value))),
        ]
    }

    pub(super) fn report(&self, report: &Report) -> Vec<Cell> {
        let day = |field: &Field<Date>| field.as_ref().map_or_else(dash, |day| self.date(day.value));
        let period = format!("{} – {}", day(&report.period_from), day(&report.period_until));
        let compliance = report.compliance.as_ref();
        vec![
            self.at(&report.received_at),
            self.who(&report.from),
            joined([Some(period), Some(self.labels(&report.matters, labels::matter))]),
            text(compliance.map_or_else(dash, |word| self.say(&labels::compliance(word.value)))),
            markdown(&report.content),
        ]
    }

    pub(super) fn media(&self, media: &Media) -> Vec<Vec<Cell>> {
        let location = |field: &Field<String>| {
            let rack = field.as_ref().and_then(|text| Id::parse(&text.value));
            rack.map_or_else(|| written(field), |rack| self.name(&rack))
        };
        let row = |stored: &Stored| {
            vec![
                self.at(&stored.stored_at),
                self.who(&stored.medium),
                text(location(&stored.location)),
                self.who(&stored.by),
                text(stored.backup_until.as_ref().map_or_else(dash, |day| self.day(day.value))),
            ]
        };
        media.stored.iter().map(row).collect()
    }

    pub(super) fn operation(&self, operation: &Operation) -> Vec<Cell> {
        vec![
            self.at(&operation.started_at),
            self.who(&operation.terminal),
            self.who(&operation.operator),
            text(written(&operation.need)),
        ]
    }

    pub(super) fn password(&self, password: &Password) -> Vec<Vec<Cell>> {
        let row = |event: &PasswordEvent| {
            let of = event.person.as_ref().or(event.equipment.as_ref());
            vec![
                self.at(&event.at),
                text(event.kind.as_ref().map_or_else(dash, |kind| self.say(&labels::password_kind(kind.value)))),
                text(of.map_or_else(dash, |of| self.name(&of.value))),
                text(event.action.as_ref().map_or_else(dash, |act| self.say(&labels::password_action(act.value)))),
                joined([Some(self.named(&event.by)), event.reason.as_ref().map(|reason| reason.value.clone())]),
            ]
        };
        password.events.iter().map(row).collect()
    }
}
