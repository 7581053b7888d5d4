//! One answer: as it was typed, in full-width letters too, and what the reader has to say of it.

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use crate::draft::begin;
use crate::model::text::Text;

use super::super::args::CALENDAR;
use super::super::ask::Ask;
use super::super::failure::Failure;

/// Digits, hyphens and letters of ids, codes, days and addresses come full-width out of a Japanese keyboard.
pub fn plain(typed: &str) -> String {
    typed.trim().nfkc().collect()
}

pub fn name(typed: &str) -> Result<String, Text> {
    let typed = typed.trim();
    let is_blank = || Text::fixed("名前を書いてください。", "write a name.");
    if typed.is_empty() { Err(is_blank()) } else { Ok(typed.to_owned()) }
}

pub fn id(typed: &str) -> Result<String, Text> {
    let id = plain(typed).to_lowercase();
    begin::id(&id).map_or(Ok(id), Err)
}

pub fn email(typed: &str) -> Result<String, Text> {
    let address = plain(typed);
    begin::email(&address).map_or(Ok(address), Err)
}

pub fn title(typed: &str) -> Result<String, Text> {
    name(typed).map_err(|_| Text::fixed("職名を書いてください。", "write a title."))
}

pub fn day(typed: &str) -> Result<Date, Text> {
    let shown = crate::load::shorten(typed.trim());
    let Some(day) = crate::import::day(&plain(typed)) else {
        return Err(Text::new(
            format!("「{shown}」を日付として読めません。2026-04-01 か 令和8年4月1日 のように書きます。"),
            format!("`{shown}` cannot be read as a date; write it as 2026-04-01."),
        ));
    };
    if CALENDAR.contains(&day) {
        return Ok(day);
    }
    let (first, last) = (CALENDAR.start(), CALENDAR.end());
    Err(Text::new(
        format!("「{shown}」: {first} から {last} までの日を書きます。"),
        format!("`{shown}`: write a date from {first} to {last}."),
    ))
}

/// A local government code. Of five digits the one that was likely meant is asked back; where nobody can be asked, it is only named.
pub fn code(ask: &Ask, typed: &str) -> Result<Result<String, Text>, Failure> {
    let code = plain(typed);
    let Some(objection) = begin::code(&code) else { return Ok(Ok(code)) };
    let likely = begin::likely_codes(&code);
    if ask.is_possible {
        for meant in &likely {
            let question = Text::new(
                format!("「{code}」は5桁です。{meant} のことですか"),
                format!("`{code}` has five digits; do you mean {meant}?"),
            );
            if ask.yes(&question, false)? {
                return Ok(Ok(meant.clone()));
            }
        }
    }
    let shown = crate::load::shorten(&code);
    let likely = likely.join(", ");
    Ok(Err(match likely.is_empty() {
        true => Text::new(format!("「{shown}」: {}", objection.ja), format!("`{shown}`: {}", objection.en)),
        false => Text::new(
            format!("「{shown}」: 5桁です。{likely} のことなら、そのように書いてください。"),
            format!("`{shown}` has five digits; if {likely} is meant, write that."),
        ),
    }))
}
