//! What the mapping itself gives as values, its defaults and words: looked at once, by its own lines, and not in each row.

use jiff::civil::Date;

use super::cell::Cell;
use super::keys::Target;
use super::mapping::{Columns, Fault, From, Table};
use super::names::{Named, Names};
use super::time::Days;
use super::value::{BETWEEN, How, Shift};
use crate::draft::shape::Form;
use crate::load::shorten;
use crate::model::Text;

pub fn constants(tables: &[Table], names: &Names) -> Vec<Fault> {
    let days = Days { is_1904: false, year: None, month: None };
    let how = How { names, days, today: Date::MAX, is_exact: false };
    let mut faults = Vec::new();
    for table in tables {
        let place = table.place.as_ref().map(|from| of(from, &|text| unnamed(names, text)));
        faults.extend(place.into_iter().flatten());
        let Columns::Named(fills) = &table.columns else { continue };
        for fill in fills {
            faults.extend(of(&fill.from, &|text| wrong(&how, fill.target, text)));
        }
    }
    faults.sort_by_key(|fault| fault.line);
    faults
}

fn of(from: &From, wrong: &dyn Fn(&str) -> Option<Text>) -> Vec<Fault> {
    let words = from.words.iter().map(|(_, word)| word).filter(|word| !word.is_empty());
    let values = from.default.iter().chain(words);
    values.filter_map(|text| Some(Fault { line: from.line, message: wrong(text)? })).collect()
}

/// Days and times depend on the sheet, and are left to the rows.
fn wrong(how: &How<'_>, target: Target, text: &str) -> Option<Text> {
    let key = &target.key.form;
    if target.is_name() {
        let Form::List { .. } = key else { return unnamed(how.names, text) };
        // A name may hold what stands between names elsewhere.
        let parts = text.split(BETWEEN).map(str::trim).filter(|part| how.ids(part).is_err());
        return parts.filter_map(|part| unnamed(how.names, part)).next();
    }
    match key {
        Form::Words(words) => (!words.contains(&text)).then(|| {
            let (shown, list) = (shorten(text), words.join(", "));
            Text::new(
                format!("「{shown}」は書けません。書ける語: {list}"),
                format!("`{shown}` will not do. Words: {list}"),
            )
        }),
        Form::Number { .. } | Form::Flag => {
            let cell = Cell::Text(text.to_owned());
            how.value(target, &cell, None, Shift::default()).err().map(|wrong| wrong.message)
        }
        Form::Text { .. }
        | Form::Pattern(_)
        | Form::Date
        | Form::Time
        | Form::List { .. }
        | Form::Table(_)
        | Form::Tables(_) => None,
    }
}

fn unnamed(names: &Names, name: &str) -> Option<Text> {
    let shown = shorten(name);
    match names.find(name) {
        Named::As(_) => None,
        Named::Several(ids) => {
            let list = ids.join(", ");
            Some(Text::new(
                format!("「{shown}」だけでは決まりません。識別子で書きます: {list}"),
                format!("`{shown}` may be any of these; write its id: {list}"),
            ))
        }
        Named::Nobody => Some(Text::new(
            format!("「{shown}」は登録(records/register)にありません。"),
            format!("`{shown}` is in no register (records/register)."),
        )),
    }
}
