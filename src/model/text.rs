//! A sentence for people, in both languages at once.
//!
//! Whoever finds something says it in Japanese and in English on the spot; whoever shows it picks one. There is no message
//! catalogue and no lookup at run time, so that no key can be missing and no sentence can drift from the code that says it.

use std::borrow::Cow;

use serde::Serialize;

/// A language of the terminal and of the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    Ja,
    En,
}

impl Lang {
    pub const ALL: [Lang; 2] = [Lang::Ja, Lang::En];

    /// The language's tag in HTML and in `ledger.toml`: `ja` or `en`.
    pub const fn tag(self) -> &'static str {
        match self {
            Lang::Ja => "ja",
            Lang::En => "en",
        }
    }

    pub fn from_tag(tag: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.tag() == tag)
    }
}

/// The same sentence in Japanese and in English, plain text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Text {
    pub ja: Cow<'static, str>,
    pub en: Cow<'static, str>,
}

impl Text {
    pub fn new(ja: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Text {
        Text { ja: ja.into(), en: en.into() }
    }

    /// A sentence known when the program is written.
    pub const fn fixed(ja: &'static str, en: &'static str) -> Text {
        Text { ja: Cow::Borrowed(ja), en: Cow::Borrowed(en) }
    }

    /// What reads the same in both languages: an id, a number, a quotation from a record.
    pub fn same(text: impl Into<String>) -> Text {
        let text = text.into();
        Text { ja: Cow::Owned(text.clone()), en: Cow::Owned(text) }
    }

    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }
}
