//! A time of day: 8:47, 8時47分, 午後8時5分, 23:41:05, 25:10, 0847.

use jiff::civil::DateTime;

use super::Days;
use crate::import::cell::{Cell, plain};
use crate::model::Text;

/// A time in seconds from midnight, or a whole one where the cell says that.
pub enum Hour {
    Of(i64),
    At(DateTime),
}

impl Days {
    pub fn hour(&self, cell: &Cell) -> Option<Hour> {
        match cell {
            Cell::At(at) => Some(Hour::At(*at)),
            Cell::Clock(seconds) => Some(Hour::Of(*seconds)),
            Cell::Number(number) if (0.0..2.0).contains(number) && !is_typed(*number) => {
                Some(Hour::Of((number * 86_400.0).round() as i64))
            }
            // 2341 where a colon was spared.
            Cell::Number(number) if number.fract() == 0.0 && (100.0..4760.0).contains(number) => {
                hour_of(&format!("{number:04}")).map(Hour::Of)
            }
            Cell::Text(text) => {
                let whole = || self.moment(cell).map(Hour::At);
                hour_of(&plain(text)).map(Hour::Of).or_else(whole)
            }
            Cell::Blank | Cell::Number(_) | Cell::Fault(_) | Cell::Unstored => None,
        }
    }
}

/// A number that nobody made a time of is a part of a day to Excel; with two decimals at most, somebody typed 0.3 for 0:30.
fn is_typed(number: f64) -> bool {
    let hundredths = number * 100.0;
    (hundredths - hundredths.round()).abs() < 1e-9
}

/// Of a number in a time's place, as what it should be entered.
pub fn why_no_hour(cell: &Cell) -> Text {
    let number = match cell {
        Cell::Number(number) => Some(*number),
        Cell::Text(text) => plain(text).parse::<f64>().ok(),
        Cell::Blank | Cell::At(_) | Cell::Clock(_) | Cell::Fault(_) | Cell::Unstored => None,
    };
    let Some(number) = number else { return Text::default() };
    let (hour, minute) = (number.trunc(), (number.fract() * 100.0).round());
    let is_typed = is_typed(number) && (0.0..48.0).contains(&hour) && minute < 60.0;
    let such = if is_typed { format!("{hour}:{minute:02}") } else { "8:45".to_owned() };
    Text::new(
        format!("時刻の形になっていません。{such} のように入れ直してください。"),
        format!(" It is not formatted as a time; enter it as {such}."),
    )
}

/// Seconds from midnight.
pub fn hour_of(text: &str) -> Option<i64> {
    let text = plain(text);
    let (late, text) = match (text.strip_prefix("午後"), text.strip_prefix("午前")) {
        (Some(rest), _) => (12, rest),
        (None, rest) => (0, rest.unwrap_or(&text)),
    };
    let text = text.trim();
    if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return seconds(&[text[..2].parse().ok()?, text[2..].parse().ok()?], late);
    }
    let is_bare = text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.replace('半', "30分");
    let parts = text.split(['時', '分', '秒', ':']).map(str::trim).filter(|part| !part.is_empty());
    let parts: Vec<i64> = parts.map(|part| part.parse().ok()).collect::<Option<_>>()?;
    if is_bare { None } else { seconds(&parts, late) }
}

fn seconds(parts: &[i64], late: i64) -> Option<i64> {
    let (hour, minute, second) = match parts {
        [hour] => (*hour, 0, 0),
        [hour, minute] => (*hour, *minute, 0),
        [hour, minute, second] => (*hour, *minute, *second),
        _ => return None,
    };
    // 午後0時 is noon, and 24 and more belong to the night after.
    let hour = if late > 0 && hour < 12 { hour + late } else { hour };
    let is_hour = (0..48).contains(&hour) && (0..60).contains(&minute) && (0..60).contains(&second);
    is_hour.then_some(hour * 3600 + minute * 60 + second)
}
