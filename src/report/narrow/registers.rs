//! Settings and registers, narrowed: entries of others are gone, and of what is shared it is no longer said with whom.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::register::{
    Agency, Appointment, Designation, Document, Equipment, Municipality, Person, SigningKey, Term,
};
use crate::model::settings::{Settings, Waiver};
use crate::model::{At, Id, Ledger, Record};

use super::cut::Cut;

/// The ledger with what is kept; `people` are those who act for it.
pub fn ledger(cut: &Cut<'_>, records: BTreeMap<String, Record>, record_files: usize, people: &BTreeSet<Id>) -> Ledger {
    let kept = &cut.kept;
    // A field more must be thought about here: is it another's?
    let Ledger {
        settings,
        regulation,
        municipalities,
        people: all_people,
        appointments,
        designations,
        agencies,
        equipment,
        documents,
        records: _,
        unread,
        sources,
        record_files: _,
    } = kept.ledger;
    Ledger {
        settings: cut.settings(settings),
        // Public law, which names the municipalities itself.
        regulation: regulation.clone(),
        municipalities: municipalities
            .iter()
            .filter(|own| kept.has_pages(&own.id.value))
            .map(|own| cut.municipality(own))
            .collect(),
        people: all_people.iter().filter(|own| people.contains(&own.id.value)).map(|own| cut.person(own)).collect(),
        appointments: appointments
            .iter()
            .filter(|own| kept.keeps_appointment(own))
            .map(|own| cut.appointment(own))
            .collect(),
        designations: designations
            .iter()
            .filter(|own| kept.keeps_designation(own))
            .map(|own| cut.designation(own))
            .collect(),
        agencies: agencies.iter().filter(|own| kept.keeps_agency(own)).map(|own| cut.agency(own)).collect(),
        equipment: equipment
            .iter()
            .filter(|own| kept.equipment.contains(&own.id.value))
            .map(|own| cut.thing(own))
            .collect(),
        documents: documents.iter().map(|own| cut.document(own)).collect(),
        records,
        unread: unread.clone(),
        sources: sources.iter().map(|(path, source)| (path.clone(), cut.source(source))).collect(),
        record_files,
    }
}

/// What stands for the e-mails of a person: they tie commits to people and are shown nowhere.
pub fn stand_in(person: &Id) -> String {
    format!("{person}@")
}

impl Cut<'_> {
    fn settings(&self, settings: &Settings) -> Settings {
        let mut own = settings.clone();
        own.title = self.text(&settings.title);
        for title in &mut own.section_head_titles {
            title.value = self.words(&title.value);
        }
        own.git.branch = self.words(&settings.git.branch);
        own.waivers =
            settings.waivers.iter().filter(|own| self.kept.keeps_waiver(own)).map(|own| self.waiver(own)).collect();
        own
    }

    fn waiver(&self, waiver: &Waiver) -> Waiver {
        let Waiver { span, rule, place, from, until, reason, approved_by, approved_at } = waiver.clone();
        let (reason, approved_by) = (self.text(&reason), self.id(&approved_by));
        Waiver { span, rule, place, from, until, reason, approved_by, approved_at }
    }

    fn municipality(&self, own: &Municipality) -> Municipality {
        let Municipality { id, name, name_en, code, entrusted, basis, closed } = own.clone();
        let basis = self.text(&basis);
        Municipality { id, name, name_en, code, entrusted, basis, closed }
    }

    /// Their keys remain: whoever checks a signature needs them.
    fn person(&self, person: &Person) -> Person {
        let Person { id, name, emails, keys } = person;
        let here = |at: &At<String>| At { value: stand_in(&id.value), span: at.span };
        let key = |key: &SigningKey| SigningKey { public: without_comment(key), term: key.term.clone() };
        let emails = emails.iter().take(1).map(here).collect();
        Person { id: id.clone(), name: self.text(name), emails, keys: keys.iter().map(key).collect() }
    }

    fn appointment(&self, own: &Appointment) -> Appointment {
        let Appointment { span, role, person, agency, title, acting, equipment, term, document } = own.clone();
        let (person, agency) = (self.id(&person), self.id(&agency));
        let equipment = equipment.map(|ids| self.ids(&ids));
        let (title, document) = (self.text(&title), self.text(&document));
        Appointment { span, role, person, agency, title, acting, equipment, term, document }
    }

    fn designation(&self, own: &Designation) -> Designation {
        let Designation { span, person, duties, duties_unread, places, term, by, document } = own.clone();
        let (person, by) = (self.id(&person), self.id(&by));
        let (places, document) = (self.places(places.as_deref()), self.text(&document));
        Designation { span, person, duties, duties_unread, places, term, by, document }
    }

    fn agency(&self, own: &Agency) -> Agency {
        let Agency { id, name, role, places } = own.clone();
        Agency { id, name: self.text(&name), role, places: self.places(places.as_deref()) }
    }

    fn thing(&self, own: &Equipment) -> Equipment {
        let Equipment { id, name, kind, location, places, in_use } = own.clone();
        let (name, location, places) = (self.text(&name), self.text(&location), self.places(places.as_deref()));
        Equipment { id, name, kind, location, places, in_use }
    }

    fn document(&self, own: &Document) -> Document {
        let Document { id, kind, title, term, document } = own.clone();
        Document { id, kind, title: self.text(&title), term: Term { ..term }, document: self.text(&document) }
    }
}

/// The type and the key itself: what follows is whatever somebody wrote, as a rule an e-mail.
fn without_comment(key: &SigningKey) -> crate::model::Field<String> {
    key.public.as_ref().map(|at| {
        let parts: Vec<&str> = at.value.split_whitespace().take(2).collect();
        At { value: parts.join(" "), span: at.span }
    })
}
