//! Characters that do not show: controls, formats, separators of lines and paragraphs, noncharacters.
//!
//! Variation selectors are marks, not formats: a name keeps the form in which its bearer writes it.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::model::text::Text;

/// The classes are Unicode's general categories; a newline, a tab and the return before a newline are layout.
static HIDDEN: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}--[\n\t]]";
    // A constant pattern: it compiles, or no test passes.
    Regex::new(pattern).expect("constant pattern")
});

pub fn find(text: &str) -> impl Iterator<Item = (Range<usize>, Text)> {
    let hidden = HIDDEN.find_iter(text).map(|found| found.range());
    hidden.filter(|range| text.get(range.start..range.start + 2) != Some("\r\n")).map(|range| {
        let name = text[range.clone()].chars().next().map(|c| format!("U+{:04X}", u32::from(c))).unwrap_or_default();
        let message = Text::new(
            format!("目に見えない文字 {name} があります。"),
            format!("a character that does not show: {name}."),
        );
        (range, message)
    })
}
