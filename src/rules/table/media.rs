//! Appended table, backup media: a medium is stored each period, in a rack.

use jiff::civil::Date;

use crate::model::citation::Citation;
use crate::model::id::Id;
use crate::model::record::Content;
use crate::model::register::{Equipment, EquipmentKind, Register};
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::settings::Owed;
use crate::model::text::Text;
use crate::rules::bench::{Bench, Docket};
use crate::rules::obligation::Duty;
use crate::rules::scheduled::Scheduled;

pub static NOT_STORED: Rule = Rule {
    id: "media-not-stored",
    citation: Citation::TableMedia,
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("記録媒体が格納されていません", "no backup medium stored"),
    why: Text::fixed(
        "バックアップは定期に行い、媒体を施錠可能なラックへ格納します(別表)。頻度は運用基準です。",
        "Backups are made regularly and their media put away (appended table). How often is the house's own standard.",
    ),
    remedy: Text::fixed(
        "媒体を格納し、media の記録を作ってください。過ぎた期間の分は取り戻せません。",
        "Store a medium and record it; a period that has passed cannot be made up for.",
    ),
};

pub static NOT_IN_RACK: Rule = Rule {
    id: "media-not-in-rack",
    citation: Citation::TableMedia,
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("記録媒体がラック以外に置かれています", "a medium not in a rack"),
    why: Text::fixed(
        "記録媒体は施錠可能なラック内へ格納します(別表)。",
        "Media go into a lockable rack (appended table).",
    ),
    remedy: Text::fixed(
        "ラックへ移してください。識別子の書き誤りなら、登録したラックの識別子に直します。",
        "Move it into a rack; if the id is mistyped, write that of a registered rack.",
    ),
};

pub fn judge(bench: &Bench<'_>, docket: &mut Docket) {
    for municipality in bench.ledger.entrusting() {
        let place = &municipality.id.value;
        let scheduled = Scheduled {
            duty: Duty::MediaStorage,
            owed: Owed::MediaStorage,
            place,
            subject: None,
            name: Text::fixed("バックアップ用記録媒体の格納", "the storage of a backup medium"),
        };
        scheduled.judge(bench, |day| bench.is_entrusted(place, day), &stored(bench, place), docket);
    }
    if bench.ledger.knows(Register::Equipment) {
        outside_racks(bench, docket);
    }
}

fn stored<'a>(bench: &Bench<'a>, place: &Id) -> Vec<(Date, &'a str)> {
    let mut stored = Vec::new();
    for record in bench.ledger.records.values().filter(|record| record.path.place == *place) {
        let Content::Media(media) = &record.content else {
            continue;
        };
        let days = media
            .stored
            .iter()
            .map(|stored| stored.stored_at.as_ref().map_or_else(|| record.done_on(), |at| at.date()));
        stored.extend(days.filter(|day| bench.has_happened(*day)).map(|day| (day, record.id.as_str())));
    }
    stored
}

fn outside_racks(bench: &Bench<'_>, docket: &mut Docket) {
    // What something of an unreadable kind is has been asked already.
    let may_be_rack = |own: &Equipment| own.kind.as_ref().is_none_or(|kind| kind.value == EquipmentKind::Rack);
    let is_rack = |location: &str| bench.ledger.equipment.iter().any(|own| &**own.id == location && may_be_rack(own));
    for record in bench.records() {
        let Content::Media(media) = &record.content else {
            continue;
        };
        for location in media.stored.iter().filter_map(|stored| stored.location.as_ref()) {
            if !is_rack(location) {
                let message = Text::new(
                    format!("格納場所「{}」はラックではありません。", location.value),
                    format!("`{}` is no rack.", location.value),
                );
                docket.find_in(&NOT_IN_RACK, record, Some(location.span), message);
            }
        }
    }
}
