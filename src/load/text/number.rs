//! Numbers that read as a My Number (個人番号): twelve digits of which the last checks the others.
//!
//! Check digit: 行政手続における特定の個人を識別するための番号の利用等に関する法律の規定による通知カード及び個人番号カード並びに情報提供ネットワーク
//! システムによる特定個人情報の提供等に関する命令 (平成26年総務省令第85号) 第5条.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::{Date, Time};
use regex::Regex;

use crate::model::text::Text;

/// Twelve digits, bare or in fours; hyphens in the forms that keyboards and word processors make of them.
static CANDIDATE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?x)
        [0-9０-９]{4} (?: [\x20\u{3000}\-‐‑‒–—―−ー－ｰ﹣]? ) [0-9０-９]{4} (?: [\x20\u{3000}\-‐‑‒–—―−ー－ｰ﹣]? ) [0-9０-９]{4}";
    // A constant pattern: it compiles, or no test passes.
    Regex::new(pattern).expect("constant pattern")
});

/// A digest or a key is one long word of letters and digits; digits within it are no number of their own.
const LONG_WORD: usize = 32;

pub fn message() -> Text {
    Text::fixed(
        "個人番号と読める12桁の数字があります。ほかの番号なら 1234/5678/9018 のように斜線で区切ってください。",
        "twelve digits that read as a My Number; write another number with slashes, as 1234/5678/9018.",
    )
}

pub fn find(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let found = CANDIDATE.find_at(text, from)?.range();
            // The next candidate may begin within this one's digits, but not within the run it belongs to.
            from = found.start
                + text[found.start..].chars().take_while(|c| digit(*c).is_some()).map(char::len_utf8).sum::<usize>();
            from = from.max(found.start + 1);
            if is_whole(text, &found) && is_personal_number(&text[found.clone()]) {
                from = from.max(found.end);
                return Some(found);
            }
        }
    })
}

fn digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => c.to_digit(10),
    }
}

/// Whether the digits are all there is: not part of a longer run, of a longer row of groups, or of a digest.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let (before, inside, after) = (&text[..range.start], &text[range.clone()], &text[range.end..]);
    let separators: Vec<char> = inside.chars().filter(|c| digit(*c).is_none()).collect();
    let bare_or_in_fours = separators.is_empty() || separators.len() == 2;
    bare_or_in_fours
        && !runs_on(after.chars(), &separators)
        && !runs_on(before.chars().rev(), &separators)
        && long_word(before, after) + inside.chars().count() < LONG_WORD
}

/// Whether a number goes on beyond its end: by a digit, by a hyphen and digits, or by a space and another group of four.
fn runs_on(mut beyond: impl Iterator<Item = char> + Clone, separators: &[char]) -> bool {
    let digits = |chars: &mut dyn Iterator<Item = char>| chars.take_while(|c| digit(*c).is_some()).count();
    if digits(&mut beyond.clone()) > 0 {
        return true;
    }
    let separator = beyond.next().filter(|c| separators.contains(c));
    separator.is_some_and(|c| match digits(&mut beyond) {
        0 => false,
        4 => true,
        _ => !c.is_whitespace(),
    })
}

fn long_word(before: &str, after: &str) -> usize {
    let of_word = char::is_ascii_alphanumeric;
    before.chars().rev().take_while(of_word).count() + after.chars().take_while(of_word).count()
}

fn is_personal_number(written: &str) -> bool {
    let digits: Vec<u32> = written.chars().filter_map(digit).collect();
    let [body @ .., check] = digits.as_slice() else {
        return false;
    };
    let weight = |place: usize| if place <= 6 { place + 1 } else { place - 5 };
    let sum: u32 = body.iter().rev().zip(1..).map(|(digit, place)| digit * weight(place) as u32).sum();
    let expected = match sum % 11 {
        0 | 1 => 0,
        rest => 11 - rest,
    };
    *check == expected && !is_time_stamp(&digits)
}

/// `YYYYMMDDhhmm`, of a year in which somebody now living may have worked or will.
fn is_time_stamp(digits: &[u32]) -> bool {
    let number = |range: Range<usize>| digits[range].iter().fold(0, |sum, digit| sum * 10 + digit);
    let (year, month, day, hour, minute) = (number(0..4), number(4..6), number(6..8), number(8..10), number(10..12));
    (1900..2200).contains(&year)
        && Date::new(year as i16, month as i8, day as i8).is_ok()
        && Time::new(hour as i8, minute as i8, 0, 0).is_ok()
}
