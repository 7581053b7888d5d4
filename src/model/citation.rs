//! Citations: which words of the regulation a duty rests on.

use std::fmt;

use serde::{Serialize, Serializer};

use super::text::Text;

/// A place in the regulation (要領), or this tool's own rules of form and history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Citation {
    /// 第n条第n項第n号
    Article { article: u8, paragraph: Option<u8>, item: Option<u8> },
    /// 別表 サーバ(n)
    TableServer(u8),
    /// 別表 戸籍データバックアップ用記録媒体
    TableMedia,
    /// 別表 サーバに内蔵するプログラム
    TableProgram,
    /// 附則
    Supplementary,
    /// この台帳の様式と履歴
    Ledger,
}

impl Citation {
    pub const fn article(article: u8) -> Citation {
        Citation::Article { article, paragraph: None, item: None }
    }

    pub const fn paragraph(article: u8, paragraph: u8) -> Citation {
        Citation::Article { article, paragraph: Some(paragraph), item: None }
    }

    pub const fn item(article: u8, item: u8) -> Citation {
        Citation::Article { article, paragraph: None, item: Some(item) }
    }

    /// Every place of the regulation that can be cited, in its own order.
    pub fn all() -> impl Iterator<Item = Citation> {
        // The paragraphs and items of each article, as enacted (records cite them; no page may cite more).
        const ARTICLES: [(u8, u8, u8); 9] =
            [(1, 0, 0), (2, 0, 6), (3, 0, 3), (4, 0, 0), (5, 2, 0), (6, 4, 0), (7, 4, 0), (8, 4, 0), (9, 0, 0)];
        let articles = ARTICLES.into_iter().flat_map(|(article, paragraphs, items)| {
            let own = std::iter::once(Citation::article(article));
            own.chain((1..=paragraphs).map(move |n| Citation::paragraph(article, n)))
                .chain((1..=items).map(move |n| Citation::item(article, n)))
        });
        articles
            .chain([Citation::Supplementary])
            .chain((1..=5).map(Citation::TableServer))
            .chain([Citation::TableMedia, Citation::TableProgram])
    }

    /// The citation that an id such as `art-3-item-1` names.
    pub fn parse(id: &str) -> Option<Citation> {
        Citation::all().find(|citation| citation.to_string() == id)
    }

    /// As it is written in a sentence: 第3条第1号.
    pub fn label(&self) -> Text {
        match self {
            Citation::Article { article, paragraph, item } => {
                let (mut ja, mut en) = (format!("第{article}条"), format!("Art. {article}"));
                if let Some(paragraph) = paragraph {
                    ja.push_str(&format!("第{paragraph}項"));
                    en.push_str(&format!("({paragraph})"));
                }
                if let Some(item) = item {
                    ja.push_str(&format!("第{item}号"));
                    en.push_str(&format!(", item {item}"));
                }
                Text::new(ja, en)
            }
            Citation::TableServer(row) => {
                Text::new(format!("別表 サーバ({row})"), format!("Appended table, server ({row})"))
            }
            Citation::TableMedia => Text::fixed("別表 バックアップ用記録媒体", "Appended table, backup media"),
            Citation::TableProgram => Text::fixed("別表 プログラム", "Appended table, program"),
            Citation::Supplementary => Text::fixed("附則", "Supplementary provisions"),
            Citation::Ledger => Text::fixed("台帳の様式", "Form of the ledger"),
        }
    }
}

impl fmt::Display for Citation {
    /// The stable id that records, JSON and anchors use.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Citation::Article { article, paragraph, item } => {
                write!(f, "art-{article}")?;
                paragraph.map_or(Ok(()), |paragraph| write!(f, "-{paragraph}"))?;
                item.map_or(Ok(()), |item| write!(f, "-item-{item}"))
            }
            Citation::TableServer(row) => write!(f, "table-server-{row}"),
            Citation::TableMedia => f.write_str("table-media"),
            Citation::TableProgram => f.write_str("table-program"),
            Citation::Supplementary => f.write_str("supplementary"),
            Citation::Ledger => f.write_str("ledger"),
        }
    }
}

impl Serialize for Citation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
