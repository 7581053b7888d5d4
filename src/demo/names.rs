//! What the commits call things: by the names in the registers.

use super::event::{Event, What};
use crate::model::id::Id;
use crate::model::ledger::Ledger;
use crate::model::record::{Content, PasswordEvent, Record};
use crate::model::source::{Field, plain};

/// A thing that a commit is about, and the word by which more of its sort are counted.
pub type Thing = (String, &'static str);

/// Up to four things by name; of more, the first and how many others.
pub fn listed(things: &[Thing]) -> String {
    match things {
        [(first, counted), _, _, _, _, ..] => format!("{first}ほか{}{counted}", things.len() - 1),
        few => few.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join("、"),
    }
}

/// What the registers call things.
#[derive(Clone, Copy)]
pub struct Names<'l> {
    pub ledger: &'l Ledger,
}

impl Names<'_> {
    pub fn of(self, id: &Field<Id>) -> String {
        id.as_ref().map(|id| self.name(&id.value)).unwrap_or_default()
    }

    pub fn name(self, id: &Id) -> String {
        let Ledger { municipalities, people, agencies, equipment, .. } = self.ledger;
        let names = municipalities.iter().map(|own| (&own.id, &own.name));
        let names = names.chain(people.iter().map(|own| (&own.id, &own.name)));
        let names = names.chain(agencies.iter().map(|own| (&own.id, &own.name)));
        let mut names = names.chain(equipment.iter().map(|own| (&own.id, &own.name)));
        let found = names.find(|(own, _)| own.value == *id);
        found.and_then(|(_, name)| plain(name)).unwrap_or_else(|| id.to_string())
    }

    /// What an event is about, beside its topic.
    pub fn things(self, event: &Event<'_>) -> Vec<Thing> {
        match event.what {
            What::Record(record) => self.of_record(record),
            What::RequestDone(record)
            | What::Reported(record)
            | What::Remedied(record, _)
            | What::Corrected(record)
            | What::Rewritten(record) => self.of_record(record),
            What::Acknowledged(instruction) => document(&instruction.document),
            What::Appointed(appointment) => {
                let acting = if appointment.acting { "の職務代理" } else { "" };
                vec![(format!("{}を管理者{acting}に", self.of(&appointment.person)), "件")]
            }
            What::Designated(designation) => vec![(format!("{}を操作者に指定", self.of(&designation.person)), "件")],
            What::Released(designation) => vec![(format!("{}の指定の終わり", self.of(&designation.person)), "件")],
            What::KeyRegistered(person) => vec![(format!("{}の署名の鍵を登録", self.name(&person.id.value)), "件")],
            What::KeyReplaced(person) => vec![(format!("{}の署名の鍵の終わり", self.name(&person.id.value)), "件")],
            What::Remark(words) => vec![(words.to_owned(), "件")],
            What::Adopted
            | What::Contact(..)
            | What::Action(_)
            | What::Demanded(..)
            | What::Restored(_)
            | What::Decided(_)
            | What::Prevented(_)
            | What::Closed(_) => Vec::new(),
        }
    }

    fn of_record(self, record: &Record) -> Vec<Thing> {
        let place = || self.name(&record.path.place);
        match &record.content {
            Content::Check(_) | Content::Media(_) | Content::Close(_) => vec![(place(), "町")],
            Content::Incident(_) => Vec::new(),
            Content::Request(request) => {
                vec![(format!("{} {}", place(), plain(&request.document).unwrap_or_default()), "件")]
            }
            Content::Maintenance(maintenance) => {
                let equipment = maintenance.equipment.iter();
                equipment.map(|equipment| (self.name(&equipment.value), "台")).collect()
            }
            Content::Operation(operation) => vec![(self.of(&operation.terminal), "台")],
            Content::Inspection(inspection) => vec![(self.of(&inspection.target), "台")],
            Content::Instruction(instruction) => document(&instruction.document),
            Content::Report(report) => document(&report.document),
            Content::Password(password) => {
                let events = password.events.iter();
                let whose = |id: &Field<Id>, counted| id.as_ref().map(|id| (self.name(&id.value), counted));
                let whose =
                    |event: &PasswordEvent| whose(&event.person, "人").or_else(|| whose(&event.equipment, "台"));
                events.filter_map(whose).collect()
            }
        }
    }
}

fn document(number: &Field<String>) -> Vec<Thing> {
    plain(number).map(|number| (number, "件")).into_iter().collect()
}
