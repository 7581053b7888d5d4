//! A part of the regulation: an article, the appended table, or one citation within them.

use unicode_normalization::UnicodeNormalization;

use crate::model::{Citation, Rule, Text};
use crate::rules::catalogue;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// 第n条, with its paragraphs and items.
    Article(u8),
    /// 別表
    Table,
    /// One paragraph, item or row; 附則; the ledger's own rules of form and history.
    One(Citation),
}

impl Part {
    /// The parts that together are the whole, each citation in one of them.
    pub fn chapters() -> impl Iterator<Item = Part> {
        let whole = Citation::all().chain([Citation::Ledger]).map(Part::chapter_of);
        let mut seen = Vec::new();
        whole.filter(move |part| {
            let is_new = !seen.contains(part);
            seen.push(*part);
            is_new
        })
    }

    /// Every part that has a name: the chapters, and each citation.
    pub fn all() -> impl Iterator<Item = Part> {
        Part::chapters().chain(Citation::all().map(Part::of))
    }

    /// The part that a citation names.
    pub fn of(citation: Citation) -> Part {
        match citation {
            Citation::Article { article, paragraph: None, item: None } => Part::Article(article),
            Citation::Article { .. }
            | Citation::TableServer(_)
            | Citation::TableMedia
            | Citation::TableProgram
            | Citation::Supplementary
            | Citation::Ledger => Part::One(citation),
        }
    }

    /// The chapter that a citation lies in.
    pub fn chapter_of(citation: Citation) -> Part {
        match citation {
            Citation::Article { article, .. } => Part::Article(article),
            Citation::TableServer(_) | Citation::TableMedia | Citation::TableProgram => Part::Table,
            Citation::Supplementary | Citation::Ledger => Part::One(citation),
        }
    }

    /// `3`, `art-3`, `art-3-item-1`, `第3条第1号`, `table-server-3`, `別表`: as citations are written, wide or narrow.
    pub fn parse(name: &str) -> Option<Part> {
        let wanted = plain(name);
        Part::all().find(|part| part.names().iter().any(|own| plain(own) == wanted))
    }

    pub fn names(self) -> Vec<String> {
        let Text { ja, en } = self.label();
        let number = match self {
            Part::Article(article) => Some(article.to_string()),
            Part::Table | Part::One(_) => None,
        };
        [self.id(), ja.into_owned(), en.into_owned()].into_iter().chain(number).collect()
    }

    /// Of its anchor on the pages: `art-3`, `table`, `ledger`.
    pub fn id(self) -> String {
        match self {
            Part::Article(article) => Citation::article(article).to_string(),
            Part::Table => "table".to_owned(),
            Part::One(citation) => citation.to_string(),
        }
    }

    pub fn label(self) -> Text {
        match self {
            Part::Article(article) => Citation::article(article).label(),
            Part::Table => Text::fixed("別表", "Appended table"),
            Part::One(citation) => citation.label(),
        }
    }

    /// The rules that rest on it, in the order of the catalogue.
    pub fn rules(self) -> impl Iterator<Item = &'static Rule> {
        catalogue::all().filter(move |rule| self == Part::of(rule.citation) || self == Part::chapter_of(rule.citation))
    }
}

/// As it compares: narrow, small, without spaces.
fn plain(name: &str) -> String {
    name.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}
