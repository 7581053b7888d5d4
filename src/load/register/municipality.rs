//! `municipalities.toml`: who takes part (関係町村・受託町), since when, and on which days each is closed.

use super::super::shape::Form;
use super::super::table::Table;
use super::super::value::{Value, date, own_id, text, yearly_days};
use super::{day_of, term, unique};
use crate::model::closures::OwnClosure;
use crate::model::id::{Id, is_device_name};
use crate::model::register::{Municipality, Term};
use crate::model::text::Text;

/// The folder of the registers, which no municipality's folder may be.
const OWN_FOLDER: &str = "register";

pub fn municipalities(table: &mut Table<'_>, trustee: Option<&Id>) -> Vec<Municipality> {
    table.demand("municipality");
    let municipalities = table.tables("municipality", |table| municipality(table, trustee));
    unique(table.reading, municipalities, |municipality| &municipality.id)
}

fn municipality(table: &mut Table<'_>, trustee: Option<&Id>) -> Option<Municipality> {
    let id = table.need("id", folder_id);
    // Where nobody knows who the trustee is, each may be.
    let may_be_trustee = trustee.is_none() || id.as_ref().is_some_and(|id| Some(&id.value) == trustee);
    let entrusted = if may_be_trustee {
        if trustee.is_some() {
            let of_others = ["entrusted_from", "entrusted_until", "basis"];
            of_others.into_iter().for_each(|key| not_for_the_trustee(table, key));
        }
        let written = Term { from: table.may("entrusted_from", date), until: table.may("entrusted_until", date) };
        // What does not belong there has been reported, and ends nothing.
        if trustee.is_some() { Term::default() } else { written }
    } else {
        table.demand("basis");
        term(table, "entrusted_from", "entrusted_until")
    };
    table.reading.entry_from(table.span, day_of(&entrusted));
    let municipality = Municipality {
        name: table.need("name", text),
        name_en: table.need("name_en", text),
        code: table.need("code", municipal_code),
        entrusted,
        basis: table.may("basis", text),
        closed: table.tables("closed", own_closure).into_iter().flatten().collect(),
        id: id?,
    };
    Some(municipality)
}

fn not_for_the_trustee(table: &mut Table<'_>, key: &'static str) {
    if table.has(key) {
        let message = Text::new(
            format!("受託町自身の欄に「{key}」は書きません。"),
            format!("the trustee's own entry has no `{key}`."),
        );
        table.reading.bad(table.span, message);
    }
}

/// An id that is also a folder's name.
fn folder_id(value: &Value<'_>) -> Option<Id> {
    let id = own_id(value)?;
    if is_device_name(&id) || &*id == OWN_FOLDER {
        value.bad(Text::new(
            format!("「{id}」はフォルダーの名前に使えません。"),
            format!("`{id}` cannot be the name of a folder."),
        ));
    }
    Some(id)
}

/// 全国地方公共団体コード: five digits and a check digit.
/// Source: 総務省「全国地方公共団体コード仕様」: weights 6 to 2, the last digit of 11 less the rest of division by 11.
fn municipal_code(value: &Value<'_>) -> Option<String> {
    value.wants(|| Form::Pattern("^[0-9]{6}$"));
    let code = text(value)?;
    let digits: Vec<u32> = code.chars().filter_map(|c| c.to_digit(10)).collect();
    let [body @ .., check] = digits.as_slice() else {
        return refuse(value, NOT_SIX_DIGITS);
    };
    if code.len() != 6 || digits.len() != 6 {
        return refuse(value, NOT_SIX_DIGITS);
    }
    let sum: u32 = body.iter().zip((2..=6).rev()).map(|(digit, weight)| digit * weight).sum();
    if (11 - sum % 11) % 10 == *check { Some(code) } else { refuse(value, MISTYPED) }
}

const NOT_SIX_DIGITS: Text = Text::fixed(
    "全国地方公共団体コードは、検査数字を含む6桁の数字です。",
    "a municipality's code is six digits, the last of which checks the others.",
);
const MISTYPED: Text = Text::fixed(
    "全国地方公共団体コードの最後の桁(検査数字)が合いません。写し間違いがないか確かめてください。",
    "the last digit of this municipality's code does not check the others; look for a typing error.",
);

fn refuse(value: &Value<'_>, message: Text) -> Option<String> {
    value.bad(message);
    None
}

fn own_closure(table: &mut Table<'_>) -> Option<OwnClosure> {
    // None at all is a town that closes on no days of its own.
    table.demand("days");
    let days = table.list("days", yearly_days).unwrap_or_default();
    let term = term(table, "from", "until");
    table.reading.entry_from(table.span, day_of(&term));
    Some(OwnClosure {
        days: days.into_iter().map(|at| at.value).collect(),
        from: term.from?.value,
        until: term.until.map(|until| until.value),
    })
}
