//! Records in the making: what a row says, and the text that rows of one record become.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::cell::Origin;
use super::keys;
use super::mapping::{Fill, Table};
use super::row::{Entry, Row};
use super::said::{Fault, Said};
use super::{Draft, Line, Problem};
use crate::load::shorten;
use crate::model::{Kind, Slot, Text, Word};

/// What a row says, and of which record; `None` where it says nothing.
pub fn making(row: &Row<'_>, table: &Table, fills: &[Fill], problems: &mut Vec<Problem>) -> Option<Making> {
    let cells = &row.sheet.rows[row.row];
    if cells.iter().all(|cell| cell.is_blank()) || table.leaves_out(cells) {
        return None;
    }
    let mut problem = |column: usize, message: Text| {
        problems.push(Problem { origin: row.origin(column), message, line: None });
    };
    let mut entries = row.entries(fills);
    if table.kind == Kind::Check && !row.how.is_exact {
        in_order(&mut entries);
    }
    let (mut record, mut place) = (None, String::new());
    if row.how.is_exact {
        let id = row.cell("record").shown();
        let slot = Slot::parse(&format!("records/{id}.toml"));
        if !matches!(slot, Some(Slot::Record(path)) if path.kind == table.kind) {
            let shown = shorten(&id);
            problem(
                0,
                Text::new(
                    format!("「{shown}」はこの種類の記録の識別子ではありません。"),
                    format!("`{shown}` is no id of such a record."),
                ),
            );
            return None;
        }
        record = Some(id);
    } else if entries.is_empty() {
        if let Some((column, message)) = row.undated(fills) {
            problem(column, message);
        }
        return None;
    } else if let Some(from) = &table.place {
        let column = from.column.as_ref().and_then(|name| row.headings.column(name)).unwrap_or_default();
        match row.written(from) {
            None => problem(column, Text::fixed("町村が空です。", "the municipality is blank.")),
            Some(cell) => match row.how.id(&cell.shown()) {
                Ok(id) => place = id,
                Err(message) => problem(column, message),
            },
        }
    }
    let rows = BTreeMap::from([((row.rank, row.sheet.cited.clone()), vec![row.row + 1])]);
    let origin = row.origin(0);
    Some(Making { kind: table.kind, record, place, origin, rows, entries })
}

/// Nobody confirms a run before it ended: such a row is of the day after the run, or of the day before the check.
fn in_order(entries: &mut [Entry]) {
    let said = entries.iter().flat_map(|entry| &entry.said);
    let Some(checked) = said.filter(|said| said.target.is_own_time(Kind::Check)).find_map(|said| said.time) else {
        return;
    };
    let is_later = |said: &&mut Said| said.time.is_some_and(|at| at > checked);
    for said in entries.iter_mut().flat_map(|entry| &mut entry.said).filter(is_later) {
        let at = crate::rules::words::time(checked);
        said.fault = Some(Fault::of_cell(Text::new(
            format!("確認({})より後です。前の日の回なら、対応表の run とこの時刻に days = -1 を書きます。", at.ja),
            format!(
                "this is after the check ({}); for runs of the day before, write `days = -1` beside `run` and this time in the mapping.",
                at.en
            ),
        )));
    }
}

/// A record in the making.
pub struct Making {
    pub kind: Kind,
    pub record: Option<String>,
    pub place: String,
    pub origin: Origin,
    /// Its rows, from 1, by sheet.
    pub rows: BTreeMap<(usize, String), Vec<usize>>,
    pub entries: Vec<Entry>,
}

impl Making {
    /// Whether another row tells of the same: of the same check another run.
    pub fn is_also(&self, other: &Making) -> bool {
        if let (Some(own), Some(record)) = (&self.record, &other.record) {
            return self.kind == other.kind && own == record;
        }
        let has_list = |own: &Making| own.entries.iter().any(|entry| entry.table.is_some_and(|table| table.repeats));
        (self.record.is_none() && other.record.is_none())
            && (self.kind, &self.place, self.day()) == (other.kind, &other.place, other.day())
            && (self.day().is_some() && has_list(self) && has_list(other))
            && self.head().eq(other.head())
    }

    /// Its own keys, those of lists apart.
    fn head(&self) -> impl Iterator<Item = (String, &str)> {
        let own = self.entries.iter().filter(|entry| entry.table.is_none_or(|table| !table.repeats));
        own.flat_map(|entry| &entry.said).map(|said| (said.target.path(), said.literal.as_str()))
    }

    pub fn take(&mut self, other: Making) {
        for (sheet, rows) in other.rows {
            self.rows.entry(sheet).or_default().extend(rows);
        }
        let has_top = self.entries.iter().any(|entry| entry.table.is_none_or(|table| !table.repeats));
        let is_new = |entry: &Entry| !has_top || entry.table.is_some_and(|table| table.repeats);
        self.entries.extend(other.entries.into_iter().filter(is_new));
    }

    /// Rows of one record have this in common.
    pub fn gathered_by(&self) -> String {
        let day = self.day().map(|day| day.to_string());
        let own = self.record.clone().or(day).unwrap_or_default();
        format!("{}\t{}\t{own}", self.kind.word(), self.place)
    }

    pub fn day(&self) -> Option<Date> {
        let said = self.entries.iter().flat_map(|entry| &entry.said);
        said.filter(|said| said.target.is_own_time(self.kind)).find_map(|said| said.time).map(|at| at.date())
    }

    /// The file's text, marked as migrated at its head.
    pub fn drafted(self) -> Draft {
        let sources = self.rows.iter().map(|((_, sheet), rows)| {
            let rows: Vec<String> = rows.iter().map(ToString::to_string).collect();
            format!("{sheet}!{}", rows.join(","))
        });
        let mark = format!("# 移行 (migrated): {}", sources.collect::<Vec<_>>().join(" "));
        // Nothing of a name can end the comment, or hide in it.
        let mark = mark.replace(char::is_control, " ");
        let mut lines = vec![Line { text: mark.clone(), origin: self.origin.clone(), fault: None }];
        let tops = self.entries.iter().filter(|entry| entry.table.is_none());
        lines.extend(pairs(tops.flat_map(|entry| &entry.said).collect(), &keys::shape(self.kind).keys));
        for table in keys::tables(self.kind) {
            for entry in self.entries.iter().filter(|entry| entry.table.is_some_and(|own| own.name == table.name)) {
                let name = table.name;
                let header = if table.repeats { format!("[[{name}]]") } else { format!("[{name}]") };
                let own = |text: String| Line { text, origin: entry.origin.clone(), fault: None };
                lines.extend([own(String::new()), own(header)]);
                lines.extend(pairs(entry.said.iter().collect(), &table.keys));
            }
        }
        Draft {
            kind: self.kind,
            day: self.day(),
            path: self.record.as_ref().map(|id| format!("records/{id}.toml")),
            is_of_export: self.record.is_some(),
            place: self.place,
            lines,
            origin: self.origin,
            mark,
        }
    }
}

/// Keys in the order of a file, equal signs below each other.
fn pairs(mut said: Vec<&Said>, order: &[crate::draft::shape::Key]) -> Vec<Line> {
    said.sort_by_key(|said| order.iter().position(|key| key.name == said.target.key.name));
    said.dedup_by_key(|said| said.target.key.name);
    let width = said.iter().map(|said| said.target.key.name.len()).max().unwrap_or_default();
    let line = |said: &Said| {
        let assumed = if said.is_assumed { " # 時刻は対応表から (the time is the mapping's)" } else { "" };
        Line {
            text: format!("{:width$} = {}{assumed}", said.target.key.name, said.literal),
            origin: said.origin.clone(),
            fault: said.fault.clone(),
        }
    };
    said.into_iter().map(line).collect()
}
