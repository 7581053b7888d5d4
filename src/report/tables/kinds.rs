//! What records say, a table a kind: a row a record with the keys of its top, and for each list of tables in it a table with a row an
//! entry. Together they hold every value of every record, so that the records can be made from them again.

use std::borrow::Cow;

use crate::model::record::Record;
use crate::model::{Kind, Text, Word};
use crate::report::brief::Brief;
use crate::report::labels;
use crate::report::values::{self, Part, Value};

use super::{Cell, Table};

pub struct KindTable {
    pub kind: Kind,
    /// The list of tables in the record whose entries are told; `""` of the record itself.
    pub part: &'static str,
    /// 確認, 確認・バックアップ
    pub title: String,
    /// What the columns are called.
    pub labels: Vec<String>,
    /// Under the keys' own names.
    pub table: Table,
}

/// What is written where a text is there and empty: a blank cell says that the key is not there.
pub const EMPTY: &str = "\"\"";

/// In the order of the kinds, each kind's own table first.
pub fn tables(brief: &Brief<'_>, records: &[&Record]) -> Vec<KindTable> {
    let mut tables = Vec::new();
    for kind in Kind::ALL {
        let of_kind: Vec<(&Record, Vec<Part>)> = records
            .iter()
            .filter(|record| record.kind() == *kind)
            .map(|record| (*record, values::parts(record)))
            .collect();
        if !of_kind.is_empty() {
            tables.push(whole(brief, *kind, &of_kind));
            tables.extend(lists(&of_kind).into_iter().map(|part| list(brief, *kind, part, &of_kind)));
        }
    }
    tables
}

/// The lists of tables that any of the records has.
fn lists(records: &[(&Record, Vec<Part>)]) -> Vec<&'static str> {
    let mut lists = Vec::new();
    for part in records.iter().flat_map(|(_, parts)| parts).filter(|part| part.is_list) {
        if !lists.contains(&part.table) {
            lists.push(part.table);
        }
    }
    // A correction speaks of all that stands above it.
    lists.sort_by_key(|table| *table == "correction");
    lists
}

type Column = (&'static str, &'static str);

fn whole(brief: &Brief<'_>, kind: Kind, records: &[(&Record, Vec<Part>)]) -> KindTable {
    let own = |parts: &'_ [Part]| -> Vec<(Column, Cell)> {
        let own = parts.iter().filter(|part| !part.is_list);
        own.flat_map(|part| part.pairs.iter().map(|(key, value)| ((part.table, *key), cell(value.as_ref())))).collect()
    };
    let rows = records.iter().map(|(record, parts)| (*record, own(parts))).collect();
    made(brief, kind, "", rows)
}

fn list(brief: &Brief<'_>, kind: Kind, table: &'static str, records: &[(&Record, Vec<Part>)]) -> KindTable {
    let entries = records.iter().flat_map(|(record, parts)| {
        let parts = parts.iter().filter(|part| part.is_list && part.table == table);
        parts.map(|part| {
            let cells = part.pairs.iter().map(|(key, value)| (("", *key), cell(value.as_ref())));
            (*record, cells.collect())
        })
    });
    made(brief, kind, table, entries.collect())
}

fn made(brief: &Brief<'_>, kind: Kind, part: &'static str, rows: Vec<(&Record, Vec<(Column, Cell)>)>) -> KindTable {
    let mut known: Vec<Column> = Vec::new();
    for (column, _) in rows.iter().flat_map(|(_, cells)| cells) {
        if !known.contains(column) {
            known.push(*column);
        }
    }
    known.sort_by_key(|(table, _)| ["", "recovery", "prevention", "closed"].iter().position(|own| own == table));
    let of = |table| if part.is_empty() { table } else { part };
    let labels = std::iter::once(values::label("", "record"))
        .chain(known.iter().map(|(table, key)| values::label(of(table), key)))
        .map(|label| brief.say(&label));
    let key = |(table, key): &Column| if table.is_empty() { (*key).into() } else { format!("{table}.{key}").into() };
    let cells = |(record, cells): &(&Record, Vec<(Column, Cell)>)| {
        let of =
            |column: &Column| cells.iter().find(|(own, _)| own == column).map_or(Cell::Blank, |(_, own)| own.clone());
        std::iter::once(Cell::text(&record.id)).chain(known.iter().map(of)).collect()
    };
    KindTable {
        kind,
        part,
        title: brief.say(&title(kind, part)),
        labels: labels.collect(),
        table: Table {
            columns: std::iter::once(Cow::Borrowed("record")).chain(known.iter().map(key)).collect(),
            rows: rows.iter().map(cells).collect(),
        },
    }
}

/// 確認, 確認・バックアップ
pub fn title(kind: Kind, part: &str) -> Text {
    let part = match part {
        "" => return labels::kind(kind),
        "backup" => Text::fixed("バックアップ", "backup"),
        "transmission" => Text::fixed("送信", "transmission"),
        "contact" => Text::fixed("連絡", "contact"),
        "action" => Text::fixed("対応", "action"),
        "item" => Text::fixed("項目", "item"),
        "stored" => Text::fixed("媒体", "medium"),
        "event" => Text::fixed("内訳", "event"),
        "correction" => Text::fixed("訂正", "correction"),
        other => Text::same(other),
    };
    let kind = labels::kind(kind);
    Text::new(format!("{}・{}", kind.ja, part.ja), format!("{}・{}", kind.en, part.en))
}

fn cell(value: Option<&Value>) -> Cell {
    match value {
        None => Cell::Blank,
        Some(Value::Text(text)) if text.is_empty() => Cell::text(EMPTY),
        Some(Value::Text(text)) => Cell::text(text),
        Some(Value::Number(number)) => {
            usize::try_from(*number).map_or_else(|_| Cell::text(number.to_string()), Cell::Number)
        }
        Some(Value::Flag(flag)) => Cell::text(flag.to_string()),
        Some(Value::Day(day)) => Cell::Day(*day),
        Some(Value::Time(time)) => Cell::Time(*time),
        Some(Value::List(words)) => Cell::text(words.join(" ")),
    }
}
