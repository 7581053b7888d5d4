//! A number with its unit: 18,230MB, １４件.

use crate::import::cell::{Cell, plain};

pub fn count(cell: &Cell) -> Option<u64> {
    match cell {
        Cell::Number(number) => (number.fract() == 0.0 && (0.0..1e15).contains(number)).then_some(*number as u64),
        Cell::Text(text) => {
            let text = plain(text);
            let unit = ["MB", "mb", "件", "通"].into_iter().find_map(|unit| text.strip_suffix(unit));
            unit.unwrap_or(&text).trim().replace(',', "").parse().ok().filter(|count| *count < 1_000_000_000_000_000)
        }
        Cell::Blank | Cell::At(_) | Cell::Clock(_) | Cell::Fault(_) | Cell::Unstored => None,
    }
}
