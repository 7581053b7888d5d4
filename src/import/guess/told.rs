//! The draft as text: aligned, with what is to be done said beside it.

use super::super::mapping::UNSAID;
use super::column::{Columns, Nature};
use super::{Form, Found, context, words};
use crate::draft::shape::{Form as Written, Key, Table};
use crate::draft::value::text as quoted;
use crate::import::keys;
use crate::model::{Kind, Lang, Ledger, Text, Word};
use crate::report::{tables, values};

pub fn head(file: &str, lang: Lang) -> String {
    let file = file.replace(char::is_control, " ");
    let text = Text::new(
        format!(
            "# 「{file}」の対応表(見出しからの下書き)\n# 「…」を埋め、違うところを直し、--map で示します。\n# 実行日が書いてある日の前の日なら、days = -1 を足します。\n"
        ),
        format!(
            "# Mapping of {file}, drafted from its headings.\n# Fill in every `…`, mend what is wrong, and give it with --map.\n# Where a run is of the day before the one that is written, add days = -1.\n"
        ),
    );
    text.get(lang).to_owned()
}

pub fn unknown(sheets: &[&str], nothing: bool, lang: Lang) -> String {
    let list = sheets.join(", ").replace(char::is_control, " ");
    let text = match (nothing, sheets.is_empty()) {
        (true, _) => Text::fixed(
            "\n# 見出しの意味が分かりませんでした。docs/import.md の例から始めてください。\n",
            "\n# No heading was understood; begin with the example in docs/import.md.\n",
        ),
        (false, false) => Text::new(
            format!("\n# 分からなかったシート: {list}\n"),
            format!("\n# Sheets that were not understood: {list}\n"),
        ),
        (false, true) => Text::default(),
    };
    text.get(lang).to_owned()
}

/// A line of the draft: a key and what is said of it.
type Line = (String, String);

pub fn table(form: &Form<'_>, columns: &Columns<'_, '_>, ledger: &Ledger, file: &str, lang: Lang) -> String {
    let kind = tables::title(form.kind, "");
    let mut head: Vec<Line> = vec![("kind".to_owned(), format!("{} # {}", quoted(form.kind.word()), kind.get(lang)))];
    if form.sheets.iter().any(|sheet| !sheet.is_csv) {
        let names: Vec<String> = form.sheets.iter().map(|sheet| quoted(&sheet.name)).collect();
        head.push(("sheets".to_owned(), format!("[{}]", names.join(", "))));
    }
    let (first, last) = (form.header.0 + 1, form.header.1 + 1);
    let header = if first == last { first.to_string() } else { format!("[{first}, {last}]") };
    head.push(("header".to_owned(), header));
    head.push(("place".to_owned(), place(form, columns, ledger, file)));
    let days = form.found.iter().map(|found| found.column).chain(columns.day);
    if days.into_iter().any(|column| columns.nature(column) != Nature::Other && columns.lacks_year(column)) {
        let year = context::year(form, file).map_or_else(|| quoted(UNSAID), |year| year.to_string());
        let fiscal = Text::fixed("年度", "fiscal year");
        head.push(("year".to_owned(), format!("{year} # {}", fiscal.get(lang))));
    }
    let sums = sums(columns);
    if !sums.is_empty() {
        head.push(("skip".to_owned(), format!("[{}]", sums.join(", "))));
    }
    let keys = lines(form, columns, lang);
    format!("\n[[table]]\n{}\n[table.keys]\n{}{}", aligned(&head), aligned(&keys), unused(form, columns, lang))
}

fn aligned(lines: &[Line]) -> String {
    let width = lines.iter().map(|(key, _)| key.len()).max().unwrap_or_default();
    lines.iter().map(|(key, value)| format!("{key:width$} = {value}\n")).collect()
}

/// The place's id, or the column that names it.
fn place(form: &Form<'_>, columns: &Columns<'_, '_>, ledger: &Ledger, file: &str) -> String {
    let is_named = |name: &str| ["町村", "市町村", "団体", "依頼元"].iter().any(|own| name.contains(own));
    let column = form.headings.named().find(|(column, name)| is_named(name) && columns.is_free(*column));
    if let Some((_, name)) = column {
        return format!("{{ column = {} }}", quoted(name));
    }
    let trustee = (!form.kind.belongs_to().municipality).then(|| ledger.trustee().map(ToString::to_string)).flatten();
    quoted(&trustee.or_else(|| context::place(form, ledger, file)).unwrap_or_else(|| UNSAID.to_owned()))
}

/// Rows of sums.
fn sums(columns: &Columns<'_, '_>) -> Vec<String> {
    let known = ["合計", "計", "小計", "月計", "平均"];
    let cells = (0..3).flat_map(|column| columns.cells(column));
    let found: Vec<String> = cells.map(|cell| cell.shown()).filter(|text| known.contains(&text.trim())).collect();
    let is_found = |known: &&&str| found.iter().any(|text| text.trim() == **known);
    known.iter().filter(is_found).map(|known| quoted(known)).collect()
}

/// Every key that has a column or must have a value, in the order of a record.
fn lines(form: &Form<'_>, columns: &Columns<'_, '_>, lang: Lang) -> Vec<Line> {
    let mut lines = part(form, columns, None, "", lang);
    for table in keys::tables(form.kind) {
        let mut labels: Vec<&str> = Vec::new();
        for found in form.found.iter().filter(|found| found.target.table.is_some_and(|own| own.name == table.name)) {
            if !labels.contains(&found.label.as_str()) {
                labels.push(&found.label);
            }
        }
        lines.extend(labels.iter().flat_map(|label| part(form, columns, Some(table), label, lang)));
    }
    lines
}

fn part(
    form: &Form<'_>,
    columns: &Columns<'_, '_>,
    table: Option<&'static Table>,
    label: &str,
    lang: Lang,
) -> Vec<Line> {
    let keys = table.map_or(&keys::shape(form.kind).keys, |table| &table.keys);
    let name = |key: &Key| match (table, label) {
        (None, _) => key.name.to_owned(),
        (Some(table), "") => format!("{}.{}", table.name, key.name),
        (Some(table), label) => format!("{}.{label}.{}", table.name, key.name),
    };
    let own = |key: &Key| {
        form.found.iter().find(|found| {
            let same_table = found.target.table.map(|table| table.name) == table.map(|table| table.name);
            same_table && found.label == label && found.target.key.name == key.name
        })
    };
    let line = |key: &Key| match own(key) {
        Some(found) => Some((name(key), value(form, columns, found))),
        // Of an item its label is the id.
        None if !key.required || (key.name == "id" && !label.is_empty()) => None,
        None => Some((name(key), without_column(form.kind, columns, table, key, lang))),
    };
    keys.iter().filter_map(line).collect()
}

fn value(form: &Form<'_>, columns: &Columns<'_, '_>, found: &Found) -> String {
    let own = quoted(columns.name(found.column));
    match &found.target.key.form {
        Written::Words(known) => {
            format!("{{ column = {own}, words = {{ {} }} }}", meanings(columns, found.column, known))
        }
        Written::Time => time(form, columns, found),
        Written::Text { .. }
        | Written::Pattern(_)
        | Written::Date
        | Written::Number { .. }
        | Written::Flag
        | Written::List { .. }
        | Written::Table(_)
        | Written::Tables(_) => own,
    }
}

/// Every text that stands in a column, with what it is likely to mean.
fn meanings(columns: &Columns<'_, '_>, column: usize, known: &[&'static str]) -> String {
    const MOST: usize = 12;
    let mut written: Vec<String> = Vec::new();
    for text in columns.cells(column).map(|cell| cell.shown().trim().to_owned()) {
        if written.len() < MOST && !written.contains(&text) {
            written.push(text);
        }
    }
    let pair = |text: &String| format!("{} = {}", quoted(text), quoted(words::meant(text, known).unwrap_or(UNSAID)));
    written.iter().map(pair).collect::<Vec<_>>().join(", ")
}

/// A time may stand in one column, or its hour beside its day.
fn time(form: &Form<'_>, columns: &Columns<'_, '_>, found: &Found) -> String {
    let own = quoted(columns.name(found.column));
    let is_own_time = found.target.is_own_time(form.kind);
    match columns.nature(found.column) {
        Nature::Hour => {
            let before = found
                .column
                .checked_sub(1)
                .filter(|column| columns.nature(*column) == Nature::Day && columns.is_free(*column));
            let day = before.or(columns.day).map_or_else(|| quoted(UNSAID), |column| quoted(columns.name(column)));
            let overnight = if !is_own_time && columns.is_early(found.column) { ", overnight = true" } else { "" };
            format!("{{ column = {day}, time = {own}{overnight} }}")
        }
        Nature::Day => {
            let after = found.column + 1;
            let is_hour = columns.is_free(after) && columns.nature(after) == Nature::Hour;
            let hour = if is_hour { quoted(columns.name(after)) } else { quoted(UNSAID) };
            format!("{{ column = {own}, time = {hour} }}")
        }
        Nature::Both | Nature::Other => own,
    }
}

/// A run and a record's own time are likely to be of the row's day; all else is to be said.
fn without_column(kind: Kind, columns: &Columns<'_, '_>, table: Option<&Table>, key: &Key, lang: Lang) -> String {
    let day = columns.day.map(|column| quoted(columns.name(column)));
    let has_hour = columns.day.is_some_and(|column| columns.nature(column) == Nature::Both);
    let is_own_time = key.name == keys::shape(kind).time;
    match (day, &key.form) {
        (Some(day), Written::Date) if key.name == "run" => day,
        (Some(day), Written::Time) if is_own_time && has_hour => day,
        (Some(day), Written::Time) if is_own_time => format!("{{ column = {day}, time = {} }}", quoted(UNSAID)),
        (_, sort) => {
            let label = values::label(table.map_or("", |table| table.name), key.name);
            let words =
                if let Written::Words(known) = sort { format!(": {}", known.join(", ")) } else { String::new() };
            format!("{{ default = {} }} # {}{words}", quoted(UNSAID), label.get(lang))
        }
    }
}

fn unused(form: &Form<'_>, columns: &Columns<'_, '_>, lang: Lang) -> String {
    let text = lines(form, columns, lang).into_iter().map(|(_, value)| value).collect::<String>();
    let names = form.headings.named().map(|(_, name)| name).filter(|name| !text.contains(&quoted(name)));
    let names = names.collect::<Vec<_>>().join(", ").replace(char::is_control, " ");
    let told = Text::new(format!("# 使わない見出し: {names}\n"), format!("# Headings that are not used: {names}\n"));
    if names.is_empty() { String::new() } else { told.get(lang).to_owned() }
}
