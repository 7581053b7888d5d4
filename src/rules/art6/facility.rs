//! Article 6(2) and (3): what the facility manager reports, and what is inspected at the data centre.

use jiff::civil::Date;

use super::may_be_facility_manager;
use crate::model::citation::Citation;
use crate::model::record::{Compliance, Content, Subject};
use crate::model::register::EquipmentKind;
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::settings::Owed;
use crate::model::text::Text;
use crate::model::word::Word;
use crate::rules::art4::inspections;
use crate::rules::bench::{Bench, Docket};
use crate::rules::obligation::Duty;
use crate::rules::scheduled::Scheduled;
use crate::rules::words;

pub static REPORT_MISSING: Rule = Rule {
    id: "facility-report-missing",
    citation: Citation::paragraph(6, 3),
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("施設管理者の報告がありません", "no report from the facility manager"),
    why: Text::fixed(
        "管理者は、遵守状況について定期に、又は随時に報告を求めなければなりません(第6条第3項)。頻度は運用基準です。",
        "The manager must have it reported how things are kept (Art. 6(3)). How often is the house's own standard.",
    ),
    remedy: Text::fixed(
        "施設管理者に報告を求め、受けたら報告(report)の記録を作ってください。",
        "Ask the facility manager for the report, and record it when it comes.",
    ),
};

pub static REPORT_NOT_COMPLIANT: Rule = Rule {
    id: "facility-report-not-compliant",
    citation: Citation::paragraph(6, 3),
    basis: Basis::Regulation,
    severity: Severity::Warning,
    title: Text::fixed("遵守されていないとの報告です", "a report of what is not kept"),
    why: Text::fixed(
        "守られていない事項があれば、管理者は措置を指示しなければなりません。",
        "What is reported as not kept calls for an instruction.",
    ),
    remedy: Text::fixed(
        "施設管理者に改善を指示し、次の報告で確かめてください。",
        "Instruct the facility manager, and look for it in the next report.",
    ),
};

pub static INSPECTION_MISSING: Rule = Rule {
    id: "facility-inspection-missing",
    citation: Citation::paragraph(6, 3),
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("施設の点検がありません", "facility not inspected"),
    why: Text::fixed(
        "管理者は施設の点検を実施しなければなりません(第6条第3項)。頻度は運用基準です。",
        "The manager must inspect the facility (Art. 6(3)). How often is the house's own standard.",
    ),
    remedy: Text::fixed(
        "施設を点検し、点検(inspection)の記録を作ってください。",
        "Inspect the facility, and record the inspection.",
    ),
};

pub static EQUIPMENT_INSPECTION_MISSING: Rule = Rule {
    id: "equipment-inspection-missing",
    citation: Citation::paragraph(6, 2),
    basis: Basis::Policy,
    severity: Severity::Violation,
    title: Text::fixed("サーバの点検がありません", "server not inspected"),
    why: Text::fixed(
        "別表のとおり管理されているかは、点検しなければ分かりません。頻度は運用基準です。",
        "Whether a server is kept as the appended table says shows only by looking. How often is the house's own standard.",
    ),
    remedy: Text::fixed(
        "別表の各項目を点検し、点検(inspection)の記録を作ってください。",
        "Inspect every item of the appended table, and record the inspection.",
    ),
};

pub fn judge(bench: &Bench<'_>, docket: &mut Docket) {
    reports(bench, docket);
    inspections_owed(bench, docket);
    for record in bench.records() {
        let Content::Report(report) = &record.content else {
            continue;
        };
        let Some(compliance) = report.compliance.as_ref() else {
            continue;
        };
        match compliance.value {
            Compliance::Full => {}
            Compliance::Partial | Compliance::None => {
                let word = compliance.value.word();
                let message = Text::new(
                    format!("施設管理者の報告で、遵守の状況が「{word}」とされています。"),
                    format!("the facility manager reports compliance as `{word}`."),
                );
                docket.find_in(&REPORT_NOT_COMPLIANT, record, Some(compliance.span), message);
            }
        }
    }
}

fn reports(bench: &Bench<'_>, docket: &mut Docket) {
    let Some(place) = bench.ledger.trustee() else { return };
    let name = Text::fixed("施設管理者からの報告", "a report from the facility manager");
    let done: Vec<(Date, &str)> = bench
        .records()
        .filter_map(|record| {
            let Content::Report(report) = &record.content else {
                return None;
            };
            may_be_facility_manager(bench, &report.from).then_some((record.done_on(), record.id.as_str()))
        })
        .collect();
    let scheduled = Scheduled { duty: Duty::FacilityReport, owed: Owed::FacilityReport, place, subject: None, name };
    scheduled.judge(bench, |_| true, &done, docket);
}

fn inspections_owed(bench: &Bench<'_>, docket: &mut Docket) {
    let Some(place) = bench.ledger.trustee() else { return };
    let facility = Scheduled {
        duty: Duty::FacilityInspection,
        owed: Owed::FacilityInspection,
        place,
        subject: None,
        name: Text::fixed("施設の点検", "a facility inspection"),
    };
    facility.judge(bench, |_| true, &inspections(bench, Subject::Facility, None), docket);
    for server in bench.ledger.equipment_of(EquipmentKind::Server) {
        let name = words::name(bench.ledger, &server.id);
        let scheduled = Scheduled {
            duty: Duty::EquipmentInspection,
            owed: Owed::EquipmentInspection,
            place,
            subject: Some(&server.id),
            name: Text::new(format!("{}の点検", name.ja), format!("an inspection of {}", name.en)),
        };
        let done = inspections(bench, Subject::Equipment, Some(&server.id));
        scheduled.judge(bench, |day| server.in_use.holds(day), &done, docket);
    }
}
