//! Who writes into the ledger: the manager of a day, a person, or the clerk to whom an agency's word comes.

use jiff::civil::Date;

use crate::model::id::Id;
use crate::model::ledger::Ledger;
use crate::model::register::{Appointment, Designation, Duty, Person, Role};
use crate::model::source::Field;

/// The people of a ledger.
#[derive(Clone, Copy)]
pub struct Staff<'l> {
    pub ledger: &'l Ledger,
    /// Writes where no manager is appointed.
    stand_in: &'l Person,
}

impl<'l> Staff<'l> {
    /// `None` where nobody is registered.
    pub fn of(ledger: &'l Ledger) -> Option<Staff<'l>> {
        let stand_in = ledger.people.first()?;
        Some(Staff { ledger, stand_in })
    }

    /// The person of that id; `None` for an agency or a municipality too.
    pub fn person(&self, id: &Field<Id>) -> Option<&'l Person> {
        self.ledger.person(&id.as_ref()?.value)
    }

    pub fn named(&self, id: &str) -> Option<&'l Person> {
        self.ledger.people.iter().find(|person| *person.id.value == *id)
    }

    /// The manager of a day, or the deputy who acts for them.
    pub fn manager(&self, day: Date) -> &'l Person {
        let managers = self.ledger.appointments.iter().filter(|appointment| {
            let role = appointment.role.as_ref().map(|role| role.value);
            role == Some(Role::Manager) && appointment.term.holds(day)
        });
        let person = |appointment: &Appointment| self.person(&appointment.person);
        let manager = managers.max_by_key(|appointment| appointment.acting).and_then(person);
        manager.unwrap_or(self.stand_in)
    }

    /// The person, or the manager of the day where it is none.
    pub fn person_or_manager(&self, id: &Field<Id>, day: Date) -> &'l Person {
        self.person(id).unwrap_or_else(|| self.manager(day))
    }

    /// Who writes down what an agency did: of those designated for such work everywhere, the one designated for least else.
    pub fn clerk(&self, duty: Duty, day: Date) -> &'l Person {
        let fits = |designation: &&Designation| {
            let for_it = designation.duties.iter().any(|own| own.value == duty);
            for_it && designation.places.is_none() && designation.term.holds(day)
        };
        let fitting = self.ledger.designations.iter().filter(fits);
        let clerk = fitting.min_by_key(|designation| designation.duties.len());
        clerk.and_then(|designation| self.person(&designation.person)).unwrap_or_else(|| self.manager(day))
    }

    /// The one person who did all of it; the manager where several did, the clerk where an agency did.
    pub fn writer<'i>(&self, ids: impl Iterator<Item = &'i Field<Id>>, duty: Duty, day: Date) -> &'l Person {
        let mut people: Vec<&Person> = ids.filter_map(|id| self.person(id)).collect();
        people.dedup_by_key(|person| &person.id.value);
        match people[..] {
            [] => self.clerk(duty, day),
            [person] => person,
            [..] => self.manager(day),
        }
    }
}
