//! What the registers hold, as of the day, that words of the regulation call for.

use crate::model::Citation;
use crate::model::register::{DocumentKind, EquipmentKind, Register, Role, Term};
use crate::report::address;
use crate::report::brief::{Brief, Link};

use super::EvidenceRow;

pub fn registered(brief: &Brief<'_>, citation: Citation) -> Vec<(Register, EvidenceRow)> {
    let ledger = brief.ledger;
    let holds = |term: &Term| term.holds(brief.as_of());
    let appointed = |role: Role| {
        let own = ledger.appointments.iter().filter(move |own| own.role.as_ref().is_some_and(|own| own.value == role));
        own.filter(|own| holds(&own.term)).count()
    };
    let in_force = |kind: DocumentKind| {
        let own = ledger.documents.iter().filter(move |own| own.kind.as_ref().is_some_and(|own| own.value == kind));
        own.filter(|own| holds(&own.term)).count()
    };
    let in_use = |kind: EquipmentKind| ledger.equipment_of(kind).filter(|own| holds(&own.in_use)).count();
    let row = |register, ja, en, number, href: String| {
        (
            register,
            EvidenceRow {
                kind: brief.word(ja, en),
                number,
                places: vec![Link { text: brief.word("登録簿", "register"), href: Some(href) }],
            },
        )
    };
    let people = |anchor: &str| format!("{}#{anchor}", address::PEOPLE);
    let things = |anchor: &str| format!("{}#{anchor}", address::EQUIPMENT);
    match citation {
        Citation::Article { article: 1, .. } => {
            let number = ledger.entrusting().filter(|town| holds(&town.entrusted)).count();
            let href = format!("{}#matrix", address::OVERVIEW);
            vec![row(Register::Municipalities, "受託している町村", "Entrusting municipalities", number, href)]
        }
        Citation::Article { article: 4, .. } => {
            let number = in_use(EquipmentKind::ManagementTerminal);
            vec![row(Register::Equipment, "管理用端末機の登録", "Terminals registered", number, things("terminals"))]
        }
        Citation::Article { article: 5, paragraph: Some(_), .. } => {
            let number = appointed(Role::Manager);
            vec![row(Register::People, "管理者の任命", "Manager appointed", number, people("manager"))]
        }
        Citation::Article { article: 7, paragraph: Some(1 | 2), .. } => {
            let number = ledger.designations.iter().filter(|own| holds(&own.term)).count();
            vec![row(Register::People, "操作者の指定", "Operators designated", number, people("operators"))]
        }
        Citation::Article { article: 8, paragraph: Some(2), .. } => {
            let number = in_force(DocumentKind::PasswordProcedure);
            vec![row(Register::Documents, "パスワードの運用方法", "Password procedure", number, people("documents"))]
        }
        Citation::Article { article: 9, .. } => {
            let number = in_use(EquipmentKind::MunicipalTerminal);
            vec![row(Register::Equipment, "関係町村の端末機の登録", "Municipal terminals", number, things("municipal"))]
        }
        Citation::TableServer(3) => {
            let number = in_force(DocumentKind::MaintenanceStandard);
            vec![row(Register::Documents, "管理基準", "Maintenance standard", number, people("documents"))]
        }
        Citation::TableServer(4) => {
            let number = appointed(Role::ServerHandler);
            vec![row(Register::People, "取扱職員の任命", "Handlers appointed", number, people("handlers"))]
        }
        Citation::Article { .. }
        | Citation::TableServer(_)
        | Citation::TableMedia
        | Citation::TableProgram
        | Citation::Supplementary
        | Citation::Ledger => Vec::new(),
    }
}
