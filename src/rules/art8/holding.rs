//! Article 8(1) and (2): every operator has a password, there is a management password, and a procedure for both.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::model::citation::Citation;
use crate::model::id::Id;
use crate::model::record::PasswordKind;
use crate::model::register::{DocumentKind, Register};
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::text::Text;
use crate::rules::bench::{Bench, Docket};
use crate::rules::table::maintenance::document_gaps;
use crate::rules::time::spells;
use crate::rules::words;

pub static INDIVIDUAL_MISSING: Rule = Rule {
    id: "individual-password-missing",
    citation: Citation::paragraph(8, 1),
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("操作者に個別パスワードがありません", "an operator without an individual password"),
    why: Text::fixed(
        "個別パスワードがなければ、誰が操作したかを識別できません(第8条第1項)。",
        "Without an individual password nobody can tell who operated (Art. 8(1)).",
    ),
    remedy: Text::fixed(
        "管理者が付与し、その事実だけを password の記録に書いてください。",
        "Have the manager issue one, and record the event alone.",
    ),
};

pub static MANAGEMENT_MISSING: Rule = Rule {
    id: "management-password-missing",
    citation: Citation::paragraph(8, 1),
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("管理パスワードがありません", "no management password"),
    why: Text::fixed(
        "個別パスワードを管理する管理パスワードを設定しなければなりません(第8条第1項)。",
        "There must be a management password for the individual ones (Art. 8(1)).",
    ),
    remedy: Text::fixed(
        "管理者が設定し、その事実だけを password の記録に書いてください。",
        "Have the manager set one, and record the event alone.",
    ),
};

pub static PROCEDURE_MISSING: Rule = Rule {
    id: "password-procedure-missing",
    citation: Citation::paragraph(8, 2),
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("パスワードの運用方法が定められていません", "no procedure for passwords"),
    why: Text::fixed(
        "管理者は、パスワードの設定、更新等の運用方法を定めなければなりません(第8条第2項)。",
        "The manager must lay down how passwords are set and renewed (Art. 8(2)).",
    ),
    remedy: Text::fixed(
        "運用方法を定め、documents.toml に password-procedure として登録してください。",
        "Lay it down, and register it in documents.toml as `password-procedure`.",
    ),
};

pub fn judge(bench: &Bench<'_>, docket: &mut Docket) {
    let Some(trustee) = bench.ledger.trustee() else { return };
    if bench.ledger.knows(Register::People) {
        for person in operators(bench) {
            for day in spells(bench, |day| lacks(bench, person, day)) {
                docket.find_duty(&INDIVIDUAL_MISSING, trustee, day, individual(bench, person, day));
            }
        }
    }
    for day in spells(bench, |day| !bench.passwords.any_in_force(PasswordKind::Management, day)) {
        docket.find_duty(
            &MANAGEMENT_MISSING,
            trustee,
            day,
            from(day, "管理パスワードが設定されていません", "no management password is in force"),
        );
    }
    for day in document_gaps(bench, DocumentKind::PasswordProcedure) {
        docket.find_duty(
            &PROCEDURE_MISSING,
            trustee,
            day,
            from(day, "パスワードの運用方法が定められていません", "no procedure for passwords is in force"),
        );
    }
}

/// The registered people who are designated at some time.
fn operators<'a>(bench: &Bench<'a>) -> BTreeSet<&'a Id> {
    let named = bench.ledger.designations.iter().filter_map(|designation| designation.person.as_ref());
    named.map(|person| &person.value).filter(|person| bench.ledger.person(person).is_some()).collect()
}

fn lacks(bench: &Bench<'_>, person: &Id, day: Date) -> bool {
    is_designated(bench, person, day) && !bench.passwords.in_force((PasswordKind::Individual, person), day)
}

pub fn is_designated(bench: &Bench<'_>, person: &Id, day: Date) -> bool {
    let own = |designation: &&crate::model::register::Designation| {
        designation.person.as_ref().is_some_and(|own| own.value == *person)
    };
    bench.ledger.designations.iter().filter(own).any(|designation| designation.term.holds(day))
}

fn individual(bench: &Bench<'_>, person: &Id, day: Date) -> Text {
    let name = words::name(bench.ledger, person);
    from(
        day,
        &format!("操作者の{}に有効な個別パスワードがありません", name.ja),
        &format!("{}, an operator, has no individual password in force", name.en),
    )
}

fn from(day: Date, ja: &str, en: &str) -> Text {
    let day = words::date(day);
    Text::new(format!("{}から、{ja}。", day.ja), format!("from {}, {en}.", day.en))
}
