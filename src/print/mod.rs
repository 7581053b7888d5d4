//! A verdict for a terminal, and for a program.
//!
//! Deliberately absent: judging and choosing. What is printed is what the verdict holds.

pub mod changes;
pub mod explain;
pub mod gate;
pub mod github;
pub mod human;
pub mod json;
pub mod junit;
pub mod past;
pub mod sarif;
pub mod status;
mod utf16;

/// Text from a record as a terminal may show it: nothing in it can move the cursor or turn the reading direction.
pub fn visible(text: &str) -> String {
    let harmless = |c: char| c == '\n' || !(c.is_control() || is_bidi(c));
    text.chars().map(|c| if harmless(c) { c } else { '\u{fffd}' }).collect()
}

fn is_bidi(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
