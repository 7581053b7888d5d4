//! Article 7(1) and (2): a designation is made by the manager, and says what it is for.

use crate::model::citation::Citation;
use crate::model::id::Id;
use crate::model::register::{Designation, Duty, Register};
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::text::Text;
use crate::rules::bench::{Bench, Docket};
use crate::rules::words;

pub static SCOPE_UNDEFINED: Rule = Rule {
    id: "scope-undefined",
    citation: Citation::paragraph(7, 2),
    basis: Basis::Regulation,
    severity: Severity::Error,
    title: Text::fixed("操作者の事務の範囲がありません", "a designation without duties"),
    why: Text::fixed(
        "管理者は、操作者が処理できる事務の範囲を明確にしなければなりません(第7条第2項)。",
        "The manager must make clear what an operator may do (Art. 7(2)).",
    ),
    remedy: Text::fixed("duties に事務の範囲を書いてください。", "Write what it is for in `duties`."),
};

pub static NOT_BY_MANAGER: Rule = Rule {
    id: "designation-not-by-manager",
    citation: Citation::paragraph(7, 1),
    basis: Basis::Regulation,
    severity: Severity::Error,
    title: Text::fixed("管理者でない者が操作者を指定しています", "designated by another than the manager"),
    why: Text::fixed(
        "操作者を指定できるのは管理者です(第7条第1項)。",
        "It is the manager who designates operators (Art. 7(1)).",
    ),
    remedy: Text::fixed(
        "by をその日の管理者に直すか、管理者が改めて指定してください。",
        "Correct `by` to the manager of that day, or have the manager designate anew.",
    ),
};

pub fn judge(bench: &Bench<'_>, docket: &mut Docket) {
    for designation in &bench.ledger.designations {
        if designation.duties.is_empty() && !designation.duties_unread {
            let message = Text::fixed(
                "操作者の指定に、事務の範囲(duties)がありません。",
                "the designation does not say what it is for (`duties`).",
            );
            docket.find_entry(&SCOPE_UNDEFINED, bench, Register::People, designation.span, &designation.term, message);
        }
        made_by(bench, designation, docket);
    }
}

fn made_by(bench: &Bench<'_>, designation: &Designation, docket: &mut Docket) {
    let (Some(by), Some(from)) = (&designation.by, &designation.term.from) else {
        return;
    };
    if !bench.may_be_manager(by, from.value) {
        let (name, day) = (words::name(bench.ledger, by), words::date(from.value));
        let message = Text::new(
            format!("指定した{}は、{}の管理者ではありません。", name.ja, day.ja),
            format!("{}, who designated, is not the manager of {}.", name.en, day.en),
        );
        docket.find_entry(&NOT_BY_MANAGER, bench, Register::People, by.span, &designation.term, message);
    }
}

impl Designation {
    /// Whether it may be this person's: one that names somebody unknown has been reported, and may be anybody's.
    pub fn may_be_of(&self, bench: &Bench<'_>, person: &Id) -> bool {
        self.person.as_ref().is_none_or(|own| own.value == *person || bench.ledger.person(own).is_none())
    }

    /// Whether it covers a duty. Without duties, or with one that cannot be read, that has been reported.
    pub fn covers_duty(&self, duty: Duty) -> bool {
        self.duties_unread || self.duties.is_empty() || self.duties.iter().any(|own| own.value == duty)
    }

    /// Whether it covers a municipality. One that is not registered has been reported, and may be any.
    pub fn covers_place(&self, bench: &Bench<'_>, place: &Id) -> bool {
        let is_it = |own: &crate::model::At<Id>| own.value == *place || bench.ledger.municipality(own).is_none();
        self.places.as_ref().is_none_or(|places| places.iter().any(is_it))
    }
}
