//! Why a public key cannot be read.

use crate::model::Text;

/// Why a public key cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyFault {
    /// The line is not an algorithm, the key in Base64 and a comment.
    Shape,
    /// What should be Base64 is not.
    Base64,
    /// The line names one algorithm, the key itself another.
    Misnamed { line: String, key: String },
    /// Its bytes are not those of such a key.
    Damaged,
    /// An RSA key of fewer bits than OpenSSH takes.
    ShortRsa(usize),
    /// An algorithm that is not known here: DSA, certificates, what is yet to come.
    Unknown(String),
}

impl KeyFault {
    pub(super) fn unknown(name: &[u8]) -> KeyFault {
        KeyFault::Unknown(printable(name))
    }

    pub fn text(&self) -> Text {
        match self {
            KeyFault::Shape => Text::fixed(
                "公開鍵は「ssh-ed25519 AAAA… コメント」の形で1行に書きます(.pubファイルの内容)。",
                "a public key is one line, `ssh-ed25519 AAAA… comment`: the contents of the .pub file.",
            ),
            KeyFault::Base64 => Text::fixed(
                "公開鍵のBase64の部分が正しくありません。途中で切れていないか確かめてください。",
                "the Base64 of the public key is not right: it may have been cut short.",
            ),
            KeyFault::Misnamed { line, key } => Text::new(
                format!("公開鍵の行には{line}とありますが、中の鍵は{key}です。"),
                format!("the line says {line}, but the key in it is of {key}."),
            ),
            KeyFault::Damaged => Text::fixed("公開鍵が壊れています。", "the public key is damaged."),
            KeyFault::ShortRsa(bits) => Text::new(
                format!("RSA鍵が短すぎます({bits}ビット。1024ビット以上が必要です)。"),
                format!("the RSA key is too short: {bits} bits, where 1024 are the least."),
            ),
            KeyFault::Unknown(name) => Text::new(
                format!("鍵の種類{name}には対応していません。"),
                format!("keys of the sort {name} are not supported."),
            ),
        }
    }
}

/// A name from bytes that anyone may have written, fit to be shown: short, and of visible ASCII alone.
pub fn printable(name: &[u8]) -> String {
    let shown: String =
        name.iter().take(64).map(|byte| if byte.is_ascii_graphic() { char::from(*byte) } else { '?' }).collect();
    if name.len() > 64 { shown + "…" } else { shown }
}
