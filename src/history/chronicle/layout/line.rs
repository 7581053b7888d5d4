//! A file's lines, as its syntax has them, and the words in them.

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

/// One line without its end.
#[derive(Clone, Copy)]
pub struct Line<'t> {
    pub text: &'t str,
    /// Empty at the end of a file that has no last one.
    pub end: &'t str,
}

pub fn lines(text: &str) -> Vec<Line<'_>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = Vec::new();
    let mut start = 0;
    for token in Source::new(text).lex().filter(|token| token.kind() == TokenKind::Newline) {
        let (upto, next) = (token.span().start(), token.span().end());
        lines.push(Line::of(&text[start..upto], &text[upto..next]));
        start = next;
    }
    if start < text.len() {
        lines.push(Line::of(&text[start..], ""));
    }
    lines
}

impl<'t> Line<'t> {
    pub fn of(text: &'t str, end: &'t str) -> Line<'t> {
        Line { text, end }
    }

    fn words(&self) -> Vec<(TokenKind, &'t str)> {
        let word = |token: Token| (token.kind(), &self.text[token.span().start()..token.span().end()]);
        Source::new(self.text).lex().filter(|token| token.kind() != TokenKind::Eof).map(word).collect()
    }

    pub fn is_blank(&self) -> bool {
        self.text.trim_matches([' ', '\t']).is_empty()
    }

    pub fn has_comment(&self) -> bool {
        self.text.contains('#') && self.words().iter().any(|(kind, _)| *kind == TokenKind::Comment)
    }

    /// Whether it is a line as it was; a missing end of the file's last one may have come with what follows.
    pub fn is_still(&self, old: &Line<'_>, grows: bool) -> bool {
        self.text == old.text && self.ends_as(old, grows)
    }

    fn ends_as(&self, old: &Line<'_>, grows: bool) -> bool {
        self.end == old.end || grows && old.end.is_empty()
    }

    /// Whether it is a line that gained words, and nothing else: blanks and comments alone are no gain.
    pub fn grew_from(&self, old: &Line<'_>) -> bool {
        if self.text.len() <= old.text.len() || old.is_blank() || !self.ends_as(old, true) {
            return false;
        }
        let (old, new) = (old.words(), self.words());
        if old.first() != new.first() {
            return false;
        }
        let mut wanted = old.iter().peekable();
        let mut blanks = false;
        let mut gained = false;
        for word in &new {
            if wanted.next_if_eq(&word).is_some() {
                if blanks && !gained {
                    return false;
                }
                (blanks, gained) = (false, false);
                continue;
            }
            match word.0 {
                TokenKind::Comment => return false,
                TokenKind::Whitespace => blanks = true,
                TokenKind::Newline | TokenKind::Eof => {}
                TokenKind::Dot
                | TokenKind::Equals
                | TokenKind::Comma
                | TokenKind::LeftSquareBracket
                | TokenKind::RightSquareBracket
                | TokenKind::LeftCurlyBracket
                | TokenKind::RightCurlyBracket
                | TokenKind::LiteralString
                | TokenKind::BasicString
                | TokenKind::MlLiteralString
                | TokenKind::MlBasicString
                | TokenKind::Atom => gained = true,
            }
        }
        wanted.peek().is_none() && (gained || !blanks)
    }
}
