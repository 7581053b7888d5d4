//! What a heading of the regulation names: an article, the supplementary provisions, the appended table or a part of it,
//! however a town writes its numbers.
//!
//! The ids are those of citations, so that whoever shows the text and whoever quotes it find the same words.

/// The appended table (別表) as a whole, which is no citation of its own.
pub const TABLE: &str = "table";

/// `第3条`, `第三条`, `附則`, `別表`: whatever follows.
pub fn id(title: &str) -> Option<String> {
    let title = title.trim_start();
    if title.starts_with("附則") || title.starts_with("附　則") {
        return Some("supplementary".to_owned());
    }
    if title.starts_with("別表") {
        return Some(TABLE.to_owned());
    }
    let (number, rest) = title.strip_prefix('第')?.split_once('条')?;
    // 第3条の2 is another article than 第3条.
    let branch = rest.strip_prefix('の').and_then(|rest| number_of(rest.split(char::is_whitespace).next()?));
    let number = number_of(number)?;
    Some(branch.map_or_else(|| format!("art-{number}"), |branch| format!("art-{number}-no-{branch}")))
}

/// 3, ３ or 三, up to 99.
fn number_of(text: &str) -> Option<u32> {
    const KANJI: &str = "〇一二三四五六七八九";
    let digit = |c: char| match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        c => KANJI.chars().position(|known| known == c).and_then(|at| u32::try_from(at).ok()),
    };
    let text = text.trim();
    let all = |text: &str| text.chars().try_fold(0_u32, |sum, c| sum.checked_mul(10)?.checked_add(digit(c)?));
    match text.split_once('十') {
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { all(tens)? };
            tens.checked_mul(10)?.checked_add(all(ones)?)
        }
        None if text.is_empty() => None,
        None => all(text),
    }
}

/// The three parts of the appended table, each by the word that it is known by.
pub fn row(title: &str) -> Option<&'static str> {
    let parts = [("記録媒体", "table-media"), ("プログラム", "table-program"), ("サーバ", "table-server")];
    parts.into_iter().find(|(word, _)| title.contains(word)).map(|(_, id)| id)
}
