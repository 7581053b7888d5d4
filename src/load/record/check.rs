//! check

use super::super::table::Table;
use super::super::value::{any_text, count, date, time, word};
use super::{MEDIUM, TERMINAL, incident_id, person};
use crate::load::value::id_of;
use crate::model::record::{Backup, BackupResult, Check, Transmission, TransmissionResult};
use crate::model::source::Field;
use crate::model::text::Text;

pub fn check(table: &mut Table<'_>) -> Check {
    if !table.has("backup") && !table.has("transmission") {
        table.missing(Text::fixed(
            "[[backup]] か [[transmission]] が少なくとも一つ要ります。",
            "a check has at least one [[backup]] or [[transmission]].",
        ));
    }
    Check {
        operator: table.need("operator", person),
        terminal: table.need("terminal", id_of(TERMINAL)),
        checked_at: table.need("checked_at", time),
        backups: table.tables("backup", backup),
        transmissions: table.tables("transmission", transmission),
    }
}

fn backup(table: &mut Table<'_>) -> Backup {
    let run = table.need("run", date);
    let result = table.need("result", word::<BackupResult>);
    if result.as_ref().is_some_and(|result| result.is_good()) {
        table.demand("finished_at");
    }
    let backup = Backup {
        span: table.span,
        finished_at: table.may("finished_at", time),
        size_mb: table.may("size_mb", count),
        medium: table.may("medium", id_of(MEDIUM)),
        incident: table.may("incident", incident_id),
        note: table.may("note", any_text),
        run,
        result,
    };
    let finished_on = day(&backup.finished_at);
    table.reading.in_order(
        &backup.run,
        &finished_on,
        Text::fixed("終了が実行日より前です。", "it finished before its own day."),
    );
    backup
}

fn transmission(table: &mut Table<'_>) -> Transmission {
    let run = table.need("run", date);
    let result = table.need("result", word::<TransmissionResult>);
    if result
        .as_ref()
        .is_some_and(|result| matches!(result.value, TransmissionResult::Ok | TransmissionResult::Partial))
    {
        table.demand("sent_at");
    }
    let transmission = Transmission {
        span: table.span,
        sent_at: table.may("sent_at", time),
        sort: table.may("sort", word),
        items: table.may("items", count),
        accepted: table.may("accepted", count),
        pending: table.may("pending", count),
        incident: table.may("incident", incident_id),
        note: table.may("note", any_text),
        run,
        result,
    };
    let sent_on = day(&transmission.sent_at);
    table.reading.in_order(
        &transmission.run,
        &sent_on,
        Text::fixed("送信が実行日より前です。", "it was sent before its own day."),
    );
    transmission
}

fn day(field: &Field<jiff::civil::DateTime>) -> Field<jiff::civil::Date> {
    field.as_ref().map(|at| crate::model::source::At { value: at.value.date(), span: at.span })
}
