//! Article 9: a municipality's own terminals are its own care.

use crate::model::citation::Citation;
use crate::model::register::EquipmentKind;
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::text::Text;

use super::bench::{Bench, Docket};

pub static BEYOND_REMIT: Rule = Rule {
    id: "beyond-remit",
    citation: Citation::article(9),
    basis: Basis::Regulation,
    severity: Severity::Error,
    title: Text::fixed("関係町村の端末機が書かれています", "a municipality's own terminal"),
    why: Text::fixed(
        "端末機の管理とデータ保護は、関係町村が必要な措置を講じます(第9条)。受託町の記録には書きません。",
        "The municipalities see to their own terminals (Art. 9); the trustee keeps no record of them.",
    ),
    remedy: Text::fixed(
        "受託町の機器に直すか、その記録を関係町村に引き継いでください。",
        "Name the trustee's own equipment, or hand the matter to the municipality.",
    ),
};

pub fn judge(bench: &Bench<'_>, docket: &mut Docket) {
    for record in bench.ledger.records.values() {
        for named in &record.equipment {
            let kind = bench.ledger.equipment(named).and_then(|equipment| equipment.kind.as_ref());
            if kind.is_some_and(|kind| kind.value == EquipmentKind::MunicipalTerminal) {
                let message = Text::new(
                    format!("「{}」は関係町村の端末機です。その管理は関係町村が行います。", named.value),
                    format!("`{}` is a municipality's own terminal, which is that municipality's care.", named.value),
                );
                docket.find_in(&BEYOND_REMIT, record, Some(named.span), message);
            }
        }
    }
}
