//! Whether one value holds, by the reader's own word, before the rest is known.

use crate::load::form::BAD_VALUE;
use crate::model::text::Text;

use super::registers::{person, trustee};
use super::{Page, Person, Town, faults};

/// What is wrong with the id of a town, a person or a thing.
pub fn id(id: &str) -> Option<Text> {
    of_town(Town { id: id.to_owned(), name: "-".to_owned(), code: "000000".to_owned() }, "id")
}

/// What is wrong with a local government code.
pub fn code(code: &str) -> Option<Text> {
    of_town(Town { id: "a".to_owned(), name: "-".to_owned(), code: code.to_owned() }, "code")
}

pub fn email(email: &str) -> Option<Text> {
    let one = Person { id: "a".to_owned(), name: "-".to_owned(), email: email.to_owned() };
    said("records/register/people.toml", person(&one), "emails")
}

fn of_town(town: Town, key: &str) -> Option<Text> {
    said("records/register/municipalities.toml", trustee(&town), key)
}

/// The first objection to the line of a key.
fn said(path: &'static str, text: String, key: &str) -> Option<Text> {
    let line = 1 + text.lines().position(|line| line.split(' ').next() == Some(key))?;
    let own = faults(&[Page::new(path, text)]).into_iter().filter(|fault| fault.rule.id == BAD_VALUE.id);
    let mut here = own.filter(|fault| fault.span.is_some_and(|span| fault.source.position(span.start).line == line));
    here.next().map(|fault| fault.message)
}

/// The codes that were probably meant by five digits: a spreadsheet drops the zero in front, and many lists leave the check digit out.
pub fn likely_codes(typed: &str) -> Vec<String> {
    if typed.len() != 5 || !typed.bytes().all(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let with_zero = Some(format!("0{typed}")).filter(|code| !code.starts_with("00"));
    let with_check = (0..=9).map(|digit| format!("{typed}{digit}"));
    let holds =
        |whole: &String| code(whole).is_none() && (1..=47).contains(&whole[..2].parse::<u8>().unwrap_or_default());
    with_zero.into_iter().chain(with_check).filter(holds).collect()
}
