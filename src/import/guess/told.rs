//! The draft as text: aligned, with what is to be done said beside it.

use super::super::mapping::UNSAID;
use super::column::{Columns, Nature};
use super::line::{self, Line};
use super::{Form, context, said};
use crate::draft::value::text as quoted;
use crate::model::{Id, Kind, Lang, Ledger, Text, Word};
use crate::report::tables;

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

pub fn unknown(sheets: &[&str], lang: Lang) -> String {
    let list = sheets.join(", ").replace(char::is_control, " ");
    let text = Text::new(
        format!("\n# 分からなかったシート: {list}\n"),
        format!("\n# Sheets that were not understood: {list}\n"),
    );
    if sheets.is_empty() { String::new() } else { text.get(lang).to_owned() }
}

pub fn table(form: &Form<'_>, columns: &Columns<'_, '_>, ledger: &Ledger, file: &str, lang: Lang) -> String {
    let kind = tables::title(form.kind, "");
    let mut head = vec![Line::of("kind", quoted(form.kind.word())).noted(kind, lang)];
    if form.sheets.iter().any(|sheet| !sheet.is_csv) {
        let names: Vec<String> = form.sheets.iter().map(|sheet| quoted(&sheet.name)).collect();
        head.push(Line::of("sheets", format!("[{}]", names.join(", "))));
    }
    let (first, last) = (form.header.0 + 1, form.header.1 + 1);
    let header = if first == last { first.to_string() } else { format!("[{first}, {last}]") };
    head.push(Line::of("header", header));
    head.push(place(form, columns, ledger, file, lang));
    let days = form.found.iter().map(|found| found.column).chain(columns.day);
    if days.into_iter().any(|column| columns.nature(column) != Nature::Other && columns.lacks_year(column)) {
        let year = context::year(form, file).map_or_else(|| quoted(UNSAID), |year| year.to_string());
        head.push(Line::of("year", year).noted(Text::fixed("年度", "fiscal year"), lang));
    }
    let sums = sums(columns);
    if !sums.is_empty() {
        head.push(Line::of("skip", format!("[{}]", sums.join(", "))));
    }
    let keys = said::lines(form, columns, lang);
    let unused = unused(form, head.iter().chain(&keys), lang);
    format!("\n[[table]]\n{}\n[table.keys]\n{}{unused}", line::aligned(&head), line::aligned(&keys))
}

/// The place's id, or the column that names it.
fn place(form: &Form<'_>, columns: &Columns<'_, '_>, ledger: &Ledger, file: &str, lang: Lang) -> Line {
    let is_named = |name: &str| ["町村", "市町村", "団体", "依頼元"].iter().any(|own| name.contains(own));
    let column = form.headings.named().find(|(column, name)| is_named(name) && columns.is_free(*column));
    if let Some((_, name)) = column {
        return Line::of("place", format!("{{ column = {} }}", quoted(name)));
    }
    let trustee = (!form.kind.belongs_to().municipality).then(|| ledger.trustee().map(ToString::to_string)).flatten();
    match trustee.or_else(|| context::place(form, ledger, file)) {
        Some(place) => Line::of("place", quoted(&place)),
        None => Line::of("place", quoted(UNSAID)).noted(places(form.kind, ledger), lang),
    }
}

/// The ids that may stand there.
fn places(kind: Kind, ledger: &Ledger) -> Text {
    let may_be = |id: &Id| ledger.trustee().is_none_or(|trustee| trustee != id) || kind.belongs_to().trustee;
    let ids = ledger.municipalities.iter().map(|own| &own.id.value).filter(|id| may_be(id));
    let list = ids.map(ToString::to_string).collect::<Vec<_>>().join(", ");
    match list.is_empty() {
        true => Text::fixed("町村の識別子", "a municipality's id"),
        false => Text::new(format!("町村の識別子({list})"), format!("a municipality's id ({list})")),
    }
}

/// Rows of sums.
fn sums(columns: &Columns<'_, '_>) -> Vec<String> {
    let known = ["合計", "計", "小計", "月計", "平均"];
    let cells = (0..3).flat_map(|column| columns.cells(column));
    let found: Vec<String> = cells.map(|cell| cell.shown()).filter(|text| known.contains(&text.trim())).collect();
    let is_found = |known: &&&str| found.iter().any(|text| text.trim() == **known);
    known.iter().filter(is_found).map(|known| quoted(known)).collect()
}

fn unused<'l>(form: &Form<'_>, lines: impl Iterator<Item = &'l Line> + Clone, lang: Lang) -> String {
    let is_used = |name: &str| lines.clone().any(|line| line.value.contains(&quoted(name)));
    let names = form.headings.named().map(|(_, name)| name).filter(|name| !is_used(name));
    let names = names.collect::<Vec<_>>().join(", ").replace(char::is_control, " ");
    let told = Text::new(format!("# 使わない見出し: {names}\n"), format!("# Headings that are not used: {names}\n"));
    if names.is_empty() { String::new() } else { told.get(lang).to_owned() }
}
