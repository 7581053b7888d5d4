//! Equipment (機器等): what is in use where and for whom, when it was last looked at, and what was found and is not mended.

mod cells;
mod last;

use serde::Serialize;

use crate::model::register::{Equipment, EquipmentKind, Register};
use crate::model::{At, Citation, Finding, Id, Text};
use crate::rules::deficiency::{self, Deficiency};
use crate::rules::passwords::Passwords;

use super::address;
use super::brief::{Brief, Link, dash, written};
use super::mark::{Mark, Tone};
use super::matters::{self, Matter};
use super::sheet::{Cell, DAYS, Phase, Sheet, SheetRow};

#[derive(Clone, Debug, Serialize)]
pub struct Things {
    pub matters: Vec<Matter>,
    /// What an inspection found and nobody has mended.
    pub deficient: Sheet,
    pub sheets: Vec<Sheet>,
}

const NAME: Text = Text::fixed("名称", "Name");
const PLACE: Text = Text::fixed("設置場所", "Location");
const TOWNS: Text = Text::fixed("対象町村", "Places served");

pub fn report(brief: &Brief<'_>) -> Things {
    let title = |ja, en| Text::fixed(ja, en);
    let sheets = [
        (
            EquipmentKind::ManagementTerminal,
            "terminals",
            title("管理用端末機", "Management terminals"),
            Citation::article(4),
        ),
        (EquipmentKind::Server, "servers", title("サーバ", "Servers"), Citation::TableServer(1)),
        (EquipmentKind::Rack, "racks", title("戸籍専用サーバラック", "Racks"), Citation::TableServer(2)),
        (EquipmentKind::Medium, "media", title("バックアップ用記録媒体", "Backup media"), Citation::TableMedia),
        (EquipmentKind::Program, "programs", title("プログラム", "Programs"), Citation::TableProgram),
        (
            EquipmentKind::MunicipalTerminal,
            "municipal",
            title("関係町村の端末機", "Municipal terminals"),
            Citation::article(9),
        ),
    ];
    Things {
        matters: matters::matters(brief, concerns),
        deficient: deficient(brief),
        sheets: sheets.map(|(kind, anchor, title, citation)| sheet(brief, kind, anchor, &title, citation)).into(),
    }
}

/// What is written in the register, and what rests on it.
fn concerns(finding: &Finding) -> bool {
    let is_written_there = finding.path().is_some_and(|path| path == Register::Equipment.path());
    const OTHERS: [&str; 3] = ["equipment-inspection-missing", "equipment-not-in-use", "remedy-overdue"];
    let rests_on_it = match finding.citation {
        Citation::Article { article: 4 | 9, .. }
        | Citation::TableServer(_)
        | Citation::TableMedia
        | Citation::TableProgram => true,
        Citation::Article { .. } | Citation::Supplementary | Citation::Ledger => OTHERS.contains(&finding.rule.id),
    };
    is_written_there || rests_on_it
}

fn sheet(brief: &Brief<'_>, kind: EquipmentKind, anchor: &'static str, title: &Text, citation: Citation) -> Sheet {
    let passwords = Passwords::of(brief.ledger, brief.as_of());
    let rows = brief.ledger.equipment_of(kind).map(|own| {
        let mut cells =
            vec![Cell::text(format!("{} ({})", written(&own.name), own.id.value)), Cell::text(written(&own.location))];
        if cells::has_towns(kind) {
            cells.push(Cell::text(towns(brief, own)));
        }
        let row = brief.entry(&own.in_use, cells, cells::cells(brief, kind, own, &passwords));
        SheetRow { mark: in_use(brief, own), ..row }
    });
    let towns = cells::has_towns(kind).then_some(TOWNS);
    let columns: Vec<Text> = [NAME, PLACE].into_iter().chain(towns).chain([DAYS]).chain(cells::columns(kind)).collect();
    let note = (kind == EquipmentKind::MunicipalTerminal).then(|| {
        brief.word(
            "管理とデータの保護は関係町村の責務であり、受託町は点検も記録もしません。",
            "Their care is the municipalities' own: the trustee neither inspects them nor keeps records of them.",
        )
    });
    Sheet { citation: Some(brief.citation(citation)), note, ..brief.sheet(anchor, title, &columns, rows.collect()) }
}

fn in_use(brief: &Brief<'_>, own: &Equipment) -> Mark {
    if own.kind.as_ref().is_some_and(|kind| kind.value == EquipmentKind::MunicipalTerminal) {
        return brief.mark(Tone::None, "関係町村の責務", "the municipality's own care");
    }
    match brief.phase(&own.in_use) {
        Phase::Now => brief.mark(Tone::Good, "使用中", "in use"),
        Phase::Ahead => brief.mark(Tone::Wait, "使用前", "not yet in use"),
        Phase::Past => brief.mark(Tone::None, "使用終了", "out of use"),
    }
}

fn towns(brief: &Brief<'_>, own: &Equipment) -> String {
    let names = |ids: &[At<Id>]| ids.iter().map(|id| brief.name(&id.value)).collect::<Vec<_>>();
    own.places.as_deref().map_or_else(|| brief.all_places(), |ids| names(ids).join(brief.comma()))
}

fn deficient(brief: &Brief<'_>) -> Sheet {
    const COLUMNS: [Text; 5] = [
        NAME,
        Text::fixed("項目", "Item"),
        Text::fixed("内容", "What"),
        Text::fixed("是正の期限", "To be remedied by"),
        Text::fixed("点検の記録", "Inspection"),
    ];
    let row = |found: Deficiency<'_>| {
        let due = found.item.remedy_due.as_ref().map(|due| due.value);
        let is_over = due.is_some_and(|due| due < brief.as_of());
        let record = Link { text: brief.date(found.record.done_on()), href: Some(address::record(found.record)) };
        SheetRow {
            mark: if is_over {
                brief.mark(Tone::Bad, "期限超過", "overdue")
            } else {
                brief.mark(Tone::Look, "期限内", "not yet due")
            },
            cells: vec![
                Cell::text(brief.named(&found.inspection.target)),
                Cell::text(written(&found.item.id)),
                Cell::text(written(&found.item.note)),
                Cell::text(due.map_or_else(dash, |due| brief.date(due))),
                Cell::link(record),
            ],
            is_past: false,
        }
    };
    let rows = deficiency::open(brief.ledger, brief.as_of()).filter(|found| brief.is_shown(found.record)).map(row);
    brief.sheet("deficient", &Text::fixed("直っていない不備", "Deficiencies not mended"), &COLUMNS, rows.collect())
}
