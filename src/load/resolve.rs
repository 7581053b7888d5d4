//! Looking up, once everything is read, the ids that files mention.
//!
//! Where a register cannot be read, nothing that it might have held is called unknown.

use std::collections::HashSet;

use super::form::{BAD_VALUE, UNKNOWN_REFERENCE};
use super::reading::shorten;
use super::shape::{Form, ID};
use crate::model::finding::Fault;
use crate::model::ledger::Ledger;
use crate::model::register::{EquipmentKind, Register};
use crate::model::rule::Rule;
use crate::model::source::{Source, Span};
use crate::model::text::Text;
use crate::model::word::Word;

/// What an id must be the id of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Referent {
    Person,
    Agency,
    /// A municipality, the trustee included.
    Municipality,
    PersonOrAgency,
    MunicipalityOrAgency,
    PersonAgencyOrMunicipality,
    /// Equipment of one of these kinds. A municipality's own terminal passes here: `beyond-remit` speaks of it.
    Equipment(&'static [EquipmentKind]),
    Record,
    Incident,
}

impl Referent {
    /// How such an id is written.
    pub fn form(self) -> Form {
        match self {
            Referent::Record => Form::Pattern("^[a-z0-9][a-z0-9-]*/[0-9]{4}/[0-9]{2}/[a-z0-9-]+$"),
            Referent::Incident => Form::Pattern("^[a-z0-9][a-z0-9-]*/[0-9]{4}/[0-9]{2}/[0-9]{2}-incident(-[0-9]+)?$"),
            Referent::Person
            | Referent::Agency
            | Referent::Municipality
            | Referent::PersonOrAgency
            | Referent::MunicipalityOrAgency
            | Referent::PersonAgencyOrMunicipality
            | Referent::Equipment(_) => ID,
        }
    }
}

/// An id that a file mentions.
#[derive(Clone, Debug)]
pub struct Mention {
    pub wanted: Referent,
    pub name: String,
    pub span: Span,
}

/// Looks mentions up. `paths` are the ids of all record files, readable or not.
pub struct Directory<'a> {
    pub ledger: &'a Ledger,
    pub paths: HashSet<&'a str>,
    /// Whether a record of another id exists all the same.
    pub exists: &'a dyn Fn(&str) -> bool,
}

enum Lookup {
    Found,
    Unknown,
    /// There is such a thing, but not of the sort that is wanted here.
    Other(Text),
}

impl Directory<'_> {
    /// The faults of one file's mentions.
    pub fn faults(&self, source: &std::sync::Arc<Source>, mentions: &[Mention]) -> Vec<Fault> {
        let fault = |mention: &Mention| {
            let (rule, message): (&'static Rule, Text) = match self.look_up(mention) {
                Lookup::Found => return None,
                Lookup::Unknown => (&UNKNOWN_REFERENCE, unknown(mention)),
                Lookup::Other(message) => (&BAD_VALUE, message),
            };
            Some(Fault { rule, source: source.clone(), span: Some(mention.span), message, entry_day: None })
        };
        mentions.iter().filter_map(fault).collect()
    }

    fn look_up(&self, mention: &Mention) -> Lookup {
        let name = mention.name.as_str();
        let known = match mention.wanted {
            Referent::Person => self.is_person(name),
            Referent::Agency => self.is_agency(name),
            Referent::Municipality => self.is_municipality(name),
            Referent::PersonOrAgency => self.is_person(name) || self.is_agency(name),
            Referent::MunicipalityOrAgency => self.is_municipality(name) || self.is_agency(name),
            Referent::PersonAgencyOrMunicipality => {
                self.is_person(name) || self.is_agency(name) || self.is_municipality(name)
            }
            Referent::Equipment(kinds) => return self.equipment(name, kinds),
            Referent::Record => self.has_record(name),
            Referent::Incident => return self.incident(name),
        };
        if known { Lookup::Found } else { Lookup::Unknown }
    }

    fn is_person(&self, name: &str) -> bool {
        !self.ledger.knows(Register::People) || self.ledger.people.iter().any(|person| &**person.id == name)
    }

    fn is_agency(&self, name: &str) -> bool {
        !self.ledger.knows(Register::Agencies) || self.ledger.agencies.iter().any(|agency| &**agency.id == name)
    }

    fn is_municipality(&self, name: &str) -> bool {
        !self.ledger.knows(Register::Municipalities)
            || self.ledger.municipalities.iter().any(|municipality| &**municipality.id == name)
    }

    fn equipment(&self, name: &str, kinds: &[EquipmentKind]) -> Lookup {
        let Some(equipment) = self.ledger.equipment.iter().find(|equipment| &**equipment.id == name) else {
            let known = self.ledger.knows(Register::Equipment);
            return if known { Lookup::Unknown } else { Lookup::Found };
        };
        match &equipment.kind {
            Some(kind) if !kinds.contains(kind) && kind.value != EquipmentKind::MunicipalTerminal => {
                Lookup::Other(other_kind(name, kind.value, kinds))
            }
            _ => Lookup::Found,
        }
    }

    fn has_record(&self, id: &str) -> bool {
        self.paths.contains(id) || (self.exists)(id)
    }

    fn incident(&self, name: &str) -> Lookup {
        let file = name.rsplit('/').next().unwrap_or(name);
        if !self.has_record(name) {
            Lookup::Unknown
        } else if file.get(2..).is_some_and(|rest| rest.starts_with("-incident")) {
            Lookup::Found
        } else {
            Lookup::Other(Text::new(
                format!("「{}」は事故等(incident)の記録ではありません。", shorten(name)),
                format!("`{}` is no incident's record.", shorten(name)),
            ))
        }
    }
}

fn other_kind(name: &str, kind: EquipmentKind, kinds: &[EquipmentKind]) -> Text {
    let wanted = kinds.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(", ");
    let (name, kind) = (shorten(name), kind.word());
    Text::new(
        format!("「{name}」は{kind}です。ここには{wanted}を書きます。"),
        format!("`{name}` is a {kind}; this wants: {wanted}."),
    )
}

fn unknown(mention: &Mention) -> Text {
    let name = shorten(&mention.name);
    let (ja, en) = match mention.wanted {
        Referent::Person => ("職員", "person"),
        Referent::Agency => ("関係機関", "agency"),
        Referent::Municipality => ("町村", "municipality"),
        Referent::PersonOrAgency => ("職員・関係機関", "person or agency"),
        Referent::MunicipalityOrAgency => ("町村・関係機関", "municipality or agency"),
        Referent::PersonAgencyOrMunicipality => ("職員・関係機関・町村", "person, agency or municipality"),
        Referent::Equipment(_) => ("機器等", "equipment"),
        Referent::Record => ("記録", "record"),
        Referent::Incident => ("事故等の記録", "incident's record"),
    };
    Text::new(format!("「{name}」という{ja}はありません。"), format!("there is no {en} `{name}`."))
}
