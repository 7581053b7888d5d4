//! Lines of a width, for text of both scripts: English breaks at spaces, Japanese between any two characters but those that must
//! not begin or end a line (禁則).

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

const NEVER_FIRST: &str = "、。，．・：；？！ー々」』）］｝〉》】ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)]}%";
const NEVER_LAST: &str = "「『（［｛〈《【([{";

/// The lines of a text, none of them wider than `width` where there is any place to break it.
pub fn lines(text: &str, width: usize) -> Vec<String> {
    text.split('\n').flat_map(|paragraph| broken(paragraph, width)).collect()
}

fn broken(paragraph: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in pieces(paragraph) {
        let line = lines.last_mut().map(|line| line.width()).unwrap_or_default();
        let is_full = line + piece.trim_end().width() > width && line > 0;
        if is_full {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(if line.is_empty() && is_full { piece.trim_start() } else { piece });
        }
    }
    lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
}

/// A text cut wherever a line may end.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, now) in text.char_indices() {
        if before.is_some_and(|before| may_part(before, now)) {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some(now);
    }
    pieces.push(&text[start..]);
    pieces
}

fn may_part(before: char, now: char) -> bool {
    let is_wide = |c: char| c.width() == Some(2);
    let forbidden = NEVER_FIRST.contains(now) || NEVER_LAST.contains(before) || now == ' ';
    !forbidden && (before == ' ' || before == '|' || is_wide(before) || is_wide(now))
}
